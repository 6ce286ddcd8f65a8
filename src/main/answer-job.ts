import { parentPort, workerData } from 'node:worker_threads'
import { AppError, type ErrorCode } from '../shared/errors.ts'
import type { Sentence } from '../shared/sentence.ts'
import { toAppError } from './db/sqlite-errors.ts'

/** What a thread with one job says to `runJob`: any number of steps, then one answer. */
export type JobMessage =
  | { type: 'step'; step: unknown }
  | { type: 'done'; value: unknown }
  | { type: 'failed'; code: ErrorCode; sentence: Sentence }

/**
 * Does the job this thread was started for and tells main what came of it: a value, or the sentence of an
 * AppError. What the disk and SQLite say is one, too. Any other error ends the thread: it is a bug.
 *
 * @param work is given the job, and what tells main of a step
 */
export async function answerJob<J>(work: (job: J, tell: (step: unknown) => void) => unknown): Promise<void> {
  const say = (message: JobMessage) => parentPort?.postMessage(message)
  try {
    say({ type: 'done', value: await work(workerData as J, (step) => say({ type: 'step', step })) })
  } catch (thrown) {
    const error = toAppError(thrown)
    if (!(error instanceof AppError) || !error.sentence) throw error
    say({ type: 'failed', code: error.code, sentence: error.sentence })
  }
}
