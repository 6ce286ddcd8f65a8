import type { Database } from 'better-sqlite3'
import { type PageBody, readPageBody } from './page-body.ts'

/** Longer than a window takes from opening an article to asking for its page, ms. */
const KEPT = 2000

const kept = new WeakMap<Database, { versionId: string; body: PageBody }>()

/**
 * Reads the body of a version while the window makes room for an article that was just opened, when the answer that
 * is being given has gone out: a million words take half of a frame. It is kept for a moment. The words of a version
 * never change; pictures may come later, and what was read before them is gone by then.
 * @param position canonical offset at which reading goes on
 */
export function readBodyAhead(db: Database, versionId: string, position: number): void {
  setImmediate(() => {
    const body = db.open ? readPageBody(db, versionId, position) : undefined
    if (!body) return
    const one = { versionId, body }
    kept.set(db, one)
    setTimeout(() => {
      if (kept.get(db) === one) kept.delete(db)
    }, KEPT).unref()
  })
}

/** The body of a version: what was read ahead, which is given once, or else read now. */
export const pageBody = (db: Database, versionId: string, position: number): PageBody | undefined =>
  takeAhead(db, versionId) ?? readPageBody(db, versionId, position)

function takeAhead(db: Database, versionId: string): PageBody | undefined {
  const one = kept.get(db)
  if (one?.versionId !== versionId) return undefined
  kept.delete(db)
  return one.body
}
