import { type Alignment, join } from './alignment.ts'
import { diffTokens } from './diff-tokens.ts'
import { findMovedBlocks } from './moved-blocks.ts'
import { slideGaps } from './slide-gaps.ts'
import { tokenize, Vocabulary } from './tokens.ts'
import { withoutChaff } from './without-chaff.ts'

/** Aligns two texts: made once for two versions. */
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
