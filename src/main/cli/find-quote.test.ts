import { describe, expect, it } from 'vitest'
import { findQuote } from './find-quote.ts'

const text = 'One  fish,\n\ntwo fish, red\nfish. 🐟 One fish again.'
const found = (...args: [string, { prefix?: string; suffix?: string }?]) => {
  const { start, end } = findQuote(text, ...args)
  return text.slice(start, end)
}

describe('findQuote', () => {
  it('finds the exact place, however the white space was copied', () => {
    expect(found('two fish')).toBe('two fish')
    expect(found('red fish. 🐟')).toBe('red\nfish. 🐟')
    expect(found(' fish, two ')).toBe('fish,\n\ntwo')
    expect(found('again.')).toBe('again.')
  })

  it('chooses between places by what stands before and after', () => {
    expect(() => found('One fish')).toThrow(/2 times.*--prefix/)
    expect(findQuote(text, 'One fish', { suffix: ', two' }).start).toBe(0)
    expect(findQuote(text, 'One fish', { prefix: '🐟' }).start).toBe(text.lastIndexOf('One'))
    expect(() => findQuote(text, 'One fish', { prefix: 'no such words' })).toThrow(
      /not in the article between/
    )
  })

  it('says what is wrong', () => {
    expect(() => found('three fish')).toThrow(/not in the article\./)
    expect(() => found('  ')).toThrow(/empty/)
  })
})
