import type { Database } from 'better-sqlite3'
import type { BackupReason, Damage } from '../../shared/backups.ts'
import { answerJob, everySoOften, type JobFollow, type StopFlag, throwIfStopped } from '../answer-job.ts'
import { openBeside } from '../db/open-beside.ts'
import { sealMissingRows } from '../db/row-seals.ts'
import { sealMissing, sealMissingVersions } from '../db/seal-rows.ts'
import type { BroughtBack } from './bring-back.ts'
import { type CheckPlace, type CheckStep, checkRows, countSealed } from './check-rows.ts'
import type { CopiedElsewhere } from './copy-elsewhere.ts'
import type { BackupMade } from './make-backup.ts'
import type { RepairReport } from './repair-library.ts'

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
  | { kind: 'bring-back'; libraryFile: string; backup: string }
  | { kind: 'copy-elsewhere'; libraryFolder: string; libraryId: string; folder: string; now: number }

interface Answers {
  backup: BackupMade
  check: { checked: number; damages: Damage[] }
  seal: null
  mend: Damage[]
  'prepare-restore': Damage[]
  repair: RepairReport
  'bring-back': BroughtBack
  'copy-elsewhere': CopiedElsewhere
}
export type AnswerTo<J extends BackupJob> = Answers[J['kind']]

/** Rows sealed in one short transaction. */
const SEALED_AT_ONCE = 400

// What a job needs is loaded for it alone: each thread loads it anew.
await answerJob(async (job: BackupJob, tell, stop): Promise<Answers[keyof Answers]> => {
  const follow: JobFollow = { stop, onStep: everySoOften(tell) }
  switch (job.kind) {
    case 'backup': {
      const { makeBackup } = await import('./make-backup.ts')
      return await makeBackup(job, follow)
    }
    case 'check':
      return await withLibraryFile(job.libraryFile, (db) => check(db, job, tell, follow))
    case 'seal':
      return await withLibraryFile(job.libraryFile, async (db) => {
        await sealAll(db, 0, stop)
        return null
      })
    case 'mend': {
      const { mendRows } = await import('./mend-rows.ts')
      return await withLibraryFile(job.libraryFile, async (db) =>
        mendRows(db, job.libraryFolder, job.damages, follow)
      )
    }
    case 'prepare-restore': {
      const { prepareRestore } = await import('./restore-backup.ts')
      return prepareRestore(job.libraryFolder, job.source, follow)
    }
    case 'repair': {
      const { repairLibrary } = await import('./repair-library.ts')
      return repairLibrary(job.libraryFolder, follow)
    }
    case 'bring-back': {
      const { bringBack } = await import('./bring-back.ts')
      return await bringBack({ ...job, now: Date.now }, follow)
    }
    case 'copy-elsewhere': {
      const { copyElsewhere } = await import('./copy-elsewhere.ts')
      return copyElsewhere(job, follow)
    }
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
async function sealAll(db: Database, pause: number, stop: StopFlag | undefined): Promise<void> {
  const rest = async () => {
    throwIfStopped(stop)
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
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
  tell: (step: CheckStep) => void,
  { stop, onStep }: JobFollow
) {
  const rest = () => new Promise((resolve) => setTimeout(resolve, job.pause))
  const damages: Damage[] = []
  if (job.pages) {
    const sound = db.pragma('quick_check(1)', { simple: true }) === 'ok'
    if (!sound) damages.push({ kind: 'file', id: 'pages', articleId: null })
  }
  // The window asks everything anew when another connection wrote: that must not be all the time.
  await sealAll(db, job.pause * 20, stop)
  let checked = 0
  const total = countSealed(db)
  for (const step of checkRows(db, job.from)) {
    checked += step.checked
    damages.push(...step.damages)
    // What found nothing is told of only where somebody notes how far it is.
    if (step.damages.length > 0 || job.pause > 0) tell(step)
    throwIfStopped(stop)
    onStep?.(Math.min(checked, total), total)
    await rest()
  }
  return { checked, damages }
}
