import { type Alignment, join } from './alignment.ts'
import { diffTokens, eachGram, type Run, sameGram } from './diff-tokens.ts'
import { withoutChaff } from './without-chaff.ts'

/** Words in a row that a moved passage is recognised by. */
const SEED = 4
/** Two seeds further apart than this, or shifted against each other by more, are not of one passage, tokens. */
const REACH = 48
const SHIFT = 12
/** How far a passage is followed beyond its outermost seeds, tokens. */
const BEYOND = 64
/** What a passage must tell to be believed to have moved: about six rare words. */
const TELLING = 4.5

interface Seed {
  a: number
  b: number
}

/**
 * Finds passages that stand elsewhere in the new text, among the tokens the alignment in order left over,
 * and adds them to the alignment as numbered blocks. What stands in its order is never taken for a
 * moved passage, so a second copy of a passage that was there before cannot be mistaken for it.
 */
export function findMovedBlocks(alignment: Alignment): void {
  let block = 0
  for (const chain of chainsOf(seedsOf(alignment))) {
    const runs = followChain(alignment, chain)
    let told = 0
    for (const run of runs)
      for (let k = 0; k < run.length; k++) told += alignment.weights[alignment.old.id[run.a + k]!]!
    if (told < TELLING) continue
    block++
    for (const run of runs) join(alignment, run, block)
  }
}

/** n-grams that stand once among what is left of both texts. */
function seedsOf({ old, new: after, newOf, oldOf }: Alignment): Seed[] {
  const places = new Map<number, number>()
  eachGap(oldOf, (from, to) =>
    eachGram(after.id, from, to, SEED, (hash, at) => places.set(hash, places.has(hash) ? -1 : at))
  )
  const seen = new Map<number, number>()
  eachGap(newOf, (from, to) =>
    eachGram(old.id, from, to, SEED, (hash, at) => {
      if (places.has(hash)) seen.set(hash, seen.has(hash) ? -1 : at)
    })
  )
  const seeds: Seed[] = []
  for (const [hash, a] of seen) {
    const b = places.get(hash)!
    if (a >= 0 && b >= 0 && sameGram(old.id, a, after.id, b, SEED)) seeds.push({ a, b })
  }
  return seeds.sort((x, y) => x.a - y.a)
}

function eachGap(map: Int32Array, visit: (from: number, to: number) => void): void {
  for (let at = 0; at < map.length; at++) {
    if (map[at] !== -1) continue
    const from = at
    while (at < map.length && map[at] === -1) at++
    visit(from, at)
  }
}

/** Seeds that rise together, close to each other: longest first. */
function chainsOf(seeds: readonly Seed[]): Seed[][] {
  const chains: Seed[][] = []
  const open: Seed[][] = []
  for (const seed of seeds) {
    for (let k = open.length - 1; k >= 0; k--) {
      if (seed.a - open[k]!.at(-1)!.a > REACH) open.splice(k, 1)
    }
    const chain = open.find((one) => {
      const last = one.at(-1)!
      const [da, db] = [seed.a - last.a, seed.b - last.b]
      return db > 0 && db <= REACH && Math.abs(da - db) <= SHIFT
    })
    if (chain) chain.push(seed)
    else {
      const fresh = [seed]
      chains.push(fresh)
      open.push(fresh)
    }
  }
  return chains.sort((x, y) => y.length - x.length)
}

/** The difference around a chain, within what no other passage has taken. */
function followChain({ old, new: after, newOf, oldOf, weights }: Alignment, chain: readonly Seed[]): Run[] {
  const isFree = (a: number, b: number) => newOf[a] === -1 && oldOf[b] === -1
  const free = chain.filter(({ a, b }) => isFree(a, b) && isFree(a + SEED - 1, b + SEED - 1))
  const [first, last] = [free[0], free.at(-1)]
  if (!first || !last) return []
  const box = {
    aFrom: freeBack(newOf, first.a),
    bFrom: freeBack(oldOf, first.b),
    aTo: freeOn(newOf, last.a + SEED),
    bTo: freeOn(oldOf, last.b + SEED)
  }
  // Single words inside may have been taken by the alignment in order; around them the passage is whole.
  const runs: Run[] = []
  for (const { a, b, length } of diffTokens(old.id, after.id, weights, box)) {
    for (let k = 0; k < length; k++) {
      if (!isFree(a + k, b + k)) continue
      const run = runs.at(-1)
      if (run && run.a + run.length === a + k && run.b + run.length === b + k) run.length++
      else runs.push({ a: a + k, b: b + k, length: 1 })
    }
  }
  const weigh = (at: number) => weights[old.id[box.aFrom + at]!]!
  const local = runs.map((run) => ({ a: run.a - box.aFrom, b: run.b - box.bFrom, length: run.length }))
  return withoutChaff(local, box.aTo - box.aFrom, box.bTo - box.bFrom, weigh).map((run) => ({
    a: run.a + box.aFrom,
    b: run.b + box.bFrom,
    length: run.length
  }))
}

function freeBack(map: Int32Array, from: number): number {
  let at = from
  while (at > 0 && map[at - 1] === -1 && from - at < BEYOND) at--
  return at
}

function freeOn(map: Int32Array, from: number): number {
  let at = from
  while (at < map.length && map[at] === -1 && at - from < BEYOND) at++
  return at
}
