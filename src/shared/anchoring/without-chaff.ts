import type { Run } from './diff-tokens.ts'

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
