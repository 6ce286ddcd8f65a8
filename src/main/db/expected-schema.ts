import SQLite, { type Database } from 'better-sqlite3'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'

/** An empty library in memory as version `version` of the schema made it. The caller closes it. */
function libraryOfVersion(version: number): Database {
  const db = new SQLite(':memory:')
  migrate(
    db,
    migrations.filter((step) => step.version <= version)
  )
  return db
}

const objects = (db: Database) =>
  db
    .prepare<[], string>(
      `SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema
       WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name`
    )
    .pluck()
    .all()

/**
 * Whether the tables, indexes and triggers of a library are those Lectern makes for its version, and no
 * others: a file from elsewhere could bring triggers or views that do what nobody asked for.
 */
export function hasExpectedSchema(db: Database): boolean {
  const version = db.pragma('user_version', { simple: true }) as number
  const expected = libraryOfVersion(version)
  try {
    return JSON.stringify(objects(db)) === JSON.stringify(objects(expected))
  } finally {
    expected.close()
  }
}
