import type { TextSpan } from '../../shared/anchoring/quote.ts'
import type { Placement } from '../../shared/anchoring/verdict.ts'

/**
 * Where spans of a text stand in another that has all of its lines in their order, and others between. For certain,
 * whatever the words: what says the same elsewhere is never taken for it. Undefined for what has no such place.
 */
export function followLines(old: string, now: string, spans: readonly TextSpan[]): (Placement | undefined)[] {
  const next = now.split('\n')
  const starts: number[] = []
  const shifts: (number | undefined)[] = []
  let [at, start, nextStart] = [0, 0, 0]
  for (const line of old.split('\n')) {
    let [found, foundStart] = [at, nextStart]
    while (found < next.length && next[found] !== line) foundStart += next[found++]!.length + 1
    starts.push(start)
    shifts.push(found < next.length ? foundStart - start : undefined)
    if (found < next.length) {
      at = found + 1
      nextStart = foundStart + line.length + 1
    }
    start += line.length + 1
  }
  const shiftAt = (offset: number) => {
    let [low, high] = [0, starts.length - 1]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if (starts[middle]! <= offset) low = middle
      else high = middle - 1
    }
    return shifts[low]
  }
  return spans.map(({ start, end }) => {
    const shift = shiftAt(start)
    if (shift === undefined) return undefined
    const span = { start: start + shift, end: end + shift }
    if (now.slice(span.start, span.end) !== old.slice(start, end)) return undefined
    return { verdict: 'exact', span, score: 1, evidence: { quote: 1, context: 1, unique: 1, order: 1 } }
  })
}
