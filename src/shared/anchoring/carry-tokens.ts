import type { Alignment } from './alignment.ts'
import { isSpaceless, type Tokens } from './tokens.ts'

/** The place in the new text that a stretch of old tokens became. */
export interface Carried {
  /** New tokens [from, to). */
  from: number
  to: number
  /** The old tokens it was carried from. */
  oldFrom: number
  oldTo: number
  /** True when it stands where it stood, among its neighbours. */
  inOrder: boolean
  /** Weighted Dice's coefficient, 0 to 1. */
  quote: number
  /** What the old words tell, weight. */
  told: number
  /** Share of the new tokens that were elsewhere in the old text, 0 to 1. */
  foreign: number
  /** Share of what the old words tell that stands at an edge whose place is not known, 0 to 1. */
  vague: number
  /** Both ends are known from the words next to them, and it is about as long as it was. */
  pinned: boolean
}

/** Words of one passage stand at most so many more tokens apart in the new text than in the old one. */
const STRETCH = 40
/** A gap of words that tell more than this parts a stray word from the rest. */
const FAR = 4
/** How far a neighbour is looked for beside a replaced edge, tokens. */
const NEAR = 64

/**
 * Carries old tokens [from, to) over the map. Replaced words at an edge are taken along when the gap they
 * stand in tells how many there are; inserted words at an edge belong to the neighbour.
 *
 * @returns undefined when not one of the words is there, and nothing shows what took their place.
 */
export function carryTokens(alignment: Alignment, from: number, to: number): Carried | undefined {
  const cluster = heaviestCluster(alignment, from, to)
  if (cluster.length === 0) return replacedWhole(alignment, from, to)
  const kept = withoutStrays(alignment, cluster)
  return measure(alignment, from, to, kept, cluster.length - kept.length)
}

/** Drops words kept by chance at either end, far from the rest: they would stretch the place over what lies between. */
function withoutStrays(alignment: Alignment, cluster: readonly number[]): readonly number[] {
  const { old, new: after, newOf, weights } = alignment
  let [from, to] = [0, cluster.length]
  let told = 0
  for (let k = 1; k < to; k++) {
    told += weights[old.id[cluster[k - 1]!]!]!
    if (!isStray(told, cluster[k - 1]!, cluster[k]!)) continue
    from = k
    told = 0
  }
  told = 0
  for (let k = to - 1; k > from; k--) {
    told += weights[old.id[cluster[k]!]!]!
    if (!isStray(told, cluster[k - 1]!, cluster[k]!)) continue
    to = k
    told = 0
  }
  return cluster.slice(from, to)

  function isStray(kept: number, last: number, next: number): boolean {
    let [gone, put] = [0, 0]
    for (let k = last + 1; k < next; k++) gone += weights[old.id[k]!]!
    for (let k = newOf[last]! + 1; k < newOf[next]!; k++) put += weights[after.id[k]!]!
    return Math.max(gone, put) > FAR && kept * 2.5 < Math.max(gone, put)
  }
}

/** The old tokens that are still together, of [from, to): rising and close to each other in the new text. */
function heaviestCluster({ old, newOf, weights }: Alignment, from: number, to: number): number[] {
  let best: number[] = []
  let most = -1
  const open: { tokens: number[]; told: number }[] = []
  for (let k = from; k < to; k++) {
    const now = newOf[k]!
    if (now === -1) continue
    let cluster = open.find(({ tokens }) => {
      const last = tokens.at(-1)!
      const step = now - newOf[last]!
      return step > 0 && step <= k - last + STRETCH
    })
    if (!cluster) {
      cluster = { tokens: [], told: 0 }
      open.push(cluster)
    }
    cluster.tokens.push(k)
    cluster.told += weights[old.id[k]!]!
    if (cluster.told > most) {
      most = cluster.told
      best = cluster.tokens
    }
  }
  return best
}

function measure(
  alignment: Alignment,
  from: number,
  to: number,
  cluster: readonly number[],
  strays: number
): Carried {
  const { newOf, oldOf, old, new: after, block, weights } = alignment
  const head = edgeBefore(alignment, from, cluster[0]!)
  const tail = edgeAfter(alignment, to, cluster.at(-1)!)
  const [start, end] = [head.at, tail.at]
  let told = 0
  for (let k = from; k < to; k++) told += weights[old.id[k]!]!
  let kept = 0
  let inOrder = 0
  for (const k of cluster) {
    kept += weights[old.id[k]!]!
    if (block[k] === 0) inOrder++
  }
  let there = 0
  let foreign = 0
  for (let k = start; k < end; k++) {
    there += weights[after.id[k]!]!
    if (oldOf[k] !== -1 && (oldOf[k]! < from || oldOf[k]! >= to)) foreign++
  }
  const isWhole = foreign === 0 && cluster.length === to - from && end - start === to - from
  return {
    from: start,
    to: end,
    oldFrom: from,
    oldTo: to,
    inOrder: inOrder * 2 >= cluster.length,
    quote: isWhole && newOf[to - 1]! - newOf[from]! === to - 1 - from ? 1 : (2 * kept) / (told + there || 1),
    told,
    foreign: foreign / (end - start),
    vague: (head.vague + tail.vague) / (told || 1) + strays / (to - from),
    pinned: head.vague + tail.vague === 0 && Math.abs(end - start - (to - from)) <= (to - from) * 0.5
  }
}

interface Edge {
  /** The new token at which the span begins, or before which it ends. */
  at: number
  /** What the old words tell that stood here and whose place is not known, weight. */
  vague: number
}

