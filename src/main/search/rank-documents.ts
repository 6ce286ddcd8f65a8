import { type DocumentTable, kindNames } from './document-table.ts'
import { Postings } from './posting-blob.ts'
import { keyOf, Ranking } from './ranking.ts'
import { SLOTS, slotBody, slotExtra, slotTitle } from './term-slots.ts'

/** Bits of the fields a term may be in. */
export const TITLE = 1
/** Byline, site and tags. */
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
  /** How many of the best documents are wanted for certain; all when it is missing. */
  depth?: number
  /** Nothing may be left out, however long it takes. */
  whole?: boolean
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

/** Where the postings are. */
export interface PostingSource {
  /** In how many documents a term is; those that are gone but not cleared out yet are counted. */
  documentsWith(term: string): number
  /** Adds the postings of a term to `into`; of `only` these documents, when it is given. */
  load(term: string, into: Postings, only: Uint8Array | undefined): void
}

/** Postings read for one question, and for what must not be in it, at most: some 20 ms each … */
const AFFORDABLE = 300_000
/** … or, in a larger library, as many as so many words have that stand in every document. */
const AFFORDABLE_WORDS = 2

/** Terms in more documents than this are read last, and then only as far as they can matter. */
const COMMON = 2048

interface Weighed extends Alternative {
  documents: number
  common: boolean
  /** The most it can add to a score, known before it is read when it is common. */
  factor: number
}
interface WeighedClause {
  role: Clause['role']
  alternatives: Weighed[]
  times: number
  documents: number
  bound: number
}

/** Kept from query to query; only what a query touched is emptied after it. */
let scores = new Float32Array(0)
let best = new Float32Array(0)
let matched = new Uint8Array(0)
let alive = new Uint8Array(0)
/** The documents met so far, and those the part of the query in hand was found in. */
let touched = new Uint32Array(0)
let touchedCount = 0
let fresh = new Uint32Array(0)
const found = new Postings()
const histogram = new Uint32Array(512)
const EXCLUDED = 255

/**
 * Scores the documents that have what the plan asks for. When only the `depth` best are wanted, the rare
 * words are read first; as soon as what the common ones can still add is less than what the last of the
 * best has already, documents without a rare word are left aside, and so are those that cannot rise that
 * far (MaxScore; Turtle & Flood 1995). The best and their scores are the same either way.
 */
export function rankDocuments(plan: Plan, docs: DocumentTable, source: PostingSource): Ranking {
  prepare(docs.last + 1)
  try {
    return rank(plan, docs, source)
  } finally {
    for (let at = 0; at < touchedCount; at++) {
      const doc = touched[at] ?? 0
      scores[doc] = best[doc] = matched[doc] = alive[doc] = 0
    }
    touchedCount = 0
  }
}

function prepare(size: number): void {
  if (scores.length >= size) return
  const room = Math.max(size, scores.length * 2)
  scores = new Float32Array(room)
  best = new Float32Array(room)
  matched = new Uint8Array(room)
  alive = new Uint8Array(room)
  touched = new Uint32Array(room)
  fresh = new Uint32Array(room)
}

