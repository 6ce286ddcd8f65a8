import type { Database, Statement } from 'better-sqlite3'
import { oncePerDatabase } from './once-per-database.ts'

const statements = oncePerDatabase(() => new Map<string, Statement>())

/** A statement compiled once for a connection: for what is run for very many rows in turn. */
export function compiled(db: Database, sql: string): Statement {
  const known = statements(db)
  let one = known.get(sql)
  if (!one) {
    one = db.prepare(sql)
    known.set(sql, one)
  }
  return one
}
