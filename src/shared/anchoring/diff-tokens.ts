import { type MatchBox as Box, weightiestMatch } from './weighted-match.ts'

/** `length` tokens that say the same, from `a` in the old text and from `b` in the new one. */
export interface Run {
  a: number
  b: number
  length: number
}

/** n-grams that stand once in both texts pin them together, long ones first; then shorter ones between those. */
const GRAMS = [32, 16, 8, 4, 2, 1]
/** Up to this many pairs of tokens the match that tells the most is looked for. */
const SMALL = 40_000
/** Between anchors further apart than this, words alone prove nothing: pairs and single words are no anchors. */
const NEAR = 2_000
/** Most edits looked for between two anchors; beyond it the texts have nothing to do with each other there. */
const MOST_EDITS = 1_200

/**
 * The longest sensible common subsequence of two token sequences, in order. Anchored as in patience diff
 * (Cohen); between near anchors by what tells the most, between far ones by Myers' O(ND) algorithm in linear
 * space (1986). On text of one document near linear, and bounded on any.
 *
 * @param weights what each token tells, by its number
 */
export function diffTokens(a: Int32Array, b: Int32Array, weights: Float32Array, box?: Partial<Box>): Run[] {
  const runs: Run[] = []
  const emit = (from: number, to: number, length: number) => {
    const last = runs.at(-1)
    if (last && last.a + last.length === from && last.b + last.length === to) last.length += length
    else if (length > 0) runs.push({ a: from, b: to, length })
  }
  const pair: Pair = { a, b, weights, emit }
  diffBox(pair, { aFrom: 0, aTo: a.length, bFrom: 0, bTo: b.length, ...box }, 0)
  return runs
}

type Emit = (a: number, b: number, length: number) => void

interface Pair {
  a: Int32Array
  b: Int32Array
  weights: Float32Array
  emit: Emit
}

function diffBox(pair: Pair, box: Box, level: number): void {
  const { a, b, emit } = pair
  let { aFrom, aTo, bFrom, bTo } = box
  const [headA, headB] = [aFrom, bFrom]
  while (aFrom < aTo && bFrom < bTo && a[aFrom] === b[bFrom]) {
    aFrom++
    bFrom++
  }
  emit(headA, headB, aFrom - headA)
  let tail = 0
  while (aFrom < aTo && bFrom < bTo && a[aTo - 1] === b[bTo - 1]) {
    aTo--
    bTo--
    tail++
  }
  if (aFrom < aTo && bFrom < bTo) {
    const rest = { aFrom, aTo, bFrom, bTo }
    const [m, n] = [aTo - aFrom, bTo - bFrom]
    if (m * n <= SMALL) weightiestMatch(a, b, rest, pair.weights, emit)
    else if (level < GRAMS.length) diffAnchored(pair, rest, level)
    else if (m + n <= NEAR * 2) new Myers(a, b, emit).diff(rest)
  }
  emit(aTo, bTo, tail)
}

function diffAnchored(pair: Pair, box: Box, level: number): void {
  const { a, b, emit } = pair
  const gram = GRAMS[level]!
  const tooFar = gram <= 2 && Math.max(box.aTo - box.aFrom, box.bTo - box.bFrom) > NEAR
  const anchors = tooFar ? [] : longestIncreasing(uniquePairs(a, b, box, gram))
  let { aFrom, bFrom } = box
  for (const [i, j] of anchors) {
    // Covered by the run of the anchor before it, or at odds with it.
    if (i < aFrom || j < bFrom) continue
    let [from, to] = [i, j]
    while (from > aFrom && to > bFrom && a[from - 1] === b[to - 1]) {
      from--
      to--
    }
    let length = i + gram - from
    while (from + length < box.aTo && to + length < box.bTo && a[from + length] === b[to + length]) length++
    diffBox(pair, { aFrom, aTo: from, bFrom, bTo: to }, level + 1)
    emit(from, to, length)
    aFrom = from + length
    bFrom = to + length
  }
  diffBox(pair, { aFrom, aTo: box.aTo, bFrom, bTo: box.bTo }, level + 1)
}

const MANY = -2

/** Where each n-gram that stands once in [from, to) begins, by a rolling hash; MANY for the others. */
function gramPlaces(ids: Int32Array, from: number, to: number, gram: number): Map<number, number> {
  const places = new Map<number, number>()
  eachGram(ids, from, to, gram, (hash, at) => places.set(hash, places.has(hash) ? MANY : at))
  return places
}

/** Rabin-Karp over token numbers, modulo 2^32: equal grams have equal hashes; the caller compares the tokens. */
export function eachGram(
  ids: Int32Array,
  from: number,
  to: number,
  gram: number,
  visit: (hash: number, at: number) => void
): void {
  if (to - from < gram) return
  const base = 0x01000193
  let power = 1
  for (let i = 1; i < gram; i++) power = Math.imul(power, base)
  let hash = 0
  for (let i = from; i < to; i++) {
    if (i >= from + gram) hash = (hash - Math.imul(mix(ids[i - gram]!), power)) | 0
    hash = (Math.imul(hash, base) + mix(ids[i]!)) | 0
    if (i >= from + gram - 1) visit(hash, i - gram + 1)
  }
}

function mix(id: number): number {
  const spread = Math.imul(id + 1, 0x9e3779b1)
  return spread ^ (spread >>> 15)
}

