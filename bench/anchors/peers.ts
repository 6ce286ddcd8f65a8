import search from 'approx-string-match'
import type { TextQuote, TextSpan } from '../../src/shared/anchoring/quote.ts'

/** The first place where the words stand, and nothing else. */
export function exactSearch(text: string, quote: TextQuote): TextSpan | undefined {
  const at = text.indexOf(quote.exact)
  return at === -1 ? undefined : { start: at, end: at + quote.exact.length }
}

/**
 * Hypothesis' published way, written from its description (hypothes.is, "Fuzzy anchoring", and the
 * weights its client documents): Myers' approximate matches with up to half of the quote's length, at most
 * 256, in errors; each scored by likeness of quote (50), of prefix and suffix (20 each), and nearness to
 * where it was (2); the best one is taken, however bad it is.
 */
export function likeHypothesis(text: string, quote: TextQuote, hint: number): TextSpan | undefined {
  const most = Math.min(256, quote.exact.length / 2)
  const exact = allExact(text, quote.exact)
  const matches = exact.length > 0 ? exact : search(text, quote.exact, most)
  let best: { span: TextSpan; score: number } | undefined
  for (const { start, end, errors } of matches) {
    const before = text.slice(Math.max(0, start - quote.prefix.length), start)
    const behind = text.slice(end, end + quote.suffix.length)
    const score =
      50 * (1 - errors / quote.exact.length) +
      20 * likeness(before, quote.prefix) +
      20 * likeness(behind, quote.suffix) +
      2 * (1 - Math.abs(start - hint) / text.length)
    if (!best || score > best.score) best = { span: { start, end }, score }
  }
  return best?.span
}

function allExact(text: string, words: string) {
  const found: { start: number; end: number; errors: number }[] = []
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1))
    found.push({ start: at, end: at + words.length, errors: 0 })
  return found
}

function likeness(text: string, wanted: string): number {
  if (wanted === '') return 1
  if (text === '') return 0
  const [best] = search(text, wanted, wanted.length)
  return best ? 1 - best.errors / wanted.length : 0
}
