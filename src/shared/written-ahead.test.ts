import { describe, expect, it } from 'vitest'
import { Formats } from './formats.ts'
import { writeAhead } from './written-ahead.ts'

const answer = {
  total: 12_345,
  list: [{ progress: 0.285, published: '2024-03-05', tags: [{ count: 1000 }] }, { published: '' }],
  addedAt: 1_795_858_000_000
}

describe('what is written ahead', () => {
  it('is all of an answer, as the language and the region write it', () => {
    const { locale, numbers, percents, published } = writeAhead('de-CH', answer)
    expect(locale).toBe('de-CH')
    const swiss = new Intl.NumberFormat('de-CH')
    expect(numbers[12_345]).toBe(swiss.format(12_345))
    expect(numbers[1000]).toBe(swiss.format(1000))
    expect(numbers[1000]).not.toBe(new Intl.NumberFormat('de').format(1000))
    expect(percents[0.285]).toBe(new Formats('de-CH').number('percent', 0.285))
    expect(published).toEqual({ '2024-03-05': '05.03.2024' })
  })

  it('is the small numbers too, which the window counts itself, and no times', () => {
    const { numbers, percents } = writeAhead('ar-EG', answer)
    expect(numbers[7]).toBe('٧')
    expect(percents[1]).toBe(new Intl.NumberFormat('ar-EG', { style: 'percent' }).format(1))
    expect(Object.keys(numbers)).not.toContain('1795858000000')
  })
})
