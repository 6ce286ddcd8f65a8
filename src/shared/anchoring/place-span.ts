import type { Alignment } from './alignment.ts'
import { type Carried, carryTokens } from './carry-tokens.ts'
import type { TextSpan } from './quote.ts'
import { hasRival } from './rivals.ts'
import { snapToGraphemes } from './snap.ts'
import { isSpaceless, plainSpelling, type Tokens, tokenAt } from './tokens.ts'
import type { Placement, Verdict } from './verdict.ts'
import * as floor from './verdict.ts'

/** Tokens looked at on each side: about two lines. */
const CONTEXT = 16
/** A context of few words says little: it counts as if at least so much of it were there, weight. */
const LEAST_CONTEXT = 2
/** So few words can be replaced altogether and still be the same place, tokens. */
const FEW = 6

/**
 * Where the words between two offsets of the old text are in the new one, and how sure that is. Refuses
 * rather than guesses: below the floors of verdict.ts the answer is `unsure` with a proposal, or `lost`.
 */
export function placeSpan(alignment: Alignment, span: TextSpan): Placement {
  const from = tokenAt(alignment.old, span.start)
  let to = from
  while (to < alignment.old.count && alignment.old.start[to]! < span.end) to++
  if (from === to) return floor.LOST
  const carried = carryTokens(alignment, from, to)
  if (!carried) return proposeElsewhere(alignment, from, to) ?? floor.LOST
  const placement = judge(alignment, span, from, to, carried)
  if (placement.verdict === 'lost') return proposeElsewhere(alignment, from, to) ?? floor.LOST
  return placement
}

function judge(alignment: Alignment, span: TextSpan, from: number, to: number, carried: Carried): Placement {
  const { quote, told, inOrder } = carried
  const around = contextOf(alignment, from, to, carried)
  const context = around.total === 0 ? 1 : around.kept / Math.max(around.total, LEAST_CONTEXT)
  const score = (quote * told + context * around.total) / (told + around.total)
  const isAlone = !hasRival(alignment, carried, context)
  const unique = isAlone ? 1 : 0
  const found = tokenSpan(alignment, carried.from, carried.to)
  const evidence = { quote, context, unique, order: inOrder ? 1 : 0 }
  const result = (verdict: Verdict): Placement => ({ verdict, span: found, score, evidence })

  const isSame =
    quote === 1 &&
    plainSpelling(alignment.old.text.slice(span.start, span.end)) ===
      plainSpelling(alignment.new.text.slice(found.start, found.end))
  // Paragraphs are what is moved, put in and rewritten: over the end of one, less is sure.
  const isApart = !inOrder || hasLine(alignment.new, found) || hasLine(alignment.old, span)
  const isTelling = told * quote >= floor.TELLING_QUOTE
  // Words that tell much need nothing around them; of such that changed, something must say that it is the place.
  const isItself =
    isTelling && (quote === 1 || (quote >= floor.QUOTE_FLOOR_APART && context >= floor.CONTEXT_OF_CHANGED))
  const ofCharacters = isSpaceless(alignment.old, from)
  const isPinned = carried.pinned && inOrder && context >= floor.CONTEXT_IN_PLACE
  const least = isApart
    ? isPinned
      ? floor.QUOTE_FLOOR_APART_IN_PLACE
      : floor.QUOTE_FLOOR_APART
    : isPinned
      ? ofCharacters
        ? floor.CHARACTERS_FLOOR_IN_PLACE
        : floor.QUOTE_FLOOR_IN_PLACE
      : ofCharacters
        ? floor.CHARACTERS_FLOOR
        : told > floor.LONG_QUOTE
          ? floor.LONG_QUOTE_FLOOR
          : floor.QUOTE_FLOOR
  const { newOf } = alignment
  const isAfter = newOf[from - 1] === carried.from - 1
  const isBefore = newOf[to] === carried.to
  const isBeside = isAfter || isBefore
  // Of a few words some are others now: only the words on both sides say that these are still the ones.
  const isAsLong = carried.pinned && carried.to - carried.from === to - from
  const isHeld =
    quote === 1 ||
    to - from > (ofCharacters ? floor.FEW_CHARACTERS : floor.FEW_WORDS) ||
    quote >= floor.FEW_WORDS_FLOOR ||
    (isAfter && isBefore) ||
    (isAsLong && isBeside && !ofCharacters)
  // At the end of a moved paragraph only one side is what it was.
  const isJoined = quote === 1 && around.side >= floor.SIDE_SURE && told >= floor.TELLING_JOINED
  const isSure =
    quote >= least &&
    carried.foreign <= floor.MOST_FOREIGN &&
    carried.vague <= (ofCharacters ? floor.MOST_VAGUE_CHARACTERS : floor.MOST_VAGUE) &&
    !(hasLine(alignment.old, span) && hasNewLine(alignment, carried)) &&
    unique === 1 &&
    (told >= floor.SINGLE_WORD || isBeside) &&
    isHeld &&
    (told > floor.TELLING_QUOTE || !isTorn(alignment, from, to, carried)) &&
    !(
      quote < floor.UNLIKE_ITSELF &&
      to - from <= floor.SHORT &&
      standsElsewhere(alignment, from, to, carried)
    ) &&
    (score >= floor.SCORE_FLOOR || isJoined || isItself)
  if (isSure) return result(!isSame ? 'changed' : inOrder ? 'exact' : 'moved')
  // A few words in whose place others stand: the reader may see at a glance that they mean the same.
  const isReplaced = context >= floor.CONTEXT_SURE && to - from <= FEW
  if (quote >= floor.PROPOSAL_FLOOR || isReplaced) return result('unsure')
  return floor.LOST
}

