import { runJob } from '../run-job.ts'
import type { TellSteps } from '../work/long-work.ts'
import type { ExportAnswer, ExportJob } from './export-worker.ts'

/**
 * Saves or restores a library in a thread of its own, on its own connection, so that the window never
 * waits for a long text to be read or checked.
 * @param follow.signal ends it between two articles; `tell` hears how many there are and are done
 * @throws AppError what the job threw; anything else is a bug
 */
export const runExportWorker = <J extends ExportJob>(
  job: J,
  follow?: { signal: AbortSignal; tell: TellSteps }
): Promise<ExportAnswer<J>> =>
  runJob('export-worker', job, {
    tell: follow?.tell,
    stop: follow && { signal: follow.signal, words: 'errors.export.cancelled', isAsked: true }
  })
