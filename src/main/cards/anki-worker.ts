import { parentPort, workerData } from 'node:worker_threads'
import SQLite from 'better-sqlite3'
import { AppError, type ErrorCode } from '../../shared/errors.ts'
import type { Sentence } from '../../shared/sentence.ts'
import { openBeside } from '../db/open-beside.ts'
import { writeWhole } from '../export/write-whole.ts'
import { ankiText } from './anki-text.ts'
import { type AnkiImport, readAnkiPackage } from './read-anki.ts'
import { type AnkiExport, writeAnkiPackage } from './write-anki.ts'

/** What a worker is started for. One worker does one job. `now` in ms. */
export type AnkiJob =
  | { kind: 'apkg' | 'text'; libraryFile: string; target: string; now: number }
  | { kind: 'import'; libraryFile: string; path: string; now: number; deviceId: string }

export type AnkiAnswer =
  | { ok: true; value: AnkiExport | AnkiImport }
  | { ok: false; code: ErrorCode; sentence: Sentence }

async function work(job: AnkiJob): Promise<AnkiExport | AnkiImport> {
  const db =
    job.kind === 'import'
      ? openBeside(job.libraryFile)
      : new SQLite(job.libraryFile, { fileMustExist: true, timeout: 10_000, readonly: true })
  try {
    if (job.kind === 'import') {
      return await readAnkiPackage(db, job.path, { now: () => job.now, deviceId: job.deviceId })
    }
    db.exec('BEGIN')
    if (job.kind === 'apkg') return await writeAnkiPackage(db, job.target, job.now)
    const { content, ...written } = ankiText(db)
    await writeWhole(job.target, content)
    return written
  } finally {
    db.close()
  }
}

const answer: AnkiAnswer = await work(workerData as AnkiJob).then(
  (value) => ({ ok: true, value }) as const,
  (error: unknown) => {
    if (error instanceof AppError && error.sentence) {
      return { ok: false, code: error.code, sentence: error.sentence } as const
    }
    throw error
  }
)
parentPort?.postMessage(answer)
