import { expect, it } from 'vitest'
import { findOnPage } from './find-on-page.ts'

// A page of 200 by 100 points; PDF counts upwards, the view downwards.
const view = { width: 200, height: 100, transform: [1, 0, 0, -1, 0, 100] }
const item = (str: string, x: number, y: number) => ({
  str,
  transform: [10, 0, 0, 10, x, y],
  width: str.length * 5
})
const content = {
  items: [item('The inter-', 20, 80), { type: 'beginMarkedContent' }, item('national ﬁsh', 20, 65)]
}

it('finds words across lines, hyphens and ligatures, a rectangle to a line', () => {
  const [found, lost, none] = findOnPage(content, view, ['the international fish', 'a whale', ' – '])
  expect(found?.map(({ x, width }) => [Math.round(x * 200), Math.round(width * 200)])).toEqual([
    [20, 45],
    [20, 60]
  ])
  expect(found?.[0]?.y).toBeCloseTo((100 - 80 - 8.6) / 100)
  expect(lost).toEqual([])
  expect(none).toEqual([])
})

it('cuts a line to the words', () => {
  const [[rect] = []] = findOnPage(content, view, ['national'])
  expect([rect!.x * 200, rect!.width * 200].map(Math.round)).toEqual([20, 40])
})
