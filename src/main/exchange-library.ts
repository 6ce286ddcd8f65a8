import { discardPrepared, putInPlace } from './backups/restore-backup.ts'
import { runBackupJob } from './backups/run-backup-job.ts'
import { lockLibrary } from './db/lock-library.ts'
import type { LongWork } from './work/long-work.ts'

/**
 * Copies a library file beside the library and checks the copy: the first half of putting it in the library's place.
 * Nobody else replaces the library meanwhile.
 * @param isHeld it is open, and held by that already
 * @throws AppError what is wrong with the file; then nothing of it is left
 */
export async function prepareExchange(
  folder: string,
  source: string,
  { isHeld, work }: { isHeld: boolean; work: LongWork }
): Promise<void> {
  const unlock = isHeld ? () => {} : lockLibrary(folder)
  try {
    await work.follow({ label: 'backups.restoring', unit: 'share' }, (signal, tell) =>
      runBackupJob({ kind: 'prepare-restore', libraryFolder: folder, source }, { signal, tell })
    )
  } catch (error) {
    // Also when its thread was ended in the middle.
    discardPrepared(folder)
    throw error
  } finally {
    unlock()
  }
}

/**
 * The second half: what was open is closed, and the prepared file takes its place.
 * @param prepared the name of what takes the library's place; absent: what `prepareExchange` made
 * @throws AppError why it did not; then the library is as it was
 */
export async function exchangeLibrary(
  folder: string,
  now: number,
  { close, prepared }: { close: (() => Promise<void>) | undefined; prepared?: string | undefined }
): Promise<void> {
  try {
    await close?.()
    const unlock = lockLibrary(folder)
    try {
      putInPlace(folder, now, prepared)
    } finally {
      unlock()
    }
  } catch (error) {
    discardPrepared(folder)
    throw error
  }
}
