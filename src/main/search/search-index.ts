import type { Database, Statement } from 'better-sqlite3'
import { Index } from 'flexsearch'
import type { SearchKind } from '../../shared/search.ts'
import { DocumentTable, kindNumbers } from './document-table.ts'
import { readNumber, writeMeta } from './index-file.ts'
import { decodeBlob, encodeSlots, Postings, SEGMENT_BITS } from './posting-blob.ts'
import { type Plan, type PostingSource, rankDocuments } from './rank-documents.ts'
import { Ranking } from './ranking.ts'
import { statement } from './statements.ts'
import { SLOTS } from './term-slots.ts'

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

/** Terms and words remembered while indexing; forgotten when there are more. */
const MAX_KNOWN = 500_000

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
  #seenVersion = -1
  readonly #termIds = new Map<string, number>()
  /** Words that are in the file already, with one of their terms. */
  readonly #knownWords = new Map<string, string>()
  readonly #languages = new Set<string>()

  constructor(db: Database) {
    this.#db = db
    const source: PostingSource = {
      documentsWith: (term) => this.documentsWith(term),
      load: (term, into, only) => this.#load(term, into, only)
    }
    const storage: Storage = {
      mount: (flex) => {
        flex.db = storage
        return Promise.resolve()
      },
      commit: (memtable) => {
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
      score: (_terms: string[], _term: string, at: number) => this.#slots[at] ?? SLOTS - 1
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
    this.#termIds.clear()
    this.#knownWords.clear()
    this.#languages.clear()
    for (const language of this.#sql('SELECT language FROM languages').pluck().all() as string[]) {
      this.#languages.add(language)
    }
    this.#seenVersion = version
  }

  /** Forgets what was read: after a transaction that was rolled back. */
  forget(): void {
    this.#seenVersion = -1
    const { map, reg } = this.#flex as unknown as Memtable
    map.clear()
    reg.clear()
  }

  /** Languages some term is filed under. */
  get languages(): ReadonlySet<string> {
    return this.#languages
  }

  /** Files a document; the one with the same kind and id before it is gone. Inside a transaction. */
  add(entry: Entry): void {
    this.remove(entry.kind, entry.id)
    const doc = ++this.#lastDoc
    const row = {
      doc,
      kind: kindNumbers[entry.kind],
      title_length: Math.min(entry.titleLength, 255),
      body_length: entry.bodyLength
    }
    this.#sql('INSERT INTO docs (doc, kind, id, title_length, body_length) VALUES (?, ?, ?, ?, ?)').run(
      doc,
      row.kind,
      entry.id,
      row.title_length,
      row.body_length
    )
    this.docs.add(row)
    this.#slots = entry.slots
    if (entry.terms.length > 0) this.#flex.add(doc, entry)
    this.#addWords(entry)
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

  /** In how many documents a term is; those that are gone but not cleared out yet are counted. */
  documentsWith(term: string): number {
    const documents = this.#sql('SELECT documents FROM terms WHERE term = ?').pluck().get(term)
    return typeof documents === 'number' ? documents : 0
  }

  /** Of the documents given, those that have a term. */
  having(term: string, docs: readonly number[]): Set<number> {
    const id = this.#termId(term)
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

  #load(term: string, into: Postings, only: Uint8Array | undefined): void {
    const id = this.#termId(term)
    if (id === undefined) return
    const rows = this.#sql('SELECT segment, data FROM postings WHERE term = ?').raw().all(id)
    for (const [segment, data] of rows as [number, Buffer][]) decodeBlob(data, segment, into, only)
  }

  #termId(term: string): number | undefined {
    let id = this.#termIds.get(term)
    if (id === undefined) {
      id = this.#sql('SELECT id FROM terms WHERE term = ?').pluck().get(term) as number | undefined
      if (id !== undefined) this.#remember(term, id)
    }
    return id
  }

  #remember(term: string, id: number): void {
    if (this.#termIds.size >= MAX_KNOWN) this.#termIds.clear()
    this.#termIds.set(term, id)
  }

  #newTermId(term: string): number {
    const known = this.#termId(term)
    if (known !== undefined) return known
    const id = Number(
      this.#sql('INSERT INTO terms (term, documents) VALUES (?, 0)').run(term).lastInsertRowid
    )
    this.#remember(term, id)
    const language = term.slice(0, term.indexOf(' '))
    if (!this.#languages.has(language)) {
      this.#sql('INSERT OR IGNORE INTO languages (language) VALUES (?)').run(language)
      this.#languages.add(language)
    }
    return id
  }

  #addWords(entry: Entry): void {
    const insertWord = this.#sql('INSERT OR IGNORE INTO words (word, term) VALUES (?, ?)')
    const insertReversed = this.#sql('INSERT OR IGNORE INTO reversed_words (reversed) VALUES (?)')
    for (const [surface, term] of entry.words) {
      if (this.#knownWords.get(surface) === term) continue
      if (this.#knownWords.size >= MAX_KNOWN) this.#knownWords.clear()
      this.#knownWords.set(surface, term)
      insertWord.run(surface, this.#newTermId(term))
      if (canBeMistyped(surface)) insertReversed.run(reversed(surface))
    }
  }

  #write(memtable: Memtable): void {
    const upsert = this.#sql(
      `INSERT INTO postings (term, segment, data) VALUES (?, ?, ?)
       ON CONFLICT (term, segment) DO UPDATE SET data = CAST(data || excluded.data AS BLOB)`
    )
    const count = this.#sql('UPDATE terms SET documents = documents + ? WHERE id = ?')
    const entries: [id: number, slots: (number[] | undefined)[]][] = []
    for (const [term, slots] of memtable.map) entries.push([this.#newTermId(term), slots])
    // In the order of the table: neighbours are on the same page.
    entries.sort(([a], [b]) => a - b)
    for (const [id, slots] of entries) {
      for (const [segment, bytes] of encodeSlots(slots)) upsert.run(id, segment, Buffer.from(bytes))
      count.run(
        slots.reduce((sum, docs) => sum + (docs?.length ?? 0), 0),
        id
      )
    }
    memtable.map.clear()
    memtable.reg.clear()
    memtable.commit_task.length = 0
  }
}

/** Words that typo search looks among: not numbers, not pairs of characters, not cut-off blobs. */
export function canBeMistyped(word: string): boolean {
  return (
    word.length >= 3 && word.length <= 40 && /^[\p{L}\p{M}]+$/u.test(word) && !/\p{Script=Han}/u.test(word)
  )
}

export function reversed(word: string): string {
  return [...word].reverse().join('')
}
