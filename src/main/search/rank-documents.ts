import type { DocumentTable } from './document-table.ts'
import { Postings } from './posting-blob.ts'
import { SLOTS, slotBody, slotExtra, slotTitle } from './term-slots.ts'

/** Bits of the fields a term may be in. */
export const TITLE = 1
export const EXTRA = 2
export const BODY = 4
export const ANY_FIELD = TITLE | EXTRA | BODY

/** Spellings that count as the same word in different languages: no document is under two of them. */
export interface Alternative {
  terms: readonly string[]
  /** 1 for the word as typed, less for a longer word it begins or a word it may be a slip for. */
  weight: number
}

/** One word of a query, or several joined by OR. */
export interface Clause {
  /** `any` adds to the score, `all` must match, `none` must not. */
  role: 'any' | 'all' | 'none'
  alternatives: readonly Alternative[]
  /** How often the query says it. */
  times: number
}

/** What is asked of the index; FlexSearch hands its clauses on as they are. */
export interface Plan {
  clauses: readonly Clause[]
  /** Bit set of kind numbers (`1 << kind`) that may be found. */
  kinds: number
  /** Bit set of fields that count, per kind. */
  fields: readonly number[]
  stopped: () => boolean
}

/**
 * BM25F of Zaragoza et al. (TREC 2004): fields are weighted and normalised by their own length, then the
 * sum saturates once. The values are flat around their best; see docs/decisions/0004-search-index.md.
 */
const K1 = 1.5
const BODY_B = 0.75
const TITLE_B = 0.5
const TITLE_WEIGHT = 4
const EXTRA_WEIGHT = 2

const found = new Postings()

/** Matching documents, best first; ties go to the newest. */
export class Ranking {
  /** Score in the upper bits, document number in the lower 27: sorts as a plain number. */
  readonly #keys: Float64Array
  #sorted = 0
  constructor(keys: Float64Array) {
    this.#keys = keys
  }
  get length(): number {
    return this.#keys.length
  }
  /** The documents from `from` up to `to`, by rank. Sorts no more than it must. */
  slice(from: number, to: number): { doc: number; score: number }[] {
    if (this.#sorted < Math.min(to, this.length)) this.#sort(to)
    return Array.from(this.#keys.subarray(from, to), (key) => ({
      doc: -key % DOC_RANGE,
      score: scoreOf(-key)
    }))
  }
  #sort(needed: number): void {
    const keys = this.#keys
    if (keys.length > 4096 && needed < keys.length / 8) {
      // Bring everything above a bound to the front; lower the bound until there is enough.
      let best = 0
      for (const key of keys) if (key < best) best = key
      for (const share of [0.6, 0.4, 0.25, 0.12]) {
        const bound = -keyOf(scoreOf(-best) * share, 0)
        let front = 0
        for (let at = 0; at < keys.length; at++) {
          const key = keys[at] ?? 0
          if (key > bound) continue
          keys[at] = keys[front] ?? 0
          keys[front++] = key
        }
        if (front >= needed) {
          keys.subarray(0, front).sort()
          this.#sorted = front
          return
        }
      }
    }
    keys.sort()
    this.#sorted = keys.length
  }
}

const DOC_RANGE = 2 ** 27
const bits = new DataView(new ArrayBuffer(4))
/** Bits of a positive float sort like the float; the lowest five are given up to make room. */
function keyOf(score: number, doc: number): number {
  bits.setFloat32(0, score)
  return (bits.getUint32(0) >>> 5) * DOC_RANGE + doc
}
function scoreOf(key: number): number {
  bits.setUint32(0, Math.floor(key / DOC_RANGE) << 5)
  return bits.getFloat32(0)
}

/**
 * Scores every document that has what the plan asks for.
 * @param load adds the postings of a term to its second argument.
 */
