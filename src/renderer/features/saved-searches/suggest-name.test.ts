import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { suggestName } from './suggest-name.ts'

describe('suggestName', () => {
  it.each([
    ['quiet room', 'quiet room'],
    ['"quiet room" tag:"far away"', 'quiet room · far away'],
    ['is:unread -tag:work room', 'room · unread · \u2212work'],
    ['kiln OR bridge near:5', 'kiln bridge'],
    ['"unfinished', 'unfinished'],
    ['added:>2026-01', '>2026-01'],
    ['-', '-']
  ])('%s becomes %s', (query, name) => {
    expect(suggestName(query)).toBe(name)
  })

  it('is short and never empty for a query that is not', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (query) => {
        const name = suggestName(query)
        expect(Array.from(name).length).toBeLessThanOrEqual(60)
        if (query.trim()) expect(name).not.toBe('')
      })
    )
  })
})
