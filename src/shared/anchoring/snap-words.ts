import { segmenterOf } from '../segmenter.ts'
import type { TextSpan } from './quote.ts'

/** How far around an edge words are looked for, UTF-16 units; more than any word is long. */
const REACH = 128

/**
 * Widens a span to whole words, in any script with or without spaces between them. An edge that stands
 * between words, or beside signs, stays where it is.
 */
export function snapToWords(text: string, span: TextSpan, language = ''): TextSpan {
  if (span.end <= span.start) return span
  const start = wordAround(text, span.start, language)?.start ?? span.start
  const end = wordAround(text, span.end, language)?.end ?? span.end
  return { start, end }
}

/** The word that an offset stands inside of; undefined at a border. */
function wordAround(text: string, at: number, language: string): TextSpan | undefined {
  let from = Math.max(0, at - REACH)
  // Segmenting must not begin inside a word: the window opens after white space where there is some.
  const space = text.slice(from, at).search(/\s\S*$/u)
  if (space !== -1) from += space
  const word = segmenterOf(language, 'word')
    .segment(text.slice(from, at + REACH))
    .containing(at - from)
  if (!word?.isWordLike || word.index === at - from) return undefined
  return { start: from + word.index, end: from + word.index + word.segment.length }
}
