import { Worker } from 'node:worker_threads'
import { AppError } from '../../shared/errors.ts'
import { workerFile } from '../worker-file.ts'
import type { ExportAnswer, ExportJob } from './export-worker.ts'

/**
 * Saves or restores a library in a thread of its own, on its own connection, so that the window never
 * waits for a long text to be read or checked.
 * @throws AppError what the job threw; anything else is a bug
 */
export function runExportWorker(job: ExportJob): Promise<Extract<ExportAnswer, { ok: true }>['value']> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile('export-worker'), { workerData: job, execArgv: [], name: job.kind })
    worker.once('message', (answer: ExportAnswer) => {
      if (answer.ok) resolve(answer.value)
      else reject(new AppError(answer.code, answer.sentence.key, answer.sentence.values))
    })
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('The export ended without an answer')))
  })
}
