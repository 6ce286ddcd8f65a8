/** Parts of the page whose long lines scroll inside themselves: reading.css. */
const SCROLLS_INSIDE = 'pre, .math, table'
/** Room kept beside words that were scrolled to: what goes on behind an edge fades there, pixels. */
const ROOM = 48

/** A stretch of a line, pixels. */
export interface Stretch {
  from: number
  to: number
}

/**
 * How far a box is to be scrolled along its lines so that words are in sight: 0 when they are, else no further than
 * needed. Of words that are longer than the box it is the end they begin with.
 * @param backwards the lines run towards smaller numbers: from the right
 */
export function wayInside(box: Stretch, words: Stretch, backwards: boolean): number {
  if (words.from >= box.from && words.to <= box.to) return 0
  const room = Math.min(ROOM, Math.max(0, (box.to - box.from - (words.to - words.from)) / 2))
  const isLonger = words.to - words.from > box.to - box.from
  const toFirstEdge = isLonger ? !backwards : words.from < box.from
  return toFirstEdge ? words.from - room - box.from : words.to + room - box.to
}

/** The table, listing or formula in which words stand. */
function boxOf({ startContainer }: Range): Element | null | undefined {
  // Of another window's kind, so that it is no instance of this one's.
  const isElement = startContainer.nodeType === Node.ELEMENT_NODE
  const element = isElement ? (startContainer as Element) : startContainer.parentElement
  return element?.closest(SCROLLS_INSIDE)
}

const stretch = ({ left, right, top, bottom }: DOMRect, isVertical: boolean): Stretch =>
  isVertical ? { from: top, to: bottom } : { from: left, to: right }

/** Scrolls the table, listing or formula in which words stand, if they are out of its sight. */
export function showInside(words: Range, isVertical: boolean): void {
  const box = boxOf(words)
  const first = box && [...words.getClientRects()].find(({ width, height }) => width > 0 && height > 0)
  if (!first) return
  const backwards = box.ownerDocument.defaultView!.getComputedStyle(box).direction === 'rtl'
  const inside = stretch(box.getBoundingClientRect(), isVertical)
  const way = wayInside(inside, stretch(first, isVertical), backwards)
  if (way !== 0) box.scrollBy({ [isVertical ? 'top' : 'left']: way, behavior: 'instant' })
}

/** Has a letter been scrolled out of the sight of the table, listing or formula it stands in? */
export function isOutside(letter: Range, isVertical: boolean): boolean {
  const box = boxOf(letter)
  if (!box) return false
  const inside = stretch(box.getBoundingClientRect(), isVertical)
  const at = stretch(letter.getBoundingClientRect(), isVertical)
  return at.from >= inside.to || at.to <= inside.from
}
