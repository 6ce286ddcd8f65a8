import type { TextSpan } from '../../../../shared/anchoring/quote.ts'

/** Two highlights with only white space between them stand less than this apart, UTF-16 units. */
const NEAR = 16

/** What lies around a highlight: asked again and again, so it should answer fast. */
export interface Surroundings<T> {
  /** Items that share a character with the span. */
  touching(span: TextSpan): readonly T[]
  /** True when nothing but white space stands in the span. */
  isBlank(span: TextSpan): boolean
}

/**
 * An item and those that overlap it or stand beside it with only white space between, and what in turn touches
 * those, until there are `most`. Only what is new at either end is looked at in each step: 200,000 may touch
 * one another in a row.
 */
export function chainOf<T extends TextSpan & { id: string }>(
  first: T,
  { touching, isBlank }: Surroundings<T>,
  most: number
): T[] {
  const found = new Map([[first.id, first]])
  let { start, end } = first
  const touches = (one: TextSpan) => {
    if (one.start <= end && one.end >= start) return true
    const gap = one.start > end ? { start: end, end: one.start } : { start: one.end, end: start }
    return isBlank(gap)
  }
  const waiting = [{ start: Math.max(0, start - NEAR), end: end + NEAR }]
  for (let span = waiting.pop(); span; span = waiting.pop()) {
    for (const one of touching(span)) {
      if (found.has(one.id) || !touches(one)) continue
      found.set(one.id, one)
      if (found.size >= most) return [...found.values()]
      if (one.start < start) {
        waiting.push({ start: Math.max(0, one.start - NEAR), end: start })
        start = one.start
      }
      if (one.end > end) {
        waiting.push({ start: end, end: one.end + NEAR })
        end = one.end
      }
    }
  }
  return [...found.values()]
}
