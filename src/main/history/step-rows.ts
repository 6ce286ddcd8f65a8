import type { Database } from 'better-sqlite3'
import { statement } from '../db/statement.ts'

/** One step of undo, as it is kept. */
export interface StepRow {
  id: number
  label: string
  coalesce_key: string | null
  article_id: string | null
  row_count: number
  updated_at: number
  undone: 0 | 1
  /** See the migration `steps-halfway`. */
  halfway: number | null
}

/** Journal rows of a step that is taken back, or forgotten, at once: a twentieth of a second. More go in slices. */
export const WHOLE_ROWS = 1000
/** Steps kept; older ones are forgotten. */
const KEPT_STEPS = 1000
/** `halfway` of a step that is neither taken back nor done again any more; its rows are on their way out. */
export const FORGOTTEN = -1

/**
 * Drops steps. The rows of a long one are not deleted at once, which takes a second for 200,000: it is forgotten, and
 * its rows go slice by slice.
 */
export function dropSteps(db: Database, which: string, value: number | string): void {
  const isLong = `(SELECT count(*) FROM (SELECT 1 FROM undo_rows r WHERE r.step_id = undo_steps.id LIMIT ${WHOLE_ROWS})) = ${WHOLE_ROWS}`
  db.prepare(
    `UPDATE undo_steps SET undone = 1, halfway = ${FORGOTTEN} WHERE ${which} AND halfway IS NOT ${FORGOTTEN} AND ${isLong}`
  ).run(value)
  db.prepare(`DELETE FROM undo_steps WHERE ${which} AND halfway IS NOT ${FORGOTTEN}`).run(value)
}

/** Counts a finished step, names its article, and drops what it makes obsolete. */
export function finishStep(db: Database, stepId: number, time: number): void {
  // SQLite reads the images: the text of a long note need not come here for its ids.
  const first = db
    .prepare<[number], { table_name: string; ids: string }>(
      `SELECT table_name, json_extract(coalesce(after_row, before_row), '$.id', '$.article_id', '$.highlight_id') AS ids
       FROM undo_rows WHERE step_id = ? ORDER BY id LIMIT 1`
    )
    .get(stepId)
  if (!first) {
    db.prepare('DELETE FROM undo_steps WHERE id = ?').run(stepId)
    return
  }
  const [id, ownArticle, highlightId] = JSON.parse(first.ids) as (string | null)[]
  const articleId =
    (first.table_name === 'articles' ? id : ownArticle) ??
    db
      .prepare('SELECT article_id FROM highlights WHERE id = ?')
      .pluck()
      .get(highlightId ?? null) ??
    null
  db.prepare(
    `UPDATE undo_steps SET updated_at = ?, article_id = ?,
       row_count = (SELECT count(*) FROM undo_rows WHERE step_id = undo_steps.id AND table_name = ?) WHERE id = ?`
  ).run(time, articleId, first.table_name, stepId)
  dropSteps(db, 'undone = 1 AND id <> ?', stepId)
  // What was left halfway can still be taken back as far as it is done.
  const left = db
    .prepare<[], { id: number; halfway: number }>('SELECT id, halfway FROM undo_steps WHERE halfway >= 0')
    .all()
  for (const { id, halfway } of left) {
    db.prepare('DELETE FROM undo_rows WHERE step_id = ? AND id > ?').run(id, halfway)
    db.prepare('UPDATE undo_steps SET halfway = NULL WHERE id = ?').run(id)
  }
  dropSteps(db, 'id <= (SELECT max(id) FROM undo_steps) - ?', KEPT_STEPS)
}

/** Adds what came after journal row `before` to the count of a batch. */
export function growStep(db: Database, stepId: number, before: number, time: number): void {
  statement(
    db,
    `UPDATE undo_steps SET updated_at = @time, row_count = row_count +
       (SELECT count(*) FROM undo_rows WHERE step_id = @stepId AND id > @before AND table_name =
         (SELECT table_name FROM undo_rows WHERE step_id = @stepId ORDER BY id LIMIT 1))
     WHERE id = @stepId`
  ).run({ time, stepId, before })
}

/** Folds the rows of a joined step, so that an hour of typing in one note is one row image, not thousands. */
export function mergeRows(db: Database, stepId: number): void {
  const rows = db
    .prepare<[number], MergedRow>(
      `SELECT id, table_name, coalesce(after_row, before_row) ->> '$.id' AS thing,
         before_row IS NULL AS isNew, after_row IS NULL AS isGone
       FROM undo_rows WHERE step_id = ? ORDER BY id`
    )
    .all(stepId)
  const takeAfter = db.prepare(
    'UPDATE undo_rows SET after_row = (SELECT l.after_row FROM undo_rows l WHERE l.id = @later) WHERE id = @earlier'
  )
  const forget = db.prepare('DELETE FROM undo_rows WHERE id = ?')
  const first = new Map<string, MergedRow>()
  for (const row of rows) {
    if (row.thing === null) continue
    const key = `${row.table_name} ${row.thing}`
    const earlier = first.get(key)
    if (!earlier) {
      first.set(key, row)
      continue
    }
    takeAfter.run({ later: row.id, earlier: earlier.id })
    forget.run(row.id)
    if (earlier.isNew && row.isGone) {
      forget.run(earlier.id)
      first.delete(key)
    }
  }
}

interface MergedRow {
  id: number
  table_name: string
  /** The id of what the row is about. */
  thing: string | null
  isNew: 0 | 1
  isGone: 0 | 1
}
