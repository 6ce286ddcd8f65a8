import { expect, it } from 'vitest'
import { monthNamed } from './month-names.ts'
import { isoDate } from './text-masthead.ts'

it.each([
  ['March', 3],
  ['Sept.', 9],
  ['März', 3],
  ['août', 8],
  ['marzo', 3],
  ['марта', 3],
  ['март', 3],
  ['marca', 3],
  ['Ağustos', 8],
  // Of three letters only, and a word that is none.
  ['Ma', 0],
  ['tide', 0]
])('%s is month %i', (name, month) => {
  expect(monthNamed(name)).toBe(month)
})

it.each([
  ['2. März 2021', '2021-03-02'],
  ['1er août 2021', '2021-08-01'],
  ['2 de marzo de 2021', '2021-03-02'],
  ['2 марта 2021 г.', '2021-03-02'],
  ['31 de febrero de 2021', ''],
  ['2 of tides 2021', '']
])('%s', (stated, date) => {
  expect(isoDate(stated)).toBe(date)
})
