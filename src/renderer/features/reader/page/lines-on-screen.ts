import type { ReadingFrame } from './reading-frame.ts'

/** One line of text, or a picture, as the eye sees it: what stands side by side is one. */
export interface ScreenLine {
  /** Distances along the block axis, pixels of the viewport. */
  start: number
  end: number
  /** What it belongs to, to find it again after the page has moved, and how far inside it begins. */
  element: Element
  within: number
}

/** Parts of the page that are no text of the article but must not be cut in two. */
const WHOLE = 'img, .missing-image, .title, .credits, hr'

/** What is kept in one piece on a page when it is not too high. */
const PIECES = 'pre, .math, tr'

/** What keeps lines of its own across between lines that stand upright: it scrolls inside itself, and fits on a page. */
const ACROSS = 'pre, .math, table'

/**
 * Lines and pictures that touch the part of the viewport between two distances, in order.
 *
 * @param keepTogether listings, formulas and rows of tables up to this height count as one, pixels.
 */
export function linesOnScreen(frame: ReadingFrame, from: number, to: number, keepTogether = 0): ScreenLine[] {
  const { axis, document: page, map } = frame
  const boxes: ScreenLine[] = []
  const isVertical = axis.writing !== 'horizontal'
  const pieces = isVertical ? ACROSS : PIECES
  const put = (element: Element, rect: DOMRect, elementStart: number) => {
    const start = axis.start(rect)
    const end = axis.end(rect)
    if (end - start >= 1 && end > from && start < to) {
      boxes.push({ start, end, element, within: start - elementStart })
    }
  }
  const { regions } = map
  // Regions lie one after the other: the first that reaches the screen is found by halving.
  let low = 0
  let high = regions.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (axis.end(regions[middle]!.element.getBoundingClientRect()) <= from) low = middle + 1
    else high = middle
  }
  const range = page.createRange()
  for (const region of regions.slice(low)) {
    if (axis.start(region.element.getBoundingClientRect()) >= to) break
    for (const { element } of map.leavesOf(region)) {
      if (isVertical && element.closest(ACROSS)) continue
      const whole = element.getBoundingClientRect()
      const start = axis.start(whole)
      if (axis.end(whole) <= from || start >= to) continue
      range.selectNodeContents(element)
      for (const rect of range.getClientRects()) put(element, rect, start)
    }
    for (const element of region.element.querySelectorAll(WHOLE)) {
      const rect = element.getBoundingClientRect()
      put(element, rect, axis.start(rect))
    }
    for (const element of isVertical || keepTogether > 0 ? region.element.querySelectorAll(pieces) : []) {
      const rect = element.getBoundingClientRect()
      if (isVertical || axis.end(rect) - axis.start(rect) <= keepTogether)
        put(element, rect, axis.start(rect))
    }
  }
  for (const element of page.querySelectorAll('body > .end > *')) {
    const rect = element.getBoundingClientRect()
    put(element, rect, axis.start(rect))
  }
  return mergeLines(boxes)
}

/**
 * Boxes that share more than half of the smaller one stand side by side. Glyph boxes of neighbouring lines
 * overlap a little when lines are set close, so touching is not enough.
 */
export function mergeLines<T extends { start: number; end: number }>(boxes: readonly T[]): T[] {
  const lines: T[] = []
  for (const box of [...boxes].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = lines.at(-1)
    const shared = last ? Math.min(last.end, box.end) - box.start : 0
    if (last && shared > 0.5 * Math.min(last.end - last.start, box.end - box.start)) {
      last.end = Math.max(last.end, box.end)
    } else lines.push({ ...box })
  }
  return lines
}

/**
 * Where a page that begins at `start` and may reach `limit` ends: after the last line that is whole, and
 * which line begins the next one (undefined when there is none).
 *
 * @param isHeading lines that may not be the last of a page.
 */
export function fitPage<T extends { start: number; end: number }>(
  lines: readonly T[],
  start: number,
  limit: number,
  isHeading: (line: T) => boolean = () => false
): { cut: number; next: T | undefined } {
  const shown = lines.filter((line) => line.end > start + 1)
  let at = shown.findIndex((line) => line.end > limit + 1)
  if (at === -1) return { cut: limit, next: undefined }
  const whole = at
  while (at > 0 && isHeading(shown[at - 1]!)) at--
  // A page of nothing but headings is shown as it is.
  if (at === 0) at = whole
  const next = shown[at]!
  // Higher than a page by itself: it is shown as far as it goes.
  if (at === 0) return { cut: limit, next }
  const before = shown[at - 1]!
  return { cut: Math.min(limit, Math.max(before.end, (before.end + next.start) / 2)), next }
}
