import type { Alignment } from './alignment.ts'
import type { Carried } from './carry-tokens.ts'
import { eachGram, sameGram } from './diff-tokens.ts'
import { isSpaceless, type Tokens } from './tokens.ts'

/** Words in a row that a like passage is recognised by (of characters it takes more), and how many places of them are looked at. */
const GRAM = 3
const GRAM_OF_CHARACTERS = 5
const MOST_PLACES = 16
/** Tokens on each side that are part of what is compared. */
const AROUND = 12
/** A passage that shares this much of the words is a rival. */
const LIKE = 0.2
/** Of words that changed, less is left to be shared. */
const LIKE_CHANGED = 0.12
/** Where two like passages differ for longer than this they have parted, tokens. */
const PARTED = 12
/** How much is looked at beyond there, tokens, and how far away it may now stand. */
const BEYOND = 20
const SPREAD = 64
/** So much of what stood beyond says that it is ours. */
const SPEAKS = 0.55

/**
 * True when there is a passage much like this one, in the old text (a refrain, a line of a table) or
 * among what is new (a copy), and what stands beyond the likeness, on either side, does not tell them apart.
 */
export function hasRival(alignment: Alignment, carried: Carried, context: number): boolean {
  const { old, new: after } = alignment
  const from = Math.max(0, carried.oldFrom - AROUND)
  const to = Math.min(old.count, carried.oldTo + AROUND)
  const { inOld, inNew, gram } = gramsOf(alignment)
  // Diagonals: how far a like passage stands from this one.
  const [oldVotes, newVotes] = [new Map<number, number>(), new Map<number, number>()]
  let grams = 0
  eachGram(old.id, from, to, gram, (hash, at) => {
    grams++
    for (const there of inOld.get(hash) ?? []) if (there !== at) vote(oldVotes, there - at)
    for (const there of inNew.get(hash) ?? []) vote(newVotes, there - at)
  })
  const least = Math.max(2, grams * (carried.quote === 1 ? LIKE : LIKE_CHANGED))
  for (const [bin, votes] of oldVotes) {
    if (votes < least) continue
    if (context < CONTEXT_LEAST) return true
    const own = ownWords(alignment, carried, bin * BIN)
    if (own === 'there') continue
    if (own === 'gone' || !isTold(alignment, carried, likenessOf(old, old, carried, bin * BIN))) return true
  }
  for (const [bin, votes] of newVotes) {
    const there = carried.oldFrom + bin * BIN
    const isHere = there > carried.from - BEYOND && there < carried.to + BEYOND
    if (votes < least || isHere) continue
    if (!carried.inOrder) return true
    // Written twice in a row they say the same, wherever one looks: which of them is meant makes no difference.
    const isWhole = carried.quote === 1 && context > CONTEXT_FULL
    if (isWhole && isWrittenTwice(alignment, carried, there)) continue
    if (!isTold(alignment, carried, likenessOf(old, after, carried, bin * BIN))) return true
  }
  return false
}

/** Words that only this one of two like passages has must tell so much to be asked for, and so much of them be there. */
const OWN_LEAST = 0.5
const OWN_KEPT = 0.5
const OWN_AWAY = 0.5
/** With so much of its own in its line, and so much of that there, a passage is itself wherever the rest is. */
const OWN_SURE = 1
const OWN_KEPT_SURE = 0.65

/**
 * Lines of a table differ in a number: that the table is where it was does not say which line this is. What
 * this line has and the like one has not must still be there, or what both lines beside it have of their own.
 */
function ownWords(
  { old, new: after, newOf, weights }: Alignment,
  carried: Carried,
  shift: number
): 'there' | 'gone' | 'unknown' {
  const { oldFrom, oldTo, from, to } = carried
  const known = idsOf(after)
  const count = (first: number, end: number, least: number, most: number) => {
    let [kept, total, away] = [0, 0, 0]
    for (let at = first; at < end; at++) {
      let isShared = false
      for (let by = shift - BIN; by <= shift + BIN && !isShared; by++)
        isShared = by !== 0 && old.id[at] === old.id[at + by]
      if (isShared) continue
      const weight = weights[old.id[at]!]!
      total += weight
      const now = newOf[at]!
      if (now >= least && now < most) kept += weight
      else if (now !== -1 || known.has(old.id[at]!)) away += weight
    }
    return { share: total > 0 ? kept / total : 1, total, away }
  }
  const low = Math.max(0, oldFrom - AROUND)
  const high = Math.min(old.count, oldTo + AROUND)
  let first = oldFrom
  while (first > low && !endsLine(old, first - 1)) first--
  let end = oldTo
  while (end < high && !endsLine(old, end - 1)) end++
  const reach = AROUND + BIN
  const line = count(first, end, from - reach, to + reach)
  if (line.total >= OWN_SURE && line.share >= OWN_KEPT_SURE) return 'there'
  if (line.total >= OWN_LEAST && line.share >= OWN_KEPT) return 'unknown'
  // Its own words stand elsewhere: so does it, and this is another line in its place.
  if (line.total >= OWN_LEAST && line.away >= line.total * OWN_AWAY) return 'gone'
  // Its own words are others now: it is this line when it stands between the lines it stood between.
  let [lineFrom, lineTo] = [from, to]
  while (lineFrom > from - reach && lineFrom > 0 && !endsLine(after, lineFrom - 1)) lineFrom--
  while (lineTo < to + reach && lineTo < after.count && !endsLine(after, lineTo - 1)) lineTo++
  const before = count(low, first, lineFrom - 2 * reach, lineFrom)
  const behind = count(end, high, lineTo, lineTo + 2 * reach)
  if (line.total + before.total + behind.total < OWN_LEAST) return 'unknown'
  const areBoth = before.share >= OWN_KEPT && behind.share >= OWN_KEPT
  return areBoth && (line.total < OWN_LEAST || Math.min(before.total, behind.total) > 0) ? 'unknown' : 'gone'
}

