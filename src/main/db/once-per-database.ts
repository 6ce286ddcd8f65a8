import type { Database } from 'better-sqlite3'

/** What `make` makes for a connection (statements that are compiled once), kept as long as the connection is. */
export function oncePerDatabase<T>(make: (db: Database) => T): (db: Database) => T {
  const made = new WeakMap<Database, { value: T }>()
  return (db) => {
    let one = made.get(db)
    if (one === undefined) {
      one = { value: make(db) }
      made.set(db, one)
    }
    return one.value
  }
}
