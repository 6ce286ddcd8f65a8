import type { ReadingFrame } from './reading-frame.ts'

/** Tables of fewer columns share the line well enough by themselves. */
const FEWEST_COLUMNS = 4
/** A column of no more letters than this keeps them on one line. */
const ONE_LINE = 16
/** Letters on a line of the widest column: what newspapers set. */
const WIDEST = 34

/**
 * Letters that a column's lines must have room for, whatever stands beside it. A browser gives all that can be
 * scrolled to no column in particular: text beside many figures gets a word to a line.
 *
 * @param longest letters of the column's longest cell.
 * @returns 0 where any room will do.
 */
export function roomOf(longest: number): number {
  if (longest <= ONE_LINE) return longest
  return Math.min(WIDEST, Math.round(10 + 1.5 * Math.sqrt(longest)))
}

/** Says in `data-room` of one cell of each column of text how many letters go on its line. */
export function giveRoom(table: HTMLTableElement): void {
  const longest: { cell: HTMLTableCellElement; length: number }[] = []
  let columns = 0
  for (const row of table.rows) {
    let column = 0
    for (const cell of row.cells) {
      const length = cell.colSpan === 1 ? lengthOf(cell) : 0
      if (length > (longest[column]?.length ?? 0)) longest[column] = { cell, length }
      column += cell.colSpan
    }
    columns = Math.max(columns, column)
  }
  if (columns < FEWEST_COLUMNS) return
  for (const { cell, length } of Object.values(longest)) cell.dataset.room = String(roomOf(length))
}

const lengthOf = (cell: Element) => cell.textContent?.trim().length ?? 0

/** Gives every table of the page room, as the page arrives. Ends with the frame. */
export function giveTablesRoom(frame: ReadingFrame): void {
  let done = 0
  const look = () => {
    const { regions } = frame.map
    for (; done < regions.length; done++) {
      for (const table of regions[done]!.element.querySelectorAll('table')) giveRoom(table)
    }
  }
  look()
  frame.onArrival(look)
}
