import type { Database } from 'better-sqlite3'
import type { SearchKind } from '../../shared/search.ts'
import { ANALYSIS_STAMP, readMeta, readNumber, writeMeta } from './index-file.ts'
import { countWords, readThing } from './read-things.ts'
import type { Entry, SearchIndex } from './search-index.ts'
import { statement } from './statements.ts'

interface Change {
  seq: number
  kind: SearchKind
  id: string
}

/** Characters read for one batch at most, unless a single thing is longer. */
const BATCH_TEXT = 3_000_000
const TURN_MS = 15

export function pendingChanges(library: Database, index: Database): number {
  const seen = readNumber(index, 'seq')
  const newest = statement(library, 'SELECT max(seq) FROM search_changes').pluck().get() as number | null
  if (newest === null || newest <= seen) return 0
  return statement(library, 'SELECT count(*) FROM search_changes WHERE seq > ?').pluck().get(seen) as number
}

/**
 * Takes the next changes of the library into the index; false when there are none. What is read from
 * the library, the postings and the sequence number are one transaction of the index, so that a crash
 * leaves the index as it was before or as it is after. When another process took the changes in
 * meanwhile, nothing is written.
 * @param most how many changes; writing them is one step that queries have to wait for.
 * @param pause waits until others had their turn.
 */
export async function takeInBatch(
  library: Database,
  db: Database,
  index: SearchIndex,
  most: number,
  pause: () => Promise<void>
): Promise<boolean> {
  const seen = readNumber(db, 'seq')
  const changes = statement(
    library,
    'SELECT seq, kind, id FROM search_changes WHERE seq > ? ORDER BY seq LIMIT ?'
  ).all(seen, most) as Change[]
  if (changes.length === 0) return false
  const prepared: { change: Change; entry: Entry | undefined }[] = []
  let length = 0
  let turn = performance.now()
  for (const change of changes) {
    const thing = readThing(library, change.kind, change.id)
    if (thing !== undefined && prepared.length > 0 && length + thing.body.length > BATCH_TEXT) break
    length += thing?.body.length ?? 0
    let entry: Entry | undefined
    if (thing !== undefined) {
      const counting = countWords(thing)
      for (let step = counting.next(); ; step = counting.next()) {
        if (step.done) {
          entry = step.value
          break
        }
        if (performance.now() - turn > TURN_MS) {
          await pause()
          turn = performance.now()
        }
      }
    }
    prepared.push({ change, entry })
    if (performance.now() - turn > TURN_MS) {
      await pause()
      turn = performance.now()
    }
  }
  write(db, index, () => {
    if (readNumber(db, 'seq') !== seen) return
    for (const { change, entry } of prepared) {
      if (entry === undefined) index.remove(change.kind, change.id)
      else index.add(entry)
    }
    index.commit()
    writeMeta(db, 'seq', prepared.at(-1)?.change.seq ?? seen)
  })
  return true
}

/** Runs `work` holding the lock on the index file, with the newest state in memory. */
function write(db: Database, index: SearchIndex, work: () => void): void {
  try {
    db.transaction(() => {
      index.refresh()
      work()
    }).immediate()
  } catch (error) {
    index.forget()
    throw error
  }
}

/**
 * Has every text read again, in the background and in place: each document goes on being found as it
 * was until its new reading takes its place.
 */
export function beginRebuild(db: Database, index: SearchIndex, onlyIfStale: boolean): void {
  write(db, index, () => {
    if (onlyIfStale && readMeta(db, 'analysis') === ANALYSIS_STAMP) return
    writeMeta(db, 'rebuildBelow', readNumber(db, 'lastDoc'))
    writeMeta(db, 'seq', 0)
    writeMeta(db, 'analysis', ANALYSIS_STAMP)
  })
}

/** When a rebuild has read everything: what it did not come across is gone from the library. */
export function finishRebuild(db: Database, index: SearchIndex): void {
  if (readNumber(db, 'rebuildBelow') === 0) return
  write(db, index, () => {
    const below = readNumber(db, 'rebuildBelow')
    const gone = statement(db, 'DELETE FROM docs WHERE doc <= ? RETURNING doc').pluck().all(below) as number[]
    for (const doc of gone) index.docs.remove(doc)
    writeMeta(db, 'dead', readNumber(db, 'dead') + gone.length)
    index.commit()
    writeMeta(db, 'rebuildBelow', 0)
  })
}
