import type { Database } from 'better-sqlite3'

/** The large part of a version: its HTML, and the pieces it is sent in (see article_versions). */
export interface VersionBody {
  html: string
  sections: string
}

/** Longer than a window takes from opening an article to asking for its page, ms. */
const KEPT = 2000

const kept = new WeakMap<Database, { versionId: string; body: VersionBody }>()

/**
 * Reads the text of a version that was just opened, while the window makes room for it: a book of a million
 * words takes the time of a frame. The words of a
 * version never change; pictures may come later, and what was read before them is gone by then.
 */
export function readAhead(db: Database, versionId: string): void {
  // The answer goes out first.
  setImmediate(() => {
    if (!db.open) return
    const body = readBody(db, versionId)
    if (!body) return
    const one = { versionId, body }
    kept.set(db, one)
    setTimeout(() => {
      if (kept.get(db) === one) kept.delete(db)
    }, KEPT).unref()
  })
}

/** What was read ahead, or is read now; undefined when there is no such version. */
export function takeBody(db: Database, versionId: string): VersionBody | undefined {
  const one = kept.get(db)
  if (one?.versionId !== versionId) return readBody(db, versionId)
  kept.delete(db)
  return one.body
}

const readBody = (db: Database, versionId: string) =>
  db.prepare<[string], VersionBody>('SELECT html, sections FROM article_versions WHERE id = ?').get(versionId)
