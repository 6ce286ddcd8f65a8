import { realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import SQLite, { type Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import { LIBRARY_FILE } from './library-files.ts'

const LOCK_FILE = 'window.lock'

/**
 * Holds the library for one window, whoever and wherever the others are: an exclusive lock on a file beside the
 * library (beside the file itself, where the folder holds a link to it), which the system gives back when its holder
 * dies. The command line does not ask for it;
 * it and the window share the library by SQLite's own locks.
 * @returns what gives it back
 * @throws AppError `busy` when another window has it
 */
export function lockLibrary(folder: string): () => void {
  let lock: Database | undefined
  try {
    // A few milliseconds, for a window that is just closing.
    lock = new SQLite(join(holding(folder), LOCK_FILE), { timeout: 500 })
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock?.close()
    const { code } = error as { code?: string }
    if (code?.startsWith('SQLITE_BUSY')) throw new AppError('busy', 'errors.open.inUse')
    // A file system that knows no locks, or a file in the way, is no reason not to read.
    return () => undefined
  }
  return () => lock?.close()
}

function holding(folder: string): string {
  try {
    return dirname(realpathSync(join(folder, LIBRARY_FILE)))
  } catch {
    return folder
  }
}
