import type { TextSpan } from '../../../../shared/anchoring/quote.ts'
import { mentionsIn } from '../page/note-mentions.ts'
import type { TextMap } from '../page/text-map.ts'
import { LINE_IN_PARAGRAPH } from './speech-plan.ts'

/** Listings and formulas as they are written: nobody follows them by ear. */
const WRITTEN = 'pre, .math'
/** Parts of a span of the page that a voice passes over, in order: a note's number in the middle of a sentence, too. */
export function unspokenIn(map: TextMap, span: TextSpan): TextSpan[] {
  const found: TextSpan[] = []
  for (const { leaf, start, end } of map.leavesIn(span)) {
    if (leaf.element.closest(WRITTEN)) found.push({ start, end })
    else {
      for (const at of mentionsIn(map, leaf)) {
        if (at.start < end && at.end > start)
          found.push({ start: Math.max(start, at.start), end: Math.min(end, at.end) })
      }
    }
  }
  return found
}

/**
 * Text without what a voice passes over: spaces stand in its place, so that every offset is still right.
 *
 * @param from where the text starts in the canonical text.
 */
export function withoutUnspoken(text: string, from: number, unspoken: readonly TextSpan[]): string {
  let spoken = ''
  let at = 0
  for (const { start, end } of unspoken) {
    spoken += text.slice(at, start - from) + ' '.repeat(end - start)
    at = end - from
  }
  return spoken + text.slice(at)
}

/**
 * Text whose line ends begin paragraphs: those within a paragraph of the page are told apart.
 *
 * @param from where the text starts in the canonical text.
 */
export function withLinesJoined(text: string, from: number, map: TextMap): string {
  let joined = ''
  let at = 0
  for (const { start, end } of map.leavesIn({ start: from, end: from + text.length })) {
    joined += text.slice(at, start - from)
    joined += text.slice(start - from, end - from).replaceAll('\n', LINE_IN_PARAGRAPH)
    at = end - from
  }
  return joined + text.slice(at)
}