/** Where the span begins in the new text, given that `first` is its first word that is still there. */
function edgeBefore(alignment: Alignment, from: number, first: number): Edge {
  const { newOf, oldOf, old, weights } = alignment
  const missing = first - from
  const start = newOf[first]!
  if (missing === 0) {
    // Of doubled words one is gone: nothing tells which.
    let gap = from
    while (gap > 0 && newOf[gap - 1] === -1 && from - gap < NEAR) gap--
    const isDoubled = gap < from && old.id[gap] === old.id[from]
    return { at: start, vague: isDoubled ? weights[old.id[from]!]! : 0 }
  }
  let told = 0
  for (let k = from; k < first; k++) told += weights[old.id[k]!]!
  let room = 0
  while (start - room > 0 && oldOf[start - room - 1] === -1 && room < 4 * missing + 8) room++
  let neighbour = from - 1
  while (neighbour >= 0 && newOf[neighbour] === -1 && from - neighbour < NEAR) neighbour--
  const isNeighbour = neighbour >= 0 && newOf[neighbour] === start - room - 1
  const outside = isNeighbour ? from - 1 - neighbour : Number.POSITIVE_INFINITY
  const spaceless = isSpaceless(old, first)
  let { taken, sure } = share(missing, outside, room, told, spaceless)
  while (taken > 0 && crossesLine(alignment.new, start - taken, start)) {
    taken--
    sure = false
  }
  // The missing word stands there, given to another passage like this one.
  if (room === 0 && start > 0 && alignment.new.id[start - 1] === old.id[first - 1])
    return { at: start, vague: Number.POSITIVE_INFINITY }
  // A word is several characters there, and the one in its place may be any number of them.
  let beyond = 0
  if (spaceless) for (let k = start - room; k < start - taken; k++) beyond += weights[alignment.new.id[k]!]!
  return { at: start - taken, vague: sure ? 0 : Math.max(told, beyond * 0.5) }
}

function edgeAfter(alignment: Alignment, to: number, last: number): Edge {
  const { newOf, oldOf, old, new: after, weights } = alignment
  const missing = to - 1 - last
  const end = newOf[last]! + 1
  if (missing === 0) {
    let gap = to
    while (gap < old.count && newOf[gap] === -1 && gap - to < NEAR) gap++
    const isDoubled = gap > to && old.id[gap - 1] === old.id[to - 1]
    return { at: end, vague: isDoubled ? weights[old.id[to - 1]!]! : 0 }
  }
  let told = 0
  for (let k = last + 1; k < to; k++) told += weights[old.id[k]!]!
  let room = 0
  while (end + room < after.count && oldOf[end + room] === -1 && room < 4 * missing + 8) room++
  let neighbour = to
  while (neighbour < old.count && newOf[neighbour] === -1 && neighbour - to < NEAR) neighbour++
  const isNeighbour = neighbour < old.count && newOf[neighbour] === end + room
  const outside = isNeighbour ? neighbour - to : Number.POSITIVE_INFINITY
  const spaceless = isSpaceless(old, last)
  let { taken, sure } = share(missing, outside, room, told, spaceless)
  while (taken > 0 && crossesLine(after, end - 1, end - 1 + taken)) {
    taken--
    sure = false
  }
  if (room === 0 && end < after.count && after.id[end] === old.id[last + 1])
    return { at: end, vague: Number.POSITIVE_INFINITY }
  let beyond = 0
  if (spaceless) for (let k = end + taken; k < end + room; k++) beyond += weights[after.id[k]!]!
  return { at: end + taken, vague: sure ? 0 : Math.max(told, beyond * 0.5) }
}

/** When what was replaced at an edge tells more, it is a rewritten passage, and where its end was is not known. */
const EDGE = 4

/**
 * How many of `room` new words take the place of the `missing` ones, which tell `told`, when `outside`
 * others are gone beside them; and whether that is sure.
 */
function share(
  missing: number,
  outside: number,
  room: number,
  told: number,
  spaceless: boolean
): { taken: number; sure: boolean } {
  // Where characters are counted and not words, equal numbers are chance.
  if (outside + missing === room) return { taken: missing, sure: outside === 0 || !spaceless }
  // Left out, and nothing put in their place: where the edge is shows from the neighbour.
  if (room === 0) return { taken: 0, sure: Number.isFinite(outside) || told <= EDGE / 2 }
  if (told > EDGE) return { taken: 0, sure: false }
  if (outside === 0)
    return room <= 3 * missing + 3 ? { taken: room, sure: true } : { taken: missing, sure: false }
  if (!Number.isFinite(outside)) return { taken: Math.min(missing, room), sure: false }
  return {
    taken: Math.min(Math.round((room * missing) / (missing + outside)), 2 * missing),
    sure: false
  }
}

function crossesLine({ text, start, end }: Tokens, from: number, to: number): boolean {
  return text.slice(end[from]!, start[to]!).includes('\n')
}

/** Not one word is left, but the words on both sides are, and a like number of others stands between them. */
function replacedWhole(alignment: Alignment, from: number, to: number): Carried | undefined {
  const { newOf, block, old, weights } = alignment
  if (from === 0 || to === old.count) return undefined
  const start = newOf[from - 1]! + 1
  const end = newOf[to]!
  if (!(start > 0 && end > start && end - start <= 2 * (to - from))) return undefined
  let told = 0
  for (let k = from; k < to; k++) told += weights[old.id[k]!]!
  return {
    from: start,
    to: end,
    oldFrom: from,
    oldTo: to,
    inOrder: block[to] === 0,
    quote: 0,
    told,
    foreign: 0,
    vague: 0,
    pinned: true
  }
}
