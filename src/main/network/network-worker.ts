import { AppError } from '../../shared/errors.ts'
import { nameError } from '../../shared/name-error.ts'
import { connectToParent } from '../import/worker/connect-to-parent.ts'
import { createFetcher } from './fetch-resource.ts'
import type { FromNetwork, ToNetwork } from './network-protocol.ts'

/**
 * The one process of Lectern that opens connections. It is started by `network.ts` when the reader has asked
 * for something from the web, lives as long as that takes, and knows nothing of the library.
 */

// Only the developer's own main process can say so, and only an app that is not packaged does (src/main/index.ts).
const fetcher = createFetcher(process.argv.includes('--allow-loopback') ? { isAllowed: isHere } : {})

const { send, listen } = connectToParent<FromNetwork, ToNetwork>()

listen(({ id, address, wanted }) => {
  let told = 0
  fetcher
    .fetch(address, wanted, {
      onProgress({ received, total }) {
        if (performance.now() - told < 100) return
        told = performance.now()
        send({ id, type: 'progress', received, total })
      }
    })
    .then(
      (fetched) => send({ id, type: 'done', ...fetched, bytes: new Uint8Array(fetched.bytes) }),
      (error: unknown) => send(failure(id, error))
    )
})

function isHere(address: string): boolean {
  return /^(?:127\.|::1$)/.test(address)
}

function failure(id: number, error: unknown): FromNetwork {
  if (error instanceof AppError && error.sentence) {
    const { key, values = {} } = error.sentence
    return { id, type: 'failed', code: error.code, key, values: values as Record<string, string | number> }
  }
  // A bug of ours: where it happened, but no address.
  console.error('fetching failed:', nameError(error))
  return { id, type: 'failed', code: 'internal', key: 'errors.network.mistake', values: {} }
}
