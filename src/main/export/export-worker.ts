import { parentPort, workerData } from 'node:worker_threads'
import SQLite from 'better-sqlite3'
import { AppError, type ErrorCode } from '../../shared/errors.ts'
import type { Sentence } from '../../shared/sentence.ts'
import { openBeside } from '../db/open-beside.ts'
import { saveEpub } from './epub/save-epub.ts'
import { type SavedLibrary, saveLibraryZip } from './library-zip.ts'
import { type RestoreResult, restoreLibraryZip } from './restore-zip.ts'

/** What a worker is started for. One worker does one job. */
export type ExportJob =
  | { kind: 'save'; libraryFile: string; target: string; lectern: string }
  | { kind: 'restore'; libraryFile: string; path: string }
  | { kind: 'epub'; libraryFile: string; books: { articleId: string; target: string }[] }

export type ExportAnswer =
  | { ok: true; value: SavedLibrary | RestoreResult | { files: number } }
  | { ok: false; code: ErrorCode; sentence: Sentence }

async function work(job: ExportJob): Promise<SavedLibrary | RestoreResult | { files: number }> {
  if (job.kind === 'save') {
    return await saveLibraryZip(job.libraryFile, job.target, { lectern: job.lectern, now: Date.now })
  }
  if (job.kind === 'epub') {
    const reading = new SQLite(job.libraryFile, { readonly: true, fileMustExist: true, timeout: 10_000 })
    try {
      for (const { articleId, target } of job.books) await saveEpub(reading, articleId, target)
      return { files: job.books.length }
    } finally {
      reading.close()
    }
  }
  const db = openBeside(job.libraryFile)
  try {
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