function rank(plan: Plan, docs: DocumentTable, source: PostingSource): Ranking {
  const { depth = Number.POSITIVE_INFINITY } = plan
  const weighed = weigh(plan, docs, source)
  const { clauses, cut } =
    plan.whole === true ? { clauses: weighed, cut: false } : affordable(weighed, docs.live)
  const required = clauses.filter(({ role }) => role === 'all').length
  const fieldAllowed = kindNames.map((_, kind) => allowedSlots(plan.fields[kind] ?? ANY_FIELD))
  const everySlot = fieldAllowed.every((allowed) => allowed.every((yes) => yes === 1))
  const kindAllowed = Uint8Array.from(kindNames, (_, kind) => (plan.kinds >> kind) & 1)
  kindAllowed[0] = 0
  const norms = docs.norms(BODY_B)
  const averageTitle = docs.averageTitle(1)
  const { kinds, titleLengths } = docs
  let allSeen = 0
  let pruned = false
  /** Whether only the documents marked alive can still matter. */
  let narrowed = false
  // What the clauses after each one can add.
  const after = new Float64Array(clauses.length + 1)
  for (const [at, { bound }] of [...clauses.entries()].reverse()) after[at] = after[at + 1]! + bound

  for (let number = 0; number < clauses.length; number++) {
    const clause = clauses[number]
    if (clause === undefined) break
    const later = after[number + 1]!
    const { role } = clause
    let freshCount = 0
    for (const alternative of clause.alternatives) {
      if (plan.stopped()) return new Ranking(new Float64Array(0), true)
      // Looking through what was met has to cost less than what it may save.
      if (
        alternative.documents * 2 > touchedCount &&
        alternative.common &&
        required === 0 &&
        depth < touchedCount
      ) {
        pruned = leaveAside(depth, alternative.factor + later, pruned) || pruned
        narrowed = pruned
      }
      found.clear()
      const only = narrowed && alternative.common ? alive : undefined
      for (const term of alternative.terms) source.load(term, found, only)
      const factor = alternative.common
        ? alternative.factor
        : factorOf(alternative, clause.times, countLive(kinds), docs.live)
      const foundDocs = found.docs
      const foundSlots = found.slots
      for (let at = 0; at < found.length; at++) {
        const doc = foundDocs[at] ?? 0
        const kind = kinds[doc] ?? 0
        if (kindAllowed[kind] === 0) continue
        const slot = foundSlots[at] ?? 0
        if (!everySlot && fieldAllowed[kind]?.[slot] !== 1) continue
        const state = matched[doc] ?? 0
        if (state === 0) {
          // Seen for the first time: 1, and one more for each clause that must match and does.
          matched[doc] = role === 'none' ? EXCLUDED : 1
          touched[touchedCount++] = doc
          if (role === 'none') continue
        } else if (state === EXCLUDED || role === 'none') continue
        let weight = (slotBody[slot] ?? 0) * (norms[doc] ?? 0) + EXTRA_WEIGHT * (slotExtra[slot] ?? 0)
        const title = slotTitle[slot] ?? 0
        if (title > 0)
          weight +=
            (TITLE_WEIGHT * title) / (1 - TITLE_B + (TITLE_B * (titleLengths[doc] ?? 0)) / averageTitle)
        const score = (factor * weight) / (K1 + weight)
        const before = best[doc] ?? 0
        if (before === 0) fresh[freshCount++] = doc
        if (score > before) best[doc] = score
      }
    }
    if (role === 'none') continue
    if (role === 'all') allSeen++
    for (let at = 0; at < freshCount; at++) {
      const doc = fresh[at] ?? 0
      scores[doc] = (scores[doc] ?? 0) + (best[doc] ?? 0)
      best[doc] = 0
      if (role === 'all' && matched[doc] === allSeen) {
        matched[doc] = allSeen + 1
        alive[doc] = 1
      }
    }
    if (role === 'all') {
      if (narrowed) keepMatched(allSeen)
      narrowed = true
    }
  }
  // Sorting all to show a few is most of the work where nearly every document has the word.
  if (required === 0 && touchedCount > depth * 4) pruned = leaveAside(depth, 0, pruned) || pruned
  const keys = new Float64Array(touchedCount)
  let count = 0
  for (let at = 0; at < touchedCount; at++) {
    const doc = touched[at] ?? 0
    const state = matched[doc] ?? 0
    if (state !== EXCLUDED && state > required && (!pruned || alive[doc] === 1))
      keys[count++] = -keyOf(scores[doc] ?? 0, doc)
  }
  return new Ranking(keys.subarray(0, count), !pruned, cut)
}

/** The clauses in the order they are read: what must not be, what must, the rare, the common by what they can add. */
function weigh(plan: Plan, docs: DocumentTable, source: PostingSource): WeighedClause[] {
  const order = { none: 0, all: 1, any: 2 }
  return plan.clauses
    .map((clause): WeighedClause => {
      let documents = 0
      let bound = 0
      const alternatives = clause.alternatives.map((alternative): Weighed => {
        const its = alternative.terms.reduce((sum, term) => sum + source.documentsWith(term), 0)
        documents += its
        const common = its > COMMON
        // Of a common term, so many are still there as of all documents.
        const share = docs.live / Math.max(1, docs.live + docs.gone)
        const factor = common
          ? factorOf(alternative, clause.times, its * share, docs.live)
          : Number.POSITIVE_INFINITY
        bound = Math.max(bound, factor)
        return { ...alternative, documents: its, common, factor }
      })
      alternatives.sort((a, b) => b.factor - a.factor)
      return { ...clause, alternatives, documents, bound }
    })
    .sort((a, b) => order[a.role] - order[b.role] || compare(b.bound, a.bound) || a.documents - b.documents)
}

