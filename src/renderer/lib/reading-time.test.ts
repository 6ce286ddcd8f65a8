import { describe, expect, it } from 'vitest'
import { minutesLeft } from './reading-time.ts'

describe('minutesLeft', () => {
  it('goes by the mean speed of the language', () => {
    expect(minutesLeft({ wordCount: 2380, language: 'en-GB' }, 0)).toBe(10)
    expect(minutesLeft({ wordCount: 2380, language: '' }, 0.5)).toBe(5)
    // 179 where English is 228.
    expect(minutesLeft({ wordCount: 2380, language: 'de' }, 0)).toBe(13)
  })

  it('counts characters where words are not written apart', () => {
    expect(minutesLeft({ wordCount: 1, language: 'zh-Hant', textLength: 2662 }, 0)).toBe(10)
    expect(minutesLeft({ wordCount: 1, language: 'ja', textLength: 3727 }, 0)).toBe(10)
    expect(minutesLeft({ wordCount: 1580, language: 'zh' }, 0)).toBe(10)
  })

  it('is a minute at least', () => {
    expect(minutesLeft({ wordCount: 3, language: 'en' }, 0.99)).toBe(1)
  })
})
