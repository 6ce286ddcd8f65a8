import { Worker } from 'node:worker_threads'
import { workerFile } from '../worker-file.ts'
import type { measureRetention } from './measure-retention.ts'
import type { RetentionJob } from './retention-worker.ts'

/** Measures in a thread of its own: with 100,000 cards and their log it takes most of a second. */
export function runRetentionWorker(job: RetentionJob): Promise<ReturnType<typeof measureRetention>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile('retention-worker'), {
      workerData: job,
      execArgv: [],
      name: 'retention'
    })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('The measuring ended without an answer')))
  })
}
