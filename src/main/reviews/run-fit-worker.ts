import { runJob } from '../run-job.ts'
import type { FitAnswer, FitJob } from './fit-worker.ts'

/** A fit that goes on in a thread of its own. */
export interface RunningFit {
  answer: Promise<FitAnswer>
  /** Ends it; the answer is then `cancelled`. */
  stop(): void
}

/** Begins to fit the parameters of FSRS to the reader’s own answers; about ten seconds of one core. */
export function runFitWorker(job: FitJob): RunningFit {
  const stopping = new AbortController()
  const stop = { signal: stopping.signal, words: 'errors.cards.fitStopped' } as const
  return {
    // The optimiser tells of each of its rounds.
    answer: runJob('fit-worker', job, { stop, isNoisy: true }),
    stop: () => stopping.abort()
  }
}
