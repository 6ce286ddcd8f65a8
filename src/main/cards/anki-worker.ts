import SQLite from 'better-sqlite3'
import { answerJob, everySoOften } from '../answer-job.ts'
import { openBeside } from '../db/open-beside.ts'
import { writeWhole } from '../files/write-whole.ts'
import { ankiText } from './anki-text.ts'
import { type AnkiImport, readAnkiPackage } from './read-anki.ts'
import { type AnkiExport, writeAnkiPackage } from './write-anki.ts'

/** What a worker is started for. One worker does one job. `now` in ms. */
export type AnkiJob =
  | { kind: 'apkg' | 'text'; libraryFile: string; target: string; now: number }
  | { kind: 'import'; libraryFile: string; path: string; now: number; deviceId: string }

await answerJob(async (job: AnkiJob, tell, stop): Promise<AnkiExport | AnkiImport> => {
  const follow = { stop, onStep: everySoOften(tell) }
  const db =
    job.kind === 'import'
      ? openBeside(job.libraryFile)
      : new SQLite(job.libraryFile, { fileMustExist: true, timeout: 10_000, readonly: true })
  try {
    if (job.kind === 'import') {
      return await readAnkiPackage(db, job.path, { now: () => job.now, deviceId: job.deviceId, ...follow })
    }
    db.exec('BEGIN')
    if (job.kind === 'apkg') return await writeAnkiPackage(db, job.target, job.now, follow)
    const { content, ...written } = ankiText(db, follow)
    await writeWhole(job.target, content)
    return written
  } finally {
    db.close()
  }
})
