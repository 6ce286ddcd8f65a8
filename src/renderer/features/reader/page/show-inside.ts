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

const across = ({ left, right }: DOMRect): Stretch => ({ from: left, to: right })
const down = ({ top, bottom }: DOMRect): Stretch => ({ from: top, to: bottom })

/**
 * Scrolls the table, listing or formula in which words stand, if they are out of its sight. Between vertical lines
 * its own lines go across as ever, and it has no more than the height of the window: it scrolls both ways.
 */
export function showInside(words: Range, isVertical: boolean): void {
  const box = boxOf(words)
  const first = box && [...words.getClientRects()].find(({ width, height }) => width > 0 && height > 0)
  if (!first) return
  const backwards = box.ownerDocument.defaultView!.getComputedStyle(box).direction === 'rtl'
  const inside = box.getBoundingClientRect()
  const left = wayInside(across(inside), across(first), backwards)
  const top = isVertical ? wayInside(down(inside), down(first), false) : 0
  if (left !== 0 || top !== 0) box.scrollBy({ left, top, behavior: 'instant' })
}

/** Has a letter been scrolled out of the sight of the table, listing or formula it stands in? */
export function isOutside(letter: Range, isVertical: boolean): boolean {
  const box = boxOf(letter)
  if (!box) return false
  const [inside, at] = [box.getBoundingClientRect(), letter.getBoundingClientRect()]
  const isOut = (words: Stretch, part: Stretch) => words.from >= part.to || words.to <= part.from
  return isOut(across(at), across(inside)) || (isVertical && isOut(down(at), down(inside)))
}
