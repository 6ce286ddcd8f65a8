import type { Database } from 'better-sqlite3'
import type { ReadingPosition, ReadingVersion } from '../../shared/reading.ts'
import { versionText } from '../highlights/select-text.ts'

/**
 * So many UTF-16 units of a line are looked for, the most telling first, and so far from where they stood: a few words
 * stand in many places of a long text.
 */
const LOOKED_FOR = [
  { length: 200, reach: Number.POSITIVE_INFINITY },
  { length: 60, reach: Number.POSITIVE_INFINITY },
  { length: 20, reach: 2000 }
]
/** Fewer say nothing. */
const FEWEST = 10
/** A line that is not in the other text has others below it, this far apart and this many. */
const STEP = 100
const STEPS = 12

/**
 * Where reading goes on in the version that is shown, when it was left in another: at the same line, or at the next
 * one that is still there. Where none is, the position is given back as it was.
 */
export function carryPosition(
  db: Database,
  position: ReadingPosition | undefined,
  { id }: Pick<ReadingVersion, 'id'>
): ReadingPosition | undefined {
  if (!position || position.versionId === id || position.offset === 0) return position
  const offset = sameLine(versionText(db, position.versionId), versionText(db, id), position.offset)
  return offset === undefined ? position : { ...position, versionId: id, offset }
}

/** The offset in `now` of what stands at `offset` in `before`; of several the nearest. */
export function sameLine(before: string, now: string, offset: number): number | undefined {
  for (let step = 0; step <= STEPS; step++) {
    const at = offset + step * STEP
    if (at >= before.length) return undefined
    for (const { length, reach } of LOOKED_FOR) {
      const words = before.slice(at, at + length)
      if (words.trim().length < FEWEST) continue
      const found = nearest(now, words, at)
      if (found !== undefined && Math.abs(found - at) <= reach) return found
    }
  }
  return undefined
}

function nearest(text: string, words: string, to: number): number | undefined {
  const after = text.indexOf(words, to)
  const before = text.lastIndexOf(words, to)
  if (after < 0 || before < 0) return after < 0 ? (before < 0 ? undefined : before) : after
  return after - to < to - before ? after : before
}
