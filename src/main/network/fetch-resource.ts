import { type LookupAddress, type LookupOptions, lookup } from 'node:dns'
import http, { type ClientRequest, type IncomingMessage } from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { Readable } from 'node:stream'
import tls from 'node:tls'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { AppError } from '../../shared/errors.ts'
import type { MessageKey } from '../../shared/messages/en.ts'
import type { Fetched, FetchProgress, Wanted } from './network-protocol.ts'
import { isPublicAddress } from './public-address.ts'
import { hostOf, localRefused, webTarget } from './web-address.ts'

/** What one answer may cost. Bytes are counted unpacked, while they come; times in milliseconds. */
export interface FetchLimits {
  bytes: number
  /** From the question to the last byte, redirects included. */
  deadlineMs: number
  /** Without a single byte. */
  silenceMs: number
  redirects: number
}

const MB = 1024 * 1024
const fetchLimits: Record<Wanted, FetchLimits> = {
  page: { bytes: 50 * MB, deadlineMs: 60_000, silenceMs: 20_000, redirects: 10 },
  picture: { bytes: 20 * MB, deadlineMs: 30_000, silenceMs: 10_000, redirects: 5 }
}

/** Nothing stated is taken for bytes of some kind: the importers look at what they are. */
const accepted: Record<Wanted, RegExp> = {
  page: /^(?:|text\/(?:html|plain|markdown|x-markdown|xml|rtf)|application\/(?:xhtml\+xml|xml|pdf|rtf|epub\+zip|octet-stream|warc|x-mimearchive|x-webarchive|vnd\.openxmlformats-officedocument\.wordprocessingml\.document)|multipart\/related|message\/rfc822)$/,
  picture: /^(?:|image\/(?:png|jpe?g|pjpeg|gif|webp|avif|svg\+xml)|(?:application|binary)\/octet-stream)$/
}

const headers: Record<Wanted, Record<string, string>> = {
  page: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' },
  picture: { accept: 'image/avif,image/webp,image/png,image/jpeg,image/gif,image/svg+xml' }
}
/** Says who asks and nothing of the reader: no cookie, no referrer, no language, no version of the system. */
const plain = { 'user-agent': 'Mozilla/5.0 (compatible; Lectern)', 'accept-encoding': 'gzip, deflate, br' }

/** `dns.lookup` with all the answers. */
export type Resolve = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void
) => void

export interface Fetcher {
  fetch(
    address: string,
    wanted: Wanted,
    options?: { signal?: AbortSignal; onProgress?(progress: FetchProgress): void }
  ): Promise<Fetched>
  close(): void
}

/**
 * Asks servers of the public internet, and nobody else. Each name is looked up once per connection, every
 * answer is checked, and the connection goes to exactly the addresses that were checked, so that a name cannot
 * mean another machine a moment later (DNS rebinding). Keeps nothing between two of them but open connections.
 *
 * The options are for tests.
 */
export function createFetcher(
  options: {
    isAllowed?: (address: string) => boolean
    resolve?: Resolve
    limits?: Record<Wanted, FetchLimits>
  } = {}
): Fetcher {
  const { isAllowed = isPublicAddress, limits = fetchLimits } = options
  const allowLocal = isAllowed !== isPublicAddress
  const common = {
    keepAlive: true,
    maxSockets: 6,
    lookup: lookupAllowed(isAllowed, options.resolve ?? lookup)
  }
  const agents = {
    'http:': new http.Agent(common),
    'https:': new https.Agent({ ...common, ca: trusted(), rejectUnauthorized: true })
  }

  /** One question; resolves with the head of the answer. */
  const ask = (url: URL, wanted: Wanted, signal: AbortSignal, silenceMs: number) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const host = hostOf(url)
      // A literal address is never looked up.
      if (isIP(host) !== 0 && !isAllowed(host)) throw localRefused(host)
      const isSecure = url.protocol === 'https:'
      const send = isSecure ? https.request : http.request
      const request: ClientRequest = send(
        url,
        {
          method: 'GET',
          agent: agents[isSecure ? 'https:' : 'http:'],
          headers: { ...plain, ...headers[wanted] },
          maxHeaderSize: 64 * 1024,
          signal,
          timeout: silenceMs
        },
        (response) => {
          const peer = response.socket.remoteAddress ?? ''
          if (!isAllowed(peer.replace(/^::ffff:(?=\d+\.)/, ''))) {
            request.destroy()
            reject(localRefused(host))
          } else resolve(response)
        }
      )
      request.on('timeout', () => request.destroy(said('timeout', 'tooSlow', { host })))
      request.on('error', reject)
      request.end()
    })

  return {
    async fetch(address, wanted, { signal, onProgress } = {}) {
      const limit = limits[wanted]
      const deadline = AbortSignal.timeout(limit.deadlineMs)
      const either = signal ? AbortSignal.any([signal, deadline]) : deadline
      let url = webTarget(address, undefined, allowLocal)
      try {
        for (let hops = 0; ; hops++) {
          const response = await ask(url, wanted, either, limit.silenceMs)
          const status = response.statusCode ?? 0
          const { location } = response.headers
          if (status >= 300 && status < 400 && location) {
            response.destroy()
            if (hops >= limit.redirects) throw said('unreadable', 'redirects', { host: hostOf(url) })
            url = webTarget(location, url.href, allowLocal)
            continue
          }
          return { address: url.href, ...(await read(response, url, wanted, limit, onProgress)) }
        }
      } catch (error) {
        if (error instanceof AppError) throw error
        const host = hostOf(url)
        if (deadline.aborted) throw said('timeout', 'tooSlow', { host })
        throw sentenceFor(error, host)
      }
    },
    close() {
      for (const agent of Object.values(agents)) agent.destroy()
    }
  }
}

