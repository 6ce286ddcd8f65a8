import type { TableCell } from '../../../shared/blocks.ts'
import { greatest, least } from '../../../shared/long-lists.ts'
import { type Line, textOfLine } from './lines.ts'
import { median, type Segment } from './pdf-page.ts'

/** A row of a table as it was found; cells by column. */
export interface Grid {
  from: number
  /** Index of the line after the last. */
  to: number
  rows: TableCell[][]
}

/** Room between cells, in heights of the type; words of a justified line are closer than that. */
const WIDE_GAP = 1.5
/** Words of a cell; longer, and it is a column of text. */
const LONGEST_CELL = 90

/** Finds rows of cells that stand in columns, among the lines of one part of a page. */
export function findTables(lines: readonly Line[]): Grid[] {
  const grids: Grid[] = []
  for (let from = 0; from < lines.length; ) {
    if (lines[from]!.cells.length < 2) {
      from++
      continue
    }
    let to = from + 1
    while (to < lines.length && goesOn(lines, to, from)) to++
    while (lines[to - 1]!.cells.length < 2) to--
    const grid = gridOf(lines.slice(from, to))
    if (grid) {
      grids.push({ from, to, rows: grid })
      from = to
    } else from++
  }
  return grids
}

/** A row, or the second line of a cell, close below what came before. */
function goesOn(lines: readonly Line[], at: number, from: number): boolean {
  const line = lines[at]!
  const before = lines[at - 1]!
  if (line.y - before.y > Math.max(line.size, before.size) * 3.2) return false
  if (line.cells.length >= 2) return true
  // One cell alone: only inside, not across the whole width, and not twice in a row.
  const next = lines[at + 1]
  if (!next || next.cells.length < 2 || before.cells.length < 2) return false
  const width =
    greatest(lines.slice(from, at).map((one) => one.x1)) - least(lines.slice(from, at).map((one) => one.x0))
  return line.x1 - line.x0 < width * 0.6
}

function gridOf(lines: readonly Line[]): TableCell[][] | undefined {
  const full = lines.filter((one) => one.cells.length >= 2)
  const edges = columnsOf(full)
  if (edges.length < 1) return undefined
  const columns = edges.length + 1
  const gap = gapsOf(full)
  if (full.length < 3 && !(full.length === 2 && columns >= 3 && gap > 3)) return undefined
  if (gap < WIDE_GAP || isJustified(full)) return undefined
  const rows: {
    cells: Map<number, { text: string; span: number; bold: boolean; x0: number; x1: number }>
    y: number
    size: number
  }[] = []
  for (const line of lines) {
    const cells: (typeof rows)[number]['cells'] = new Map()
    for (const segment of line.cells) {
      const [first, last] = placeOf(segment, edges)
      const text = textOfLine({ ...line, cells: [segment] })
      const known = cells.get(first)
      const bold = segment.runs.every((run) => run.bold)
      if (known) known.text += ` ${text}`
      else cells.set(first, { text, span: last - first + 1, bold, x0: segment.x0, x1: segment.x1 })
    }
    const before = rows.at(-1)
    const isSecondLine =
      before !== undefined &&
      !cells.has(0) &&
      line.y - before.y < line.size * 1.5 &&
      [...cells.keys()].every((column) => before.cells.has(column))
    if (isSecondLine) {
      for (const [column, cell] of cells) before.cells.get(column)!.text += ` ${cell.text}`
      before.y = line.y
    } else rows.push({ cells, y: line.y, size: line.size })
  }
  const texts = rows.flatMap((row) => [...row.cells.values()].map((cell) => cell.text))
  const long = texts.filter((text) => text.length > LONGEST_CELL).length
  if (long > texts.length * 0.2 || rows.length < 2) return undefined
  // Words of running text set far apart leave most rows without a cell in most columns.
  const filled = rows.reduce(
    (sum, row) => sum + [...row.cells.values()].reduce((s, cell) => s + cell.span, 0),
    0
  )
  if (filled < rows.length * columns * 0.55) return undefined
  const heads = rows[0]!.cells.size > 1 && [...rows[0]!.cells.values()].every((cell) => cell.bold)
  const isNumeric = Array.from({ length: columns }, (_, column) => {
    const said = rows.slice(1).flatMap((row) => row.cells.get(column)?.text ?? [])
    return (
      column > 0 &&
      said.length > 1 &&
      said.filter((text) => /^[-–−+(]?[\d.,\s%€$£]+\)?$/.test(text)).length > said.length * 0.7
    )
  })
  return rows.map((row, index) => {
    const line: TableCell[] = []
    for (let column = 0; column < columns; ) {
      const cell = row.cells.get(column)
      line.push({
        header: index === 0 && heads,
        colspan: cell?.span ?? 1,
        rowspan: 1,
        ...(isNumeric[column] ? { align: 'right' as const } : {}),
        blocks: cell ? [{ type: 'paragraph', children: [{ type: 'text', text: cell.text }] }] : []
      })
      column += cell?.span ?? 1
    }
    return line
  })
}

/** Lines that fill the column from edge to edge, and not with figures: words set far apart. */
function isJustified(lines: readonly Line[]): boolean {
  const left = least(lines.map((one) => one.x0))
  const right = greatest(lines.map((one) => one.x1))
  const flush = lines.filter((one) => one.x0 - left < 1.5 && right - one.x1 < 1.5)
  const figures = lines.filter((line) =>
    /^[\p{N}\p{P}\p{S}\s]+$/u.test(textOfLine({ ...line, cells: line.cells.slice(-1) }))
  )
  return flush.length > lines.length * 0.7 && figures.length < lines.length * 0.4
}

/** The usual room between neighbouring cells, in heights of the type. */
function gapsOf(lines: readonly Line[]): number {
  return median(
    lines.flatMap((line) => line.cells.slice(1).map((cell, at) => (cell.x0 - line.cells[at]!.x1) / line.size))
  )
}

/** The middles of the gaps that run down through nearly all rows. */
function columnsOf(lines: readonly Line[]): number[] {
  const left = Math.floor(least(lines.map((one) => one.x0)))
  const right = Math.ceil(greatest(lines.map((one) => one.x1)))
  const cover = new Uint16Array(Math.min(20_000, right - left + 1))
  for (const line of lines)
    for (const cell of line.cells)
      for (let x = Math.max(0, Math.floor(cell.x0 - left)); x < Math.min(cover.length, cell.x1 - left); x++)
        cover[x]!++
  const allowed = Math.floor(lines.length * 0.15)
  const edges: number[] = []
  for (let x = 0; x < cover.length; x++) {
    if (cover[x]! > allowed) continue
    const from = x
    while (x < cover.length && cover[x]! <= allowed) x++
    if (from > 0 && x < cover.length && x - from >= 4) edges.push(left + (from + x) / 2)
  }
  return edges
}

function placeOf(segment: Segment, edges: readonly number[]): [first: number, last: number] {
  const column = (x: number) => edges.filter((edge) => edge < x).length
  const slack = Math.min(2, (segment.x1 - segment.x0) / 4)
  return [column(segment.x0 + slack), column(segment.x1 - slack)]
}
