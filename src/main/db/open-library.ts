import { randomUUID } from 'node:crypto'
import {
  accessSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SQLite, { type Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import { finishRestore, removeWithLog } from '../backups/finish-restore.ts'
import { readJournal } from '../backups/salvage/read-journal.ts'
import { APPLICATION_ID, BACKUPS_FOLDER, INDEX_FILE, LIBRARY_FILE } from './library-files.ts'
import { type LibraryPlace, libraryPlace } from './library-place.ts'
import { migrate, refuseNewer } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { toAppError } from './sqlite-errors.ts'
import { watchBytes } from './watch-bytes.ts'
import { watchFile, watchLog } from './watch-file.ts'

export interface Library {
  db: Database
  folder: string
  /** The file the index and other readers open: the library, or its temporary copy when it is read-only. */
  file: string
  libraryId: string
  readOnly: boolean
  /** True when this call made the library. */
  created: boolean
  place: LibraryPlace
  /**
   * Whether the file that is open is still the one at its path; false once it was moved away or replaced, also by other
   * bytes where it lies, or its log was taken away: that holds what was saved last, which is put into the file then.
   */
  isInPlace(): boolean
  close(): void
}

/**
 * Opens the library in `folder`, or makes one when the folder holds none and `create` is not false.
 * Checks first and changes nothing unless all is well.
 * @param options.copy opens a copy for reading only, whatever the folder allows; nothing in it is touched
 * @throws AppError `not-found`, `not-a-library`, `damaged`, `newer-library`, `disk-full`, `read-only`, `unreadable`
 */
export function openLibrary(folder: string, options: { create?: boolean; copy?: boolean } = {}): Library {
  const file = join(folder, LIBRARY_FILE)
  try {
    const isOurs = !options.copy && isWritable(folder, file)
    if (isOurs && existsSync(folder)) finishRestore(folder)
    const exists = existsSync(file)
    if (exists) checkHeader(file)
    else refuseToReplace(folder, !options.copy && (options.create ?? true))
    if (exists && !isOurs) return openCopy(folder, file)
    mkdirSync(folder, { recursive: true })
    const place = libraryPlace(folder)
    const db = new SQLite(file, { timeout: BUSY_MS })
    try {
      if (exists) checkIdentity(db)
      configure(db, { isShared: place.kind === 'network' })
      migrate(db, migrations)
      if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
        db.pragma(`application_id = ${APPLICATION_ID}`)
      }
      const libraryId = ensureLibraryId(db)
      // A crash between recording and commit cannot leave this set; a copied file of unknown history might.
      db.exec('UPDATE undo_recording SET step_id = NULL WHERE step_id IS NOT NULL')
      const isFile = watchFile(file)
      const isLog = watchLog(db)
      const bytes = watchBytes(db)
      bytes.areOurs()
      return {
        db,
        folder,
        file,
        libraryId,
        readOnly: false,
        created: !exists,
        place,
        isInPlace: () => bytes.areOurs() && isLog() && isFile(),
        close() {
          db.close()
          bytes.close()
        }
      }
    } catch (error) {
      db.close()
      if (!exists) removeUnmade(file)
      throw error
    }
  } catch (error) {
    throw openingError(error)
  }
}

/** A file without a byte, as a full disk leaves it, would be a library that lost everything to the next start. */
function removeUnmade(file: string): void {
  if (statSync(file, { throwIfNoEntry: false })?.size === 0) removeWithLog(file)
}

/** A library whose tables are not there or do not fit is as damaged as one with broken pages. */
function openingError(error: unknown): unknown {
  const code = (error as { code?: unknown } | null)?.code
  if (code === 'SQLITE_ERROR' || (typeof code === 'string' && code.startsWith('SQLITE_CONSTRAINT'))) {
    return new AppError('damaged', 'errors.open.damaged', undefined, { cause: error })
  }
  return toAppError(error)
}

function checkHeader(file: string): void {
  const stat = statSync(file)
  if (!stat.isFile()) throw new AppError('not-a-library', 'errors.open.notAFile', { name: LIBRARY_FILE })
  if (stat.size === 0) {
    throw new AppError('damaged', 'errors.open.empty')
  }
  const head = Buffer.alloc(16)
  const handle = openSync(file, 'r')
  try {
    readSync(handle, head, 0, 16, 0)
  } finally {
    closeSync(handle)
  }
  // Torn when power went in the middle of a write: SQLite puts the first page back before it reads it.
  const isWhole = isDatabase(head) || isDatabase(readJournal(`${file}-journal`)?.pages.get(1))
  if (!isWhole) {
    throw new AppError('not-a-library', 'errors.open.notALibrary')
  }
}

const isDatabase = (head: Buffer | undefined) => head?.toString('latin1', 0, 16) === 'SQLite format 3\0'

function checkIdentity(db: Database): void {
  const id = db.pragma('application_id', { simple: true })
  const version = db.pragma('user_version', { simple: true }) as number
  if (id === APPLICATION_ID) {
    // Before anything is configured: even the journal mode is written into the file.
    refuseNewer(db, migrations)
    return
  }
  // A library whose making was interrupted holds nothing yet and may be finished.
  const tables = db.prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'table'").pluck().get()
  if (id === 0 && version === 0 && tables === 0) return
  const ours = version > 0 && db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'undo_recording'").get()
  if (id === 0 && ours) return
  throw new AppError('not-a-library', 'errors.open.anotherProgram')
}

/** A folder that held a library, but no longer its main file, must not silently get an empty one. */
function refuseToReplace(folder: string, create: boolean): void {
  const entries = existsSync(folder) ? readdirSync(folder) : []
  const traces = entries.filter(
    (name) => name.startsWith(`${LIBRARY_FILE}-`) || name === INDEX_FILE || name === BACKUPS_FOLDER
  )
  if (traces.length > 0) {
    throw new AppError('not-found', 'errors.open.fileMissing', { name: LIBRARY_FILE })
  }
  if (!create) throw new AppError('not-found', 'errors.open.noLibrary')
}

/** A place that does not exist yet is ours to make. */
function isWritable(folder: string, file: string): boolean {
  try {
    if (existsSync(folder)) accessSync(folder, constants.W_OK)
    if (existsSync(file)) accessSync(file, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** How long a write waits for another program's, in milliseconds. */
export const BUSY_MS = 10_000

/**
 * Durability first: an acknowledged write survives a power cut. Every setting is stated, whatever the library
 * we are built with would choose.
 * @param options.isShared on a network drive: the log in shared memory would not be seen by other machines, so
 *   the older rollback journal is used there
 */
export function configure(db: Database, options: { isShared?: boolean } = {}): void {
  // Another connection may be at work while the journal is chosen.
  db.pragma(`busy_timeout = ${BUSY_MS}`)
  db.pragma(options.isShared ? 'journal_mode = DELETE' : 'journal_mode = WAL')
  configureConnection(db, options)
}

/**
 * What each connection is told anew; nothing of it is written into the file.
 * @param options.isShared the library keeps the older rollback journal
 */
export function configureConnection(db: Database, options: { isShared?: boolean }): void {
  db.pragma(`busy_timeout = ${BUSY_MS}`)
  // EXTRA also syncs the folder the journal is deleted from; a log needs no such thing.
  db.pragma(options.isShared ? 'synchronous = EXTRA' : 'synchronous = FULL')
  db.pragma('fullfsync = ON')
  db.pragma('checkpoint_fullfsync = ON')
  db.pragma('foreign_keys = ON')
  db.pragma('trusted_schema = OFF')
  db.pragma('cell_size_check = ON')
}

function openCopy(folder: string, file: string): Library {
  const temporary = mkdtempSync(join(tmpdir(), 'lectern-read-only-'))
  const remove = () => rmSync(temporary, { recursive: true, force: true })
  try {
    const copy = join(temporary, LIBRARY_FILE)
    copyFile(file, copy)
    const db = new SQLite(copy)
    try {
      checkIdentity(db)
      configure(db)
      migrate(db, migrations)
      const libraryId = ensureLibraryId(db)
      db.pragma('query_only = ON')
      const close = () => {
        db.close()
        remove()
      }
      const place = libraryPlace(folder)
      return {
        db,
        folder,
        file: copy,
        libraryId,
        readOnly: true,
        created: false,
        place,
        isInPlace: () => true,
        close
      }
    } catch (error) {
      db.close()
      throw error
    }
  } catch (error) {
    remove()
    throw error
  }
}

/** As one moment had it where another program is writing; as it lies there where it cannot be read so. */
function copyFile(file: string, copy: string): void {
  try {
    const source = new SQLite(file, { readonly: true, fileMustExist: true })
    try {
      source.pragma('trusted_schema = OFF')
      source.prepare('VACUUM INTO ?').run(copy)
    } finally {
      source.close()
    }
  } catch {
    rmSync(copy, { force: true })
    copyFileSync(file, copy)
    for (const end of ['-wal', '-journal']) if (existsSync(file + end)) copyFileSync(file + end, copy + end)
  }
}

function ensureLibraryId(db: Database): string {
  const read = db.prepare("SELECT value FROM meta WHERE key = 'library_id'").pluck()
  const existing = read.get() as string | undefined
  if (existing) return existing
  db.prepare("INSERT OR IGNORE INTO meta (key, value) VALUES ('library_id', ?)").run(randomUUID())
  return read.get() as string
}
