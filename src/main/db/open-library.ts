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
import { migrate, refuseNewer } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { toAppError } from './sqlite-errors.ts'

/** 'Lctn' in ASCII: tells our files from any other SQLite database. */
export const APPLICATION_ID = 0x4c63746e
export const LIBRARY_FILE = 'library.sqlite'
export const INDEX_FILE = 'search.sqlite'
/** Study sheets made from the texts; made anew when it is missing. */
export const SHEETS_FILE = 'sheets.sqlite'

export interface Library {
  db: Database
  folder: string
  /** The file the index and other readers open: the library, or its temporary copy when it is read-only. */
  file: string
  libraryId: string
  readOnly: boolean
  /** True when this call made the library. */
  created: boolean
  close(): void
}

/**
 * Opens the library in `folder`, or makes one when the folder holds none and `create` is not false.
 * Checks first and changes nothing unless all is well.
 * @throws AppError `not-found`, `not-a-library`, `damaged`, `newer-library`, `disk-full`, `read-only`, `unreadable`
 */
export function openLibrary(folder: string, options: { create?: boolean } = {}): Library {
  const file = join(folder, LIBRARY_FILE)
  try {
    const exists = existsSync(file)
    if (exists) checkHeader(file)
    else refuseToReplace(folder, options.create ?? true)
    if (exists && !isWritable(folder, file)) return openCopy(folder, file)
    mkdirSync(folder, { recursive: true })
    const db = new SQLite(file, { timeout: 10_000 })
    try {
      if (exists) checkIdentity(db)
      configure(db)
      migrate(db, migrations)
      db.pragma(`application_id = ${APPLICATION_ID}`)
      const libraryId = ensureLibraryId(db)
      // A crash between recording and commit cannot leave this set; a copied file of unknown history might.
      db.exec('UPDATE undo_recording SET step_id = NULL WHERE step_id IS NOT NULL')
      return { db, folder, file, libraryId, readOnly: false, created: !exists, close: () => db.close() }
    } catch (error) {
      db.close()
      throw error
    }
  } catch (error) {
    throw toAppError(error)
  }
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
  if (head.toString('latin1') !== 'SQLite format 3\0') {
    throw new AppError('not-a-library', 'errors.open.notALibrary')
  }
}

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
  const traces = entries.filter((name) => name.startsWith(`${LIBRARY_FILE}-`) || name === INDEX_FILE)
  if (traces.length > 0) {
    throw new AppError('not-found', 'errors.open.fileMissing', { name: LIBRARY_FILE })
  }
  if (!create) throw new AppError('not-found', 'errors.open.noLibrary')
}

function isWritable(folder: string, file: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    accessSync(file, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** Durability first: an acknowledged write survives a power cut. */
function configure(db: Database): void {
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('fullfsync = ON')
  db.pragma('checkpoint_fullfsync = ON')
  db.pragma('foreign_keys = ON')
  db.pragma('trusted_schema = OFF')
  db.pragma('cell_size_check = ON')
  db.pragma('busy_timeout = 10000')
}

function openCopy(folder: string, file: string): Library {
  const temporary = mkdtempSync(join(tmpdir(), 'lectern-read-only-'))
  const copy = join(temporary, LIBRARY_FILE)
  copyFileSync(file, copy)
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`)
  const db = new SQLite(copy)
  try {
    checkIdentity(db)
    configure(db)
    migrate(db, migrations)
    const libraryId = ensureLibraryId(db)
    db.pragma('query_only = ON')
    const close = () => {
      db.close()
      rmSync(temporary, { recursive: true, force: true })
    }
    return { db, folder, file: copy, libraryId, readOnly: true, created: false, close }
  } catch (error) {
    db.close()
    throw error
  }
}

function ensureLibraryId(db: Database): string {
  const read = db.prepare("SELECT value FROM meta WHERE key = 'library_id'").pluck()
  const existing = read.get() as string | undefined
  if (existing) return existing
  db.prepare("INSERT OR IGNORE INTO meta (key, value) VALUES ('library_id', ?)").run(randomUUID())
  return read.get() as string
}
