import SQLite from 'better-sqlite3'
import { answerJob, everySoOften } from '../answer-job.ts'
import { openBeside } from '../db/open-beside.ts'
import { saveEpub } from './epub/save-epub.ts'
import { type SavedLibrary, saveLibraryZip } from './library-zip.ts'
import { type RestoreResult, restoreLibraryZip } from './restore-zip.ts'

/** What a worker is started for. One worker does one job. */
export type ExportJob =
  | { kind: 'save'; libraryFile: string; target: string; lectern: string }
  | { kind: 'restore'; libraryFile: string; path: string }
  | { kind: 'epub'; libraryFile: string; books: { articleId: string; target: string }[] }

/** What it answers, by the kind of the job. */
interface Answers {
  save: SavedLibrary
  restore: RestoreResult
  epub: { files: number }
}
export type ExportAnswer<J extends ExportJob> = Answers[J['kind']]

await answerJob(async (job: ExportJob, tell, stop): Promise<ExportAnswer<ExportJob>> => {
  const onStep = everySoOften(tell)
  if (job.kind === 'save') {
    return await saveLibraryZip(job.libraryFile, job.target, {
      lectern: job.lectern,
      now: Date.now,
      signal: stop,
      onStep
    })
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
    return await restoreLibraryZip(db, job.path, { signal: stop, onStep })
  } finally {
    db.close()
  }
})
