import { diffTokens, type Run } from './diff-tokens.ts'
import { findMovedBlocks } from './moved-blocks.ts'
import { slideGaps } from './slide-gaps.ts'
import { type Tokens, tokenize, Vocabulary } from './tokens.ts'

/**
 * Which words of an old text are which words of a new one. Made once for two versions; every highlight is
 * carried over it. No token of either text belongs to two of the other.
 */
export interface Alignment {
  old: Tokens
  new: Tokens
  /** For each old token the new one it became; -1 when it is gone. */
  newOf: Int32Array
  /** For each new token the old one it was; -1 when it is new. */
  oldOf: Int32Array
  /** For each old token 0, or the number of the moved passage it went away with. */
  block: Int32Array
  /** What each token tells, 0 to 1, by `Tokens.id`. */
  weights: Float32Array
}

export function alignTexts(oldText: string, newText: string): Alignment {
  const vocabulary = new Vocabulary()
  const before = tokenize(oldText, vocabulary)
  const after = tokenize(newText, vocabulary)
  const alignment: Alignment = {
    old: before,
    new: after,
    newOf: new Int32Array(before.count).fill(-1),
    oldOf: new Int32Array(after.count).fill(-1),
    block: new Int32Array(before.count),
    weights: vocabulary.weights()
  }
  const weigh = (at: number) => alignment.weights[before.id[at]!]!
  const runs = withoutChaff(
    diffTokens(before.id, after.id, alignment.weights),
    before.count,
    after.count,
    weigh
  )
  slideGaps(runs, before, after)
  for (const run of runs) join(alignment, run, 0)
  findMovedBlocks(alignment)
  stitch(alignment)
  return alignment
}

/** Notes that the tokens of a run are the same ones. */
export function join(alignment: Alignment, run: Run, block: number): void {
  for (let k = 0; k < run.length; k++) {
    alignment.newOf[run.a + k] = run.b + k
    alignment.oldOf[run.b + k] = run.a + k
    alignment.block[run.a + k] = block
  }
}

/**
 * Among equal words a shortest difference may take any: of "a b" and "a b b" either b. Where the word
 * after (before) a pair is the same in both texts but was paired with one further away, in a shorter run,
 * it is paired with its neighbour.
 */
function stitch({ old, new: after, newOf, oldOf, block }: Alignment): void {
  const runAt = (a: number) => {
    let length = 1
    while (a - length >= 0 && newOf[a - length] === newOf[a]! - length && length < LONG) length++
    for (let k = 1; newOf[a + k] === newOf[a]! + k && newOf[a] !== -1 && length < LONG; k++) length++
    return length
  }
  const pairUp = (a: number, b: number, run: number, passage: number) => {
    const [elsewhere, other] = [newOf[a]!, oldOf[b]!]
    if (elsewhere === b || old.id[a] !== after.id[b]) return
    if (elsewhere !== -1 && runAt(a) >= run) return
    if (other !== -1 && runAt(other) >= run) return
    if (elsewhere !== -1) oldOf[elsewhere] = -1
    if (other !== -1) newOf[other] = -1
    newOf[a] = b
    oldOf[b] = a
    block[a] = passage
  }
  for (let a = 0; a + 1 < old.count; a++) {
    const b = newOf[a]!
    if (b !== -1 && b + 1 < after.count && newOf[a + 1] !== b + 1) pairUp(a + 1, b + 1, runAt(a), block[a]!)
  }
  for (let a = old.count - 1; a > 0; a--) {
    const b = newOf[a]!
    if (b > 0 && newOf[a - 1] !== b - 1) pairUp(a - 1, b - 1, runAt(a), block[a]!)
  }
}

/** Runs longer than this are equal to each other, tokens. */
const LONG = 32

/**
 * Two unrelated passages have an "and the" in common, in the same order. A short run between two long
 * differences is such chance and is left out, until none is left: a word kept among replaced ones has
 * short differences of equal length around it and stays.
 */
export function withoutChaff(
  runs: readonly Run[],
  oldCount: number,
  newCount: number,
  weigh: (oldToken: number) => number
): Run[] {
  const kept: Run[] = []
  const told = runs.map((run) => {
    let sum = 0
    for (let k = 0; k < run.length; k++) sum += weigh(run.a + k)
    return sum
  })
  const weights: number[] = []
  for (let r = 0; r < runs.length; r++) {
    kept.push(runs[r]!)
    weights.push(told[r]!)
    // What follows may show that the run before was chance, and so on backwards.
    for (;;) {
      const at = kept.length - 2
      if (at < 0) break
      const [before, run, next] = [kept[at - 1], kept[at]!, kept[at + 1]!]
      if (!isChance(run, weights[at]!, before, next, oldCount, newCount)) break
      kept.splice(at, 1)
      weights.splice(at, 1)
    }
  }
  while (kept.length > 0) {
    const run = kept.at(-1)!
    if (!isChance(run, weights.at(-1)!, kept.at(-2), undefined, oldCount, newCount)) break
    kept.pop()
    weights.pop()
  }
  return kept
}

/** Differences shorter than this on either side make nothing doubtful, tokens. */
const SHORT = 4
/** A run that tells as much as this many rare words is no chance. */
const TELLING = 4

function isChance(
  run: Run,
  told: number,
  before: Run | undefined,
  next: Run | undefined,
  oldCount: number,
  newCount: number
): boolean {
  if (told >= TELLING) return false
  const gapA = run.a - (before ? before.a + before.length : 0)
  const gapB = run.b - (before ? before.b + before.length : 0)
  const restA = (next ? next.a : oldCount) - run.a - run.length
  const restB = (next ? next.b : newCount) - run.b - run.length
  const ahead = Math.max(gapA, gapB)
  const behind = Math.max(restA, restB)
  if (Math.min(ahead, behind) < SHORT) return false
  return told * 3 < Math.min(ahead, behind)
}
