import { describe, expect, it } from 'vitest'
import type { Difference } from '../../../../shared/versions.ts'
import { type ComparedRow, compareRows, numberPieces } from './compare-rows.ts'

const same = (text: string): Difference => ({ kind: 'same', text, moved: false })
const removed = (text: string): Difference => ({ kind: 'removed', text, moved: false })
const added = (text: string): Difference => ({ kind: 'added', text, moved: false })
const words = (rows: ComparedRow[]) =>
  rows.map(({ before, after }) => [
    before.map(({ text }) => text).join(''),
    after.map(({ text }) => text).join('')
  ])

describe('compareRows', () => {
  it('puts what belongs together at one height, and numbers the differences in their order', () => {
    const pieces = numberPieces([
      added('New first.\n\n'),
      same('One.\n\nTwo '),
      removed('old'),
      added('new'),
      same(' end.\n\n'),
      removed('Gone.\n\n'),
      same('Three.')
    ])
    expect(words(compareRows(pieces))).toEqual([
      ['', 'New first.'],
      ['One.', 'One.'],
      ['Two old end.', 'Two new end.'],
      ['Gone.', ''],
      ['Three.', 'Three.']
    ])
    expect(pieces.map(({ change }) => change)).toEqual([0, undefined, 1, 2, undefined, 3, undefined])
  })
  it('keeps lines whole that were added after others, put in the place of others, or cut in two', () => {
    expect(words(compareRows(numberPieces([same('One.'), added('\n\nTwo.'), same('\n\nThree.')])))).toEqual([
      ['One.', 'One.'],
      ['', 'Two.'],
      ['Three.', 'Three.']
    ])
    expect(words(compareRows(numberPieces([removed('A.\n\n'), added('B.\n\n'), same('C.')])))).toEqual([
      ['A.', 'B.'],
      ['C.', 'C.']
    ])
    expect(words(compareRows(numberPieces([same('One'), added('\n\n'), same(' and two.')])))).toEqual([
      ['One and two.', 'One¶ and two.']
    ])
  })
  it('is empty for nothing', () => {
    expect(compareRows([])).toEqual([])
  })
})
