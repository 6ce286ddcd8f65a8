import { CONTEXT_LENGTH } from '../highlights.ts'

/** Where a passage is: UTF-16 offsets into a canonical text, `end` exclusive. */
export interface TextSpan {
  start: number
  end: number
}

/** W3C TextQuoteSelector: https://www.w3.org/TR/annotation-model/#text-quote-selector */
export interface TextQuote {
  exact: string
  prefix: string
  suffix: string
}

/**
 * The quote of a span with its context. Context is cut between code points, never inside a surrogate
 * pair, so that it stays well-formed; it can therefore be one unit shorter than `contextLength`.
 *
 * @throws RangeError when the span is not inside the text.
 */
export function quoteAt(text: string, span: TextSpan, contextLength = CONTEXT_LENGTH): TextQuote {
  const { start, end } = span
  if (!(start >= 0 && start <= end && end <= text.length))
    throw new RangeError('The span is outside the text')
  let from = Math.max(0, start - contextLength)
  if (isLowSurrogate(text, from)) from++
  let to = Math.min(text.length, end + contextLength)
  if (isLowSurrogate(text, to)) to--
  return {
    exact: text.slice(start, end),
    prefix: text.slice(Math.min(from, start), start),
    suffix: text.slice(end, Math.max(to, end))
  }
}

/** True when the text says exactly `exact` at the span. The one condition under which a highlight is painted. */
export function isExactAt(text: string, span: TextSpan, exact: string): boolean {
  return span.end - span.start === exact.length && exact.length > 0 && text.startsWith(exact, span.start)
}

/** True when `index` stands between the two halves of a surrogate pair. */
export function isLowSurrogate(text: string, index: number): boolean {
  if (index <= 0 || index >= text.length) return false
  const unit = text.charCodeAt(index)
  const before = text.charCodeAt(index - 1)
  return unit >= 0xdc00 && unit <= 0xdfff && before >= 0xd800 && before <= 0xdbff
}
