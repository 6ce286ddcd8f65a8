import type { TextSpan } from '../../../../shared/anchoring/quote.ts'
import { isNoteSign } from '../../../../shared/note-signs.ts'
import type { Leaf, TextMap } from './text-map.ts'

/** What may mention a note: raised, and a link or part of one. */
const MENTIONS = 'sup:has(a.jump), a.jump sup'

/** Places of the mentions of notes in a leaf of the page, in order. */
export function mentionsIn(map: TextMap, leaf: Leaf): TextSpan[] {
  const found: TextSpan[] = []
  for (const mention of leaf.element.querySelectorAll(MENTIONS)) {
    const range = leaf.element.ownerDocument.createRange()
    const link = mention.parentElement?.closest('a.jump')
    if (link) {
      range.setStart(link, 0)
      range.setEndBefore(mention)
      if (!isNoteSign(range.toString(), mention.textContent)) continue
    }
    range.selectNodeContents(mention)
    const at = map.spanOf(range)
    // One inside another is part of it.
    if (at && at.start >= (found.at(-1)?.end ?? 0)) found.push(at)
  }
  return found
}

/**
 * The words of a span as they are read by themselves: without the signs of notes, which stick to them. A span of
 * nothing else is what it is.
 */
export function wordsOf(map: TextMap, span: TextSpan): string {
  const words = map.textOf(span, (leaf) => mentionsIn(map, leaf))
  return words.trim() === '' ? map.textOf(span) : words
}