/**
 * As many of the clauses, and of their spellings, as can be read in good time: what says most comes first, and
 * the commonest words, which say little, are left out. Only a question of a dozen words that stand nearly
 * everywhere in a very large library is cut.
 */
function affordable(
  clauses: readonly WeighedClause[],
  live: number
): { clauses: WeighedClause[]; cut: boolean } {
  const most = Math.max(AFFORDABLE, AFFORDABLE_WORDS * live)
  let none = most
  let others = most
  let cut = false
  const kept: WeighedClause[] = []
  for (const clause of clauses) {
    const alternatives = clause.alternatives.filter(({ documents }) => {
      const left = clause.role === 'none' ? none : others
      // One word is read, however common it is.
      if (documents > left && left < most) return false
      if (clause.role === 'none') none -= Math.min(none, documents)
      else others -= Math.min(others, documents)
      return true
    })
    // What a word may begin or be a slip for is a help; only what was typed itself is missed.
    if (clause.alternatives.some((its) => its.weight === 1 && !alternatives.includes(its))) cut = true
    if (alternatives.length > 0) kept.push({ ...clause, alternatives })
  }
  return { clauses: kept, cut }
}

/** Infinity equals itself. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b
}

/** What BM25 gives a term at most, by its rarity. */
function factorOf(alternative: Alternative, times: number, documents: number, live: number): number {
  const frequency = Math.min(documents, live)
  return Math.log(1 + (live - frequency + 0.5) / (frequency + 0.5)) * (K1 + 1) * times * alternative.weight
}

function countLive(kinds: Uint8Array): number {
  let live = 0
  for (let at = 0; at < found.length; at++) if ((kinds[found.docs[at] ?? 0] ?? 0) !== 0) live++
  return live
}

/**
 * Keeps the documents that can still be among the `depth` best when all that is still to come adds no more
 * than `rest`, and forgets the others; false when one that was not met yet could be among them too.
 */
function leaveAside(depth: number, rest: number, again: boolean): boolean {
  let highest = 0
  const length = touchedCount
  for (let at = 0; at < length; at++) {
    const doc = touched[at] ?? 0
    const score = (scores[doc] ?? 0) + (best[doc] ?? 0)
    if (score > highest && matched[doc] !== EXCLUDED) highest = score
  }
  if (highest <= rest) return false
  const scale = (histogram.length - 1) / highest
  histogram.fill(0)
  for (let at = 0; at < length; at++) {
    const doc = touched[at] ?? 0
    if (matched[doc] === EXCLUDED) continue
    const bin = Math.floor(((scores[doc] ?? 0) + (best[doc] ?? 0)) * scale)
    histogram[bin] = (histogram[bin] ?? 0) + 1
  }
  let bin = histogram.length
  for (let above = 0; above < depth && bin > 0; ) above += histogram[--bin] ?? 0
  // At least `depth` documents have this much; the margin is for sums in single precision.
  const bar = (bin / scale) * 0.9999
  if (!again && rest >= bar) return false
  let kept = 0
  for (let at = 0; at < length; at++) {
    const doc = touched[at] ?? 0
    // What it has for the part of the query in hand may be replaced, not added to.
    if (matched[doc] !== EXCLUDED && (scores[doc] ?? 0) + (best[doc] ?? 0) + rest >= bar) {
      alive[doc] = 1
      touched[kept++] = doc
    } else scores[doc] = best[doc] = matched[doc] = alive[doc] = 0
  }
  touchedCount = kept
  return true
}

/** Of the documents that matched so far, those that matched this time too stay alive. */
function keepMatched(allSeen: number): void {
  for (let at = 0; at < touchedCount; at++) {
    const doc = touched[at] ?? 0
    if (matched[doc] !== allSeen + 1) alive[doc] = 0
  }
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
