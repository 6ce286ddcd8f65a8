import type { Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'

/** One step of the schema. Imports nothing from the app and is never edited once shipped: add another. */
export interface Migration {
  /** The `user_version` after this step: 1, 2, 3 … */
  version: number
  name: string
  up(db: Database): void
}

/** @throws AppError `newer-library` when the file was written by a newer Lectern. Reads only. */
export function refuseNewer(db: Database, migrations: readonly Migration[]): void {
  const current = db.pragma('user_version', { simple: true }) as number
  if (current > (migrations.at(-1)?.version ?? 0)) {
    throw new AppError('newer-library', 'errors.open.newer')
  }
}

/**
 * Brings `db` to the newest version, all steps in one transaction: whatever happens, the file is as it was or
 * as it should be.
 * @throws AppError `newer-library` when the file was written by a newer Lectern; nothing is changed then.
 */
export function migrate(db: Database, migrations: readonly Migration[]): void {
  refuseNewer(db, migrations)
  const version = () => db.pragma('user_version', { simple: true }) as number
  if (version() >= (migrations.at(-1)?.version ?? 0)) return
  db.transaction(() => {
    // Another program may have done it while this one waited for the lock.
    const current = version()
    for (const step of migrations) {
      if (step.version <= current) continue
      step.up(db)
      db.pragma(`user_version = ${step.version}`)
    }
  }).immediate()
}
