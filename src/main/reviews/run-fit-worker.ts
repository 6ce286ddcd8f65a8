import { Worker } from 'node:worker_threads'
import { AppError } from '../../shared/errors.ts'
import { workerFile } from '../worker-file.ts'
import type { FitAnswer, FitJob } from './fit-worker.ts'

/** A fit that goes on in a thread of its own. */
export interface RunningFit {
  answer: Promise<FitAnswer>
  /** Ends it; the answer is then `cancelled`. */
  stop(): void
}

export function runFitWorker(job: FitJob): RunningFit {
  const worker = new Worker(workerFile('fit-worker'), {
    workerData: job,
    execArgv: [],
    name: 'fit',
    // The optimiser tells of each of its rounds.
    stdout: true
  })
  worker.stdout.resume()
  let stopped = false
  const answer = new Promise<FitAnswer>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () =>
      reject(
        stopped
          ? new AppError('cancelled', 'errors.cards.fitStopped')
          : new Error('The fitting ended without an answer')
      )
    )
  })
  return {
    answer,
    stop() {
      stopped = true
      void worker.terminate()
    }
  }
}
