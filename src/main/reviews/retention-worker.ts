import { parentPort, workerData } from 'node:worker_threads'
import SQLite from 'better-sqlite3'
import { measureRetention } from './measure-retention.ts'

/** What a worker is started for. One worker does one job. */
export interface RetentionJob {
  libraryFile: string
  /** Study day. */
  today: number
}

const { libraryFile, today } = workerData as RetentionJob
const db = new SQLite(libraryFile, { fileMustExist: true, timeout: 10_000, readonly: true })
try {
  parentPort?.postMessage(measureRetention(db, today))
} finally {
  db.close()
}
