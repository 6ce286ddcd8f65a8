import { Worker } from 'node:worker_threads'
import { AppError } from '../../shared/errors.ts'
import { workerFile } from '../worker-file.ts'
import type { AnswerTo, BackupAnswer, BackupJob } from './backup-worker.ts'
import type { CheckStep } from './check-rows.ts'

/**
 * Copies, checks or repairs a library in a thread of its own, on its own connection: the window never waits.
 * @throws AppError what the job threw; `cancelled` when `signal` aborted it; anything else is a bug
 */
export function runBackupJob<J extends BackupJob>(
  job: J,
  options: { onStep?: (step: CheckStep) => void; signal?: AbortSignal } = {}
): Promise<AnswerTo<J>> {
  return new Promise((resolve, reject) => {
    if (options.signal?.aborted) {
      reject(new AppError('cancelled', 'errors.backup.cancelled'))
      return
    }
    const worker = new Worker(workerFile('backup-worker'), { workerData: job, execArgv: [], name: job.kind })
    const stop = () => {
      reject(new AppError('cancelled', 'errors.backup.cancelled'))
      void worker.terminate()
    }
    options.signal?.addEventListener('abort', stop, { once: true })
    worker.on('message', (answer: BackupAnswer) => {
      if (answer.type === 'step') options.onStep?.(answer.step)
      else if (answer.type === 'done') resolve(answer.value as AnswerTo<J>)
      else reject(new AppError(answer.code, answer.sentence.key, answer.sentence.values))
    })
    worker.once('error', reject)
    worker.once('exit', () => {
      options.signal?.removeEventListener('abort', stop)
      reject(new Error('The work on the library ended without an answer'))
    })
  })
}