const idsIn = new WeakMap<Tokens, ReadonlySet<number>>()

/** Which words there are. */
function idsOf(tokens: Tokens): ReadonlySet<number> {
  let ids = idsIn.get(tokens)
  if (!ids) {
    ids = new Set(tokens.id.subarray(0, tokens.count))
    idsIn.set(tokens, ids)
  }
  return ids
}

function endsLine({ text, start, end, count }: Tokens, at: number): boolean {
  return at + 1 < count && text.slice(end[at], start[at + 1]).includes('\n')
}

/** With less of its context a passage that has a like one is never sure; with more, one side is enough. */
const CONTEXT_LEAST = 0.48
const CONTEXT_FULL = 0.9

/** Words put in or left out shift a passage against its like: shifts are counted roughly. */
const BIN = 8

function vote(votes: Map<number, number>, shift: number): void {
  const bin = Math.round(shift / BIN)
  votes.set(bin, (votes.get(bin) ?? 0) + 1)
}

/** Is what is new around a place the same, word for word, as what stands right before or behind it, where the passage is? */
function isWrittenTwice({ new: after, oldOf }: Alignment, { from, to }: Carried, there: number): boolean {
  let at = Math.max(0, Math.min(after.count - 1, there))
  for (let by = 0; by <= BIN && oldOf[at] !== -1; by++) at = there + by
  if (oldOf[at] !== -1) return false
  let [low, high] = [at, at + 1]
  while (low > 0 && oldOf[low - 1] === -1) low--
  while (high < after.count && oldOf[high] === -1) high++
  const length = high - low
  const isSame = (other: number) =>
    from >= other && to <= other + length && sameGram(after.id, low, after.id, other, length)
  return isSame(low - length) || isSame(high)
}

/** How far, in old tokens, two like passages are alike on both sides. */
function likenessOf(old: Tokens, other: Tokens, { oldFrom, oldTo }: Carried, shift: number) {
  return { low: follow(old, other, oldFrom, shift, -1), high: follow(old, other, oldTo - 1, shift, 1) }
}

/** Does what stood beyond the likeness, on both sides together, stand there now? */
function isTold(
  alignment: Alignment,
  carried: Carried,
  { low, high }: { low: number; high: number }
): boolean {
  const before = speaking(alignment, carried, low - 1, -1)
  const behind = speaking(alignment, carried, high + 1, 1)
  const total = before.total + behind.total
  return total > 1 && (before.kept + behind.kept) / total >= SPEAKS
}

/** The last old token, going one way, that stands at about the same distance in the other passage. */
function follow(old: Tokens, other: Tokens, start: number, shift: number, step: 1 | -1): number {
  let last = start
  for (let at = start; at >= 0 && at < old.count && Math.abs(at - last) <= PARTED; at += step) {
    const before = at - step
    for (let by = shift - BIN; by <= shift + BIN; by++) {
      if (old === other && by === 0) continue
      // Two words in a row: one alone is chance.
      if (old.id[at] === other.id[at + by] && old.id[before] === other.id[before + by]) {
        last = at
        break
      }
    }
  }
  return last
}

function speaking(
  { old, newOf, weights }: Alignment,
  carried: Carried,
  start: number,
  step: 1 | -1
): { kept: number; total: number } {
  let [kept, total] = [0, 0]
  const reach = Math.abs(start - (step < 0 ? carried.oldFrom : carried.oldTo)) + SPREAD
  for (let k = 0, at = start; k < BEYOND && at >= 0 && at < old.count; k++, at += step) {
    const weight = weights[old.id[at]!]!
    total += weight
    const now = newOf[at]!
    if (now === -1) continue
    const isThere =
      step < 0
        ? now < carried.from && now >= carried.from - reach
        : now >= carried.to && now < carried.to + reach
    if (isThere) kept += weight
  }
  return { kept, total }
}

/** A look at some of its tokens is enough. */
function isMostlySpaceless(tokens: Tokens): boolean {
  const step = Math.max(1, Math.floor(tokens.count / 200))
  let [spaceless, seen] = [0, 0]
  for (let at = 0; at < tokens.count; at += step, seen++) if (isSpaceless(tokens, at)) spaceless++
  return spaceless * 2 > seen
}

interface Grams {
  inOld: Map<number, number[]>
  /** Of what the alignment has given to nothing. */
  inNew: Map<number, number[]>
  gram: number
}
const known = new WeakMap<Alignment, Grams>()

function gramsOf(alignment: Alignment): Grams {
  let grams = known.get(alignment)
  if (grams) return grams
  const [inOld, inNew] = [new Map<number, number[]>(), new Map<number, number[]>()]
  const put = (map: Map<number, number[]>) => (hash: number, at: number) => {
    const places = map.get(hash)
    if (!places) map.set(hash, [at])
    else if (places.length < MOST_PLACES) places.push(at)
  }
  const gram = isMostlySpaceless(alignment.old) ? GRAM_OF_CHARACTERS : GRAM
  eachGram(alignment.old.id, 0, alignment.old.count, gram, put(inOld))
  const { oldOf } = alignment
  for (let at = 0; at < oldOf.length; at++) {
    if (oldOf[at] !== -1) continue
    const from = at
    while (at < oldOf.length && oldOf[at] === -1) at++
    eachGram(alignment.new.id, from, at, gram, put(inNew))
  }
  grams = { inOld, inNew, gram }
  known.set(alignment, grams)
  return grams
}
