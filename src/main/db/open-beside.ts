import SQLite, { type Database } from 'better-sqlite3'
import { BUSY_MS, configureConnection } from './open-library.ts'

/**
 * A second hand in a library that the app has opened and migrated: a worker's own connection. The journal stays
 * as the app chose it for the place, since its mode is written into the file.
 */
export function openBeside(file: string): Database {
  const db = new SQLite(file, { fileMustExist: true, timeout: BUSY_MS })
  try {
    configureConnection(db, { isShared: db.pragma('journal_mode', { simple: true }) === 'delete' })
    return db
  } catch (error) {
    db.close()
    throw error
  }
}
