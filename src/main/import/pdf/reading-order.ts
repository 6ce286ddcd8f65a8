import { addAll, greatest, least } from '../../../shared/long-lists.ts'
import { lettersIn, median, type Segment } from './pdf-page.ts'

/** A part of a page that is read line by line from top to bottom. */
export interface Region {
  segments: Segment[]
  x0: number
  x1: number
}

/** Columns beside each other on one page; more are a table. */
const MOST_COLUMNS = 6
/** Rows that two columns must have beside each other. */
const FEWEST_ROWS = 3
/** Letters that a line of a column has at least, as a rule; cells of tables have fewer. */
const LETTERS_IN_LINE = 11

/**
 * The parts of a page in the order in which they are read: where a gutter runs down the page, first the left
 * column, then the right one; what lies across it (a title, a wide table) comes between.
 */
export function readingOrder(segments: readonly Segment[], isRightToLeft = false): Region[] {
  return split(segments, isRightToLeft, 0).filter((region) => region.segments.length > 0)
}

function split(segments: readonly Segment[], isRightToLeft: boolean, depth: number): Region[] {
  const gutter = depth < MOST_COLUMNS ? findGutter(segments) : undefined
  if (gutter === undefined) return [regionOf(segments)]
  const regions: Region[] = []
  const across = segments.filter((one) => one.x0 < gutter && one.x1 > gutter).toSorted((a, b) => a.y - b.y)
  let beside = segments.filter((one) => one.x1 <= gutter || one.x0 >= gutter)
  const columns = (part: readonly Segment[]) => {
    const left = part.filter((one) => one.x1 <= gutter)
    const right = part.filter((one) => one.x0 >= gutter)
    for (const side of isRightToLeft ? [right, left] : [left, right])
      if (side.length) addAll(regions, split(side, isRightToLeft, depth + 1))
  }
  for (let at = 0; at < across.length; ) {
    let end = at + 1
    // Lines across with nothing beside them between are one part.
    while (end < across.length && !beside.some((one) => one.y > across[at]!.y && one.y < across[end]!.y))
      end++
    const top = across[at]!.y
    const above = beside.filter((one) => one.y < top)
    beside = beside.filter((one) => one.y >= top)
    columns(above)
    // What stands on the lines across, or ends their last one short, belongs to them.
    const bottom = across[end - 1]!.y
    const level = beside.filter((one) => one.y <= bottom + 0.5)
    beside = beside.filter((one) => one.y > bottom + 0.5)
    regions.push(regionOf([...across.slice(at, end), ...level]))
    at = end
  }
  columns(beside)
  return regions
}

function regionOf(segments: readonly Segment[]): Region {
  return {
    segments: [...segments],
    x0: least(segments.map((one) => one.x0)),
    x1: greatest(segments.map((one) => one.x1))
  }
}

/** Where a gutter runs: text on both sides, beside each other, and little across. */
function findGutter(segments: readonly Segment[]): number | undefined {
  if (segments.length < FEWEST_ROWS * 2 || segments.length > 5000) return undefined
  const { x0, x1 } = regionOf(segments)
  const width = x1 - x0
  const total = lettersIn(segments.flatMap((one) => one.runs))
  const starts = [...new Set(segments.map((one) => Math.round(one.x0)))].filter(
    (x) => x > x0 + width * 0.12 && x < x1 - width * 0.08
  )
  const size = median(segments.map((one) => one.size))
  let best: { x: number; across: number; room: number } | undefined
  for (const start of starts.toSorted((a, b) => a - b)) {
    // A gutter ends where lines of the column after it begin. A few lines may reach into it.
    const ends = segments.filter((one) => one.x1 <= start - 1.5).map((one) => one.x1)
    if (ends.length < FEWEST_ROWS) continue
    const edge = ends.toSorted((a, b) => a - b)[Math.floor((ends.length - 1) * 0.95)]!
    const room = start - 1.5 - edge
    if (room < size * 0.5) continue
    const x = start - 1.5 - Math.min(room / 2, size)
    const left = segments.filter((one) => one.x1 <= x)
    const right = segments.filter((one) => one.x0 >= x)
    if (left.length < FEWEST_ROWS || right.length < FEWEST_ROWS) continue
    const across = total - letters(left) - letters(right)
    if (across > total * 0.45 || letters(left) < total * 0.08 || letters(right) < total * 0.08) continue
    const beginning = right.filter((one) => one.x0 < start + 4)
    if (beginning.length < Math.min(right.length * 0.3, FEWEST_ROWS * 2)) continue
    if (!isColumn(left) || !isColumn(right) || rowsBeside(left, right) < FEWEST_ROWS) continue
    if (!best || across < best.across || (across === best.across && room > best.room))
      best = { x, across, room }
  }
  return best?.x
}

function letters(segments: readonly Segment[]): number {
  let count = 0
  for (const one of segments) count += lettersIn(one.runs)
  return count
}

/** Whether most of its lines say enough to be lines of running text. */
function isColumn(segments: readonly Segment[]): boolean {
  const rows = new Map<number, number>()
  for (const one of segments) {
    const row = Math.round(one.y / Math.max(2, one.size * 0.4))
    rows.set(row, (rows.get(row) ?? 0) + lettersIn(one.runs))
  }
  return rows.size >= FEWEST_ROWS && median([...rows.values()]) >= LETTERS_IN_LINE
}

/** Lines on the left with something at their height on the right. */
function rowsBeside(left: readonly Segment[], right: readonly Segment[]): number {
  const heights = right.map((one) => one.y).toSorted((a, b) => a - b)
  let rows = 0
  for (const one of left) {
    const near = heights.find((y) => y > one.y - one.size)
    if (near !== undefined && near < one.y + one.size) rows++
  }
  return rows
}
