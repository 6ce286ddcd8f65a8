import { parentPort, workerData } from 'node:worker_threads'
import SQLite from 'better-sqlite3'
import { AppError, type ErrorCode } from '../../shared/errors.ts'
import type { Sentence } from '../../shared/sentence.ts'
import { type SavedLibrary, saveLibraryZip } from './library-zip.ts'
import { type RestoreResult, restoreLibraryZip } from './restore-zip.ts'

/** What a worker is started for. One worker does one job. */
export type ExportJob =
  | { kind: 'save'; libraryFile: string; target: string; lectern: string }
  | { kind: 'restore'; libraryFile: string; path: string }

export type ExportAnswer =
  | { ok: true; value: SavedLibrary | RestoreResult }
  | { ok: false; code: ErrorCode; sentence: Sentence }

async function work(job: ExportJob): Promise<SavedLibrary | RestoreResult> {
  if (job.kind === 'save') {
    return await saveLibraryZip(job.libraryFile, job.target, { lectern: job.lectern, now: Date.now })
  }
  // Opened and migrated by the app already: this is only a second hand in the same library.
  const db = new SQLite(job.libraryFile, { fileMustExist: true, timeout: 10_000 })
  try {
    db.pragma('synchronous = FULL')
    db.pragma('fullfsync = ON')
    db.pragma('foreign_keys = ON')
    db.pragma('trusted_schema = OFF')
    return await restoreLibraryZip(db, job.path)
  } finally {
    db.close()
  }
}

const answer: ExportAnswer = await work(workerData as ExportJob).then(
  (value) => ({ ok: true, value }) as const,
  (error: unknown) => {
    if (error instanceof AppError && error.sentence) {
      return { ok: false, code: error.code, sentence: error.sentence } as const
    }
    throw error
  }
)
parentPort?.postMessage(answer)