export function rankDocuments(
  plan: Plan,
  docs: DocumentTable,
  load: (term: string, into: Postings) => void
): Ranking {
  const size = docs.last + 1
  const scores = new Float32Array(size)
  const best = new Float32Array(size)
  const matched = new Uint8Array(size)
  const clauses = [...plan.clauses].sort((a, b) => Number(b.role === 'none') - Number(a.role === 'none'))
  const required = clauses.filter((clause) => clause.role === 'all').length
  const averages = Float64Array.from([1, 1, 2, 3], (kind) => docs.averageBody(kind))
  const averageTitle = docs.averageTitle(1)
  const fieldAllowed = [0, 1, 2, 3].map((kind) => allowedSlots(plan.fields[kind] ?? ANY_FIELD))
  const everySlot = fieldAllowed.every((allowed) => allowed.every((yes) => yes === 1))
  const { kinds, titleLengths, bodyLengths } = docs
  const touched: number[] = []
  const excluded = 255
  let allSeen = 0

  for (const clause of clauses) {
    if (plan.stopped()) return new Ranking(new Float64Array(0))
    const clauseDocs: number[] = []
    for (const alternative of clause.alternatives) {
      found.clear()
      for (const term of alternative.terms) load(term, found)
      let frequency = 0
      for (let at = 0; at < found.length; at++) {
        if (kinds[found.docs[at] ?? 0] !== 0) frequency++
      }
      const idf = Math.log(1 + (docs.live - frequency + 0.5) / (frequency + 0.5))
      const factor = idf * (K1 + 1) * clause.times * alternative.weight
      for (let at = 0; at < found.length; at++) {
        const doc = found.docs[at] ?? 0
        const kind = kinds[doc] ?? 0
        if (kind === 0 || (plan.kinds & (1 << kind)) === 0) continue
        const slot = found.slots[at] ?? 0
        if (!everySlot && fieldAllowed[kind]?.[slot] !== 1) continue
        if (clause.role === 'none') {
          matched[doc] = excluded
          continue
        }
        if (matched[doc] === excluded) continue
        let weight =
          (slotBody[slot] ?? 0) / (1 - BODY_B + (BODY_B * (bodyLengths[doc] ?? 0)) / (averages[kind] ?? 1)) +
          EXTRA_WEIGHT * (slotExtra[slot] ?? 0)
        const title = slotTitle[slot] ?? 0
        if (title > 0) {
          weight +=
            (TITLE_WEIGHT * title) / (1 - TITLE_B + (TITLE_B * (titleLengths[doc] ?? 0)) / averageTitle)
        }
        const score = (factor * weight) / (K1 + weight)
        const before = best[doc] ?? 0
        if (before === 0) clauseDocs.push(doc)
        if (score > before) best[doc] = score
      }
    }
    if (clause.role === 'none') continue
    if (clause.role === 'all') {
      for (const doc of clauseDocs) {
        if (matched[doc] === allSeen) matched[doc] = allSeen + 1
      }
      allSeen++
    }
    for (const doc of clauseDocs) {
      if (scores[doc] === 0) touched.push(doc)
      scores[doc] = (scores[doc] ?? 0) + (best[doc] ?? 0)
      best[doc] = 0
    }
  }
  const keys = new Float64Array(touched.length)
  let count = 0
  for (const doc of touched) {
    if ((matched[doc] ?? 0) >= required) keys[count++] = -keyOf(scores[doc] ?? 0, doc)
  }
  return new Ranking(keys.subarray(0, count))
}

function allowedSlots(fields: number): Uint8Array {
  return Uint8Array.from({ length: SLOTS }, (_, slot) =>
    ((fields & TITLE) !== 0 && (slotTitle[slot] ?? 0) > 0) ||
    ((fields & EXTRA) !== 0 && (slotExtra[slot] ?? 0) > 0) ||
    ((fields & BODY) !== 0 && (slotBody[slot] ?? 0) > 0)
      ? 1
      : 0
  )
}
