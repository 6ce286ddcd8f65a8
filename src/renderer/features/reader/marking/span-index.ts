import type { TextSpan } from '../../../../shared/anchoring/quote.ts'

/** Spans in order of their start, for asking quickly which of them touch a stretch of text. */
export class SpanIndex<T extends TextSpan> {
  readonly items: readonly T[]
  /** Furthest end among the items up to each index. */
  readonly #reach: number[] = []

  constructor(items: readonly T[]) {
    this.items = items.toSorted((a, b) => a.start - b.start || b.end - a.end)
    let reach = 0
    for (const item of this.items) {
      reach = Math.max(reach, item.end)
      this.#reach.push(reach)
    }
  }

  /** Items that share at least one character with the span, in order. */
  touching(span: TextSpan): T[] {
    const found: T[] = []
    for (let index = this.#firstFrom(span.end) - 1; index >= 0; index--) {
      if (this.#reach[index]! <= span.start) break
      if (this.items[index]!.end > span.start) found.push(this.items[index]!)
    }
    return found.reverse()
  }

  /** Index of the first item that starts at or after the offset. */
  #firstFrom(offset: number): number {
    let low = 0
    let high = this.items.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.items[middle]!.start < offset) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** The stretches covered by `least` or more of the spans, in order, joined where they touch. */
export function coveredBy(spans: readonly TextSpan[], least: number): TextSpan[] {
  // Numbers in arrays of their own: there may be 200,000 spans, and these sort without asking back.
  const starts = Float64Array.from(spans, ({ start }) => start).sort()
  const ends = Float64Array.from(spans, ({ end }) => end).sort()
  const found: TextSpan[] = []
  let depth = 0
  let from = 0
  for (let s = 0, e = 0; e < ends.length; ) {
    // At one place ends come before starts: spans that only touch do not overlap.
    const isStart = s < starts.length && starts[s]! < ends[e]!
    const at = isStart ? starts[s++]! : ends[e++]!
    if (depth >= least && at > from) {
      const last = found.at(-1)
      if (last?.end === from) last.end = at
      else found.push({ start: from, end: at })
    }
    depth += isStart ? 1 : -1
    from = at
  }
  return found
}

/** Of highlights at one place, the one that is meant: the shortest, and of equal ones the newest. */
export function byLikelihood<T extends TextSpan & { createdAt: number }>(highlights: readonly T[]): T[] {
  return highlights.toSorted((a, b) => a.end - a.start - (b.end - b.start) || b.createdAt - a.createdAt)
}
