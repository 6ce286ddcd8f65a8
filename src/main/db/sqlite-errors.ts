import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'

/**
 * Turns what the disk and SQLite say into a sentence for the reader. Anything unknown comes back as it is.
 * @param db what was written to, when it was a library: a quota that is used up is known by trying
 */
export function toAppError(error: unknown, db?: Database): unknown {
  if (error instanceof AppError) return error
  const code = (error as { code?: unknown } | null)?.code
  if (typeof code !== 'string') return error
  const cause = { cause: error }
  const isFull = code === 'SQLITE_FULL' || isOutOfRoom(error)
  if (isFull || (db && code.startsWith('SQLITE_IOERR') && isWithoutRoom(dirname(db.name)))) {
    return new AppError('disk-full', 'errors.disk.full', undefined, cause)
  }
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS') {
    return new AppError('read-only', 'errors.library.readOnly', undefined, cause)
  }
  if (code.startsWith('SQLITE_BUSY') || code === 'SQLITE_LOCKED') {
    return new AppError('busy', 'errors.disk.busy', undefined, cause)
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return new AppError('damaged', 'errors.open.damaged', undefined, cause)
  }
  if (
    code.startsWith('SQLITE_IOERR') ||
    code === 'SQLITE_CANTOPEN' ||
    code === 'EACCES' ||
    code === 'EPERM'
  ) {
    return new AppError('unreadable', 'errors.disk.refused', undefined, cause)
  }
  return error
}

/** Is this the system's word for a disk without room, or for a quota that is used up? */
export function isOutOfRoom(error: unknown): boolean {
  const { code, errno } = (error ?? {}) as { code?: unknown; errno?: unknown }
  // Node has no name for EDQUOT and calls it UNKNOWN; only its number tells.
  return code === 'ENOSPC' || errno === -constants.errno.EDQUOT
}

/** As much as a small change writes, bytes. */
const TRIED = 16_384

/**
 * SQLite calls a disk full that answers ENOSPC. One that answers EDQUOT, since its user's quota is used up, is an
 * input or output error to it, as a broken one is.
 */
function isWithoutRoom(folder: string): boolean {
  const file = join(folder, 'room.tried')
  try {
    const tried = openSync(file, 'w')
    try {
      writeSync(tried, Buffer.alloc(TRIED, 1))
      fsyncSync(tried)
    } finally {
      closeSync(tried)
    }
    return false
  } catch (error) {
    return isOutOfRoom(error)
  } finally {
    rmSync(file, { force: true })
  }
}
