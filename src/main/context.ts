import type { Database } from 'better-sqlite3'
import type { History } from './history/history.ts'
import type { LongWork } from './work/long-work.ts'

/** What handlers are given. */
export interface Context {
  db: Database
  history: History
  /** For changes of very many rows. */
  work: LongWork
  /** Milliseconds since 1970. An argument, so that tests can choose it. */
  now: () => number
  /** Who writes: kept beside every changed row, so that several machines can be joined later. */
  deviceId: string
}
