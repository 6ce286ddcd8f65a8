import { rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { statement } from '../db/statement.ts'
import { ANALYZER_VERSION } from './analyze-text.ts'

/** FlexSearch does not tell its version; a test compares this with the installed package. */
export const FLEXSEARCH_VERSION = '0.8.212'

/** Raise when the tables change: an index of another schema is thrown away. */
const SCHEMA = 2

/** What the terms of an index were made with. Another stamp: every text has to be read again. */
export const ANALYSIS_STAMP = `analyzer ${ANALYZER_VERSION}, icu ${process.versions.icu ?? 'none'}, flexsearch ${FLEXSEARCH_VERSION}`

/**
 * Opens the file of the index, or makes an empty one when it is missing, damaged, of another schema or
 * of another library. Falls back to memory where nothing can be written. The index is a cache: throwing
 * it away loses nothing.
 */
export function openIndexFile(file: string, libraryId: string): Database.Database {
  try {
    return openOrReplace(file, libraryId)
  } catch {
    const db = new Database(':memory:')
    createTables(db, libraryId)
    return db
  }
}

function openOrReplace(file: string, libraryId: string): Database.Database {
  if (file === ':memory:') throw new Error('The index is asked to stay in memory')
  let db: Database.Database | undefined
  try {
    db = connect(file)
    // Two processes may open a new library at once: only one makes the tables.
    db.transaction(() => {
      if (db?.pragma('user_version', { simple: true }) === 0) createTables(db, libraryId)
    }).immediate()
    if (db.pragma('user_version', { simple: true }) === SCHEMA && readMeta(db, 'library') === libraryId)
      return db
  } catch (error) {
    if (isBusy(error)) throw error
  }
  db?.close()
  deleteIndexFile(file)
  db = connect(file)
  createTables(db, libraryId)
  return db
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
}

/** True when an error means that the file cannot be trusted any more. */
export function isDamage(error: unknown): boolean {
  if (error instanceof RangeError) return true
  return (
    error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB|IOERR|ERROR|MISMATCH)/.test(error.code)
  )
}

/** Closed before; a search makes it anew from the library. */
export function deleteIndexFile(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true })
}

function connect(file: string): Database.Database {
  const db = new Database(file, { timeout: 10_000 })
  db.pragma('journal_mode = WAL')
  // A cache may lose its last commits at a power cut: they are taken in again.
  db.pragma('synchronous = NORMAL')
  db.pragma('cache_size = -32000')
  // Pages of posting lists are written again and again: let some come together.
  db.pragma('wal_autocheckpoint = 4000')
  return db
}

function createTables(db: Database.Database, libraryId: string): void {
  db.exec(`
CREATE TABLE meta (key TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID;
-- A number is never used twice: postings of deleted documents stay until they are cleared out.
CREATE TABLE docs (
  doc INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  id TEXT NOT NULL,
  title_length INTEGER NOT NULL,
  body_length INTEGER NOT NULL,
  UNIQUE (id, kind)
) STRICT;
-- Documents are counted with those that are gone but not cleared out yet.
CREATE TABLE terms (id INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE, documents INTEGER NOT NULL) STRICT;
CREATE TABLE postings (
  term INTEGER NOT NULL,
  segment INTEGER NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (term, segment)
) STRICT, WITHOUT ROWID;
-- Words as written, for prefixes; backwards, for typos near the beginning.
CREATE TABLE words (word TEXT NOT NULL, term INTEGER NOT NULL, PRIMARY KEY (word, term)) STRICT, WITHOUT ROWID;
CREATE TABLE reversed_words (reversed TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
-- First words of terms: the languages a query has to be stemmed in.
CREATE TABLE languages (language TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
`)
  writeMeta(db, 'library', libraryId)
  writeMeta(db, 'analysis', ANALYSIS_STAMP)
  writeMeta(db, 'seq', 0)
  writeMeta(db, 'lastDoc', 0)
  writeMeta(db, 'live', 0)
  writeMeta(db, 'dead', 0)
  db.pragma(`user_version = ${SCHEMA}`)
}

export type MetaKey = 'library' | 'analysis' | 'seq' | 'lastDoc' | 'live' | 'dead' | 'rebuildBelow'

/** A value the index remembers of itself; null when there is none. */
export function readMeta(db: Database.Database, key: MetaKey): string | number | null {
  const row = statement(db, 'SELECT value FROM meta WHERE key = ?').pluck().get(key)
  return typeof row === 'string' || typeof row === 'number' ? row : null
}

/** The same where it is a number; 0 when there is none. */
export function readNumber(db: Database.Database, key: MetaKey): number {
  const value = readMeta(db, key)
  return typeof value === 'number' ? value : 0
}

export function writeMeta(db: Database.Database, key: MetaKey, value: string | number): void {
  statement(
    db,
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value'
  ).run(key, typeof value === 'number' ? BigInt(value) : value)
}
