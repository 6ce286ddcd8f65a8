import { rmSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import type { Damage } from '../../shared/backups.ts'
import { type JobFollow, partOf, throwIfStopped } from '../answer-job.ts'
import { LIBRARY_FILE, REPAIRED_FILE } from '../db/library-files.ts'
import { migrate } from '../db/migrate.ts'
import { migrations } from '../db/migrations/index.ts'
import { configure } from '../db/open-library.ts'
import { acceptUnknownRows, sealMissingRows } from '../db/row-seals.ts'
import { sealMissing, sealMissingVersions } from '../db/seal-rows.ts'
import { checkRows, countSealed } from './check-rows.ts'
import { removeWithLog } from './finish-restore.ts'
import { mendRows } from './mend-rows.ts'
import { salvageLibrary } from './salvage/salvage-library.ts'

export interface RepairReport {
  articles: number
  highlights: number
  notes: number
  /** Brought back from backups because the library no longer had them as they were. */
  mended: number
  /** Known to be missing or changed, and in no backup either. */
  damaged: number
}

/**
 * Makes a new library of everything in a damaged one that can be read, and of what its backups still have.
 * The damaged file is only read; the new one lies beside it.
 * @param follow hears of shares; what was begun is gone when it is stopped
 */
export function repairLibrary(libraryFolder: string, follow: JobFollow = {}): RepairReport {
  const target = join(libraryFolder, REPAIRED_FILE)
  try {
    salvageLibrary(join(libraryFolder, LIBRARY_FILE), target, partOf(follow, 0, 0.6))
    return mendSalvaged(libraryFolder, target, follow)
  } catch (error) {
    // Half of it is nothing to take the library's place with.
    removeWithLog(target)
    throw error
  }
}

function mendSalvaged(libraryFolder: string, target: string, follow: JobFollow): RepairReport {
  const db = new SQLite(target)
  try {
    configure(db, { isShared: true })
    migrate(db, migrations)
    const { stop, onStep } = partOf(follow, 0.6, 0.9)
    const total = countSealed(db)
    const damages: Damage[] = []
    let checked = 0
    for (const step of checkRows(db)) {
      throwIfStopped(stop)
      checked += step.checked
      onStep?.(Math.min(checked, total), total)
      damages.push(...step.damages)
    }
    const left = mendRows(db, libraryFolder, damages, partOf(follow, 0.9, 1))
    const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number
    for (let after: number | undefined = 0; after !== undefined; ) after = sealMissing(db, after, 1000)
    while (sealMissingVersions(db, 100) > 0);
    acceptUnknownRows(db)
    while (sealMissingRows(db, 1000) > 0);
    return {
      articles: count('articles'),
      highlights: count('highlights'),
      notes: count('notes'),
      mended: damages.length - left.length,
      damaged: left.length
    }
  } finally {
    db.close()
    for (const end of ['-wal', '-shm']) rmSync(target + end, { force: true })
  }
}
