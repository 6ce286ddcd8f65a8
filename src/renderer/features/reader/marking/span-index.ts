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
  const edges = spans.flatMap((span) => [
    { at: span.start, by: 1 },
    { at: span.end, by: -1 }
  ])
  // At one place ends come before starts: spans that only touch do not overlap.
  edges.sort((a, b) => a.at - b.at || a.by - b.by)
  const found: TextSpan[] = []
  let depth = 0
  let from = 0
  for (const { at, by } of edges) {
    if (depth >= least && at > from) {
      const last = found.at(-1)
      if (last?.end === from) last.end = at
      else found.push({ start: from, end: at })
    }
    depth += by
    from = at
  }
  return found
}

/** Of highlights at one place, the one that is meant: the shortest, and of equal ones the newest. */
export function byLikelihood<T extends TextSpan & { createdAt: number }>(highlights: readonly T[]): T[] {
  return highlights.toSorted((a, b) => a.end - a.start - (b.end - b.start) || b.createdAt - a.createdAt)
}
