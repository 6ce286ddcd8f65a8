import { describe, expect, it } from 'vitest'
import { formatInterval } from './format-interval.ts'

describe('formatInterval', () => {
  it('says it in the one unit that says it best, and a moment is not nothing', () => {
    expect(
      [0, 0.001, 0.34, 1, 59, 90, 1440 * 3, 1440 * 400].map((one) => formatInterval(one, 'long'))
    ).toEqual([
      '0 minutes',
      '1 second',
      '20 seconds',
      '1 minute',
      '59 minutes',
      '2 hours',
      '3 days',
      '1.1 years'
    ])
  })
})
