import type { Database } from 'better-sqlite3'
import type { SearchKind } from '../../shared/search.ts'
import { statement } from '../db/statement.ts'

/** Kinds as the index writes them; 0 is a number whose document is gone. */
export const kindNumbers: Readonly<Record<SearchKind, number>> = {
  article: 1,
  highlight: 2,
  note: 3,
  notebook: 4
}
export const allKinds: readonly SearchKind[] = ['article', 'highlight', 'note', 'notebook']
/** By the numbers of `kindNumbers`. */
export const kindNames: readonly (SearchKind | undefined)[] = [undefined, ...allKinds]

interface DocumentRow {
  doc: number
  kind: number
  title_length: number
  body_length: number
}

/** Kind and lengths of every document by its number, in memory: ranking looks at them for every posting. */
export class DocumentTable {
  kinds = new Uint8Array(1024)
  titleLengths = new Uint8Array(1024)
  bodyLengths = new Float32Array(1024)
  /** Highest number in use. */
  last = 0
  live = 0
  /** Documents that are gone, but whose postings are not cleared out yet. */
  gone = 0
  #norms: Float32Array | undefined
  readonly counts = new Float64Array(kindNames.length)
  readonly #titleSums = new Float64Array(kindNames.length)
  readonly #bodySums = new Float64Array(kindNames.length)

  load(db: Database): void {
    this.kinds.fill(0)
    this.last = 0
    this.live = 0
    this.counts.fill(0)
    this.#titleSums.fill(0)
    this.#bodySums.fill(0)
    const rows = statement(db, 'SELECT doc, kind, title_length, body_length FROM docs').raw().iterate()
    for (const row of rows as IterableIterator<[number, number, number, number]>) {
      this.add({ doc: row[0], kind: row[1], title_length: row[2], body_length: row[3] })
    }
  }

  add(row: DocumentRow): void {
    if (row.doc >= this.kinds.length) this.#grow(row.doc)
    this.kinds[row.doc] = row.kind
    this.titleLengths[row.doc] = Math.min(row.title_length, 255)
    this.bodyLengths[row.doc] = row.body_length
    this.last = Math.max(this.last, row.doc)
    this.#count(row.doc, 1)
  }

  remove(doc: number): void {
    if ((this.kinds[doc] ?? 0) === 0) return
    this.gone++
    this.#count(doc, -1)
    this.kinds[doc] = 0
  }

  /** Average length in words of a field among the documents of one kind; never 0. */
  averageTitle(kind: number): number {
    return Math.max(1, (this.#titleSums[kind] ?? 0) / Math.max(1, this.counts[kind] ?? 0))
  }
  averageBody(kind: number): number {
    return Math.max(1, (this.#bodySums[kind] ?? 0) / Math.max(1, this.counts[kind] ?? 0))
  }

  /**
   * What a frequency in the body of each document is multiplied by, so that long ones have no advantage:
   * 1 / (1 - b + b · length / average length of its kind), with the same `b` every time.
   */
  norms(b: number): Float32Array {
    if (this.#norms !== undefined) return this.#norms
    const norms = new Float32Array(this.last + 1)
    const averages = kindNames.map((_, kind) => this.averageBody(kind))
    for (let doc = 0; doc <= this.last; doc++) {
      norms[doc] = 1 / (1 - b + (b * (this.bodyLengths[doc] ?? 0)) / (averages[this.kinds[doc] ?? 0] ?? 1))
    }
    this.#norms = norms
    return norms
  }

  #count(doc: number, by: 1 | -1): void {
    this.#norms = undefined
    const kind = this.kinds[doc] ?? 0
    this.live += by
    this.counts[kind] = (this.counts[kind] ?? 0) + by
    this.#titleSums[kind] = (this.#titleSums[kind] ?? 0) + by * (this.titleLengths[doc] ?? 0)
    this.#bodySums[kind] = (this.#bodySums[kind] ?? 0) + by * (this.bodyLengths[doc] ?? 0)
  }

  #grow(doc: number): void {
    const size = Math.max(doc + 1, this.kinds.length * 2)
    const kinds = new Uint8Array(size)
    kinds.set(this.kinds)
    this.kinds = kinds
    const titleLengths = new Uint8Array(size)
    titleLengths.set(this.titleLengths)
    this.titleLengths = titleLengths
    const bodyLengths = new Float32Array(size)
    bodyLengths.set(this.bodyLengths)
    this.bodyLengths = bodyLengths
  }
}
