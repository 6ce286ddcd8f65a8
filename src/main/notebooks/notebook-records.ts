import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { MAX_NOTEBOOK, NotebookId } from '../../shared/notebooks.ts'
import { Time, text } from '../../shared/values.ts'

/** A notebook as the manifest of the library's zip names it; its text is the Markdown of `file`. */
export const NotebookRecord = z.strictObject({
  id: NotebookId,
  title: text(1000),
  createdAt: Time,
  updatedAt: Time,
  deviceId: text(100)
})
export type NotebookRecord = z.infer<typeof NotebookRecord>

export const NotebookBody = text(MAX_NOTEBOOK)

/** In the order of their ids. */
export function* notebookRecords(db: Database): Generator<NotebookRecord & { body: string }> {
  const ids = db.prepare('SELECT id FROM notebooks ORDER BY id').pluck().all() as string[]
  const get = db.prepare<[string], NotebookRecord & { body: string }>(
    `SELECT id, title, body, created_at AS createdAt, updated_at AS updatedAt, device_id AS deviceId
     FROM notebooks WHERE id = ?`
  )
  for (const id of ids) {
    const record = get.get(id)
    if (record) yield record
  }
}

/** Keeps a notebook exactly as it was; one that is here stays as it is. */
export function insertNotebookRecord(db: Database, record: NotebookRecord & { body: string }): void {
  db.prepare(
    `INSERT OR IGNORE INTO notebooks (id, title, body, created_at, updated_at, device_id)
     VALUES (@id, @title, @body, @createdAt, @updatedAt, @deviceId)`
  ).run(record)
}
