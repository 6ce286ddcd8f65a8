import {
  closeSync,
  copyFileSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  statfsSync,
  statSync,
  writeFileSync,
  writeSync
} from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import type { Damage } from '../../shared/backups.ts'
import { AppError } from '../../shared/errors.ts'
import { type JobFollow, partOf, throwIfStopped } from '../answer-job.ts'
import { PREPARED_FILE, READY_FILE } from '../db/library-files.ts'
import { toAppError } from '../db/sqlite-errors.ts'
import { backupsFolder, nameBackup, syncPath } from './backup-files.ts'
import { finishRestore, PLAN_FILE, removeWithLog, takeBackRestore } from './finish-restore.ts'
import { requireDatabase, verifyLibrary } from './verify-copy.ts'

/** Some milliseconds of work. */
const PIECE_BYTES = 8_000_000

/**
 * Copies a backup, or any library file, into the library's folder and checks the copy; nothing that is there
 * is touched. `putInPlace` does the rest.
 * @param follow hears of shares
 * @returns rows in it that are not what they were when they were sealed
 * @throws AppError `not-found`, `not-a-library`, `newer-library`, `damaged`, `disk-full`
 */
export function prepareRestore(libraryFolder: string, source: string, follow: JobFollow = {}): Damage[] {
  const ready = join(libraryFolder, PREPARED_FILE)
  try {
    if (!existsSync(source)) throw new AppError('not-found', 'errors.backup.gone')
    requireDatabase(source)
    mkdirSync(libraryFolder, { recursive: true })
    removeWithLog(ready)
    const { bavail, bsize } = statfsSync(libraryFolder)
    if (bavail * bsize < statSync(source).size) throw new AppError('disk-full', 'errors.backup.noRoom')
    copyInPieces(source, ready, partOf(follow, 0, 0.4))
    // A library that was not closed has its newest words in its log.
    for (const end of ['-wal', '-journal']) {
      if (existsSync(source + end)) copyFileSync(source + end, ready + end)
    }
    const db = new SQLite(ready, { fileMustExist: true })
    let damages: Damage[]
    try {
      db.pragma('trusted_schema = OFF')
      db.pragma('cell_size_check = ON')
      db.pragma('journal_mode = DELETE')
      damages = verifyLibrary(db, partOf(follow, 0.5, 1))
    } finally {
      db.close()
    }
    syncPath(ready)
    return damages
  } catch (error) {
    removeWithLog(ready)
    throw toAppError(error)
  }
}

/** As `copyFileSync`, which cannot be stopped. */
function copyInPieces(source: string, target: string, { stop, onStep }: JobFollow): void {
  const from = openSync(source, 'r')
  try {
    const to = openSync(target, 'w')
    try {
      const total = fstatSync(from).size
      const piece = Buffer.alloc(PIECE_BYTES)
      let done = 0
      for (let size = -1; size !== 0; done += size) {
        throwIfStopped(stop)
        onStep?.(done, total)
        size = readSync(from, piece)
        for (let at = 0; at < size; ) at += writeSync(to, piece, at, size - at)
      }
    } finally {
      closeSync(to)
    }
  } finally {
    closeSync(from)
  }
}

/**
 * Puts what `prepareRestore` made ready, or another whole library in the folder, in the library's place. The library
 * that was there stays among the backups as `replaced`. The library must be closed. When it fails everything is as it
 * was, and what was prepared is gone.
 * @param prepared the name of the file that takes its place
 * @throws AppError `not-found` when that is not there any more
 */
export function putInPlace(libraryFolder: string, now: number, prepared = PREPARED_FILE): void {
  const file = join(libraryFolder, prepared)
  if (!existsSync(file)) throw new AppError('not-found', 'errors.backup.gone')
  const ready = join(libraryFolder, READY_FILE)
  try {
    // Of one that was prepared before and came to nothing.
    removeWithLog(ready)
    renameSync(file, ready)
    const plan = join(libraryFolder, PLAN_FILE)
    writeFileSync(plan, JSON.stringify({ aside: unusedName(libraryFolder, now) }))
    syncPath(plan)
    syncPath(libraryFolder)
    finishRestore(libraryFolder)
  } catch (error) {
    takeBackRestore(libraryFolder, prepared === PREPARED_FILE ? null : prepared)
    discardPrepared(libraryFolder)
    throw error
  }
}

/** What has the name already is another library, which stays. */
function unusedName(libraryFolder: string, now: number): string {
  for (let at = now; ; at++) {
    const name = nameBackup(at, 'replaced')
    if (!existsSync(join(backupsFolder(libraryFolder), name))) return name
  }
}

/** Removes what `prepareRestore` made and nobody is going to use. */
export function discardPrepared(libraryFolder: string): void {
  removeWithLog(join(libraryFolder, PREPARED_FILE))
}
