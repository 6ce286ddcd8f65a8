import { describe, expect, it } from 'vitest'
import { writeNumbers } from './known-numbers.ts'

const answer = {
  total: 12_345,
  lists: [{ progress: 0.285, tags: [{ count: 1000 }] }],
  addedAt: 1_795_858_000_000
}

describe('numbers written ahead', () => {
  it('are all of an answer, as the language writes them', () => {
    const { locale, numbers, percents } = writeNumbers('de-CH', answer)
    expect(locale).toBe('de-CH')
    expect(numbers[12_345]).toBe(new Intl.NumberFormat('de-CH').format(12_345))
    expect(numbers[1000]).toBe(new Intl.NumberFormat('de-CH').format(1000))
    const percent = new Intl.NumberFormat('de-CH', { style: 'percent', maximumFractionDigits: 0 })
    expect(percents[0.285]).toBe(percent.format(0.285))
  })

  it('are the small ones too, which the window counts itself, and no times', () => {
    const { numbers, percents } = writeNumbers('ar-EG', answer)
    expect(numbers[7]).toBe('٧')
    expect(percents[1]).toBe(new Intl.NumberFormat('ar-EG', { style: 'percent' }).format(1))
    expect(Object.keys(numbers)).not.toContain('1795858000000')
  })
})
