import Database from 'better-sqlite3'
import type {
  RelatedArticle,
  RelatedRequest,
  SearchAnswer,
  SearchRequest,
  SearchStatus
} from '../../shared/search.ts'
import { readMeta as readLibraryMeta } from '../db/meta.ts'
import { answerQuery } from './answer-query.ts'
import { clearOutPostings } from './clear-out-postings.ts'
import { prepareFilters } from './filter-things.ts'
import {
  ANALYSIS_STAMP,
  deleteIndexFile,
  isDamage,
  openIndexFile,
  readMeta,
  readNumber
} from './index-file.ts'
import { findCandidates } from './match-articles.ts'
import { type ArticlesAnswer, type ArticlesRequest, MatchingArticles } from './matching-articles.ts'
import { relatedArticles } from './related-articles.ts'
import { SearchIndex } from './search-index.ts'
import { beginRebuild, finishRebuild, pendingChanges, takeInBatch } from './take-in.ts'

/** How often the library file is looked at for commits of other processes, in ms. */
const POLL_MS = 500
/** Changes taken in at once. Many are faster in all; with few, somebody who is searching sees them sooner. */
const BATCH = 2048
const BATCH_WHILE_SEARCHING = 200
/** So long after a query somebody is taken to be searching, in ms. */
const SEARCHING_MS = 3000

/**
 * Search over one library: keeps the index equal to it in the background, one batch at a time, and
 * answers queries in between. Lives in the search worker.
 */
export class LibrarySearch {
  readonly #library: Database.Database
  readonly #indexFile: string
  readonly #libraryId: string
  readonly #onStatus: (status: SearchStatus) => void
  readonly #matching: MatchingArticles
  #db: Database.Database
  #index: SearchIndex
  #running: Promise<void> | undefined
  #again = false
  #closed = false
  /** Why the index is not up to date, when it cannot be brought there. */
  #failure: unknown = null
  #seenVersion = -1
  #lastQuery = Number.NEGATIVE_INFINITY
  readonly #timer: NodeJS.Timeout

  constructor(options: { libraryFile: string; indexFile: string; onStatus: (status: SearchStatus) => void }) {
    this.#library = new Database(options.libraryFile, {
      readonly: true,
      fileMustExist: true,
      timeout: 10_000
    })
    this.#library.pragma('cache_size = -16000')
    prepareFilters(this.#library)
    this.#indexFile = options.indexFile
    this.#onStatus = options.onStatus
    this.#libraryId = readLibraryMeta(this.#library, 'library_id') ?? ''
    this.#db = openIndexFile(this.#indexFile, this.#libraryId)
    this.#index = new SearchIndex(this.#db)
    this.#matching = new MatchingArticles(this.#library, {
      // Changes with every commit to the library, and again when the index has taken it in.
      stamp: () =>
        `${this.#library.pragma('data_version', { simple: true })} ${pendingChanges(this.#library, this.#db)}`,
      candidates: (query) => this.#mending(() => findCandidates(this.#db, this.#index, query)),
      pause
    })
    this.#timer = setInterval(() => this.#look(), POLL_MS)
    this.poke()
  }

  query(request: SearchRequest, stopped: () => boolean): SearchAnswer {
    this.#lastQuery = performance.now()
    return this.#mending(() => answerQuery(this.#library, this.#db, this.#index, request, stopped))
  }

  related(request: RelatedRequest, stopped: () => boolean): RelatedArticle[] {
    return this.#mending(() => relatedArticles(this.#library, this.#db, this.#index, request, stopped))
  }

  /** What a saved search finds. */
  articles(request: ArticlesRequest): Promise<ArticlesAnswer> {
    return this.#matching.answer(request)
  }

  status(): SearchStatus {
    return this.#mending(() => {
      const pending = pendingChanges(this.#library, this.#db)
      const state =
        this.#failure !== null ? 'failed' : pending > 0 || this.#running !== undefined ? 'indexing' : 'ready'
      return { state, pending, indexed: readNumber(this.#db, 'live') }
    })
  }

  /** The library has changed: take in what is new. */
  poke(): undefined {
    this.#again = true
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined
      if (!this.#closed) this.#onStatus(this.status())
    })
  }

  /** Resolves when every change committed before the call is in the index. */
  async caughtUp(): Promise<undefined> {
    this.poke()
    while (this.#running !== undefined) await this.#running
    if (this.#failure !== null) throw this.#failure
  }

  async rebuild(): Promise<undefined> {
    this.#mending(() => beginRebuild(this.#db, this.#index, false))
    await this.caughtUp()
  }

  async close(): Promise<undefined> {
    this.#closed = true
    clearInterval(this.#timer)
    await this.#running
    this.#db.close()
    this.#library.close()
  }

  #look(): void {
    const version = this.#library.pragma('data_version', { simple: true }) as number
    if (version === this.#seenVersion) return
    this.#seenVersion = version
    if (this.#running === undefined && pendingChanges(this.#library, this.#db) > 0) this.poke()
  }

  async #run(): Promise<void> {
    // Whoever poked goes on first.
    await pause()
    let mended = false
    while (this.#again && !this.#closed) {
      this.#again = false
      try {
        await this.#takeInAll()
        this.#failure = null
      } catch (error) {
        if (!isDamage(error) || mended) {
          this.#failure = error
          return
        }
        mended = true
        this.#replaceIndex()
        this.#again = true
      }
    }
  }

  async #takeInAll(): Promise<void> {
    if (readMeta(this.#db, 'analysis') !== ANALYSIS_STAMP) beginRebuild(this.#db, this.#index, true)
    let told = performance.now()
    while (!this.#closed && (await this.#takeInBatch())) {
      if (performance.now() - told > 250) {
        told = performance.now()
        this.#onStatus(this.status())
      }
      await pause()
    }
    if (this.#closed) return
    finishRebuild(this.#db, this.#index)
    await clearOutPostings(this.#db, this.#index, pause, () => this.#closed)
  }

  #takeInBatch(): Promise<boolean> {
    const searching = performance.now() - this.#lastQuery < SEARCHING_MS
    const most = searching ? BATCH_WHILE_SEARCHING : BATCH
    const db = this.#db
    // What is written to a file that was thrown away meanwhile is of no use.
    const stopped = () => this.#closed || this.#db !== db
    return takeInBatch(this.#library, db, this.#index, most, pause, stopped)
  }

  /** Does `work`; when the index proves damaged, throws it away, does `work` on an empty one and refills it. */
  #mending<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      if (!isDamage(error)) throw error
      this.#replaceIndex()
      this.poke()
      return work()
    }
  }

  #replaceIndex(): void {
    this.#db.close()
    try {
      deleteIndexFile(this.#indexFile)
      this.#db = openIndexFile(this.#indexFile, this.#libraryId)
    } catch {
      this.#db = openIndexFile(':memory:', this.#libraryId)
    }
    this.#index = new SearchIndex(this.#db)
  }
}

/** Lets messages in. */
function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
