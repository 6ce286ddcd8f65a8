import { runJob } from '../run-job.ts'
import type { measureRetention } from './measure-retention.ts'
import type { RetentionJob } from './retention-worker.ts'

/** Measures in a thread of its own: with 100,000 cards and their log it takes most of a second. */
export const runRetentionWorker = (job: RetentionJob): Promise<ReturnType<typeof measureRetention>> =>
  runJob('retention-worker', job)
