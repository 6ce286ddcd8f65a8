import { describe, expect, it } from 'vitest'
import { createSliceSize } from './slice-size.ts'

/** The sizes of slices of which each takes so long by itself, and so long for each of its rows, ms. */
function sizes(itself: number, each: number, chance: (slice: number) => number = () => 0): number[] {
  const slices = createSliceSize()
  return Array.from({ length: 40 }, (_, slice) => {
    const rows = slices.rows()
    slices.took(rows, Math.round(itself + rows * each + chance(slice)))
    return rows
  })
}
const middle = (all: number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!

describe('the size of slices', () => {
  it('fits what a row takes', () => {
    for (const each of [0.1, 0.3, 1]) {
      const found = middle(sizes(0, each).slice(10))
      expect(found * each).toBeGreaterThan(6)
      expect(found * each).toBeLessThan(18)
    }
  })

  it('is never more or less than is good for anything', () => {
    expect(sizes(0, 0).at(-1)).toBe(500)
    expect(sizes(0, 50).at(-1)).toBe(10)
    expect(Math.max(...sizes(0, 50))).toBe(100)
  })

  it('does not become small where every slice waits for the disk, however small it is', () => {
    for (const wait of [15, 40, 100]) {
      expect(middle(sizes(wait, 0.04).slice(10))).toBeGreaterThan(100)
      // Now and then it waits for others, too.
      const others = (slice: number) => (slice % 7 === 3 ? 2 * wait : slice % 3)
      expect(middle(sizes(wait, 0.04, others).slice(10))).toBeGreaterThan(100)
    }
  })

  it('fits what a row takes, also where every slice waits for the disk', () => {
    const found = middle(sizes(30, 0.5).slice(10))
    expect(found * 0.5).toBeGreaterThan(4)
    expect(found * 0.5).toBeLessThan(18)
  })

  it('follows when rows become slower', () => {
    const slices = createSliceSize()
    for (let slice = 0; slice < 20; slice++) slices.took(slices.rows(), 1)
    expect(slices.rows()).toBe(500)
    for (let slice = 0; slice < 12; slice++) slices.took(slices.rows(), slices.rows())
    expect(slices.rows()).toBeLessThan(20)
  })
})
