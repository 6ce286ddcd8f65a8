import { expect, it } from 'vitest'
import { wayInside } from './show-inside.ts'

const box = { from: 100, to: 500 }

it.each([
  ['words in sight', { from: 100, to: 500 }, false, 0],
  ['words behind the end', { from: 700, to: 760 }, false, 760 + 48 - 500],
  ['words cut by the end', { from: 480, to: 520 }, false, 520 + 48 - 500],
  ['words before the start', { from: 20, to: 60 }, false, 20 - 48 - 100],
  ['words that leave little room', { from: 700, to: 1080 }, false, 1080 + 10 - 500],
  ['words longer than the box', { from: 700, to: 1900 }, false, 600],
  ['words longer than the box, from the right', { from: -900, to: 80 }, true, 80 - 500]
])('%s', (_, words, backwards, way) => {
  expect(wayInside(box, words, backwards)).toBe(way)
})
