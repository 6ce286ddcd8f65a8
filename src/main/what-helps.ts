import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Recovery } from '../shared/app.ts'
import type { AppError } from '../shared/errors.ts'
import { listBackups } from './backups/backup-files.ts'
import { LIBRARY_FILE } from './db/library-files.ts'

/**
 * What can be done about a library that did not open; nothing that cannot help.
 * @param error why it did not
 * @param folder where it lies, or should
 * @param isRepaired a repair has brought together what could be read
 */
export function whatHelps(error: AppError, folder: string, isRepaired: boolean): Recovery[] {
  const hasFile = existsSync(join(folder, LIBRARY_FILE))
  const list: Recovery[] = ['retry', 'choose']
  switch (error.code) {
    case 'not-found':
      list.push('create', 'restore-file')
      break
    case 'damaged':
    case 'internal':
      if (hasFile) list.push('read-only', 'repair')
      list.push('restore-file')
      break
    case 'not-a-library':
      list.push('restore-file')
      break
    case 'busy':
    case 'disk-full':
    case 'unreadable':
    case 'read-only':
      // An error of the disk is no damage: nothing is offered that would take the file's place.
      if (hasFile) list.push('read-only')
      return list
    default:
      break
  }
  if (listBackups(folder).length > 0) list.push('restore')
  if (isRepaired) list.push('use-repaired', 'export-repaired')
  return list
}
