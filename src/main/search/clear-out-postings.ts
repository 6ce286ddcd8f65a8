import type { Database } from 'better-sqlite3'
import { statement } from '../db/statement.ts'
import { readNumber, writeMeta } from './index-file.ts'
import { decodeBlob, eachBlob, Postings } from './posting-blob.ts'
import type { SearchIndex } from './search-index.ts'

/** Share of deleted documents among all from which their postings are worth clearing out. */
const DEAD_SHARE = 0.2
/** Below this many the work is not worth it. */
const DEAD_LEAST = 1000
const TERMS_AT_ONCE = 2000

/**
 * Rewrites the posting lists without the documents that are gone, a piece at a time. Stopping half way
 * does no harm: the postings of a document that is gone mean nothing, and its number is not used again.
 */
export async function clearOutPostings(
  db: Database,
  index: SearchIndex,
  pause: () => Promise<void>,
  stopped: () => boolean
): Promise<void> {
  const dead = readNumber(db, 'dead')
  if (dead < DEAD_LEAST || dead < DEAD_SHARE * (dead + readNumber(db, 'live'))) return
  const last = statement(db, 'SELECT max(id) FROM terms').pluck().get() as number | null
  for (let from = 0; last !== null && from <= last && !stopped(); from += TERMS_AT_ONCE) {
    db.transaction(() => {
      index.refresh()
      clearOutTerms(db, index, from, from + TERMS_AT_ONCE)
    }).immediate()
    await pause()
  }
  if (stopped()) return
  db.transaction(() => {
    index.refresh()
    index.docs.gone = Math.max(0, readNumber(db, 'dead') - dead)
    writeMeta(db, 'dead', index.docs.gone)
  }).immediate()
}

function clearOutTerms(db: Database, index: SearchIndex, from: number, to: number): void {
  const rows = statement(db, 'SELECT term, segment, data FROM postings WHERE term >= ? AND term < ?')
    .raw()
    .all(from, to) as [term: number, segment: number, data: Buffer][]
  const update = statement(db, 'UPDATE postings SET data = ? WHERE term = ? AND segment = ?')
  const remove = statement(db, 'DELETE FROM postings WHERE term = ? AND segment = ?')
  const count = statement(db, 'UPDATE terms SET documents = documents - ? WHERE id = ?')
  const postings = new Postings()
  for (const [term, segment, data] of rows) {
    postings.clear()
    decodeBlob(data, segment, postings)
    const slots: number[][] = []
    let live = 0
    for (let at = 0; at < postings.length; at++) {
      const doc = postings.docs[at] ?? 0
      // Numbers beyond the last are being loaded.
      if (doc <= index.docs.last && index.docs.kinds[doc] === 0) continue
      live++
      const slot = postings.slots[at] ?? 0
      const its = slots[slot]
      if (its === undefined) slots[slot] = [doc]
      else its.push(doc)
    }
    if (live === postings.length) continue
    count.run(postings.length - live, term)
    if (live === 0) {
      remove.run(term, segment)
      continue
    }
    for (const docs of slots) docs?.sort((a, b) => a - b)
    eachBlob(
      slots,
      (slot) => slot,
      (_segment, bytes) => update.run(bytes, term, segment)
    )
  }
}
