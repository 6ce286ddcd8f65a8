import { Readable } from 'node:stream'
import type { ProtocolRequest, ProtocolResponse } from 'electron'

/** What is answered to a request of one of our schemes. */
export interface SchemeAnswer {
  /** HTTP's. */
  status: number
  headers: Record<string, string>
  /** In pieces, each handed over when the one before has been taken; null where there is nothing. */
  body: Readable | null
}

/** Nothing but a status. */
export const plain = (status: number): SchemeAnswer => ({
  status,
  headers: { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' },
  body: null
})

/** All at once. */
export const whole = (bytes: Uint8Array | string): Readable => Readable.from([Buffer.from(bytes)])

/**
 * How a scheme's requests are answered: with Node's streams and not by `protocol.handle`, whose `Request` and
 * `Response` main would have to load at every start, before the page (decision 20). Whatever goes wrong inside
 * ends in a failed request.
 */
export function streaming(answer: (request: ProtocolRequest) => Promise<SchemeAnswer>) {
  return (request: ProtocolRequest, callback: (response: ProtocolResponse) => void): void => {
    answer(request).then(
      ({ status, headers, body }) =>
        // The types know no answer without a body; Electron does.
        callback({ statusCode: status, headers, data: body as Readable }),
      () => callback({ error: ERR_FAILED })
    )
  }
}

/** Chromium's, from its list of network errors. */
const ERR_FAILED = -2
