import SQLite from 'better-sqlite3'
import { answerJob } from '../answer-job.ts'
import { measureRetention } from './measure-retention.ts'

/** What the worker is started for. */
export interface RetentionJob {
  libraryFile: string
  /** Study day. */
  today: number
}

await answerJob(({ libraryFile, today }: RetentionJob) => {
  const db = new SQLite(libraryFile, { fileMustExist: true, timeout: 10_000, readonly: true })
  try {
    return measureRetention(db, today)
  } finally {
    db.close()
  }
})