/** Whether the `gram` tokens from `i` on in `a` are those from `j` on in `b`: equal hashes may lie. */
export function sameGram(a: Int32Array, i: number, b: Int32Array, j: number, gram: number): boolean {
  for (let k = 0; k < gram; k++) if (a[i + k] !== b[j + k]) return false
  return true
}

/** Places [in a, in b] of the n-grams that stand exactly once in both, in the order of a. */
function uniquePairs(a: Int32Array, b: Int32Array, box: Box, gram: number): [number, number][] {
  const inA = gramPlaces(a, box.aFrom, box.aTo, gram)
  const inB = gramPlaces(b, box.bFrom, box.bTo, gram)
  const pairs: [number, number][] = []
  for (const [hash, i] of inA) {
    const j = inB.get(hash)
    if (i !== MANY && j !== undefined && j !== MANY && sameGram(a, i, b, j, gram)) pairs.push([i, j])
  }
  return pairs.sort((x, y) => x[0] - y[0])
}

/** The longest chain of pairs that rise in both texts (patience sorting, n log n). */
function longestIncreasing(pairs: readonly [number, number][]): [number, number][] {
  const tops: number[] = []
  const before = new Int32Array(pairs.length)
  for (let k = 0; k < pairs.length; k++) {
    let low = 0
    let high = tops.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (pairs[tops[middle]!]![1] < pairs[k]![1]) low = middle + 1
      else high = middle
    }
    before[k] = low > 0 ? tops[low - 1]! : -1
    tops[low] = k
  }
  const chain: [number, number][] = []
  for (let k = tops.at(-1) ?? -1; k >= 0; k = before[k]!) chain.push(pairs[k]!)
  return chain.reverse()
}

/** Myers, "An O(ND) difference algorithm and its variations" (1986), section 4b: the middle snake, divided and conquered. */
class Myers {
  readonly #a: Int32Array
  readonly #b: Int32Array
  readonly #emit: Emit

  constructor(a: Int32Array, b: Int32Array, emit: Emit) {
    this.#a = a
    this.#b = b
    this.#emit = emit
  }

  diff({ aFrom, aTo, bFrom, bTo }: Box): void {
    const [a, b] = [this.#a, this.#b]
    const [headA, headB] = [aFrom, bFrom]
    while (aFrom < aTo && bFrom < bTo && a[aFrom] === b[bFrom]) {
      aFrom++
      bFrom++
    }
    this.#emit(headA, headB, aFrom - headA)
    let tail = 0
    while (aFrom < aTo && bFrom < bTo && a[aTo - 1] === b[bTo - 1]) {
      aTo--
      bTo--
      tail++
    }
    if (aFrom < aTo && bFrom < bTo) {
      const split = this.#middle(aFrom, aTo, bFrom, bTo)
      if (split) {
        const [x, y] = split
        this.diff({ aFrom, aTo: x, bFrom, bTo: y })
        this.diff({ aFrom: x, aTo, bFrom: y, bTo })
      }
    }
    this.#emit(aTo, bTo, tail)
  }

  /** A point on a shortest edit path, about half way; undefined when there is nothing in common within reach. */
  #middle(aFrom: number, aTo: number, bFrom: number, bTo: number): [number, number] | undefined {
    const [a, b] = [this.#a, this.#b]
    const [n, m] = [aTo - aFrom, bTo - bFrom]
    const delta = n - m
    const most = Math.min(MOST_EDITS, (n + m + 1) >> 1)
    const width = 2 * most + 2
    const forward = new Int32Array(2 * width + 1)
    const backward = new Int32Array(2 * width + 1)
    for (let d = 0; d <= most; d++) {
      for (let k = -d; k <= d; k += 2) {
        const down = k === -d || (k !== d && forward[width + k - 1]! < forward[width + k + 1]!)
        let x = down ? forward[width + k + 1]! : forward[width + k - 1]! + 1
        let y = x - k
        while (x < n && y < m && a[aFrom + x] === b[bFrom + y]) {
          x++
          y++
        }
        forward[width + k] = x
        const other = delta - k
        if (delta % 2 === 0 || Math.abs(other) >= d || x > n || y > m) continue
        const met = backward[width + other]!
        // A path that ran over the edge of the grid meets nothing.
        if (x + met >= n && met <= n && met - other <= m)
          return this.#inside(aFrom + x, bFrom + y, aFrom, aTo, bFrom, bTo)
      }
      for (let k = -d; k <= d; k += 2) {
        const down = k === -d || (k !== d && backward[width + k - 1]! < backward[width + k + 1]!)
        let x = down ? backward[width + k + 1]! : backward[width + k - 1]! + 1
        let y = x - k
        while (x < n && y < m && a[aTo - 1 - x] === b[bTo - 1 - y]) {
          x++
          y++
        }
        backward[width + k] = x
        const other = delta - k
        if (delta % 2 !== 0 || Math.abs(other) > d || x > n || y > m) continue
        const met = forward[width + other]!
        if (x + met >= n && met <= n && met - other <= m)
          return this.#inside(aTo - x, bTo - y, aFrom, aTo, bFrom, bTo)
      }
    }
    return undefined
  }

  /** A split at a corner would divide nothing. */
  #inside(
    x: number,
    y: number,
    aFrom: number,
    aTo: number,
    bFrom: number,
    bTo: number
  ): [number, number] | undefined {
    const isCorner = (x === aFrom && y === bFrom) || (x === aTo && y === bTo)
    return isCorner ? undefined : [x, y]
  }
}
