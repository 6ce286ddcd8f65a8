import type { Database } from 'better-sqlite3'
import type { PageBody } from './page-body.ts'

/** Longer than a window takes from opening an article to asking for its page, ms. */
const KEPT = 2000

const kept = new WeakMap<Database, { versionId: string; body: PageBody }>()

/**
 * Keeps for a moment what `read` gives of a version, which is read when the answer that is being given has gone
 * out. The words of a version never change; pictures may come later, and what was read before them is gone by then.
 */
export function readAhead(db: Database, versionId: string, read: () => PageBody | undefined): void {
  setImmediate(() => {
    const body = db.open ? read() : undefined
    if (!body) return
    const one = { versionId, body }
    kept.set(db, one)
    setTimeout(() => {
      if (kept.get(db) === one) kept.delete(db)
    }, KEPT).unref()
  })
}

/** What was read ahead of a version, once. */
export function takeAhead(db: Database, versionId: string): PageBody | undefined {
  const one = kept.get(db)
  if (one?.versionId !== versionId) return undefined
  kept.delete(db)
  return one.body
}
