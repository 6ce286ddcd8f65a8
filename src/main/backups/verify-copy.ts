import { closeSync, openSync, readSync, statSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import type { Damage } from '../../shared/backups.ts'
import { AppError } from '../../shared/errors.ts'
import { type JobFollow, throwIfStopped } from '../answer-job.ts'
import { hasExpectedSchema } from '../db/expected-schema.ts'
import { APPLICATION_ID } from '../db/library-files.ts'
import { refuseNewer } from '../db/migrate.ts'
import { migrations } from '../db/migrations/index.ts'
import { checkRows, countSealed } from './check-rows.ts'

/** The first version of the schema that has seals. */
const FIRST_SEALED = 10

/** @throws AppError `not-a-library` when the file does not begin as a database does */
export function requireDatabase(file: string): void {
  const stat = statSync(file)
  const head = Buffer.alloc(16)
  if (stat.isFile()) {
    const handle = openSync(file, 'r')
    try {
      readSync(handle, head, 0, 16, 0)
    } finally {
      closeSync(handle)
    }
  }
  if (head.toString('latin1') !== 'SQLite format 3\0')
    throw new AppError('not-a-library', 'errors.backup.foreign')
}

/**
 * Looks whether a database is a whole and readable library of ours.
 * @param follow hears of rows
 * @returns rows that are not what they were when they were sealed
 * @throws AppError `not-a-library`, `newer-library`, `damaged`
 */
export function verifyLibrary(db: Database, { stop, onStep }: JobFollow = {}): Damage[] {
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
    throw new AppError('not-a-library', 'errors.backup.foreign')
  }
  refuseNewer(db, migrations)
  const integrity = db.pragma('integrity_check(1)', { simple: true })
  if (integrity !== 'ok') throw new AppError('damaged', 'errors.backup.damaged')
  if (!hasExpectedSchema(db)) throw new AppError('not-a-library', 'errors.backup.otherSchema')
  if ((db.pragma('user_version', { simple: true }) as number) < FIRST_SEALED) return []
  const found: Damage[] = []
  const total = countSealed(db)
  let checked = 0
  for (const step of checkRows(db)) {
    throwIfStopped(stop)
    checked += step.checked
    onStep?.(Math.min(checked, total), total)
    found.push(...step.damages)
  }
  if (found.some(({ kind }) => kind === 'file')) throw new AppError('damaged', 'errors.backup.damaged')
  return found
}
