import { runJob } from '../run-job.ts'
import type { TellSteps } from '../work/long-work.ts'
import type { AnswerTo, BackupJob } from './backup-worker.ts'
import type { CheckStep } from './check-rows.ts'

/**
 * Copies, checks or repairs a library in a thread of its own, on its own connection: the window never waits.
 * @throws AppError what the job threw; `cancelled` when `signal` aborted it; anything else is a bug
 */
export function runBackupJob<J extends BackupJob>(
  job: J,
  options: {
    /** What a check found on the way. */
    onStep?: (step: CheckStep) => void
    /** How far it is: rows of a check, else a share of the whole. */
    tell?: TellSteps
    signal?: AbortSignal
  } = {}
): Promise<AnswerTo<J>> {
  const { onStep, tell, signal } = options
  return runJob('backup-worker', job, {
    tell,
    onStep,
    stop: signal && { signal, words: 'errors.backup.cancelled', isAsked: true }
  })
}
