import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layOutNotes } from './lay-out-notes.ts'

const boxes = fc
  .array(fc.record({ top: fc.integer({ min: 0, max: 5000 }), height: fc.integer({ min: 1, max: 300 }) }), {
    maxLength: 60
  })
  .map((list) => list.sort((a, b) => a.top - b.top))

describe('layOutNotes', () => {
  it('leaves notes that have room where they are', () => {
    expect(
      layOutNotes(
        [
          { top: 10, height: 20 },
          { top: 100, height: 20 }
        ],
        8
      )
    ).toEqual([10, 100])
  })
  it('shares the displacement of two that meet', () => {
    expect(
      layOutNotes(
        [
          { top: 100, height: 40 },
          { top: 100, height: 40 }
        ],
        10
      )
    ).toEqual([75, 125])
  })
  it('pushes nothing above the limit', () => {
    expect(
      layOutNotes(
        [
          { top: 0, height: 40 },
          { top: 0, height: 40 }
        ],
        10
      )
    ).toEqual([0, 50])
  })
  it('never overlaps, keeps the order, stays below the limit', () => {
    fc.assert(
      fc.property(boxes, fc.integer({ min: 0, max: 20 }), (list, gap) => {
        const tops = layOutNotes(list, gap)
        expect(tops).toHaveLength(list.length)
        tops.forEach((top, i) => {
          expect(top).toBeGreaterThanOrEqual(0)
          if (i > 0) expect(top - (tops[i - 1]! + list[i - 1]!.height + gap)).toBeGreaterThan(-1e-6)
        })
      })
    )
  })
  it('displaces no more than pushing down from the top would', () => {
    fc.assert(
      fc.property(boxes, (list) => {
        const cost = (tops: number[]) => tops.reduce((sum, top, i) => sum + (top - list[i]!.top) ** 2, 0)
        let next = 0
        const pushed = list.map((box) => {
          const top = Math.max(box.top, next)
          next = top + box.height
          return top
        })
        expect(cost(layOutNotes(list, 0, Number.NEGATIVE_INFINITY))).toBeLessThanOrEqual(cost(pushed) + 1e-6)
      })
    )
  })
  it('places a hundred thousand notes without looking at each pair of them', () => {
    const many = Array.from({ length: 100_000 }, (_, i) => ({ top: i, height: 60 }))
    const tops = layOutNotes(many, 8)
    // In the time a test has, which their square would not be done in.
    expect(tops.every((top, i) => i === 0 || top - tops[i - 1]! >= 68 - 1e-6)).toBe(true)
  })
})
