import type { Database } from 'better-sqlite3'

/** How often another program's writes are looked for; a thousand reads of one integer cost about a millisecond. */
const EVERY_MS = 400

/**
 * Notices writes by other connections (the command line on the same library) through SQLite's
 * `data_version`, which changes only when somebody else committed.
 */
export function watchLibrary(db: Database, onChanged: () => void): { stop(): void } {
  const read = db.prepare('PRAGMA data_version').pluck()
  let seen = read.get() as number
  const timer = setInterval(() => {
    const version = read.get() as number
    if (version === seen) return
    seen = version
    onChanged()
  }, EVERY_MS)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
