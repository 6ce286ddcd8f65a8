import {
  MAX_QUERY,
  type RelatedArticle,
  type RelatedRequest,
  type SearchAnswer,
  type SearchRequest,
  type SearchStatus
} from '../../shared/search.ts'
import type { ArticleId } from '../../shared/values.ts'
import type { ArticlePage, ArticlesRequest } from './matching-articles.ts'
import { down, nothing, openSearchLink } from './search-link.ts'
import type { WorkerOptions } from './search-messages.ts'

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

/**
 * Search over a library, in a worker thread of its own: neither searching nor indexing happens here.
 * `readOnly` keeps the index in memory, for a library whose folder cannot be written. The worker starts at the first
 * question, or with `startAfter` by itself after so many milliseconds. One that ends by itself is followed by
 * another: at once, or after a rest when it keeps happening.
 */
export function openSearch(options: {
  libraryFile: string
  indexFile: string
  readOnly?: boolean
  startAfter?: number | undefined
  /** How long it is down each time, in milliseconds; a test brings its own. */
  rests?: readonly number[]
}): SearchService {
  const workerData: WorkerOptions = {
    libraryFile: options.libraryFile,
    indexFile: options.readOnly === true ? ':memory:' : options.indexFile
  }
  const listeners = new Set<(status: SearchStatus) => void>()
  const link = openSearchLink(workerData, {
    startAfter: options.startAfter,
    rests: options.rests,
    tell(status) {
      for (const listener of listeners) listener(status)
    }
  })
  const { ask } = link
  return {
    async query(request, { signal } = {}) {
      if (link.isClosed()) return nothing
      const stop = new Int32Array(new SharedArrayBuffer(4))
      // One more than is read, so that the worker still sees that it was cut.
      const query = request.query.slice(0, MAX_QUERY + 1)
      return (await ask({ type: 'query', request: { ...request, query }, stop }, signal)) as SearchAnswer
    },
    async related(request, { signal } = {}) {
      if (link.isClosed()) return []
      const stop = new Int32Array(new SharedArrayBuffer(4))
      return (await ask({ type: 'related', request, stop }, signal)) as RelatedArticle[]
    },
    async countArticles(query) {
      if (link.isClosed()) return 0
      return (await ask({ type: 'articles', request: { what: 'count', query } })) as number
    },
    async listArticles(query, list) {
      if (link.isClosed()) return { total: 0, items: [] }
      return (await ask({ type: 'articles', request: { what: 'page', query, ...list } })) as ArticlePage
    },
    async listArticleIds(query, list) {
      if (link.isClosed()) return []
      return (await ask({ type: 'articles', request: { what: 'ids', query, ...list } })) as ArticleId[]
    },
    async status() {
      if (link.isResting()) return down
      return (await ask({ type: 'status' })) as SearchStatus
    },
    startAgain: link.startAgain,
    poke: link.poke,
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
    close: link.close
  }
}
