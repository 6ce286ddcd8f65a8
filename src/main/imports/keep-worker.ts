import { answerJob } from '../answer-job.ts'
import { openBeside } from '../db/open-beside.ts'
import { createHistory } from '../history/history.ts'
import { type KeepJob, keepImport } from './keep-import.ts'

/** Keeps one very large article; see keep-import.ts. */
await answerJob((job: KeepJob) => {
  const db = openBeside(job.libraryFile)
  try {
    return keepImport(
      db,
      createHistory(db, () => job.stamp.now, job.stamp.deviceId),
      job
    )
  } finally {
    db.close()
  }
})
