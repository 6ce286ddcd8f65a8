import type { Database } from 'better-sqlite3'
import type { SearchKind } from '../../shared/search.ts'
import { statement } from '../db/statement.ts'
import { ANALYSIS_STAMP, readMeta, readNumber, writeMeta } from './index-file.ts'
import { countWords, readThing } from './read-things.ts'
import type { Entry, SearchIndex } from './search-index.ts'

interface Change {
  seq: number
  kind: SearchKind
  id: string
}

/** Characters read for one batch at most, unless a single thing is longer. */
const BATCH_TEXT = 3_000_000
const LOAD_TEXT = 30_000_000
/** So many changes and more are loaded in steps; fewer are written in one. */
const LOAD_FROM = 40
const TURN_MS = 15

/** How many changes of the library the index has not taken in yet. */
export function pendingChanges(library: Database, index: Database): number {
  const seen = readNumber(index, 'seq')
  const newest = statement(library, 'SELECT max(seq) FROM search_changes').pluck().get() as number | null
  if (newest === null || newest <= seen) return 0
  return statement(library, 'SELECT count(*) FROM search_changes WHERE seq > ?').pluck().get(seen) as number
}

/**
 * Takes the next changes of the library into the index; false when there are none. What becomes findable and
 * the sequence number are one transaction of the index, so that a crash leaves the index as it was before or
 * as it is after. When another process took the changes in meanwhile, nothing is entered.
 * @param most how many changes. A few are written in one step that queries have to wait for; many are loaded.
 * @param pause waits until others had their turn.
 * @param stopped whether a load is to be given up.
 */
export async function takeInBatch(
  library: Database,
  db: Database,
  index: SearchIndex,
  most: number,
  pause: () => Promise<void>,
  stopped: () => boolean
): Promise<boolean> {
  const seen = readNumber(db, 'seq')
  const changes = statement(
    library,
    'SELECT seq, kind, id FROM search_changes WHERE seq > ? ORDER BY seq LIMIT ?'
  ).all(seen, most) as Change[]
  if (changes.length === 0) return false
  if (changes.length >= LOAD_FROM) await load(library, db, index, { seen, changes, pause, stopped })
  else await writeAtOnce(library, db, index, { seen, changes, pause, stopped })
  return true
}

interface Batch {
  /** The sequence number the index is at. */
  seen: number
  changes: readonly Change[]
  pause: () => Promise<void>
  stopped: () => boolean
}

/** What there is to file for each change, as far as `text` characters go; undefined for what is gone. */
async function* prepare(
  library: Database,
  { changes, pause }: Batch,
  text: number
): AsyncGenerator<{ change: Change; entry: Entry | undefined }> {
  let length = 0
  let turn = performance.now()
  for (const change of changes) {
    const thing = readThing(library, change.kind, change.id)
    if (thing !== undefined && length > 0 && length + thing.body.length > text) return
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
    yield { change, entry }
    if (performance.now() - turn > TURN_MS) {
      await pause()
      turn = performance.now()
    }
  }
}

async function writeAtOnce(library: Database, db: Database, index: SearchIndex, batch: Batch): Promise<void> {
  const prepared: { change: Change; entry: Entry | undefined }[] = []
  for await (const one of prepare(library, batch, BATCH_TEXT)) prepared.push(one)
  write(db, index, () => {
    if (readNumber(db, 'seq') !== batch.seen) return
    for (const { change, entry } of prepared) {
      if (entry === undefined) index.remove(change.kind, change.id)
      else index.add(entry)
    }
    index.commit()
    writeMeta(db, 'seq', prepared.at(-1)?.change.seq ?? batch.seen)
  })
}

async function load(library: Database, db: Database, index: SearchIndex, batch: Batch): Promise<void> {
  const { seen, changes, pause, stopped } = batch
  const gone: Change[] = []
  let seq = seen
  let rebuildBelow = 0
  try {
    write(db, index, () => {
      rebuildBelow = readNumber(db, 'rebuildBelow')
      index.beginLoad(changes.length, pause, stopped)
    })
    for await (const { change, entry } of prepare(library, batch, LOAD_TEXT)) {
      if (stopped()) return
      seq = change.seq
      if (entry === undefined) gone.push(change)
      else index.load(entry)
    }
    await index.writeLoad()
    if (stopped()) return
    write(db, index, () => {
      // Another process took the same changes in, or everything is to be read again.
      if (readNumber(db, 'seq') !== seen || readNumber(db, 'rebuildBelow') !== rebuildBelow) return
      index.finishLoad()
      for (const { kind, id } of gone) index.remove(kind, id)
      writeMeta(db, 'live', index.docs.live)
      writeMeta(db, 'seq', seq)
    })
  } catch (error) {
    index.forget()
    throw error
  } finally {
    index.dropLoad()
  }
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
