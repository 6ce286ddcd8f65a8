import { isLowSurrogate, type TextSpan } from './quote.ts'

/** Made when a cluster is first looked for: it takes a start longer than opening the library does. */
let graphemes: Intl.Segmenter | undefined

/**
 * How far back a cluster is looked for, UTF-16 units. Clusters are unbounded by Unicode (UAX #29), but
 * a selection edge must cost the same in a novel and in a line; a longer pile of marks is cut here.
 */
const REACH = 256

/**
 * Widens a span to whole grapheme clusters, so that no highlight starts inside an emoji family, between
 * a letter and its accent or inside a CRLF. Looks at the text around the two edges only.
 */
export function snapToGraphemes(text: string, span: TextSpan): TextSpan {
  const start = clusterAround(text, span.start).start
  if (span.end <= span.start) return { start, end: start }
  return { start, end: clusterAround(text, span.end).end }
}

/** The span without white space at its edges; empty (start === end) when there was nothing else in it. */
export function trimSpan(text: string, span: TextSpan): TextSpan {
  let { start, end } = span
  while (start < end && isSpace(text, start)) start++
  while (end > start && isSpace(text, end - 1)) end--
  return { start, end }
}

function isSpace(text: string, index: number): boolean {
  return /\s/u.test(text.charAt(index))
}

/** The grapheme cluster that `index` stands inside of, or an empty span at `index` when it is a border already. */
export function clusterAround(text: string, index: number): TextSpan {
  if (index <= 0 || index >= text.length) return { start: index, end: index }
  const from = safeBorder(text, index)
  const window = text.slice(from, Math.min(text.length, index + REACH))
  graphemes ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  const cluster = graphemes.segment(window).containing(index - from)
  if (!cluster || cluster.index === index - from) return { start: index, end: index }
  return { start: from + cluster.index, end: from + cluster.index + cluster.segment.length }
}

/**
 * A cluster border at or before `index`. Segmenting from inside a cluster would give other borders, so
 * the window starts where UAX #29 always breaks: after a line feed (GB4), or before an ASCII letter.
 */
function safeBorder(text: string, index: number): number {
  const limit = Math.max(0, index - REACH)
  for (let at = index - 1; at > limit; at--) {
    if (text.charCodeAt(at - 1) === 10) return at
    const unit = text.charCodeAt(at)
    // A Prepend character may join with the letter after it; there is none below U+0600.
    if (unit >= 0x41 && unit <= 0x7a && text.charCodeAt(at - 1) < 0x600) return at
  }
  return isLowSurrogate(text, limit) ? limit + 1 : limit
}
