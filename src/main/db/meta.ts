import type { Database } from 'better-sqlite3'

/** What is remembered in the library under `key`; undefined when there is nothing. */
export function readMeta(db: Database, key: string): string | undefined {
  return db.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck().get(key)
}

/** Remembers a value in the library itself, so that it goes where the library goes; replaces the one before. */
export function writeMeta(db: Database, key: string, value: string): void {
  db.prepare(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value'
  ).run(key, value)
}

/** Forgets a value; nothing happens when there is none. */
export function deleteMeta(db: Database, key: string): void {
  db.prepare('DELETE FROM meta WHERE key = ?').run(key)
}
