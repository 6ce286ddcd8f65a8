import { expect, it } from 'vitest'
import { giveRoom, roomOf } from './table-room.ts'

const remark = 'The ledger says otherwise, and the clerk has signed it twice.'

function table(rows: string[][]): HTMLTableElement {
  const made = document.createElement('table')
  made.innerHTML = rows
    .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
    .join('')
  giveRoom(made)
  return made
}
const rooms = (one: HTMLTableElement) =>
  Array.from(one.rows, (row) => Array.from(row.cells, (cell) => Number(cell.dataset.room ?? 0)))

it('keeps short cells on one line and gives text a line worth reading', () => {
  expect(roomOf(4)).toBe(4)
  expect(roomOf('North quay'.length)).toBe(10)
  expect(roomOf(60)).toBeGreaterThan(18)
  expect(roomOf(100_000)).toBe(34)
})

it('asks for room in the longest cell of each column', () => {
  const made = table([
    ['Quay', '1871', '1872', 'Remarks'],
    ['North quay', '7', '131', remark]
  ])
  expect(rooms(made)).toEqual([
    [0, 4, 4, 0],
    [10, 0, 0, roomOf(remark.length)]
  ])
})

it('leaves tables of few columns alone', () => {
  expect(rooms(table([[remark, remark, '1871']])).flat()).toEqual([0, 0, 0])
})

it('counts what reaches over several columns as all of them', () => {
  const made = document.createElement('table')
  made.innerHTML = `<tr><td colspan="3">${remark}</td><td>1871</td></tr><tr><td>a</td><td>b</td><td>c</td><td>d</td></tr>`
  giveRoom(made)
  expect(made.rows[0]!.cells[0]!.dataset.room).toBeUndefined()
  expect(made.rows[0]!.cells[1]!.dataset.room).toBe('4')
  expect(made.rows[1]!.cells[0]!.dataset.room).toBe('1')
})
