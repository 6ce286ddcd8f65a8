import type { Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import type { HistoryStep } from '../../shared/history.ts'
import type { ArticleId } from '../../shared/values.ts'
import { sealing } from '../db/seal-rows.ts'
import { createLongWork, type LongWork } from '../work/long-work.ts'
import { applyRow, type JournalRow } from './apply-row.ts'

/** Journal rows of a step that is taken back, or forgotten, at once: a twentieth of a second. More go in slices. */
const WHOLE_ROWS = 1000
/** Steps kept; older ones are forgotten. */
const KEPT_STEPS = 1000
/** `halfway` of a step that is neither taken back nor done again any more; its rows are on their way out. */
const FORGOTTEN = -1
/** Writes with one coalesce key closer together than this become one step. */
const COALESCE_MS = 5000

export interface History {
  /**
   * Runs `change` in one transaction and journals every row it touches as one step.
   * Nothing is recorded when nothing changed.
   */
  record<T>(label: string, change: () => T, join?: Join): T
  /**
   * Takes back the newest step; null when there is none. A long one goes slice by slice, and stopped halfway it can
   * be taken back further or done again.
   */
  undo(): Promise<HistoryStep | null>
  redo(): Promise<HistoryStep | null>
  state(): { undo: HistoryStep | null; redo: HistoryStep | null }
  /** Forgets what concerns articles that were deleted for good. */
  forget(articleIds: readonly string[]): void
}

/** How a step joins the newest one. */
export interface Join {
  /** Only steps of the same key join. */
  key: string
  /**
   * `typing`: within a few seconds, and rows of one thing are folded into one.
   * `batch`: however long it takes (the files of one import).
   */
  mode: 'typing' | 'batch'
}

interface StepRow {
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

const toStep = (row: StepRow | undefined): HistoryStep | null =>
  row ? { label: row.label, count: row.row_count, articleId: row.article_id as ArticleId | null } : null

/** Undo and redo over the row journal that triggers write (see the first migration). It survives restarts. */
export function createHistory(
  db: Database,
  now: () => number,
  deviceId: string,
  work: LongWork = createLongWork(() => {})
): History {
  const newestDone = db.prepare<[], StepRow>(
    'SELECT * FROM undo_steps WHERE undone = 0 ORDER BY id DESC LIMIT 1'
  )
  const oldestUndone = db.prepare<[], StepRow>(
    `SELECT * FROM undo_steps WHERE (undone = 1 OR halfway IS NOT NULL) AND halfway IS NOT ${FORGOTTEN} ORDER BY id LIMIT 1`
  )
  const setRecording = db.prepare('UPDATE undo_recording SET step_id = ?')
  const getStep = db.prepare<[number], StepRow>('SELECT * FROM undo_steps WHERE id = ?')
  const setStep = db.prepare(
    'UPDATE undo_steps SET undone = @undone, halfway = @halfway, updated_at = @now WHERE id = @id'
  )
  const lastRow = db.prepare('SELECT coalesce(max(id), 0) FROM undo_rows').pluck()

  const forgotten = db
    .prepare<[], number>(`SELECT id FROM undo_steps WHERE halfway = ${FORGOTTEN} LIMIT 1`)
    .pluck()
  const deleteRows = db.prepare(
    'DELETE FROM undo_rows WHERE id IN (SELECT id FROM undo_rows WHERE step_id = ? LIMIT ?)'
  )
  const deleteStep = db.prepare('DELETE FROM undo_steps WHERE id = ?')
  let isClearing = false
  /** Deletes the rows of forgotten steps, when nobody waits. */
  const clear = () => {
    if (isClearing || forgotten.get() === undefined) return
    isClearing = true
    const slice = (size: number): number => {
      const id = forgotten.get()
      if (id === undefined) return 0
      const { changes } = deleteRows.run(id, size)
      if (changes < size) deleteStep.run(id)
      return Math.max(1, changes)
    }
    void work
      .run({ label: '', total: 0, isQuiet: true }, slice)
      // The next change tries again.
      .catch(() => {})
      .finally(() => {
        isClearing = false
      })
  }

  const record: History['record'] = (label, change, join) => {
    const value = write(label, change, join)
    clear()
    return value
  }
  const write: History['record'] = (label, change, join) =>
    db
      .transaction(() => {
        const time = now()
        const last = newestDone.get()
        const joins =
          join !== undefined &&
          last?.coalesce_key === join.key &&
          (join.mode === 'batch' || Math.abs(time - last.updated_at) < COALESCE_MS) &&
          oldestUndone.get() === undefined
        const stepId = joins
          ? last.id
          : (db
              .prepare(
                'INSERT INTO undo_steps (label, coalesce_key, created_at, updated_at) VALUES (?, ?, ?, ?)'
              )
              .run(label, join?.key ?? null, time, time).lastInsertRowid as number)
        const before = lastRow.get() as number
        setRecording.run(stepId)
        const value = sealing(db, change)
        setRecording.run(null)
        if (joins && join.mode === 'typing') mergeRows(db, stepId)
        // A batch only grows: counting it again for every file would cost its square.
        if (joins && join.mode === 'batch') growStep(db, stepId, before, time)
        else finishStep(db, stepId, time)
        return value
      })
      .immediate()

  const countRows = db.prepare<[number], number>('SELECT count(*) FROM undo_rows WHERE step_id = ?').pluck()
  /** Journal rows that are still done, the newest first; rows that are still undone, the oldest first. */
  const nextRows = {
    undo: db.prepare<[number, number, number], JournalRow & { id: number }>(
      'SELECT id, table_name, before_row, after_row FROM undo_rows WHERE step_id = ? AND id <= ? ORDER BY id DESC LIMIT ?'
    ),
    redo: db.prepare<[number, number, number], JournalRow & { id: number }>(
      'SELECT id, table_name, before_row, after_row FROM undo_rows WHERE step_id = ? AND id > ? ORDER BY id LIMIT ?'
    )
  }

  /** Takes back, or does again, up to `most` rows of a step. @returns how many; less than `most` when it is over */
  const takeSlice = (direction: 'undo' | 'redo', stepId: number, most: number): number =>
    db
      .transaction(() => {
        const current = getStep.get(stepId)
        if (!current) return 0
        const everything = direction === 'undo' ? Number.MAX_SAFE_INTEGER : 0
        const from = current.undone === 1 ? 0 : (current.halfway ?? everything)
        const rows = nextRows[direction].all(stepId, from, most)
        // Rows are put back in the order of the journal, children sometimes before their parents.
        db.pragma('defer_foreign_keys = ON')
        sealing(db, () => {
          for (const row of rows) applyRow(db, row, direction, now(), deviceId)
        })
        const last = rows.at(-1)?.id
        const isOver = rows.length < most || last === undefined
        const halfway = isOver ? null : direction === 'undo' ? last - 1 : last
        setStep.run({ id: stepId, undone: isOver && direction === 'undo' ? 1 : 0, halfway, now: now() })
        // What was done meanwhile came after it: there is no doing it again.
        if (isOver && direction === 'undo' && (newestDone.get()?.id ?? 0) > stepId)
          dropSteps(db, 'id = ?', stepId)
        return rows.length
      })
      .immediate()

  const walk = async (direction: 'undo' | 'redo'): Promise<HistoryStep | null> => {
    const row = direction === 'undo' ? newestDone.get() : oldestUndone.get()
    if (!row) return null
    /** @returns whether rows are left */
    const take = (size: number): { taken: number; more: boolean } => {
      try {
        const taken = takeSlice(direction, row.id, size)
        return { taken, more: taken >= size }
      } catch (error) {
        // A child in this slice, its parent in the next: both in one.
        const isCut = (error as { code?: string }).code === 'SQLITE_CONSTRAINT_FOREIGNKEY'
        if (!isCut || countRows.get(row.id)! <= size) throw error
        return take(size * 4)
      }
    }
    try {
      let last = take(WHOLE_ROWS)
      if (last.more) {
        const total = countRows.get(row.id)!
        await work.run({ label: row.label, total }, (size) => {
          if (!last.more) return 0
          last = take(size)
          return last.taken
        })
      }
    } catch (error) {
      const code = (error as { code?: string }).code ?? ''
      const isConflict =
        (error instanceof AppError && error.code === 'conflict') || code.startsWith('SQLITE_CONSTRAINT')
      if (!isConflict) throw error
      // Left in place it would block everything older.
      dropSteps(db, 'id = ?', row.id)
      throw new AppError('conflict', 'errors.library.changedSince', undefined, { cause: error })
    }
    return toStep(row)
  }

  /** One after the other, also when the key is pressed again while a long step is on its way. */
  let walking: Promise<unknown> = Promise.resolve()
  const step = (direction: 'undo' | 'redo'): Promise<HistoryStep | null> => {
    const next = walking.then(() => walk(direction))
    walking = next.catch(() => {})
    return next
  }

  return {
    record,
    undo: () => step('undo'),
    redo: () => step('redo'),
    state: () => ({ undo: toStep(newestDone.get()), redo: toStep(oldestUndone.get()) }),
    forget(articleIds) {
      const ids = JSON.stringify(articleIds)
      db.prepare(
        `DELETE FROM undo_steps WHERE id IN (
           SELECT step_id FROM undo_rows
           WHERE coalesce(after_row, before_row) ->> '$.article_id' IN (SELECT value FROM json_each(@ids))
              OR (table_name = 'articles' AND coalesce(after_row, before_row) ->> '$.id' IN (SELECT value FROM json_each(@ids))))`
      ).run({ ids })
    }
  }
}

/**
 * Drops steps. The rows of a long one are not deleted at once, which takes a second for 200,000: it is forgotten, and
 * its rows go slice by slice.
 */
function dropSteps(db: Database, which: string, value: number): void {
  const isLong = `(SELECT count(*) FROM (SELECT 1 FROM undo_rows r WHERE r.step_id = undo_steps.id LIMIT ${WHOLE_ROWS})) = ${WHOLE_ROWS}`
  db.prepare(
    `UPDATE undo_steps SET undone = 1, halfway = ${FORGOTTEN} WHERE ${which} AND halfway IS NOT ${FORGOTTEN} AND ${isLong}`
  ).run(value)
  db.prepare(`DELETE FROM undo_steps WHERE ${which} AND halfway IS NOT ${FORGOTTEN}`).run(value)
}

/** Counts a finished step, names its article, and drops what it makes obsolete. */
function finishStep(db: Database, stepId: number, time: number): void {
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
function growStep(db: Database, stepId: number, before: number, time: number): void {
  db.prepare(
    `UPDATE undo_steps SET updated_at = @time, row_count = row_count +
       (SELECT count(*) FROM undo_rows WHERE step_id = @stepId AND id > @before AND table_name =
         (SELECT table_name FROM undo_rows WHERE step_id = @stepId ORDER BY id LIMIT 1))
     WHERE id = @stepId`
  ).run({ time, stepId, before })
}

/** Folds the rows of a joined step, so that an hour of typing in one note is one row image, not thousands. */
function mergeRows(db: Database, stepId: number): void {
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
