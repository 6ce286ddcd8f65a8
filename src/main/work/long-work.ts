import { setImmediate } from 'node:timers/promises'
import { v7 as uuidv7 } from 'uuid'
import type { WorkId } from '../../shared/values.ts'
import type { WorkProgress } from '../../shared/work.ts'

/** Shorter work is over before anyone could read about it. */
const TELL_AFTER_MS = 400
/** A slice that takes this long is felt by nobody; the next is made larger or smaller to fit. */
const SLICE_MS = 12
/** Rows in a slice, whatever it takes. */
const FEWEST = 10
const MOST = 500
/** So often one can see it move. */
const TELL_EVERY_MS = 200

/** Rows in the first slice. */
const FIRST_SLICE = 100

export interface LongWork {
  /**
   * Calls `step` until it answers 0, and lets everything else that waits for main go first between two steps.
   * `step` is told how many to do, so that it takes a few milliseconds, and answers how many of `total` it did;
   * one that writes files may take its time, since main is free meanwhile.
   * Nobody is told of work that is `isQuiet`.
   * @returns how many were done, and whether that is all: false when it was stopped
   */
  run(
    work: { label: string; total: number; isQuiet?: boolean },
    step: (size: number) => number | Promise<number>
  ): Promise<{ done: number; isWhole: boolean }>
  stop(id: WorkId): void
  /** Stops everything, and is there when the last slice is over. */
  close(): Promise<void>
}

/** Changes of very many rows, slice by slice, so that nobody waits for them. */
export function createLongWork(tell: (progress: WorkProgress) => void, now = Date.now): LongWork {
  const running = new Map<WorkId, { stopped: boolean; over: Promise<unknown> }>()

  const run: LongWork['run'] = async ({ label, total, isQuiet = false }, step) => {
    const workId = uuidv7() as WorkId
    const state = { stopped: false, over: Promise.resolve() as Promise<unknown> }
    running.set(workId, state)
    const startedAt = now()
    let toldAt = 0
    let done = 0
    let size = FIRST_SLICE
    const walk = async () => {
      for (;;) {
        if (state.stopped) return { done, isWhole: false }
        const began = now()
        const part = await step(size)
        if (part === 0) return { done, isWhole: true }
        done += part
        const time = now()
        if (time - began > SLICE_MS) size = Math.max(FEWEST, Math.floor(size / 2))
        else if (time - began < SLICE_MS / 2) size = Math.min(MOST, Math.ceil(size * 1.5))
        if (!isQuiet && time - startedAt >= TELL_AFTER_MS && time - toldAt >= TELL_EVERY_MS) {
          toldAt = time
          tell({ workId, label, done, total, isOver: false })
        }
        await setImmediate()
      }
    }
    const walking = walk()
    state.over = walking.catch(() => {})
    try {
      return await walking
    } finally {
      running.delete(workId)
      if (toldAt > 0) tell({ workId, label, done, total, isOver: true })
    }
  }

  return {
    run,
    stop(id) {
      const state = running.get(id)
      if (state) state.stopped = true
    },
    async close() {
      const all = [...running.values()]
      for (const state of all) state.stopped = true
      await Promise.all(all.map(({ over }) => over))
    }
  }
}
