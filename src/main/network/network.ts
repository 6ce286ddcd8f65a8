import { AppError } from '../../shared/errors.ts'
import type { MessageKey } from '../../shared/messages/en.ts'
import { spawnProcess, type WorkerProcess } from '../spawn-process.ts'
import {
  type Fetched,
  type FetchProgress,
  FromNetworkSchema,
  type ToNetwork,
  type Wanted
} from './network-protocol.ts'

export type { Fetched, FetchProgress } from './network-protocol.ts'

/** The process may use this much memory for its own objects, in MB; what it fetches is limited by itself. */
const MEMORY_MB = 512
/** A process that does not answer at all is given up after this long, in milliseconds. */
const DEADLINE_MS = 90_000

/** One errand to the web, from the reader's request to its end. */
export interface Visit {
  /**
   * Fetches one thing.
   * @throws AppError with a sentence that names the host: `forbidden`, `not-found`, `too-large`, `timeout`,
   * `unsupported`, `busy`, `unreadable`, or `cancelled`
   */
  fetch(address: string, wanted: Wanted, onProgress?: (progress: FetchProgress) => void): Promise<Fetched>
  /** Ends the process, and with it every connection. */
  close(): void
}

/** The way to the web, for those that main hands it to. Nothing is started before a visit asks. */
export interface Network {
  visit(signal?: AbortSignal): Visit
}

/**
 * Fetches in a process of its own that lives for one errand. Nothing else in Lectern opens a connection, and
 * nothing but an import the reader asked for is given this.
 */
export function createNetwork(
  options: { allowLoopback?: boolean; spawn?: () => WorkerProcess | Promise<WorkerProcess> } = {}
): Network {
  const spawn =
    options.spawn ??
    (() =>
      spawnProcess('network-worker', {
        name: 'Lectern fetch',
        memoryMb: MEMORY_MB,
        args: options.allowLoopback ? ['--allow-loopback'] : []
      }))
  return { visit: (signal) => startVisit(spawn, signal) }
}

interface Waiting {
  resolve(fetched: Fetched): void
  reject(error: Error): void
  onProgress: ((progress: FetchProgress) => void) | undefined
  timer: NodeJS.Timeout
}

function startVisit(spawn: () => WorkerProcess | Promise<WorkerProcess>, signal?: AbortSignal): Visit {
  const waiting = new Map<number, Waiting>()
  let worker: Promise<WorkerProcess> | undefined
  let nextId = 1
  let ended: AppError | undefined

  const end = (why: AppError) => {
    ended ??= why
    for (const one of waiting.values()) {
      clearTimeout(one.timer)
      one.reject(ended)
    }
    waiting.clear()
    signal?.removeEventListener('abort', onAbort)
    void worker?.then((started) => started.kill())
    worker = undefined
  }
  const onAbort = () => end(new AppError('cancelled', 'errors.network.cancelled'))
  if (signal?.aborted) onAbort()
  else signal?.addEventListener('abort', onAbort)

  const take = (raw: unknown) => {
    const parsed = FromNetworkSchema.safeParse(raw)
    const one = parsed.success ? waiting.get(parsed.data.id) : undefined
    if (!parsed.success || !one) {
      end(new AppError('unreadable', 'errors.network.mistake'))
      return
    }
    const message = parsed.data
    if (message.type === 'progress') {
      one.onProgress?.({ received: message.received, total: message.total })
      return
    }
    waiting.delete(message.id)
    clearTimeout(one.timer)
    if (message.type === 'failed') {
      one.reject(new AppError(message.code, message.key as MessageKey, message.values))
      return
    }
    const { address, mediaType, charset, bytes } = message
    one.resolve({ address, mediaType, charset, bytes })
  }

  const start = async () => {
    const started = await spawn()
    started.onMessage(take)
    started.onExit(() => end(new AppError('unreadable', 'errors.network.stopped')))
    return started
  }

  return {
    async fetch(address, wanted, onProgress) {
      if (ended) throw ended
      worker ??= start()
      const at = await worker
      if (ended) {
        at.kill()
        throw ended
      }
      const id = nextId++
      return await new Promise<Fetched>((resolve, reject) => {
        const timer = setTimeout(() => end(new AppError('timeout', 'errors.network.stopped')), DEADLINE_MS)
        waiting.set(id, { resolve, reject, onProgress, timer })
        at.post({ id, address, wanted } satisfies ToNetwork)
      })
    },
    close: () => end(new AppError('cancelled', 'errors.network.cancelled'))
  }
}
