import type { Database, Statement } from 'better-sqlite3'
import { Index } from 'flexsearch'
import type { SearchKind } from '../../shared/search.ts'
import { statement } from '../db/statement.ts'
import { DocumentTable, kindNumbers } from './document-table.ts'
import { readNumber, writeMeta } from './index-file.ts'
import type { Plan } from './plan.ts'
import { decodeBlob, eachBlob, Postings, SEGMENT_BITS } from './posting-blob.ts'
import { type PostingSource, rankDocuments } from './rank-documents.ts'
import { Ranking } from './ranking.ts'
import { SLOTS } from './term-slots.ts'
import { Vocabulary } from './vocabulary.ts'

/** A document ready to be filed: its terms with their slots, and the words they came from. */
export interface Entry {
  kind: SearchKind
  id: string
  titleLength: number
  bodyLength: number
  terms: string[]
  slots: number[]
  /** The term of each folded word. */
  words: ReadonlyMap<string, string>
}

/** The stable names of FlexSearch 0.8.212 that a storage may use (the rest is mangled in its builds). */
interface Memtable {
  map: Map<string, (number[] | undefined)[]>
  reg: Set<number>
  commit_task: unknown[]
}

/** What FlexSearch calls a mounted storage by; its own typings leave out these methods. */
interface Storage {
  mount(index: { db: unknown }): Promise<void>
  commit(memtable: Memtable): Promise<void>
  search(index: unknown, encodedQuery: readonly [Plan, null]): Ranking
}

/** FlexSearch as it is used here: it files what `encode` gives and asks the storage. */
interface FlexIndex {
  mount(storage: Storage): Promise<void>
  add(doc: number, entry: Entry): unknown
  search(options: { query: Plan; limit: number; resolve: true }): unknown
  commit(): Promise<void>
}

/** A document on its way into the index by `load`: found as soon as `finishLoad` enters it. */
interface Loaded extends Pick<Entry, 'kind' | 'id' | 'titleLength' | 'bodyLength'> {
  doc: number
}

/** Many documents that are filed together. */
interface Load {
  documents: Loaded[]
  next: number
  /** How many numbers were set aside for it. */
  reserved: number
  /** Words that may be new, with their terms. */
  words: [surface: string, term: string][]
  pause: () => Promise<void>
  stopped: () => boolean
}

/** How long a load writes before others get their turn, in ms. */
const WRITING_MS = 10
/** Rows written between two looks at the clock. */
const ROWS = 64

/**
 * The inverted index: a FlexSearch index whose postings live in SQLite.
 *
 * FlexSearch files each document under its terms, in the slot our `score` callback names
 * (`term-slots.ts`), and collects a batch in memory; `commit` moves the batch into posting blobs through
 * FlexSearch's storage interface, and a search is answered by the storage from the blobs it needs.
 * Nothing else in Lectern knows FlexSearch or the layout of the blobs.
 */
export class SearchIndex {
  readonly docs = new DocumentTable()
  readonly #db: Database
  readonly #flex: FlexIndex
  #slots: readonly number[] = []
  #lastDoc = 0
  #load: Load | undefined
  #seenVersion = -1
  readonly #vocabulary: Vocabulary

  constructor(db: Database) {
    this.#db = db
    this.#vocabulary = new Vocabulary(db)
    const source: PostingSource = {
      documentsWith: (term) => this.documentsWith(term),
      load: (term, into, only) => this.#read(term, into, only)
    }
    const storage: Storage = {
      mount: (flex) => {
        flex.db = storage
        return Promise.resolve()
      },
      commit: (memtable) => {
        if (this.#load !== undefined) return this.#writeInSteps(memtable, this.#load)
        this.#write(memtable)
        return Promise.resolve()
      },
      search: (_index, [plan]) => rankDocuments(plan, this.docs, source)
    }
    // FlexSearch's typings know neither objects as content nor a storage's own search.
    this.#flex = new Index({
      tokenize: 'strict',
      resolution: SLOTS,
      commit: false,
      encoder: {
        // Two parts: FlexSearch then asks the storage's `search` and hands its answer on at once.
        encode: (content: Entry | Plan) => ('terms' in content ? content.terms : [content, null])
      },
      // Turned round: nearly every posting is in the last slots, and a list of slots is as long as its last.
      score: (_terms: string[], _term: string, at: number) => turned(this.#slots[at] ?? SLOTS - 1)
    } as unknown as ConstructorParameters<typeof Index>[0]) as unknown as FlexIndex
    void this.#flex.mount(storage)
  }

