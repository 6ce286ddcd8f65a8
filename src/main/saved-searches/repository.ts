import type { Database } from 'better-sqlite3'
import { MAX_SAVED_QUERY } from '../../shared/articles.ts'
import { renameTagInQuery } from '../../shared/query-tokens.ts'
import type { SavedSearch, SavedSearchId } from '../../shared/saved-searches.ts'
import type { Stamp } from '../db/stamp.ts'

interface Row {
  id: string
  name: string
  query: string
}

/** Another program may have written anything: what is shown stays short and well-formed. */
const fromRow = (row: Row): SavedSearch => ({
  id: row.id as SavedSearchId,
  name: row.name.slice(0, 200).toWellFormed(),
  query: row.query.slice(0, MAX_SAVED_QUERY).toWellFormed()
})

/** In the order the reader gave them. */
export function listSavedSearches(db: Database): SavedSearch[] {
  return db
    .prepare<[], Row>('SELECT id, name, query FROM saved_searches ORDER BY position, created_at, id')
    .all()
    .map(fromRow)
}

export function getSavedSearch(db: Database, id: string): SavedSearch | undefined {
  const row = db.prepare<[string], Row>('SELECT id, name, query FROM saved_searches WHERE id = ?').get(id)
  return row && fromRow(row)
}

/** At the end. */
export function insertSavedSearch(db: Database, search: SavedSearch, stamp: Stamp): void {
  db.prepare(
    `INSERT INTO saved_searches (id, name, query, position, created_at, updated_at, device_id)
     VALUES (@id, @name, @query, (SELECT coalesce(max(position), -1) + 1 FROM saved_searches), @now, @now, @deviceId)`
  ).run({ ...search, ...stamp })
}

export function renameSavedSearch(db: Database, id: string, name: string, stamp: Stamp): void {
  db.prepare(
    `UPDATE saved_searches SET name = @name, updated_at = @now, device_id = @deviceId
     WHERE id = @id AND name <> @name`
  ).run({ id, name, ...stamp })
}

/** Puts one at `index` among the others; only rows whose place changes are written. */
export function moveSavedSearch(db: Database, id: string, index: number, stamp: Stamp): void {
  const ids = listSavedSearches(db).map((search) => search.id as string)
  const others = ids.filter((other) => other !== id)
  const write = db.prepare(
    `UPDATE saved_searches SET position = @position, updated_at = @now, device_id = @deviceId
     WHERE id = @id AND position <> @position`
  )
  others.splice(index, 0, id)
  others.forEach((one, position) => {
    write.run({ id: one, position, ...stamp })
  })
}

export function deleteSavedSearch(db: Database, id: string): void {
  db.prepare('DELETE FROM saved_searches WHERE id = ?').run(id)
}

/** A tag has another name: what asks for it asks for that. One that would be too long then stays as it is. */
export function renameTagInSavedSearches(db: Database, from: string, to: string, stamp: Stamp): void {
  const write = db.prepare(
    'UPDATE saved_searches SET query = @query, updated_at = @now, device_id = @deviceId WHERE id = @id'
  )
  for (const { id, query } of listSavedSearches(db)) {
    const renamed = renameTagInQuery(query, from, to)
    if (renamed !== query && renamed.length <= MAX_SAVED_QUERY) write.run({ id, query: renamed, ...stamp })
  }
}
