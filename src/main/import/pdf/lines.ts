import { greatest, least } from '../../../shared/long-lists.ts'
import { commonest, isRightToLeft, type PdfPage, type Run, type Segment } from './pdf-page.ts'
import type { Region } from './reading-order.ts'
import type { Role } from './structure.ts'

/** A line of running text, or a row of cells. */
export interface Line {
  /** From left to right. */
  cells: Segment[]
  x0: number
  x1: number
  y: number
  size: number
  page: number
  region: Region
  /** All of its letters are bold, or italic. */
  bold: boolean
  italic: boolean
  mono: boolean
  isRightToLeft: boolean
  /** What the file says all of it is part of. */
  role: Role | undefined
}

/** The lines of a part of a page, from top to bottom. */
export function linesOf(region: Region, page: PdfPage): Line[] {
  const rows: Segment[][] = []
  for (const segment of region.segments.toSorted((a, b) => a.y - b.y || a.x0 - b.x0)) {
    const row = rows.at(-1)
    const first = row?.[0]
    if (first && segment.y - first.y <= Math.min(first.size, segment.size) * 0.4) row.push(segment)
    else rows.push([segment])
  }
  return rows.map((row) =>
    lineOf(
      row.toSorted((a, b) => a.x0 - b.x0),
      page.index,
      region
    )
  )
}

function lineOf(cells: Segment[], page: number, region: Region): Line {
  const runs = cells.flatMap((one) => one.runs)
  const said = runs.filter((one) => /[\p{L}\p{N}]/u.test(one.text))
  const size = commonest(
    runs.map((one) => [one.size, one.text.trim().length] as const),
    0.1
  )
  return {
    cells,
    x0: least(cells.map((one) => one.x0)),
    x1: greatest(cells.map((one) => one.x1)),
    y: cells[0]!.y,
    size,
    page,
    region,
    bold: said.length > 0 && said.every((one) => one.bold),
    italic: said.length > 0 && said.every((one) => one.italic),
    mono: runs.every((one) => one.mono),
    role: said.every((one) => one.role === said[0]!.role) ? said[0]?.role : undefined,
    isRightToLeft: isRightToLeft(runs.map((one) => one.text).join(' '))
  }
}

/** A piece of a line's text with its look; spaces are set where the gaps are. */
export interface Piece {
  text: string
  run: Run
  /** Raised above the line (a note's sign, a power) or below it. */
  shift: 'sup' | 'sub' | undefined
}

/** What a line says, in logical order. */
export function piecesOf(line: Pick<Line, 'cells' | 'size' | 'y' | 'isRightToLeft'>): Piece[] {
  const runs = line.cells.flatMap((one) => one.runs).toSorted((a, b) => a.x0 - b.x0)
  if (line.isRightToLeft) runs.reverse()
  const pieces: Piece[] = []
  let before: Run | undefined
  for (const run of runs) {
    const last = pieces.at(-1)
    if (before && last) {
      const gap = line.isRightToLeft ? before.x0 - run.x1 : run.x0 - before.x1
      const isApart = gap > Math.min(before.size, run.size) * 0.15
      if (isApart && !/\s$/.test(last.text) && !/^\s/.test(run.text)) last.text += ' '
    }
    pieces.push({ text: run.text, run, shift: shiftOf(run, line) })
    before = run
  }
  return pieces
}

const texts = new WeakMap<object, string>()

/** What a line says on one line; asked often, so it is worked out once. */
export function textOfLine(line: Pick<Line, 'cells' | 'size' | 'y' | 'isRightToLeft'>): string {
  let text = texts.get(line)
  if (text === undefined) {
    text = piecesOf(line)
      .map((one) => one.text)
      .join('')
      .replace(/\s+/gu, ' ')
      .trim()
    texts.set(line, text)
  }
  return text
}

function shiftOf(run: Run, line: { y: number; size: number }): Piece['shift'] {
  if (run.size > line.size * 0.85) return undefined
  const rise = line.y - run.y
  if (rise > line.size * 0.18) return 'sup'
  if (rise < -line.size * 0.08) return 'sub'
  return undefined
}
