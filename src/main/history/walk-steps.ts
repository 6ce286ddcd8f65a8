import type { Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import { sealing } from '../db/seal-rows.ts'
import type { LongWork } from '../work/long-work.ts'
import { applyRow, type JournalRow } from './apply-row.ts'
import { dropSteps, type StepRow, WHOLE_ROWS } from './step-rows.ts'

export type Direction = 'undo' | 'redo'

/**
 * Takes steps back and does them again, a long one slice by slice.
 * @param newestDone id of the newest step that is done, wholly or in part
 * @returns what walks one step; it throws AppError `conflict` when what it would change is not as it left it any more
 */
export function createWalking(
  { db, now, deviceId, work }: { db: Database; now(): number; deviceId: string; work: LongWork },
  newestDone: () => number | undefined
): (direction: Direction, step: StepRow) => Promise<void> {
  const getStep = db.prepare<[number], StepRow>('SELECT * FROM undo_steps WHERE id = ?')
  const setStep = db.prepare(
    'UPDATE undo_steps SET undone = @undone, halfway = @halfway, updated_at = @now WHERE id = @id'
  )
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
  const takeSlice = (direction: Direction, stepId: number, most: number): number =>
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
        if (isOver && direction === 'undo' && (newestDone() ?? 0) > stepId) dropSteps(db, 'id = ?', stepId)
        return rows.length
      })
      .immediate()

  /** @returns whether rows are left */
  function take(direction: Direction, stepId: number, size: number): { taken: number; more: boolean } {
    try {
      const taken = takeSlice(direction, stepId, size)
      return { taken, more: taken >= size }
    } catch (error) {
      // A child in this slice, its parent in the next: both in one.
      const isCut = codeOf(error) === 'SQLITE_CONSTRAINT_FOREIGNKEY'
      if (!isCut || countRows.get(stepId)! <= size) throw error
      return take(direction, stepId, size * 4)
    }
  }

  return async (direction, { id, label }) => {
    try {
      let last = take(direction, id, WHOLE_ROWS)
      if (!last.more) return
      const total = countRows.get(id)!
      await work.run({ label, total }, (size) => {
        if (!last.more) return 0
        last = take(direction, id, size)
        return last.taken
      })
    } catch (error) {
      const isConflict =
        (error instanceof AppError && error.code === 'conflict') ||
        codeOf(error).startsWith('SQLITE_CONSTRAINT')
      if (!isConflict) throw error
      // Left in place it would block everything older.
      dropSteps(db, 'id = ?', id)
      throw new AppError('conflict', 'errors.library.changedSince', undefined, { cause: error })
    }
  }
}

const codeOf = (error: unknown) => (error as { code?: string }).code ?? ''
