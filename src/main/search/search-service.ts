import { Worker } from 'node:worker_threads'
import { AppError } from '../../shared/errors.ts'
import {
  MAX_QUERY,
  type RelatedArticle,
  type RelatedRequest,
  type SearchAnswer,
  type SearchRequest,
  type SearchStatus
} from '../../shared/search.ts'
import type { ArticleId } from '../../shared/values.ts'
import { workerFile } from '../worker-file.ts'
import type { ArticlePage, ArticlesRequest } from './matching-articles.ts'
import type { FromWorker, ToWorker, WorkerOptions } from './search-messages.ts'
import { createWorkerRests } from './worker-rests.ts'

type ArticlesOf<W extends ArticlesRequest['what']> = Extract<ArticlesRequest, { what: W }>
type Listing = Pick<ArticlesOf<'ids'>, 'filter' | 'sort' | 'descending'>

export interface SearchService {
  /**
   * Never fails for anything typed. When `signal` aborts, an answer without hits comes at once.
   * @throws AppError `internal` when the index could not answer.
   */
  query(request: SearchRequest, options?: { signal?: AbortSignal }): Promise<SearchAnswer>
  /** The articles most like one; none when `signal` aborts. */
  related(request: RelatedRequest, options?: { signal?: AbortSignal }): Promise<RelatedArticle[]>
  /** How many articles a saved search with this query finds. */
  countArticles(query: string): Promise<number>
  /** A page of them, as the library lists them. */
  listArticles(query: string, list: Listing & Pick<ArticlesOf<'page'>, 'page'>): Promise<ArticlePage>
  listArticleIds(query: string, list: Listing): Promise<ArticleId[]>
  status(): Promise<SearchStatus>
  /** The library changed: take in what is new. The worker also looks by itself, twice a second. */
  poke(): void
  /** Resolves when every change committed before the call is in the index. */
  caughtUp(): Promise<void>
  /** Reads every text again; what was found before is found meanwhile. */
  rebuild(): Promise<void>
  /** Another worker at once, in the place of one that is down or does not get on. */
  startAgain(): Promise<void>
  /** Tells of progress, and when the worker is down; the answer stops it. */
  onStatus(listener: (status: SearchStatus) => void): () => void
  close(): Promise<void>
}

type Answer = Extract<FromWorker, { type: 'answer' }>['value']
/** `Omit` that keeps a union a union. */
type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never

interface Waiting {
  resolve: (value: Answer) => void
  reject: (error: AppError) => void
}

/**
 * Search over a library, in a worker thread of its own: neither searching nor indexing happens here.
 * `readOnly` keeps the index in memory, for a library whose folder cannot be written. With `startAfter` the
 * worker starts by itself after so many milliseconds, or at the first question. One that ends by itself is followed by
 * another: at once, or after a rest when it keeps happening.
 */
