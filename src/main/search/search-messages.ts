import type {
  RelatedArticle,
  RelatedRequest,
  SearchAnswer,
  SearchRequest,
  SearchStatus
} from '../../shared/search.ts'
import type { ArticlesAnswer, ArticlesRequest } from './matching-articles.ts'

/** What the worker is started with. */
export interface WorkerOptions {
  libraryFile: string
  indexFile: string
}

/** `stop` is shared: it can be set while the worker is busy answering. */
export type ToWorker = { id: number } & (
  | { type: 'query'; request: SearchRequest; stop: Int32Array<SharedArrayBuffer> }
  | { type: 'related'; request: RelatedRequest; stop: Int32Array<SharedArrayBuffer> }
  | { type: 'articles'; request: ArticlesRequest }
  | { type: 'status' }
  | { type: 'caughtUp' }
  | { type: 'rebuild' }
  | { type: 'poke' }
  | { type: 'close' }
)

export type FromWorker =
  | {
      type: 'answer'
      id: number
      value: SearchAnswer | RelatedArticle[] | ArticlesAnswer | SearchStatus | undefined
    }
  | { type: 'error'; id: number; message: string }
  | { type: 'changed'; status: SearchStatus }
