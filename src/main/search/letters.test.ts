import fc from 'fast-check'
import { expect, it } from 'vitest'
import { words } from './analyze-text.ts'
import { classAt, UNSPACED, WORD } from './letters.ts'

it('knows letters, digits and marks of every script, also those of two units', () => {
  expect(classAt('a', 0)).toBe(WORD)
  expect(classAt('é7', 1)).toBe(WORD)
  expect(classAt('-', 0)).toBe(0)
  expect(classAt('手', 0)).toBe(WORD | UNSPACED)
  expect(classAt('한', 0)).toBe(WORD | UNSPACED)
  // Gothic, a letter of the Chinese extension B, an emoji: two units each.
  expect([classAt('𐌰', 0), classAt('𐌰', 1)]).toEqual([WORD, WORD])
  expect([classAt('𠀀', 0), classAt('𠀀', 1)]).toEqual([WORD | UNSPACED, WORD | UNSPACED])
  expect([classAt('😀', 0), classAt('😀', 1)]).toEqual([0, 0])
  expect([classAt('\ud800', 0), classAt('\udc00', 0), classAt('\ud800a', 0)]).toEqual([0, 0, 0])
})

it('finds the words a regular expression finds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const runs = Array.from(text.matchAll(/[\p{L}\p{N}\p{M}\u00ad\u200c\u200d]+/gu), (found) => [
        found.index,
        found.index + found[0].length
      ])
      for (const { start, end } of words(text, 'en')) {
        expect(runs.some(([from = 0, to = 0]) => start >= from && end <= to)).toBe(true)
      }
      const covered = words(text, 'en').map(({ start, end }) => text.slice(start, end))
      for (const [from, to] of runs) {
        // A run of joiners only is no word.
        if (!/[\p{L}\p{N}]/u.test(text.slice(from, to))) continue
        expect(covered.length).toBeGreaterThan(0)
      }
    }),
    { numRuns: 300 }
  )
})
