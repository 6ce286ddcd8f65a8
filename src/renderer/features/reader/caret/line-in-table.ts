import type { ReadingFrame } from '../page/reading-frame.ts'
import type { Leaf } from '../page/text-map.ts'

export interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

/** Letters looked through for the one nearest to the caret: no line of a cell is as long. */
const LINE = 600
/** What rounding makes of two edges that touch, pixels. */
const TOUCH = 1

/**
 * The cell that a line down (or up) leads to from a box: of those in the nearest row the one that stands at `x`, or
 * nearest to it. Undefined when there is no row that way.
 */
export function cellTowards(
  cells: readonly Box[],
  from: Pick<Box, 'top' | 'bottom'>,
  x: number,
  by: 1 | -1
): number | undefined {
  let found: { index: number; away: number; beside: number } | undefined
  for (const [index, cell] of cells.entries()) {
    const away = by === 1 ? cell.top - from.bottom : from.top - cell.bottom
    if (away < -TOUCH) continue
    const beside = Math.max(cell.left - x, x - cell.right, 0)
    const isNearer = !found || away < found.away - TOUCH
    if (isNearer || (away <= found!.away + TOUCH && beside < found!.beside)) found = { index, away, beside }
  }
  return found?.index
}

/**
 * Where a caret stands after a line up or down from `before`, when a table is on the way: in the cell below or above,
 * and not in the one beside, where a browser goes. Lines must be horizontal.
 *
 * @param move.after where the browser has gone; undefined where that is out of the article
 * @param move.x the place in the line that the caret keeps to, pixels of the frame's viewport
 * @returns a canonical offset; undefined where the browser is right
 */
export function lineInTable(
  frame: ReadingFrame,
  move: { before: number; after: number | undefined; by: 1 | -1; x: number }
): number | undefined {
  const { before, after, by, x } = move
  const from = cellAt(frame, before)
  const to = after === undefined ? undefined : cellAt(frame, after)
  const table = (from ?? to)?.closest('table')
  if (from === to || !table) return undefined
  const cells = [...table.querySelectorAll('td, th')].filter(
    (cell) => cell.closest('table') === table && cell.textContent!.trim() !== ''
  )
  const start = from?.getBoundingClientRect() ?? frame.map.characterAt(before)?.getBoundingClientRect()
  if (!start) return undefined
  const boxes = cells.map((cell) => cell.getBoundingClientRect())
  const next = cells[cellTowards(boxes, start, x, by) ?? -1]
  const leaf = next ? leafIn(frame, next, by) : from && leafBeside(frame, cells, by)
  if (leaf) return offsetInLine(frame, leaf, x, by)
  return from && before
}

function cellAt({ map }: ReadingFrame, offset: number): Element | undefined {
  return map.leafAt(offset)?.element.closest('td, th') ?? undefined
}

/** The first piece of text of a cell, or the last one. */
function leafIn({ map }: ReadingFrame, cell: Element, by: 1 | -1): Leaf | undefined {
  const inside = cell.matches('[data-at]') ? [cell] : [...cell.querySelectorAll('[data-at]')]
  const written = inside.filter((one) => one.textContent!.trim() !== '')
  const element = by === 1 ? written[0] : written.at(-1)
  return element && map.leafAt(Number(element.getAttribute('data-at')))
}

/** What stands below the last cell of a table, or above its first one. */
function leafBeside(frame: ReadingFrame, cells: readonly Element[], by: 1 | -1): Leaf | undefined {
  const cell = by === 1 ? cells.at(-1) : cells[0]
  const leaf = cell && leafIn(frame, cell, by === 1 ? -1 : 1)
  return by === 1 ? frame.map.nextLeaf(leaf) : frame.map.previousLeaf(leaf)
}

/** The place nearest to `x` in the first line of a piece of text, or in the last one. */
function offsetInLine(frame: ReadingFrame, leaf: Leaf, x: number, by: 1 | -1): number {
  const isRtl = frame.isRightToLeft(leaf.start)
  let found = {
    offset: by === 1 ? leaf.start : Math.max(leaf.start, leaf.end - 1),
    away: Number.POSITIVE_INFINITY
  }
  let line: DOMRect | undefined
  for (let step = 0; step < LINE; step++) {
    const offset = by === 1 ? leaf.start + step : leaf.end - 1 - step
    if (offset < leaf.start || offset >= leaf.end) break
    const box = frame.map.characterAt(offset)?.getBoundingClientRect()
    // Blanks that a line's end swallows have no room.
    if (!box || box.width === 0) continue
    line ??= box
    if (box.top >= line.bottom - TOUCH || box.bottom <= line.top + TOUCH) break
    const [near, far] = isRtl ? [box.right, box.left] : [box.left, box.right]
    if (Math.abs(near - x) < found.away) found = { offset, away: Math.abs(near - x) }
    // Behind the last letter of all there is a place, too.
    if (offset === leaf.end - 1 && Math.abs(far - x) < found.away)
      found = { offset: leaf.end, away: Math.abs(far - x) }
  }
  return found.offset
}
