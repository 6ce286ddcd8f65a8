/** A text without some of its places: `[start, end]` each, in order and apart from one another. */
export function withoutSpans(text: string, spans: readonly (readonly [number, number])[]): string {
  let rest = ''
  let at = 0
  for (const [start, end] of spans) {
    rest += text.slice(at, start)
    at = end
  }
  return rest + text.slice(at)
}

/** The same with a blank for every unit of them, so that whatever stands behind stays where it is. */
export function blankSpans(text: string, spans: readonly (readonly [number, number])[]): string {
  if (spans.length === 0) return text
  let blanked = ''
  let at = 0
  for (const [start, end] of spans) {
    blanked += text.slice(at, start) + ' '.repeat(end - start)
    at = end
  }
  return blanked + text.slice(at)
}
