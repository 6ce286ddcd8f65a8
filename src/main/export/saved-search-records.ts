import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { MAX_SAVED_QUERY } from '../../shared/articles.ts'
import { MAX_SAVED_SEARCHES, SavedSearchId } from '../../shared/saved-searches.ts'
import { Time, text } from '../../shared/values.ts'

/** A saved search as the zip has it, with who changed it last and when. */
export const SavedSearchRecord = z.strictObject({
  id: SavedSearchId,
  name: text(200).min(1),
  query: text(MAX_SAVED_QUERY).min(1),
  position: z.int().min(0),
  createdAt: Time,
  updatedAt: Time,
  deviceId: text(100)
})
export type SavedSearchRecord = z.infer<typeof SavedSearchRecord>

/** `saved-searches.json`. */
export const SavedSearchFile = z.array(SavedSearchRecord).max(MAX_SAVED_SEARCHES * 10)

/** In the order of their ids. */
export function readSavedSearchRecords(db: Database): SavedSearchRecord[] {
  return db
    .prepare<[], SavedSearchRecord>(
      `SELECT id, name, query, position, created_at AS createdAt, updated_at AS updatedAt, device_id AS deviceId
       FROM saved_searches ORDER BY id`
    )
    .all()
}

/** Adds those this library has not. */
export function restoreSavedSearches(db: Database, records: readonly SavedSearchRecord[]): void {
  const insert = db.prepare(
    `INSERT OR IGNORE INTO saved_searches (id, name, query, position, created_at, updated_at, device_id)
     VALUES (@id, @name, @query, @position, @createdAt, @updatedAt, @deviceId)`
  )
  db.transaction(() => {
    for (const record of records) insert.run(record)
  }).immediate()
}
