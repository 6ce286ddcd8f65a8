import { AppError } from '../../shared/errors.ts'

/** Turns what the disk and SQLite say into a sentence for the reader. Anything unknown comes back as it is. */
export function toAppError(error: unknown): unknown {
  if (error instanceof AppError) return error
  const code = (error as { code?: unknown } | null)?.code
  if (typeof code !== 'string') return error
  const cause = { cause: error }
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') {
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
