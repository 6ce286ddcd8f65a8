import { expect, it } from 'vitest'
import { type Box, cellTowards } from './line-in-table.ts'

const box = (left: number, right: number, top: number, bottom: number): Box => ({ left, right, top, bottom })

/** Three rows of two cells; the first cell of the second row goes over two rows, the last row has one cell. */
const cells = [
  box(0, 100, 0, 20),
  box(100, 200, 0, 20),
  box(0, 100, 20.4, 60),
  box(100, 200, 20.4, 40),
  box(100, 200, 40.2, 60),
  box(0, 90, 60, 80)
]

it('leads to the cell below or above at the same place of the line', () => {
  expect(cellTowards(cells, cells[0]!, 50, 1)).toBe(2)
  expect(cellTowards(cells, cells[1]!, 150, 1)).toBe(3)
  expect(cellTowards(cells, cells[3]!, 150, 1)).toBe(4)
  expect(cellTowards(cells, cells[4]!, 150, -1)).toBe(3)
  expect(cellTowards(cells, cells[2]!, 50, -1)).toBe(0)
})

it('leads to the nearest cell of a row that has none at this place', () => {
  expect(cellTowards(cells, cells[4]!, 150, 1)).toBe(5)
})

it('leads into a table from above and from below, and out of it at its ends', () => {
  expect(cellTowards(cells, { top: -40, bottom: -20 }, 150, 1)).toBe(1)
  expect(cellTowards(cells, { top: 100, bottom: 120 }, 50, -1)).toBe(5)
  expect(cellTowards(cells, cells[5]!, 50, 1)).toBeUndefined()
  expect(cellTowards(cells, cells[1]!, 150, -1)).toBeUndefined()
})
