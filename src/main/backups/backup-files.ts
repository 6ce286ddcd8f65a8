import { closeSync, fsyncSync, openSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Backup, BackupName, type BackupReason } from '../../shared/backups.ts'
import { BACKUPS_FOLDER } from '../db/library-files.ts'

/** Beside the library's file; may not be there yet. */
export const backupsFolder = (libraryFolder: string) => join(libraryFolder, BACKUPS_FOLDER)

/** A file name that sorts by time and says why the backup was made. @param madeAt ms since 1970 */
export function nameBackup(madeAt: number, reason: BackupReason): string {
  return `${new Date(madeAt).toISOString().replaceAll(':', '-').replace('.', '-')}.${reason}.sqlite`
}

/** Undefined for a file that is no backup of ours. */
export function readBackupName(name: string): Pick<Backup, 'madeAt' | 'reason'> | undefined {
  if (!BackupName.safeParse(name).success) return undefined
  const [stamp, reason] = name.split('.') as [string, BackupReason]
  const [day, time] = stamp.split('T') as [string, string]
  const [hours, minutes, seconds, rest] = time.split('-') as [string, string, string, string]
  const madeAt = Date.parse(`${day}T${hours}:${minutes}:${seconds}.${rest}`)
  return Number.isNaN(madeAt) || madeAt < 0 ? undefined : { madeAt, reason }
}

/** The library's backups, newest first; empty where there is no folder for them. */
export function listBackups(libraryFolder: string): Backup[] {
  return listBackupsIn(backupsFolder(libraryFolder))
}

/** Those in a folder of them, newest first; empty where there is no such folder. */
export function listBackupsIn(folder: string): Backup[] {
  let names: string[]
  try {
    names = readdirSync(folder)
  } catch {
    return []
  }
  const backups: Backup[] = []
  for (const name of names) {
    const known = readBackupName(name)
    if (!known) continue
    try {
      const stat = statSync(join(folder, name))
      if (stat.isFile()) backups.push({ name, ...known, size: stat.size })
    } catch {
      // Gone since the folder was read.
    }
  }
  return backups.sort((a, b) => b.madeAt - a.madeAt)
}

/**
 * The newest that was copied from the library as it went on, of a list with the newest first. One that says it was made
 * after `time` is from a clock that was ahead: it may be old, and says nothing of when the next is due.
 */
export function newestUntil(backups: readonly Backup[], time: number): Backup | undefined {
  return backups.find(({ reason, madeAt }) => reason !== 'replaced' && madeAt <= time)
}

/** Deletes a backup with what lies beside it. */
export function deleteBackup(libraryFolder: string, name: string): void {
  deleteBackupIn(backupsFolder(libraryFolder), name)
}

/** The same in a folder of backups. */
export function deleteBackupIn(folder: string, name: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(join(folder, name + end), { force: true })
}

/** Makes what was written to a file, or renamed in a folder, survive a power cut. */
export function syncPath(path: string): void {
  // Windows has no handle for a folder; its file system writes names in order.
  if (process.platform === 'win32' && statSync(path).isDirectory()) return
  const handle = openSync(path, process.platform === 'win32' ? 'r+' : 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
