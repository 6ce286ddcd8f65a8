import { parentPort, workerData } from 'node:worker_threads'
import { AppError, type ErrorCode } from '../../shared/errors.ts'
import type { Sentence } from '../../shared/sentence.ts'
import { openBeside } from '../db/open-beside.ts'
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
