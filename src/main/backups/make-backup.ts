import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, mkdirSync, readdirSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import SQLite, { type Database } from 'better-sqlite3'
import type { Backup, BackupReason, Damage } from '../../shared/backups.ts'
import { AppError } from '../../shared/errors.ts'
import { type JobFollow, partOf, throwIfStopped } from '../answer-job.ts'
import {
  backupsFolder,
  deleteBackup,
  listBackups,
  nameBackup,
  newestUntil,
  syncPath
} from './backup-files.ts'
import { backupsToDelete } from './rotate-backups.ts'
import { verifyLibrary } from './verify-copy.ts'

/** Pages copied before the thread looks up: some milliseconds of work. */
const STEP_PAGES = 1000
/** A copy that nobody wrote to for so long, in milliseconds, is nobody's: checking a large one takes minutes. */
const STALE_MS = 3_600_000
/** Room a backup leaves for the library itself. */
const SPARE_BYTES = 64_000_000

export interface BackupMade {
  /** Null: the newest backup is the same already. */
  backup: Backup | null
  /** What in the library, and so in the copy, is not what was stored. */
  damages: Damage[]
}

/**
 * Copies the library with SQLite's online backup, checks the copy against its source, and only then gives it
 * its name; afterwards older ones are rotated, unless something is damaged. Nobody who writes meanwhile waits.
 * @param follow hears of shares
 * @throws AppError `disk-full`, `damaged` (the library cannot be read as a whole; no backup was touched)
 */
export async function makeBackup(
  options: {
    libraryFile: string
    libraryFolder: string
    reason: BackupReason
    now: number
    /** Also when nothing changed since the newest one. */
    always?: boolean
  },
  follow: JobFollow = {}
): Promise<BackupMade> {
  const folder = backupsFolder(options.libraryFolder)
  mkdirSync(folder, { recursive: true })
  removeStaleParts(folder)
  const size = statSync(options.libraryFile).size
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize < size + SPARE_BYTES) throw new AppError('disk-full', 'errors.backup.noRoom')

  const name = nameBackup(options.now, options.reason)
  // Of its own: another process may make one in the same moment.
  const part = join(folder, `${name}.${randomUUID()}.part`)
  try {
    const counts = await copyLibrary(options.libraryFile, part, partOf(follow, 0, 0.4))
    const damages = verifyCopy(part, counts, partOf(follow, 0.5, 0.95))
    const existing = listBackups(options.libraryFolder)
    const newest = newestUntil(existing, options.now)
    if (newest && !options.always && (await sameBytes(join(folder, newest.name), part))) {
      rmSync(part)
      return { backup: null, damages }
    }
    syncPath(part)
    const target = join(folder, name)
    renameSync(part, target)
    syncPath(folder)
    const backup: Backup = { name, reason: options.reason, madeAt: options.now, size: statSync(target).size }
    // Of those that a clock which was ahead made nobody knows the age: they stay.
    const known = existing.filter(({ madeAt }) => madeAt <= options.now)
    if (damages.length === 0) {
      for (const old of backupsToDelete([backup, ...known], size)) deleteBackup(options.libraryFolder, old)
    }
    return { backup, damages }
  } catch (error) {
    for (const end of ['', '-journal', '-wal', '-shm']) rmSync(part + end, { force: true })
    throw error
  }
}

/** What a crash left of copies. One that was written to lately may be another process's, which is still at it. */
export function removeStaleParts(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!/\.part(?:-journal|-wal|-shm)?$/.test(name)) continue
    const part = statSync(join(folder, name), { throwIfNoEntry: false })
    // Also one of a clock that was ahead.
    if (part && Math.abs(Date.now() - part.mtimeMs) > STALE_MS) rmSync(join(folder, name), { force: true })
  }
}

type Counts = Record<string, number>

async function copyLibrary(
  libraryFile: string,
  target: string,
  { stop, onStep }: JobFollow
): Promise<Counts> {
  const source = new SQLite(libraryFile, { fileMustExist: true, timeout: 10_000 })
  try {
    source.pragma('trusted_schema = OFF')
    // One snapshot from the first page to the last, whatever is written meanwhile; else each write would
    // make the copy begin again.
    source.exec('BEGIN')
    const counts = countRows(source)
    await source.backup(target, {
      progress({ totalPages, remainingPages }) {
        throwIfStopped(stop)
        onStep?.(totalPages - remainingPages, totalPages)
        return STEP_PAGES
      }
    })
    source.exec('COMMIT')
    return counts
  } finally {
    source.close()
  }
}

function verifyCopy(part: string, counts: Counts, follow: JobFollow): Damage[] {
  const copy = new SQLite(part, { fileMustExist: true })
  try {
    copy.pragma('trusted_schema = OFF')
    // A backup is one file: without this, opening it would put two more beside it.
    copy.pragma('journal_mode = DELETE')
    copy.pragma('cell_size_check = ON')
    const damages = verifyLibrary(copy, follow)
    if (JSON.stringify(countRows(copy)) !== JSON.stringify(counts)) {
      throw new AppError('damaged', 'errors.backup.damaged')
    }
    return damages
  } finally {
    copy.close()
  }
}

function countRows(db: Database): Counts {
  const tables = db
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
    )
    .pluck()
    .all()
  return Object.fromEntries(
    tables.map((table) => [table, db.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number])
  )
}

async function sameBytes(a: string, b: string): Promise<boolean> {
  if (statSync(a).size !== statSync(b).size) return false
  const [one, other] = [await hashFile(a), await hashFile(b)]
  return one === other
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