  /**
   * Looks whether the file holds what is in memory; reads it again when another process wrote it.
   * Call it inside the transaction whose reads depend on it.
   * @throws RangeError when the file contradicts itself.
   */
  refresh(): void {
    const version = this.#db.pragma('data_version', { simple: true }) as number
    if (version === this.#seenVersion) return
    this.docs.load(this.#db)
    this.docs.gone = readNumber(this.#db, 'dead')
    this.#lastDoc = readNumber(this.#db, 'lastDoc')
    if (this.docs.live !== readNumber(this.#db, 'live') || this.docs.last > this.#lastDoc) {
      throw new RangeError('The index does not hold what it says')
    }
    this.#vocabulary.refresh()
    this.#seenVersion = version
  }

  /** Forgets what was read: after a transaction that was rolled back. */
  forget(): void {
    this.#seenVersion = -1
    this.dropLoad()
  }

  /** Languages some term is filed under. */
  get languages(): ReadonlySet<string> {
    return this.#vocabulary.languages
  }

  /** Files a document; the one with the same kind and id before it is gone. Inside a transaction. */
  add(entry: Entry): void {
    this.remove(entry.kind, entry.id)
    const doc = ++this.#lastDoc
    this.#enter(doc, entry)
    this.#file(doc, entry)
    this.#vocabulary.add(entry.words)
  }

  #file(doc: number, entry: Entry): void {
    this.#slots = entry.slots
    if (entry.terms.length > 0) this.#flex.add(doc, entry)
  }

  #enter(doc: number, its: Omit<Loaded, 'doc'>): void {
    const row = {
      doc,
      kind: kindNumbers[its.kind],
      title_length: Math.min(its.titleLength, 255),
      body_length: its.bodyLength
    }
    this.#sql('INSERT INTO docs (doc, kind, id, title_length, body_length) VALUES (?, ?, ?, ?, ?)').run(
      doc,
      row.kind,
      its.id,
      row.title_length,
      row.body_length
    )
    this.docs.add(row)
  }

  remove(kind: SearchKind, id: string): void {
    const doc = this.#sql('DELETE FROM docs WHERE id = ? AND kind = ? RETURNING doc')
      .pluck()
      .get(id, kindNumbers[kind]) as number | undefined
    if (doc === undefined) return
    this.docs.remove(doc)
    writeMeta(this.#db, 'dead', readNumber(this.#db, 'dead') + 1)
  }

  /** Moves the batch from memory into the file. Inside the transaction of its `add`s. */
  commit(): void {
    void this.#flex.commit()
    writeMeta(this.#db, 'lastDoc', this.#lastDoc)
    writeMeta(this.#db, 'live', this.docs.live)
  }

  /**
   * Begins to take in at most `count` documents in steps: `load` each, `await` `writeLoad`, and enter them
   * with `finishLoad`. Many together cost far less than a few at a time, since each posting blob is written
   * once, and nobody has to wait for it: their postings are written in short transactions under numbers
   * that belong to no document yet. Until it is finished those numbers count as gone, so that a load that
   * was cut short leaves nothing but what is cleared out later. Inside a transaction.
   */
  beginLoad(count: number, pause: () => Promise<void>, stopped: () => boolean): void {
    this.#load = { documents: [], next: this.#lastDoc + 1, reserved: count, words: [], pause, stopped }
    this.#lastDoc += count
    this.docs.gone += count
    writeMeta(this.#db, 'lastDoc', this.#lastDoc)
    writeMeta(this.#db, 'dead', readNumber(this.#db, 'dead') + count)
  }

  load(entry: Entry): void {
    const its = this.#loading()
    if (its.documents.length === its.reserved) throw new Error('More is loaded than there are numbers for')
    const { kind, id, titleLength, bodyLength } = entry
    const doc = its.next++
    its.documents.push({ doc, kind, id, titleLength, bodyLength })
    this.#file(doc, entry)
    for (const [surface, term] of entry.words) {
      if (!this.#vocabulary.has(surface, term)) its.words.push([surface, term])
    }
  }

  /** Writes the postings of what was loaded, a few at a time. Not inside a transaction. */
  async writeLoad(): Promise<void> {
    this.#loading()
    await this.#flex.commit()
  }

  /** From here on they are found, in place of what had their kind and id before. Inside a transaction. */
  finishLoad(): void {
    const { documents, next, reserved } = this.#loading()
    this.#load = undefined
    // Numbers that were not needed are free again, unless another process has taken later ones.
    const last = next - documents.length + reserved - 1
    const back = this.#lastDoc === last ? reserved : documents.length
    if (this.#lastDoc === last) this.#lastDoc = next - 1
    writeMeta(this.#db, 'lastDoc', this.#lastDoc)
    for (const its of documents) {
      this.remove(its.kind, its.id)
      this.#enter(its.doc, its)
    }
    this.docs.gone -= back
    writeMeta(this.#db, 'dead', readNumber(this.#db, 'dead') - back)
    writeMeta(this.#db, 'live', this.docs.live)
  }

  /** Gives a load up. */
  dropLoad(): void {
    this.#load = undefined
    this.#empty()
  }

  #loading(): Load {
    if (this.#load === undefined) throw new Error('The load was given up')
    return this.#load
  }

  #empty(): void {
    const { map, reg } = this.#flex as unknown as Memtable
    map.clear()
    reg.clear()
  }

  /** Matching documents, best first. Only what has been committed is found. */
  search(plan: Plan): Ranking {
    const answer = this.#flex.search({ query: plan, limit: 1, resolve: true })
    if (!(answer instanceof Ranking)) throw new Error('FlexSearch did not ask its storage')
    return answer
  }

  /** Kind number and id of documents by their numbers; those that are gone are left out. */
  things(docs: readonly number[]): { doc: number; kind: number; id: string }[] {
    return this.#sql('SELECT doc, kind, id FROM docs WHERE doc IN (SELECT value FROM json_each(?))').all(
      JSON.stringify(docs)
    ) as { doc: number; kind: number; id: string }[]
  }

  /** Documents of things of one kind, in no order; those that are not in the index are left out. */
  docsOf(kind: SearchKind, ids: readonly string[]): number[] {
    return this.#sql('SELECT doc FROM docs WHERE kind = ? AND id IN (SELECT value FROM json_each(?))')
      .pluck()
      .all(kindNumbers[kind], JSON.stringify(ids)) as number[]
  }

  /** In how many documents a term is; those that are gone but not cleared out yet are counted. */
  documentsWith(term: string): number {
    const documents = this.#sql('SELECT documents FROM terms WHERE term = ?').pluck().get(term)
    return typeof documents === 'number' ? documents : 0
  }

  /** Of the documents given, those that have a term. */
  having(term: string, docs: readonly number[]): Set<number> {
    const id = this.#vocabulary.idOf(term)
    const found = new Set<number>()
    if (id === undefined) return found
    const select = this.#sql('SELECT data FROM postings WHERE term = ? AND segment = ?').pluck()
    const wanted = new Set(docs)
    const postings = new Postings()
    for (const segment of new Set(docs.map((doc) => doc >>> SEGMENT_BITS))) {
      const data = select.get(id, segment) as Buffer | undefined
      if (data !== undefined) decodeBlob(data, segment, postings)
    }
    for (let at = 0; at < postings.length; at++) {
      const doc = postings.docs[at] ?? 0
      if (wanted.has(doc)) found.add(doc)
    }
    return found
  }

  #sql(text: string): Statement {
    return statement(this.#db, text)
  }

  #read(term: string, into: Postings, only: Uint8Array | undefined): void {
    const id = this.#vocabulary.idOf(term)
    if (id === undefined) return
    const rows = this.#sql('SELECT segment, data FROM postings WHERE term = ?').raw().all(id)
    for (const [segment, data] of rows as [number, Buffer][]) decodeBlob(data, segment, into, only)
  }

  #write({ map, commit_task }: Memtable): void {
    const terms = [...map.keys()]
    const ids = Float64Array.from(terms, (term) => this.#vocabulary.newId(term))
    for (const key of inOrder(ids)) this.#writePostings(idOf(key), map.get(terms[placeOf(key)] ?? '') ?? [])
    this.#empty()
    commit_task.length = 0
  }

  async #writeInSteps({ map, commit_task }: Memtable, load: Load): Promise<void> {
    const { words } = load
    const terms = [...map.keys()]
    const ids = new Float64Array(terms.length)
    await this.#inSteps(load, words.length, (from, to) => this.#vocabulary.add(words.slice(from, to)))
    await this.#inSteps(load, terms.length, (from, to) => {
      for (let at = from; at < to; at++) ids[at] = this.#vocabulary.newId(terms[at] ?? '')
    })
    const keys = inOrder(ids)
    await this.#inSteps(load, terms.length, (from, to) => {
      for (const key of keys.subarray(from, to))
        this.#writePostings(idOf(key), map.get(terms[placeOf(key)] ?? '') ?? [])
    })
    this.#empty()
    commit_task.length = 0
  }

  /** Does `step` for `length` rows, in short transactions; does no more once the load is given up. */
  async #inSteps(load: Load, length: number, step: (from: number, to: number) => void): Promise<void> {
    for (let at = 0; at < length && this.#load === load && !load.stopped(); ) {
      this.#db
        .transaction(() => {
          this.refresh()
          const until = performance.now() + WRITING_MS
          do {
            step(at, Math.min(at + ROWS, length))
            at += ROWS
          } while (at < length && performance.now() < until)
        })
        .immediate()
      await load.pause()
    }
  }

  #writePostings(id: number, slots: readonly (number[] | undefined)[]): void {
    const upsert = this.#sql(
      `INSERT INTO postings (term, segment, data) VALUES (?, ?, ?)
       ON CONFLICT (term, segment) DO UPDATE SET data = CAST(data || excluded.data AS BLOB)`
    )
    eachBlob(slots, turned, (segment, bytes) => upsert.run(id, segment, bytes))
    let documents = 0
    for (const docs of slots) documents += docs?.length ?? 0
    this.#sql('UPDATE terms SET documents = documents + ? WHERE id = ?').run(documents, id)
  }
}

/** The place of a slot in FlexSearch's lists, and the other way round. */
function turned(slot: number): number {
  return SLOTS - 1 - slot
}

const PLACES = 2 ** 22
const idOf = (key: number) => Math.floor(key / PLACES)
const placeOf = (key: number) => key % PLACES

/** Numbers of terms with their places, in the order of the table: neighbours are on the same page. */
function inOrder(ids: Float64Array): Float64Array {
  // As plain numbers they are sorted in a few milliseconds.
  return ids.map((id, at) => id * PLACES + at).sort()
}
