import type { Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import { statement } from '../db/statement.ts'

/** One journaled row: its image before (null: it was inserted) and after (null: it was deleted). */
export interface JournalRow {
  table_name: string
  before_row: string | null
  after_row: string | null
}

type Image = Record<string, string | number | null>

/** The journaled tables and what names a row in each. Nothing else is ever written from the journal. */
const keys: Record<string, readonly string[]> = {
  articles: ['id'],
  highlights: ['id'],
  notes: ['id'],
  article_tags: ['article_id', 'tag'],
  highlight_tags: ['highlight_id', 'tag'],
  highlight_places: ['highlight_id', 'version_id'],
  saved_searches: ['id'],
  prompts: ['id'],
  prompt_tags: ['prompt_id', 'tag'],
  cards: ['id'],
  reviews: ['id'],
  sheet_entries: ['id'],
  notebooks: ['id'],
  queue_entries: ['article_id'],
  extracts: ['article_id'],
  highlight_meetings: ['highlight_id'],
  import_report_deletions: ['report_id'],
  joined_articles: ['article_id']
}
/** Tables whose changes are steps of undo. */
export const journaledTables: readonly string[] = Object.keys(keys)
/** Says who changed a row and when; not part of what the reader sees, so never a reason for a conflict. */
const stamps = new Set(['updated_at', 'device_id'])

/**
 * Puts one row back (undo) or forward again (redo), in the caller's transaction.
 * @throws AppError `conflict` when the row no longer is what the journal left.
 */
export function applyRow(
  db: Database,
  row: JournalRow,
  direction: 'undo' | 'redo',
  now: number,
  deviceId: string
): void {
  const key = keys[row.table_name]
  if (!key) throw new Error(`Unknown table in the journal: ${row.table_name}`)
  const before = parse(row.before_row)
  const after = parse(row.after_row)
  const [from, to] = direction === 'undo' ? [after, before] : [before, after]
  const image = from ?? to
  if (!image) return
  const where = key.map((column) => `${column} = @${column}`).join(' AND ')
  const current = statement(db, `SELECT * FROM ${row.table_name} WHERE ${where}`).get(image) as
    | Image
    | undefined

  // An import is taken back into the Trash: its text stays, so redo is exact and nothing is lost.
  if (row.table_name === 'articles' && before === null) {
    if (!current) throw new AppError('conflict', 'errors.library.noArticle')
    statement(db, 'UPDATE articles SET trashed_at = ?, updated_at = ?, device_id = ? WHERE id = ?').run(
      direction === 'undo' ? now : null,
      now,
      deviceId,
      image.id
    )
    return
  }
  if (from === null && to !== null) {
    if (current) throw new AppError('conflict', 'errors.library.changedSince')
    const columns = Object.keys(to)
    statement(
      db,
      `INSERT INTO ${row.table_name} (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`
    ).run({ ...to, updated_at: now, device_id: deviceId })
    return
  }
  if (from === null) return
  const changed = Object.keys(from).filter(
    (name) => !stamps.has(name) && (to === null || from[name] !== to[name])
  )
  if (!current || changed.some((name) => current[name] !== from[name])) {
    throw new AppError('conflict', 'errors.library.changedSince')
  }
  if (to === null) {
    statement(db, `DELETE FROM ${row.table_name} WHERE ${where}`).run(image)
    return
  }
  if (changed.length === 0) return
  // The key itself may change (renaming a tag), so rows are found by the old one.
  const sets = changed.map((name) => `${name} = @to_${name}`)
  const values: Image = { ...image, now, deviceId }
  for (const name of changed) values[`to_${name}`] = to[name] ?? null
  statement(
    db,
    `UPDATE ${row.table_name} SET ${sets.join(', ')}, updated_at = @now, device_id = @deviceId WHERE ${where}`
  ).run(values)
}

function parse(image: string | null): Image | null {
  return image === null ? null : (JSON.parse(image) as Image)
}
