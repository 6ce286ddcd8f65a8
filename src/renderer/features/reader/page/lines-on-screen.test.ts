import { describe, expect, it } from 'vitest'
import { nearest } from '../aids/reading-ruler.ts'
import { fitPage, mergeLines } from './lines-on-screen.ts'

const line = (start: number, end = start + 24) => ({ start, end })

describe('mergeLines', () => {
  it('takes what stands side by side as one line', () => {
    // A line, its superscript, and a cell beside it.
    expect(mergeLines([line(100), line(98, 112), line(102)])).toEqual([{ start: 98, end: 126 }])
  })

  it('keeps lines apart whose glyph boxes overlap a little, as in close type', () => {
    const lines = [line(100, 126), line(121, 147), line(142, 168)]
    expect(mergeLines(lines)).toEqual(lines)
  })

  it('puts them in order', () => {
    expect(mergeLines([line(50), line(0)])).toEqual([line(0), line(50)])
  })
})

describe('fitPage', () => {
  const lines = [line(72), line(102), line(132), line(162)]

  it('ends after the last whole line', () => {
    const { cut, next } = fitPage(lines, 72, 150)
    expect(next).toEqual(line(132))
    expect(cut).toBeGreaterThanOrEqual(126)
    expect(cut).toBeLessThanOrEqual(132)
  })

  it('has no next page where everything fits', () => {
    expect(fitPage(lines, 72, 300)).toEqual({ cut: 300, next: undefined })
  })

  it('leaves lines above its start to the page before', () => {
    expect(fitPage([line(20), ...lines], 72, 120).next).toEqual(line(102))
  })

  it('does not end with a heading', () => {
    const { next } = fitPage(lines, 72, 150, (one) => one.start === 102)
    expect(next).toEqual(line(102))
  })

  it('shows a page of headings as it is', () => {
    expect(fitPage(lines, 72, 150, () => true).next).toEqual(line(132))
  })

  it('cuts what is higher than a page', () => {
    expect(fitPage([line(72, 2000)], 72, 700)).toEqual({ cut: 700, next: line(72, 2000) })
  })
})

describe('nearest', () => {
  it('finds the line at or closest to a height', () => {
    const lines = [line(0), line(30), line(60)]
    expect(nearest(lines, 40)).toBe(1)
    expect(nearest(lines, 28)).toBe(1)
    expect(nearest(lines, 900)).toBe(2)
    expect(nearest([], 10)).toBe(0)
  })
})