/** What stood around the span and still does, by weight; and the share of it on the better side. */
function contextOf(
  { old, newOf, weights }: Alignment,
  from: number,
  to: number,
  carried: Carried
): { kept: number; total: number; side: number } {
  const look = (first: number, end: number, low: number, high: number) => {
    let [kept, total] = [0, 0]
    for (let at = first; at < end; at++) {
      const weight = weights[old.id[at]!]!
      total += weight
      const now = newOf[at]!
      if (now >= low && now < high) kept += weight
    }
    return { kept, total, share: kept / Math.max(total, LEAST_CONTEXT) }
  }
  const reach = 2 * CONTEXT
  const before = look(Math.max(0, from - CONTEXT), from, carried.from - reach, carried.from)
  const behind = look(to, Math.min(old.count, to + CONTEXT), carried.to, carried.to + reach)
  return {
    kept: before.kept + behind.kept,
    total: before.total + behind.total,
    side: Math.max(before.share, behind.share)
  }
}

/** What stands so far off is not beside, tokens. */
const AWAY = 32
/** At most this many places are looked at: words that stand so often are no proof of anything. */
const MOST_PLACES = 64

/** True when the word right beside, in the same line, has gone elsewhere: so may these have, and others like them stand here. */
function isTorn({ old, newOf }: Alignment, from: number, to: number, carried: Carried): boolean {
  const isInLine = (left: number) => !old.text.slice(old.end[left]!, old.start[left + 1]!).includes('\n')
  const isAway = (now: number) => now !== -1 && (now < carried.from - AWAY || now >= carried.to + AWAY)
  const before = from > 0 && isInLine(from - 1) && isAway(newOf[from - 1]!)
  const behind = to < old.count && isInLine(to - 1) && isAway(newOf[to]!)
  return before || behind
}

/** True when the very words stand somewhere else in the new text, whatever they belong to. */
function standsElsewhere(
  { old, new: after, weights }: Alignment,
  from: number,
  to: number,
  carried: Carried
) {
  const ids = old.id.subarray(from, to)
  let told = 0
  for (const id of ids) told += weights[id]!
  if (told < floor.TELLING_ELSEWHERE) return false
  return occurrences(after, placesIn(after), ids, weights).some(
    (place) => place + ids.length <= carried.from || place >= carried.to
  )
}

/** Where a sequence of tokens stands among what the alignment has given to nothing. */
function freeOccurrences({ new: after, oldOf, weights }: Alignment, ids: Int32Array): number[] {
  return occurrences(after, placesIn(after), ids, weights).filter((from) =>
    oldOf.subarray(from, from + ids.length).every((at) => at === -1)
  )
}

function occurrences(
  tokens: Tokens,
  index: ReadonlyMap<number, readonly number[]>,
  ids: Int32Array,
  weights: Float32Array
): number[] {
  let rarest = 0
  for (let k = 1; k < ids.length; k++) if (weights[ids[k]!]! > weights[ids[rarest]!]!) rarest = k
  const places: number[] = []
  for (const at of index.get(ids[rarest]!) ?? []) {
    const from = at - rarest
    if (from < 0 || from + ids.length > tokens.count) continue
    let k = 0
    while (k < ids.length && tokens.id[from + k] === ids[k]) k++
    if (k === ids.length) places.push(from)
    if (places.length === MOST_PLACES) break
  }
  return places
}

const indexes = new WeakMap<Tokens, Map<number, number[]>>()

/** Where each word stands; made when first asked. */
function placesIn(tokens: Tokens): Map<number, number[]> {
  let index = indexes.get(tokens)
  if (index) return index
  index = new Map()
  for (let at = 0; at < tokens.count; at++) {
    const places = index.get(tokens.id[at]!)
    if (places) places.push(at)
    else index.set(tokens.id[at]!, [at])
  }
  indexes.set(tokens, index)
  return index
}

/** Words that must tell so much for a place to be proposed because they stand there: about three rare ones. */
const TELLING_PROPOSAL = 2

/** The same words, too few to be sure of, at one place that belongs to nothing else: a proposal. */
function proposeElsewhere(alignment: Alignment, from: number, to: number): Placement | undefined {
  const { old, weights } = alignment
  const ids = old.id.subarray(from, to)
  let told = 0
  for (const id of ids) told += weights[id]!
  if (told < TELLING_PROPOSAL) return undefined
  const [place, second] = freeOccurrences(alignment, ids)
  if (place === undefined || second !== undefined) return undefined
  return {
    verdict: 'unsure',
    span: tokenSpan(alignment, place, place + ids.length),
    score: 0.5,
    evidence: { quote: 1, context: 0, unique: 1, order: 0 }
  }
}

function hasLine({ text }: Tokens, { start, end }: TextSpan): boolean {
  return text.slice(start, end).includes('\n')
}

/** True when a whole line between the words is new: where paragraphs meet, others are put in. */
function hasNewLine({ new: after, oldOf }: Alignment, { from, to, oldFrom, oldTo }: Carried): boolean {
  let [count, ours] = [0, 0]
  for (let k = from; k < to; k++) {
    const starts = k > from && after.text.slice(after.end[k - 1]!, after.start[k]!).includes('\n')
    if (starts && ours < count * 0.34) return true
    if (starts) [count, ours] = [0, 0]
    count++
    if (oldOf[k]! >= oldFrom && oldOf[k]! < oldTo) ours++
  }
  return ours < count * 0.34
}

function tokenSpan({ new: after }: Alignment, from: number, to: number): TextSpan {
  return snapToGraphemes(after.text, { start: after.start[from]!, end: after.end[to - 1]! })
}
