import type { Database } from 'better-sqlite3'
import type { LongWork } from '../work/long-work.ts'
import { FORGOTTEN } from './step-rows.ts'

/** @returns what deletes the rows of forgotten steps, slice by slice, when nobody waits */
export function createClearing(db: Database, work: LongWork): () => void {
  const forgotten = db
    .prepare<[], number>(`SELECT id FROM undo_steps WHERE halfway = ${FORGOTTEN} LIMIT 1`)
    .pluck()
  const deleteRows = db.prepare(
    'DELETE FROM undo_rows WHERE id IN (SELECT id FROM undo_rows WHERE step_id = ? LIMIT ?)'
  )
  const deleteStep = db.prepare('DELETE FROM undo_steps WHERE id = ?')
  let isClearing = false
  const slice = (size: number): number => {
    const id = forgotten.get()
    if (id === undefined) return 0
    const { changes } = deleteRows.run(id, size)
    if (changes < size) deleteStep.run(id)
    return Math.max(1, changes)
  }
  return () => {
    if (isClearing || forgotten.get() === undefined) return
    isClearing = true
    void work
      .run({ label: '', total: 0, isQuiet: true }, slice)
      // The next change tries again.
      .catch(() => {})
      .finally(() => {
        isClearing = false
      })
  }
}
