import type { Database } from 'better-sqlite3'
import type { ArticleFilter, ArticleSort, ArticleSummary } from '../../shared/articles.ts'
import type { ArticleId } from '../../shared/values.ts'
import { listArticleIds, listArticles } from '../articles/repository.ts'
import { type Candidates, matchArticles } from './match-articles.ts'

/** A list of the library narrowed by a query: how many, all ids, or one page. */
export type ArticlesRequest = { query: string } & (
  | { what: 'count' }
  | { what: 'ids'; filter: ArticleFilter; sort: ArticleSort; descending: boolean }
  | {
      what: 'page'
      filter: ArticleFilter
      sort: ArticleSort
      descending: boolean
      page: { offset: number; limit: number }
    }
)
export interface ArticlePage {
  total: number
  items: ArticleSummary[]
}
export type ArticlesAnswer = number | ArticleId[] | ArticlePage

/** Queries remembered: those of a sidebar, so that paging through a list or counting does not search again. */
const REMEMBERED = 50

/** Which articles each query matches, as long as neither library nor index has changed. */
export class MatchingArticles {
  readonly #library: Database
  readonly #source: { stamp(): string; candidates(query: string): Candidates; pause(): Promise<void> }
  readonly #known = new Map<string, { stamp: string; ids: Promise<string[]> }>()

  constructor(
    library: Database,
    source: { stamp(): string; candidates(query: string): Candidates; pause(): Promise<void> }
  ) {
    this.#library = library
    this.#source = source
  }

  async answer(request: ArticlesRequest): Promise<ArticlesAnswer> {
    const ids = await this.#ids(request.query)
    if (request.what === 'count') return ids.length
    const { filter, sort, descending } = request
    if (request.what === 'ids') return listArticleIds(this.#library, filter, sort, descending, ids)
    return listArticles(this.#library, filter, sort, descending, request.page, ids)
  }

  #ids(query: string): Promise<string[]> {
    const stamp = this.#source.stamp()
    const known = this.#known.get(query)
    if (known?.stamp === stamp) return known.ids
    const ids = matchArticles(this.#library, this.#source.candidates(query), this.#source.pause)
    // One that failed is tried again the next time.
    ids.catch(() => this.#known.delete(query))
    this.#known.delete(query)
    this.#known.set(query, { stamp, ids })
    const oldest = this.#known.keys().next().value
    if (this.#known.size > REMEMBERED && oldest !== undefined) this.#known.delete(oldest)
    return ids
  }
}
