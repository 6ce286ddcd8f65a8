import type { Alignment } from './align-texts.ts'
import type { Carried } from './carry-tokens.ts'
import { eachGram } from './diff-tokens.ts'
import type { Tokens } from './tokens.ts'

/** Words in a row that a like passage is recognised by, and how many places of them are looked at. */
const GRAM = 4
const MOST_PLACES = 16
/** Tokens on each side that are part of what is compared. */
const AROUND = 12
/** A passage that shares this much of the words is a rival. */
const LIKE = 0.25
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
  const { inOld, inNew } = gramsOf(alignment)
  // Diagonals: how far a like passage stands from this one.
  const [oldVotes, newVotes] = [new Map<number, number>(), new Map<number, number>()]
  let grams = 0
  eachGram(old.id, from, to, GRAM, (hash, at) => {
    grams++
    for (const there of inOld.get(hash) ?? []) if (there !== at) vote(oldVotes, there - at)
    for (const there of inNew.get(hash) ?? []) vote(newVotes, there - at)
  })
  const least = Math.max(2, grams * (carried.quote === 1 ? LIKE : LIKE_CHANGED))
  for (const [bin, votes] of oldVotes) {
    if (votes < least) continue
    if (context < CONTEXT_LEAST) return true
    if (!isTold(alignment, carried, old, bin * BIN, true)) return true
  }
  for (const [bin, votes] of newVotes) {
    const there = carried.oldFrom + bin * BIN
    const isHere = there > carried.from - BEYOND && there < carried.to + BEYOND
    if (votes < least || isHere) continue
    if (!carried.inOrder) return true
    // A copy right beside its original says the same as it does: which of them is meant makes no difference.
    const isWhole = carried.quote === 1 && context > CONTEXT_FULL
    if (!isTold(alignment, carried, after, bin * BIN, !isWhole)) return true
  }
  return false
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

/**
 * Follows the likeness on both sides to where it ends, and asks whether what stood beyond stands there
 * now: on one side, or (`both`) on the two together.
 */
function isTold(
  alignment: Alignment,
  carried: Carried,
  other: Tokens,
  shift: number,
  both: boolean
): boolean {
  const { old } = alignment
  const low = follow(old, other, carried.oldFrom, shift, -1)
  const high = follow(old, other, carried.oldTo - 1, shift, 1)
  const before = speaking(alignment, carried, low - 1, -1)
  const behind = speaking(alignment, carried, high + 1, 1)
  const share = (kept: number, total: number) => (total > 1 ? kept / total : 0)
  if (both) return share(before.kept + behind.kept, before.total + behind.total) >= SPEAKS
  return share(before.kept, before.total) >= SPEAKS || share(behind.kept, behind.total) >= SPEAKS
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

interface Grams {
  inOld: Map<number, number[]>
  /** Of what the alignment has given to nothing. */
  inNew: Map<number, number[]>
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
  eachGram(alignment.old.id, 0, alignment.old.count, GRAM, put(inOld))
  const { oldOf } = alignment
  for (let at = 0; at < oldOf.length; at++) {
    if (oldOf[at] !== -1) continue
    const from = at
    while (at < oldOf.length && oldOf[at] === -1) at++
    eachGram(alignment.new.id, from, at, GRAM, put(inNew))
  }
  grams = { inOld, inNew }
  known.set(alignment, grams)
  return grams
}
