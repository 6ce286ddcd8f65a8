import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { BackupName } from '../../shared/backups.ts'
import { tell } from '../../shared/sentence.ts'
import { backupsFolder, listBackups } from '../backups/backup-files.ts'
import { makeBackup } from '../backups/make-backup.ts'
import { prepareRestore, putInPlace } from '../backups/restore-backup.ts'
import { lockLibrary } from '../db/lock-library.ts'
import { libraryFolder } from '../library-folder.ts'
import { type Action, LibraryError, sentenceOf, UsageError, withJson, withLibraryOption } from './shell.ts'
import { withLibrary } from './with-library.ts'

export function backupCommand(): Command {
  const command = new Command('backup')
    .description('Copy the library into its backups, list them, or go back to one.')
    .option('--list', 'list the backups, newest first')
    .option('--use <name>', 'put this backup, or a library file, in the place of the library, which is kept')
    .addHelpText(
      'after',
      `
Examples:
  lectern backup
  lectern backup --list
  lectern backup --use 2026-11-26T08-00-00-000Z.daily.sqlite`
    )
  return withLibraryOption(withJson(command))
}

export const runBackup: Action<{ library?: string; list?: true; use?: string }> = async (shell, options) => {
  const folder = resolve(options.library ?? libraryFolder())
  if (options.list && options.use !== undefined) throw new UsageError(tell({ key: 'cli.backup.oneOfThem' }))
  if (options.list) {
    for (const { name, reason, madeAt, size } of listBackups(folder)) {
      shell.json({ name, reason, madeAt, size })
      shell.say(`${name}  ${size}`)
    }
    return 0
  }
  if (options.use !== undefined) {
    const source = BackupName.safeParse(options.use).success
      ? join(backupsFolder(folder), options.use)
      : resolve(options.use)
    putBackupInPlace(folder, source)
    shell.json({ restored: options.use })
    shell.say(tell({ key: 'cli.backup.restored' }))
    return 0
  }
  return await withLibrary(options.library, { write: true }, async ({ library }) => {
    const files = { libraryFile: library.file, libraryFolder: library.folder }
    const made = await makeBackup({ ...files, reason: 'manual', now: Date.now(), always: true })
    shell.json({ ...made.backup, damaged: made.damages.length })
    shell.say(made.backup?.name ?? '')
    if (made.damages.length === 0) return 0
    shell.complain(tell({ key: 'cli.backup.damaged', values: { count: made.damages.length } }))
    return 1
  })
}

/** A window that is open on the library would go on with the one that was replaced. */
function putBackupInPlace(folder: string, source: string): void {
  let unlock: (() => void) | undefined
  try {
    unlock = lockLibrary(folder)
    prepareRestore(folder, source)
    putInPlace(folder, Date.now())
  } catch (error) {
    throw new LibraryError(sentenceOf(error), { cause: error })
  } finally {
    unlock?.()
  }
}
