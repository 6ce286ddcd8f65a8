import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { snapToWords } from './snap-words.ts'

describe('snapToWords', () => {
  it.each([
    ['the tides of spring', 'des o', 'tides of', 'en'],
    ['the tides of spring', 'tides', 'tides', 'en'],
    ['the tides, of', 'des,', 'tides,', 'en'],
    ['it isn’t so', 'sn', 'isn’t', 'en'],
    ['潮汐是海水的运动', '汐是', '潮汐是', 'zh'],
    ['мир и вода', 'ир', 'мир', 'not a language!']
  ])('in %j takes %j for %j', (text, part, whole, language) => {
    const start = text.indexOf(part)
    const span = snapToWords(text, { start, end: start + part.length }, language)
    expect(text.slice(span.start, span.end)).toBe(whole)
  })

  it('only ever widens, and is settled after one time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.nat(60), fc.nat(60), (text, a, b) => {
        const start = Math.min(a, b, text.length)
        const end = Math.min(Math.max(a, b), text.length)
        const once = snapToWords(text, { start, end })
        expect(once.start).toBeLessThanOrEqual(start)
        expect(once.end).toBeGreaterThanOrEqual(end)
        expect(once.end).toBeLessThanOrEqual(text.length)
        expect(snapToWords(text, once)).toEqual(once)
      })
    )
  })
})
