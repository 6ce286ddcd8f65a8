import { isExactAt, type TextSpan } from './quote.ts'

/**
 * Where a quotation stands in a text: at its own place when the text is the version it was taken from, else at
 * the one place that has the words, with what stood around them when they are there more than once. Never a
 * guess: null when that does not settle it.
 */
export function onlyPlace(
  text: string,
  at: TextSpan & { exact: string; prefix: string; suffix: string },
  sameVersion: boolean
): TextSpan | null {
  const { start, end, exact, prefix, suffix } = at
  if (exact === '') return null
  if (sameVersion && isExactAt(text, { start, end }, exact)) return { start, end }
  const only = (needle: string, offset: number) => {
    const first = text.indexOf(needle)
    if (first === -1 || text.indexOf(needle, first + 1) !== -1) return null
    return { start: first + offset, end: first + offset + exact.length }
  }
  return only(exact, 0) ?? only(prefix + exact + suffix, prefix.length)
}
