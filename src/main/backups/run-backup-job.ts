import { runJob } from '../run-job.ts'
import type { AnswerTo, BackupJob } from './backup-worker.ts'
import type { CheckStep } from './check-rows.ts'

/**
 * Copies, checks or repairs a library in a thread of its own, on its own connection: the window never waits.
 * @throws AppError what the job threw; `cancelled` when `signal` aborted it; anything else is a bug
 */
export function runBackupJob<J extends BackupJob>(
  job: J,
  { onStep, signal }: { onStep?: (step: CheckStep) => void; signal?: AbortSignal } = {}
): Promise<AnswerTo<J>> {
  return runJob('backup-worker', job, {
    onStep: onStep as (step: unknown) => void,
    stop: signal && { signal, words: 'errors.backup.cancelled' }
  })
}
