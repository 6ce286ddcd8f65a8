import type { Database } from 'better-sqlite3'
import type { BackupReason, Damage } from '../../shared/backups.ts'
import { answerJob } from '../answer-job.ts'
import { openBeside } from '../db/open-beside.ts'
import { sealMissingRows } from '../db/row-seals.ts'
import { sealMissing, sealMissingVersions } from '../db/seal-rows.ts'
import { type CheckPlace, type CheckStep, checkRows } from './check-rows.ts'
import { type BackupMade, makeBackup } from './make-backup.ts'
import { mendRows } from './mend-rows.ts'
import { type RepairReport, repairLibrary } from './repair-library.ts'
import { prepareRestore } from './restore-backup.ts'

/** What a worker is started for. One worker does one job. */
export type BackupJob =
  | {
      kind: 'backup'
      libraryFile: string
      libraryFolder: string
      reason: BackupReason
      now: number
      always: boolean
    }
  /** `pause`: milliseconds of rest after each step, so that a check nobody waits for takes little of the disk. */
  | { kind: 'check'; libraryFile: string; from: CheckPlace; pause: number; pages: boolean }
  | { kind: 'seal'; libraryFile: string }
  | { kind: 'mend'; libraryFile: string; libraryFolder: string; damages: Damage[] }
  | { kind: 'prepare-restore'; libraryFolder: string; source: string }
  | { kind: 'repair'; libraryFolder: string }

interface Answers {
  backup: BackupMade
  check: { checked: number; damages: Damage[] }
  seal: null
  mend: Damage[]
  'prepare-restore': Damage[]
  repair: RepairReport
}
export type AnswerTo<J extends BackupJob> = Answers[J['kind']]

/** Rows sealed in one short transaction. */
const SEALED_AT_ONCE = 400

await answerJob(async (job: BackupJob, tell): Promise<Answers[keyof Answers]> => {
  switch (job.kind) {
    case 'backup':
      return await makeBackup(job)
    case 'check':
      return await withLibraryFile(job.libraryFile, (db) => check(db, job, tell))
    case 'seal':
      return await withLibraryFile(job.libraryFile, async (db) => {
        await sealAll(db, 0)
        return null
      })
    case 'mend':
      return await withLibraryFile(job.libraryFile, async (db) =>
        mendRows(db, job.libraryFolder, job.damages)
      )
    case 'prepare-restore':
      return prepareRestore(job.libraryFolder, job.source)
    case 'repair':
      return repairLibrary(job.libraryFolder)
  }
})

async function withLibraryFile<T>(file: string, use: (db: Database) => Promise<T>): Promise<T> {
  const db = openBeside(file)
  try {
    return await use(db)
  } finally {
    db.close()
  }
}

/** Seals what has no seal yet. @param pause milliseconds of rest after each write */
async function sealAll(db: Database, pause: number): Promise<void> {
  const rest = () => new Promise((resolve) => setTimeout(resolve, pause))
  let after: number | undefined = 0
  while (after !== undefined) {
    const from: number = after
    after = sealMissing(db, from, SEALED_AT_ONCE)
    if (after !== undefined) await rest()
  }
  while (sealMissingVersions(db, SEALED_AT_ONCE / 10) > 0) await rest()
  while (sealMissingRows(db, SEALED_AT_ONCE) > 0) await rest()
}

/** Seals what has no seal yet, then compares everything else with its own. */
async function check(
  db: Database,
  job: Extract<BackupJob, { kind: 'check' }>,
  tell: (step: CheckStep) => void
) {
  const rest = () => new Promise((resolve) => setTimeout(resolve, job.pause))
  const damages: Damage[] = []
  if (job.pages) {
    const sound = db.pragma('quick_check(1)', { simple: true }) === 'ok'
    if (!sound) damages.push({ kind: 'file', id: 'pages', articleId: null })
  }
  // The window asks everything anew when another connection wrote: that must not be all the time.
  await sealAll(db, job.pause * 20)
  let checked = 0
  for (const step of checkRows(db, job.from)) {
    checked += step.checked
    damages.push(...step.damages)
    tell(step)
    await rest()
  }
  return { checked, damages }
}
