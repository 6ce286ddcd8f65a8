import { AppError } from '../../shared/errors.ts'

/** Turns what the disk and SQLite say into a sentence for the reader. Anything unknown comes back as it is. */
export function toAppError(error: unknown): unknown {
  if (error instanceof AppError) return error
  const code = (error as { code?: unknown } | null)?.code
  if (typeof code !== 'string') return error
  const cause = { cause: error }
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError(
      'disk-full',
      'The disk is full, so this was not saved. Everything saved before is safe; free some space and try again.',
      cause
    )
  }
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS') {
    return new AppError('read-only', 'The library is on a read-only place, so nothing was changed.', cause)
  }
  if (code.startsWith('SQLITE_BUSY') || code === 'SQLITE_LOCKED') {
    return new AppError(
      'busy',
      'Another program is using the library. Nothing was changed; please try again.',
      cause
    )
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return new AppError(
      'damaged',
      'The library file is damaged. It was left as it is; restore a backup or choose another folder.',
      cause
    )
  }
  if (
    code.startsWith('SQLITE_IOERR') ||
    code === 'SQLITE_CANTOPEN' ||
    code === 'EACCES' ||
    code === 'EPERM'
  ) {
    return new AppError(
      'unreadable',
      'The disk did not let Lectern read or write the library. Nothing was deleted; check the disk and the folder’s permissions.',
      cause
    )
  }
  return error
}
