import type { Database } from 'better-sqlite3'
import type { Stamp } from '../db/stamp.ts'
import { statement } from '../db/statement.ts'

export interface Note {
  id: string
  articleId: string
  highlightId: string | null
  /** Markdown. */
  body: string
}

type NotePlace = Pick<Note, 'articleId' | 'highlightId'>

const wherePlace = (note: NotePlace) =>
  note.highlightId === null
    ? 'article_id = @articleId AND highlight_id IS NULL'
    : 'highlight_id = @highlightId'

/** The text of the note at a place; empty when there is none. */
export function getNoteBody(db: Database, { articleId, highlightId }: NotePlace): string {
  const where = wherePlace({ articleId, highlightId })
  const body = db.prepare(`SELECT body FROM notes WHERE ${where}`).pluck().get({ articleId, highlightId })
  return (body as string | undefined) ?? ''
}

export function getNoteId(db: Database, highlightId: string): string | undefined {
  return statement(db, 'SELECT id FROM notes WHERE highlight_id = ?').pluck().get(highlightId) as
    | string
    | undefined
}

/** Writes the note of a place (a highlight, or the article); an empty body removes it. */
export function saveNote(db: Database, note: Note, stamp: Stamp): void {
  const where = wherePlace(note)
  if (note.body.trim() === '') {
    db.prepare(`DELETE FROM notes WHERE ${where}`).run(note)
    return
  }
  const changed = db
    .prepare(`UPDATE notes SET body = @body, updated_at = @now, device_id = @deviceId WHERE ${where}`)
    .run({ ...note, ...stamp })
  if (changed.changes > 0) return
  db.prepare(
    `INSERT INTO notes (id, article_id, highlight_id, body, created_at, updated_at, device_id)
     VALUES (@id, @articleId, @highlightId, @body, @now, @now, @deviceId)`
  ).run({ ...note, ...stamp })
}