/** The certificates the system trusts beside those that come with Node, where it can tell. */
function trusted(): string[] {
  const system = tls.getCACertificates?.('system') ?? []
  return [...tls.rootCertificates, ...system]
}

/** Looks a name up and gives its addresses only when every one of them is allowed. */
function lookupAllowed(isAllowed: (address: string) => boolean, resolve: Resolve): LookupFunction {
  return (hostname, { family, hints, all: wantsAll }, callback) => {
    resolve(
      hostname,
      { family: family ?? 0, hints: hints ?? 0, all: true },
      (error, found: LookupAddress[]) => {
        if (error) return callback(error, '', 0)
        // A name that means both inside and outside is a trick, or a network that is none of our business.
        const first = found[0]
        if (!first || !found.every(({ address }) => isAllowed(address))) {
          return callback(localRefused(hostname) as Error as NodeJS.ErrnoException, '', 0)
        }
        if (wantsAll) callback(null, found)
        else callback(null, first.address, first.family)
      }
    )
  }
}

async function read(
  response: IncomingMessage,
  url: URL,
  wanted: Wanted,
  limit: FetchLimits,
  onProgress?: (progress: FetchProgress) => void
): Promise<Omit<Fetched, 'address'>> {
  const host = hostOf(url)
  const refuse = (error: AppError): never => {
    response.destroy()
    throw error
  }
  const status = response.statusCode ?? 0
  if (status < 200 || status >= 300 || status === 204) refuse(statusSentence(status, host))
  const stated = response.headers['content-type'] ?? ''
  const mediaType = (stated.split(';', 1)[0] ?? '').trim().toLowerCase().slice(0, 200)
  if (!accepted[wanted].test(mediaType))
    refuse(
      said('unsupported', wanted === 'page' ? 'notAText' : 'notAPicture', {
        host,
        type: mediaType.slice(0, 80)
      })
    )
  const tooLarge = () => said('too-large', 'tooLarge', { host, limit: limit.bytes / MB })
  const total = Number(response.headers['content-length']) || 0
  if (total > limit.bytes) refuse(tooLarge())

  const unpacked = unpack(response) ?? refuse(said('unreadable', 'packing', { host }))
  let received = 0
  response.on('data', (chunk: Buffer) => {
    received += chunk.length
    onProgress?.({ received, total })
  })
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of unpacked as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limit.bytes) refuse(tooLarge())
    chunks.push(chunk)
  }
  if (!response.complete) refuse(said('unreadable', 'cutShort', { host }))
  const charset = /;\s*charset\s*=\s*"?([\w:.-]{2,40})/i.exec(stated)?.[1]?.toLowerCase() ?? ''
  return { mediaType, charset, bytes: Buffer.concat(chunks) }
}

const decoders = new Map([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress]
])

function unpack(response: IncomingMessage): Readable | undefined {
  const encoding = response.headers['content-encoding']?.trim().toLowerCase()
  if (!encoding || encoding === 'identity') return response
  const decoder = decoders.get(encoding)?.()
  if (!decoder) return undefined
  response.on('error', (error) => decoder.destroy(error))
  return response.pipe(decoder)
}

function said(code: AppError['code'], key: string, values: Record<string, string | number>): AppError {
  return new AppError(code, `errors.network.${key}` as MessageKey, values)
}

function statusSentence(status: number, host: string): AppError {
  if (status === 401 || status === 402 || status === 403) return said('forbidden', 'login', { host, status })
  if (status === 404 || status === 410) return said('not-found', 'gone', { host, status })
  if (status === 429 || status === 503) return said('busy', 'busy', { host, status })
  return said('unreadable', 'status', { host, status })
}

function sentenceFor(error: unknown, host: string): AppError {
  const code = String((error as NodeJS.ErrnoException).code ?? '')
  if (/^(?:ENOTFOUND|EAI_AGAIN|ENODATA)$/.test(code)) return said('not-found', 'noSuchHost', { host })
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/.test(code))
    return said('unreadable', 'certificate', { host })
  if (/^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ENETDOWN|EADDRNOTAVAIL)$/.test(code))
    return said('unreadable', 'unreachable', { host })
  return said('unreadable', 'cutShort', { host })
}
