import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance } from './edit-distance.ts'

describe('editDistance', () => {
  it.each([
    ['river', 'river', 0],
    ['rivre', 'river', 1],
    ['rver', 'river', 1],
    ['riveer', 'river', 1],
    ['fiver', 'river', 1],
    ['rivet', 'riven', 1],
    ['kitten', 'sitting', 3],
    ['abc', 'xyz', 3]
  ])('of %s and %s is %i', (a, b, distance) => {
    expect(editDistance(a, b, 5)).toBe(distance)
    expect(editDistance(b, a, 5)).toBe(distance)
  })

  it('stops at the bound without changing what is within it', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (a, b, most) => {
        expect(editDistance(a, b, most)).toBe(Math.min(editDistance(a, b, 20), most + 1))
      })
    )
  })
})
