import type { Database } from 'better-sqlite3'
import { requireArticle, updateArticle } from '../articles/repository.ts'
import type { Stamp } from '../db/stamp.ts'
import { getQueueEntry, newEntry, saveQueueEntry } from './repository.ts'

/** What is finished does not come back; in the queue again, it is being read again. */
export function readAgain(db: Database, articleId: string, stamp: Stamp): void {
  const { state } = requireArticle(db, articleId)
  if (state === 'finished') updateArticle(db, articleId, { state: 'reading' }, stamp)
}

/**
 * Makes an article come back, from study day `today` on; one that does already stays as it is.
 * @throws AppError `not-found` when there is no such article
 */
export function comeBack(db: Database, articleId: string, today: number, stamp: Stamp): void {
  readAgain(db, articleId, stamp)
  if (!getQueueEntry(db, articleId)) saveQueueEntry(db, newEntry(articleId, today), stamp)
}
