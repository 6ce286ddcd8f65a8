import { AppError } from '../../shared/errors.ts'
import type { MessageKey } from '../../shared/messages/en.ts'
import { isOutOfRoom, toAppError } from '../db/sqlite-errors.ts'

/** What the disk says about the place the reader chose, as a sentence. */
export function couldNotWrite(error: unknown): unknown {
  if (error instanceof AppError) return error
  const code = (error as NodeJS.ErrnoException | null)?.code
  const say = (key: MessageKey) => new AppError('unreadable', key, undefined, { cause: error })
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return say('errors.export.noFolder')
    case 'EACCES':
    case 'EPERM':
      return say('errors.export.mayNotWrite')
    case 'EROFS':
      return say('errors.export.readOnly')
    case 'EISDIR':
    case 'ENOTEMPTY':
    case 'EEXIST':
      return say('errors.export.folderOfThisName')
    case 'ENAMETOOLONG':
      return say('errors.export.nameTooLong')
    default:
      return isOutOfRoom(error)
        ? new AppError('disk-full', 'errors.export.diskFull', undefined, { cause: error })
        : toAppError(error)
  }
}
