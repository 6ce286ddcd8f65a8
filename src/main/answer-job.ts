import { parentPort, workerData } from 'node:worker_threads'
import { AppError, type ErrorCode } from '../shared/errors.ts'
import type { Sentence } from '../shared/sentence.ts'
import { toAppError } from './db/sqlite-errors.ts'

/** What a thread is started with by `runJob`. `stopping` holds 1 once it is to end. */
export interface JobStart {
  job: unknown
  stopping: Int32Array
}

/** What a thread with one job says to `runJob`: any number of steps, then one answer. */
export type JobMessage =
  | { type: 'step'; step: unknown }
  | { type: 'done'; value: unknown }
  | { type: 'stopped' }
  | { type: 'failed'; code: ErrorCode; sentence: Sentence }

/** Whether to stop, also seen by work that never lets a message in. A part of an `AbortSignal`. */
export interface StopFlag {
  readonly aborted: boolean
}

/** How far a job is: of what is a step. */
export interface JobStep {
  done: number
  total: number
}

export const isJobStep = (step: unknown): step is JobStep =>
  (step as Partial<JobStep> | null)?.total !== undefined

/** How a job that takes long is followed: asked to stop, and told of. */
export interface JobFollow {
  stop?: StopFlag | undefined
  onStep?: ((done: number, total: number) => void) | undefined
}

/** For a part of a job that is told of as a share of the whole: from one share of it to another, of 1. */
export function partOf({ stop, onStep }: JobFollow, from: number, to: number): JobFollow {
  return {
    stop,
    onStep: (done, total) => onStep?.(from + (to - from) * (total > 0 ? done / total : 1), 1)
  }
}

/** Main need not hear of every row. */
const TELL_EVERY_MS = 100

/** Tells of a step only when the last word was a moment ago. */
export function everySoOften(tell: (step: JobStep) => void): (done: number, total: number) => void {
  let toldAt = Number.NEGATIVE_INFINITY
  return (done, total) => {
    const time = performance.now()
    if (time - toldAt < TELL_EVERY_MS) return
    toldAt = time
    tell({ done, total })
  }
}

/** Thrown by work that was asked to stop and did. */
export class Stopped extends Error {}

/** @throws Stopped */
export function throwIfStopped(stop: StopFlag | undefined): void {
  if (stop?.aborted) throw new Stopped('stopped')
}

/**
 * Does the job this thread was started for and tells main what came of it: a value, or the sentence of an
 * AppError. What the disk and SQLite say is one, too. Any other error ends the thread: it is a bug.
 *
 * @param work is given the job, what tells main of a step, and whether it is to stop
 */
export async function answerJob<J>(
  work: (job: J, tell: (step: unknown) => void, stop: StopFlag) => unknown
): Promise<void> {
  const say = (message: JobMessage) => parentPort?.postMessage(message)
  const { job, stopping } = workerData as JobStart
  const stop: StopFlag = {
    get aborted() {
      return Atomics.load(stopping, 0) === 1
    }
  }
  try {
    say({ type: 'done', value: await work(job as J, (step) => say({ type: 'step', step }), stop) })
  } catch (thrown) {
    if (thrown instanceof Stopped) return say({ type: 'stopped' })
    const error = toAppError(thrown)
    if (!(error instanceof AppError) || !error.sentence) throw error
    say({ type: 'failed', code: error.code, sentence: error.sentence })
  }
}
