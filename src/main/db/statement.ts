import type { Database, Statement } from 'better-sqlite3'
import { oncePerDatabase } from './once-per-database.ts'

const compiled = oncePerDatabase(() => new Map<string, Statement>())

/** A statement of a connection, compiled once. Its mode (`pluck`, `raw`) goes with its text. */
export function statement(db: Database, sql: string): Statement {
  const its = compiled(db)
  let one = its.get(sql)
  if (one === undefined) {
    one = db.prepare(sql)
    its.set(sql, one)
  }
  return one
}
