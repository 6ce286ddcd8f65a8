import { type DocumentTable, kindNames } from './document-table.ts'
import { ANY_FIELD, BODY, type Clause, EXTRA, type Plan, TITLE } from './plan.ts'
import { Postings } from './posting-blob.ts'
import { keyOf, Ranking } from './ranking.ts'
import { SLOTS, slotBody, slotExtra, slotTitle } from './term-slots.ts'
import { affordable, factorOf, K1, type WeighedClause, weigh } from './weigh-clauses.ts'

/**
 * BM25F of Zaragoza et al. (TREC 2004): fields are weighted and normalised by their own length, then the
 * sum saturates once. The values are flat around their best; see docs/decisions/0004-search-index.md.
 */
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

/** Kept from query to query; only what a query touched is emptied after it. */
let scores = new Float32Array(0)
let best = new Float32Array(0)
let matched = new Uint8Array(0)
let alive = new Uint8Array(0)
/** The documents met so far, and those the part of the query in hand was found in. */
let touched = new Uint32Array(0)
let touchedCount = 0
let fresh = new Uint32Array(0)
let freshCount = 0
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
  const counting = whatCounts(plan, docs)
  const addable = addableAfter(clauses)
  let requiredSeen = 0
  let pruned = false
  /** Whether only the documents marked alive can still matter. */
  let narrowed = false

  for (const [number, { role, alternatives, times }] of clauses.entries()) {
    freshCount = 0
    for (const alternative of alternatives) {
      if (plan.stopped()) return new Ranking(new Float64Array(0), true)
      const { terms, documents, common } = alternative
      // Looking through what was met has to cost less than what it may save.
      if (common && required === 0 && depth < touchedCount && touchedCount < documents * 2) {
        pruned = leaveAside(depth, alternative.factor + addable[number]!, pruned) || pruned
        narrowed = pruned
      }
      found.clear()
      for (const term of terms) source.load(term, found, narrowed && common ? alive : undefined)
      takeIn(
        role,
        common ? alternative.factor : factorOf(alternative, times, countLive(docs.kinds), docs.live),
        counting
      )
    }
    if (role === 'any') addUp()
    if (role === 'all') {
      addUpRequired(++requiredSeen)
      if (narrowed) keepMatched(requiredSeen)
      narrowed = true
    }
  }
  // Sorting all to show a few is most of the work where nearly every document has the word.
  if (required === 0 && touchedCount > depth * 4) pruned = leaveAside(depth, 0, pruned) || pruned
  return new Ranking(keysOfBest(required, pruned), !pruned, cut)
}

/** What the clauses after each one can add to a score. */
function addableAfter(clauses: readonly WeighedClause[]): Float64Array {
  const after = new Float64Array(clauses.length)
  for (let at = clauses.length - 2; at >= 0; at--) after[at] = after[at + 1]! + clauses[at + 1]!.bound
  return after
}

/** Which kinds and fields count in a question, and how long the fields of the documents are. */
interface Counting {
  /** By kind; 0 is a document that is gone. */
  kindAllowed: Uint8Array
  /** By kind, then by slot. */
  fieldAllowed: readonly Uint8Array[]
  everySlot: boolean
  kinds: Uint8Array
  norms: Float32Array
  titleLengths: Uint8Array
  averageTitle: number
}

function whatCounts(plan: Plan, docs: DocumentTable): Counting {
  const kindAllowed = Uint8Array.from(kindNames, (_, kind) => (plan.kinds >> kind) & 1)
  kindAllowed[0] = 0
  const fieldAllowed = kindNames.map((_, kind) => allowedSlots(plan.fields[kind] ?? ANY_FIELD))
  return {
    kindAllowed,
    fieldAllowed,
    everySlot: fieldAllowed.every((allowed) => allowed.every((yes) => yes === 1)),
    kinds: docs.kinds,
    norms: docs.norms(BODY_B),
    titleLengths: docs.titleLengths,
    averageTitle: docs.averageTitle(1)
  }
}

/** Notes, for each document that was found, the best that an alternative of the clause in hand gives it. */
function takeIn(role: Clause['role'], factor: number, counting: Counting): void {
  const { kindAllowed, fieldAllowed, everySlot, kinds, norms, titleLengths, averageTitle } = counting
  const { docs, slots, length } = found
  let count = freshCount
  for (let at = 0; at < length; at++) {
    const doc = docs[at] ?? 0
    const kind = kinds[doc] ?? 0
    if (kindAllowed[kind] === 0) continue
    const slot = slots[at] ?? 0
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
      weight += (TITLE_WEIGHT * title) / (1 - TITLE_B + (TITLE_B * (titleLengths[doc] ?? 0)) / averageTitle)
    const score = (factor * weight) / (K1 + weight)
    const before = best[doc] ?? 0
    if (before === 0) fresh[count++] = doc
    if (score > before) best[doc] = score
  }
  freshCount = count
}

/** Adds to each score what the clause in hand gave. */
function addUp(): void {
  for (let at = 0; at < freshCount; at++) {
    const doc = fresh[at] ?? 0
    scores[doc] = (scores[doc] ?? 0) + (best[doc] ?? 0)
    best[doc] = 0
  }
}

/** The same for a clause that must match, the `number`th of them; who matched all before it stays in. */
function addUpRequired(number: number): void {
  addUp()
  for (let at = 0; at < freshCount; at++) {
    const doc = fresh[at] ?? 0
    if (matched[doc] !== number) continue
    matched[doc] = number + 1
    alive[doc] = 1
  }
}

/** The documents that have all that is required, as the keys by which they are sorted. */
function keysOfBest(required: number, aliveOnly: boolean): Float64Array {
  const keys = new Float64Array(touchedCount)
  let count = 0
  for (let at = 0; at < touchedCount; at++) {
    const doc = touched[at] ?? 0
    const state = matched[doc] ?? 0
    if (state !== EXCLUDED && state > required && (!aliveOnly || alive[doc] === 1))
      keys[count++] = -keyOf(scores[doc] ?? 0, doc)
  }
  return keys.subarray(0, count)
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
