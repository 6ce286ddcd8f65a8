import type { Database } from 'better-sqlite3'
import type { HistoryStep } from '../../shared/history.ts'
import type { ArticleId } from '../../shared/values.ts'
import { sealing } from '../db/seal-rows.ts'
import { createLongWork, type LongWork } from '../work/long-work.ts'
import { createForgetting, type Forgetting } from './forget-articles.ts'
import { createClearing } from './forgotten-steps.ts'
import { dropSteps, FORGOTTEN, finishStep, growStep, mergeRows, type StepRow } from './step-rows.ts'
import { createWalking, type Direction } from './walk-steps.ts'

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
  /** What joined the newest step: the batch that it is of, as a rule. */
  newestKey(): string | null
  /** For forgetting what concerns articles before they are deleted for good. */
  forgetting(articleIds: readonly string[]): Forgetting
  /** Deletes the rows of forgotten steps, slice by slice, when nobody waits. */
  clear(): void
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

const toStep = (row: StepRow | undefined): HistoryStep | null =>
  row
    ? { id: row.id, label: row.label, count: row.row_count, articleId: row.article_id as ArticleId | null }
    : null

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
  const addStep = db.prepare(
    'INSERT INTO undo_steps (label, coalesce_key, created_at, updated_at) VALUES (?, ?, ?, ?)'
  )
  const setRecording = db.prepare('UPDATE undo_recording SET step_id = ?')
  const lastRow = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM undo_rows').pluck()
  const clear = createClearing(db, work)
  const walk = createWalking({ db, now, deviceId, work }, () => newestDone.get()?.id)

  /** The newest step, when a write with this key belongs to it. */
  const stepToJoin = (join: Join | undefined, time: number): number | undefined => {
    if (!join) return undefined
    const last = newestDone.get()
    if (last?.coalesce_key !== join.key) return undefined
    const isClose = join.mode === 'batch' || Math.abs(time - last.updated_at) < COALESCE_MS
    if (!isClose) return undefined
    const undone = oldestUndone.get()
    // A batch goes on, also when something else was done and taken back since then; not when it was, itself, in part.
    const isFree = undone === undefined || (join.mode === 'batch' && undone.undone === 1)
    return isFree ? last.id : undefined
  }

  const write: History['record'] = (label, change, join) =>
    db
      .transaction(() => {
        const time = now()
        const joined = stepToJoin(join, time)
        const stepId = joined ?? Number(addStep.run(label, join?.key ?? null, time, time).lastInsertRowid)
        const before = lastRow.get()!
        setRecording.run(stepId)
        const value = sealing(db, change)
        setRecording.run(null)
        if (joined && join?.mode === 'typing') mergeRows(db, stepId)
        // A batch only grows: counting it again for every file would cost its square.
        if (joined && join?.mode === 'batch') {
          growStep(db, stepId, before, time)
          if (oldestUndone.get()) dropSteps(db, 'undone = 1 AND id <> ?', stepId)
        } else finishStep(db, stepId, time)
        return value
      })
      .immediate()

  /** One after the other, also when the key is pressed again while a long step is on its way. */
  let walking: Promise<unknown> = Promise.resolve()
  const step = (direction: Direction): Promise<HistoryStep | null> => {
    const next = walking.then(async () => {
      const row = direction === 'undo' ? newestDone.get() : oldestUndone.get()
      if (row) await walk(direction, row)
      return toStep(row)
    })
    walking = next.catch(() => {})
    return next
  }

  return {
    record(label, change, join) {
      const value = write(label, change, join)
      clear()
      return value
    },
    undo: () => step('undo'),
    redo: () => step('redo'),
    state: () => ({ undo: toStep(newestDone.get()), redo: toStep(oldestUndone.get()) }),
    newestKey: () => newestDone.get()?.coalesce_key ?? null,
    forgetting: (articleIds) => createForgetting(db, articleIds),
    clear
  }
}
