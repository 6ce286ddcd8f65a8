import type { Database } from 'better-sqlite3'
import { readMeta, writeMeta } from '../db/meta.ts'

/** What was noted in the library under `key`, as `parse` understands it; undefined when it does not. */
export function recall<T>(db: Database, key: string, parse: (value: unknown) => T): T | undefined {
  const value = readMeta(db, key)
  if (value === undefined) return undefined
  try {
    return parse(JSON.parse(value))
  } catch {
    return undefined
  }
}

/** Notes something in the library, for the next start. */
export function note(db: Database, key: string, value: unknown): void {
  writeMeta(db, key, JSON.stringify(value))
}
