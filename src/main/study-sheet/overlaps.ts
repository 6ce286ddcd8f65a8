/** Answers whether anything of `spans` lies over a place, without looking at all of them each time. */
export function overlapsAny(
  spans: readonly { start: number; end: number }[]
): (start: number, end: number) => boolean {
  const sorted = spans.toSorted((a, b) => a.start - b.start)
  // The furthest end among the first ones: with it the search may stop at one place.
  const reach: number[] = []
  for (const { end } of sorted) reach.push(Math.max(end, reach.at(-1) ?? 0))
  return (start, end) => {
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (sorted[middle]!.start < end) low = middle + 1
      else high = middle
    }
    return low > 0 && reach[low - 1]! > start
  }
}
