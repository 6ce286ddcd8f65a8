import { expect, it } from 'vitest'
import { readTable } from './read-table.ts'

const cells = (text: string) => readTable(text).map((row) => [row.get('a'), row.get('b')])

it('reads tables as they should be, and loses no row where a quote is not where it belongs', () => {
  expect(cells('\ufeffA,b\r\n"x, ""y""\nz",1\r\n\r\n2\r\n=1+1,3\r\n')).toEqual([
    ['x, "y"\nz', '1'],
    ['2', ''],
    ['=1+1', '3']
  ])
  expect(cells('a,b\n"say "hi" to",1\nnext,2\nlast,3')).toEqual([
    ['"say "hi" to"', '1'],
    ['next', '2'],
    ['last', '3']
  ])
  expect(cells('a,b\nmid"dle,1\nnext,2')).toEqual([
    ['mid"dle', '1'],
    ['next', '2']
  ])
})

it('leaves out rows that a spreadsheet emptied, and counts them all the same', () => {
  expect(readTable('a,b\n1,2\n,\n"  ",\n3,').map((one) => [one.row, one.get('a')])).toEqual([
    [1, '1'],
    [4, '3']
  ])
})

it('reads a million rows', () => {
  const rows = Array.from({ length: 1_000_000 }, (_, at) => `"Quotation ${at}",${at}`)
  const table = readTable(`a,b\n${rows.join('\n')}\n`)
  expect(table).toHaveLength(1_000_000)
  expect(table.at(-1)?.get('a')).toBe('Quotation 999999')
})