export function openSearch(options: {
  libraryFile: string
  indexFile: string
  readOnly?: boolean
  startAfter?: number
  /** How long it is down each time, in milliseconds; a test brings its own. */
  rests?: readonly number[]
}): SearchService {
  const workerData: WorkerOptions = {
    libraryFile: options.libraryFile,
    indexFile: options.readOnly === true ? ':memory:' : options.indexFile
  }
  const waiting = new Map<number, Waiting>()
  const listeners = new Set<(status: SearchStatus) => void>()
  const rests = createWorkerRests(undefined, options.rests)
  let lastId = 0
  let hasStarted = false
  let resting: NodeJS.Timeout | undefined
  let closing: Promise<void> | undefined
  let worker: Worker | undefined

  function start(): Worker {
    hasStarted = true
    rests.started()
    const started = new Worker(workerFile('search-worker'), { workerData, execArgv: [], name: 'search' })
    started.on('message', (message: FromWorker) => {
      if (message.type === 'changed') {
        tell(message.status)
        return
      }
      const its = settle(message.id)
      if (message.type === 'answer') its?.resolve(message.value)
      else its?.reject(searchFailed(message.message))
    })
    const gone = (cause: string) => {
      if (worker !== started) return
      worker = undefined
      for (const id of [...waiting.keys()]) settle(id)?.reject(searchFailed(cause))
      if (closing === undefined) rest(rests.ended())
    }
    started.on('error', (error) => gone(error instanceof Error ? error.name : 'error'))
    started.on('exit', () => gone('exit'))
    // Alone it keeps no process alive; while somebody waits for it, it does.
    if (waiting.size === 0) started.unref()
    return started
  }

  function tell(status: SearchStatus): void {
    for (const listener of listeners) listener(status)
  }

  /** @param ms zero: the next question starts another worker */
  function rest(ms: number): void {
    if (ms > 0) {
      resting = setTimeout(() => {
        resting = undefined
        worker = start()
      }, ms).unref()
    }
    tell(down)
  }

  function settle(id: number): Waiting | undefined {
    const its = waiting.get(id)
    waiting.delete(id)
    if (waiting.size === 0) worker?.unref()
    return its
  }

  function ask(message: Without<ToWorker, 'id'>, signal?: AbortSignal): Promise<Answer> {
    if (closing !== undefined) return Promise.reject(searchFailed('closed'))
    if (worker === undefined) {
      if (resting !== undefined) return Promise.reject(searchFailed('resting'))
      worker = start()
    }
    const its = worker
    const id = ++lastId
    return new Promise<Answer>((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      its.ref()
      if ('stop' in message) {
        const stop = () => {
          Atomics.store(message.stop, 0, 1)
          settle(id)?.resolve(message.type === 'query' ? nothing : [])
        }
        if (signal?.aborted === true) return stop()
        signal?.addEventListener('abort', stop, { once: true })
      }
      its.postMessage({ ...message, id } as ToWorker)
    })
  }

  const startNow = () => {
    if (!hasStarted && closing === undefined) worker = start()
  }
  if (options.startAfter === undefined) startNow()
  else setTimeout(startNow, options.startAfter).unref()
  return {
    async query(request, { signal } = {}) {
      if (closing !== undefined) return nothing
      const stop = new Int32Array(new SharedArrayBuffer(4))
      // One more than is read, so that the worker still sees that it was cut.
      const query = request.query.slice(0, MAX_QUERY + 1)
      return (await ask({ type: 'query', request: { ...request, query }, stop }, signal)) as SearchAnswer
    },
    async related(request, { signal } = {}) {
      if (closing !== undefined) return []
      const stop = new Int32Array(new SharedArrayBuffer(4))
      return (await ask({ type: 'related', request, stop }, signal)) as RelatedArticle[]
    },
    async countArticles(query) {
      if (closing !== undefined) return 0
      return (await ask({ type: 'articles', request: { what: 'count', query } })) as number
    },
    async listArticles(query, list) {
      if (closing !== undefined) return { total: 0, items: [] }
      return (await ask({ type: 'articles', request: { what: 'page', query, ...list } })) as ArticlePage
    },
    async listArticleIds(query, list) {
      if (closing !== undefined) return []
      return (await ask({ type: 'articles', request: { what: 'ids', query, ...list } })) as ArticleId[]
    },
    async status() {
      if (resting !== undefined) return down
      return (await ask({ type: 'status' })) as SearchStatus
    },
    async startAgain() {
      if (closing !== undefined) return
      clearTimeout(resting)
      resting = undefined
      rests.forget()
      const before = worker
      worker = start()
      for (const id of [...waiting.keys()]) settle(id)?.reject(searchFailed('started again'))
      await before?.terminate()
    },
    poke() {
      if (closing === undefined) ask({ type: 'poke' }).catch(() => undefined)
    },
    async caughtUp() {
      await ask({ type: 'caughtUp' })
    },
    async rebuild() {
      await ask({ type: 'rebuild' })
    },
    onStatus(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      closing ??= (async () => {
        clearTimeout(resting)
        const its = worker
        if (its === undefined) return
        await ask({ type: 'close' }).catch(() => undefined)
        worker = undefined
        await its.terminate()
      })()
      return closing
    }
  }
}

/** What is told while no worker is there. */
const down: SearchStatus = { state: 'down', pending: 0, indexed: 0 }

const nothing: SearchAnswer = { hits: [], cut: false, corrected: null, pending: 0, tookMs: 0 }

function searchFailed(cause: string): AppError {
  return new AppError('internal', 'errors.search.failed', undefined, { cause })
}
