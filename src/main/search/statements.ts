import type { Database, Statement } from 'better-sqlite3'

const compiled = new WeakMap<Database, Map<string, Statement>>()

/** A statement of a connection, compiled once. Its mode (`pluck`, `raw`) goes with its text. */
export function statement(db: Database, sql: string): Statement {
  let its = compiled.get(db)
  if (its === undefined) {
    its = new Map()
    compiled.set(db, its)
  }
  let one = its.get(sql)
  if (one === undefined) {
    one = db.prepare(sql)
    its.set(sql, one)
  }
  return one
}
