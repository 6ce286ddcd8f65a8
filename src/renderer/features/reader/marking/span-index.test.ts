import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byLikelihood, coveredBy, SpanIndex } from './span-index.ts'

const span = fc
  .tuple(fc.nat(100), fc.integer({ min: 1, max: 40 }))
  .map(([start, length]) => ({ start, end: start + length }))
const spans = fc.array(span, { maxLength: 30 })

describe('SpanIndex', () => {
  it('finds what a scan would find, in order', () => {
    fc.assert(
      fc.property(spans, span, (items, asked) => {
        const index = new SpanIndex(items)
        const scanned = index.items.filter((item) => item.start < asked.end && item.end > asked.start)
        expect(index.touching(asked)).toEqual(scanned)
      })
    )
  })
})

describe('coveredBy', () => {
  it.each([1, 2, 3])('covers exactly the places where %i or more lie', (least) => {
    fc.assert(
      fc.property(spans, (items) => {
        const found = coveredBy(items, least)
        for (let at = 0; at < 150; at++) {
          const depth = items.filter((item) => item.start <= at && at < item.end).length
          expect(found.some((o) => o.start <= at && at < o.end)).toBe(depth >= least)
        }
      })
    )
  })
  it('sees no overlap in spans that only touch, and one stretch', () => {
    const touching = [
      { start: 0, end: 5 },
      { start: 5, end: 9 }
    ]
    expect(coveredBy(touching, 2)).toEqual([])
    expect(coveredBy(touching, 1)).toEqual([{ start: 0, end: 9 }])
  })
})

describe('byLikelihood', () => {
  it('puts the shortest first, then the newest', () => {
    const list = [
      { start: 0, end: 50, createdAt: 3 },
      { start: 10, end: 20, createdAt: 1 },
      { start: 12, end: 22, createdAt: 2 }
    ]
    expect(byLikelihood(list).map((h) => h.createdAt)).toEqual([2, 1, 3])
  })
})
