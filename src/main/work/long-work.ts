import { setImmediate } from 'node:timers/promises'
import { v7 as uuidv7 } from 'uuid'
import type { WorkId } from '../../shared/values.ts'
import type { WorkProgress } from '../../shared/work.ts'
import { createSliceSize } from './slice-size.ts'

/** Shorter work is over before anyone could read about it. */
const TELL_AFTER_MS = 400
/** So often one can see it move. */
const TELL_EVERY_MS = 200

/** How far it is. */
export type TellSteps = (done: number, total: number) => void

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
  /**
   * The same for work that a thread or another process does: tells of it once it takes long, however little it
   * says by itself. `signal` is its wish to stop, and what `work` throws then is thrown here, too.
   */
  follow<T>(
    about: { label: string; unit?: WorkProgress['unit'] },
    work: (signal: AbortSignal, tell: TellSteps) => Promise<T>
  ): Promise<T>
  stop(id: WorkId): void
  /** Stops everything, and is there when the last slice is over. */
  close(): Promise<void>
}

/** Changes of very many rows, slice by slice, so that nobody waits for them. */
export function createLongWork(tell: (progress: WorkProgress) => void, now = Date.now): LongWork {
  const running = new Map<WorkId, { stop(): void; over: Promise<unknown> }>()

  const run: LongWork['run'] = async ({ label, total, isQuiet = false }, step) => {
    const workId = uuidv7() as WorkId
    let stopped = false
    const state = {
      stop() {
        stopped = true
      },
      over: Promise.resolve() as Promise<unknown>
    }
    running.set(workId, state)
    const startedAt = now()
    let toldAt = 0
    let done = 0
    const size = createSliceSize()
    const walk = async () => {
      for (;;) {
        if (stopped) return { done, isWhole: false }
        const began = now()
        const part = await step(size.rows())
        if (part === 0) return { done, isWhole: true }
        done += part
        const time = now()
        size.took(part, time - began)
        if (!isQuiet && time - startedAt >= TELL_AFTER_MS && time - toldAt >= TELL_EVERY_MS) {
          toldAt = time
          tell({ workId, label, done, total, unit: 'things', isOver: false })
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
      if (toldAt > 0) tell({ workId, label, done, total, unit: 'things', isOver: true })
    }
  }

  const follow: LongWork['follow'] = async ({ label, unit = 'things' }, work) => {
    const workId = uuidv7() as WorkId
    const stopping = new AbortController()
    let last = { done: 0, total: 0 }
    let isTold = false
    let toldAt = 0
    const say = () => {
      isTold = true
      toldAt = now()
      tell({ workId, label, ...last, unit, isOver: false })
    }
    const soon = setTimeout(say, TELL_AFTER_MS)
    const working = work(stopping.signal, (done, total) => {
      last = { done, total }
      if (isTold && now() - toldAt >= TELL_EVERY_MS) say()
    })
    running.set(workId, { stop: () => stopping.abort(), over: working.catch(() => {}) })
    try {
      return await working
    } finally {
      clearTimeout(soon)
      running.delete(workId)
      if (isTold) tell({ workId, label, ...last, unit, isOver: true })
    }
  }

  return {
    run,
    follow,
    stop(id) {
      running.get(id)?.stop()
    },
    async close() {
      const all = [...running.values()]
      for (const one of all) one.stop()
      await Promise.all(all.map(({ over }) => over))
    }
  }
}
