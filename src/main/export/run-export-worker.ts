import { runJob } from '../run-job.ts'
import type { ExportAnswer, ExportJob } from './export-worker.ts'

/**
 * Saves or restores a library in a thread of its own, on its own connection, so that the window never
 * waits for a long text to be read or checked.
 * @throws AppError what the job threw; anything else is a bug
 */
export const runExportWorker = <J extends ExportJob>(job: J): Promise<ExportAnswer<J>> =>
  runJob('export-worker', job)
