import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeTexts } from './merge-texts.ts'

describe('mergeTexts', () => {
  it.each([
    ['one two three', 'ONE two three', 'one two THREE', 'ONE two THREE'],
    ['one two three', 'one two THREE', 'ONE two three', 'ONE two THREE'],
    ['', 'mine', 'theirs', 'theirs\n\nmine'],
    ['base', 'base and mine', 'base and theirs', 'base and theirs\n\nbase and mine'],
    ['a', 'a', 'b', 'b'],
    ['a', 'b', 'a', 'b'],
    ['keep all', '', 'keep all of it', ' of it']
  ])('%j, %j and %j make %j', (base, mine, theirs, merged) => {
    expect(mergeTexts(base, mine, theirs)).toBe(merged)
  })

  it('keeps every word that anybody wrote, whoever comes first', () => {
    const word = (name: string) => fc.integer({ min: 0, max: 30 }).map((n) => `${name}${n}`)
    const words = (name: string) => fc.array(word(name), { maxLength: 6 })
    fc.assert(
      fc.property(
        words('base'),
        fc.array(fc.tuple(fc.nat(10), word('mine')), { maxLength: 3 }),
        fc.array(fc.tuple(fc.nat(10), word('theirs')), { maxLength: 3 }),
        (base, mine, theirs) => {
          const write = (into: readonly string[], added: readonly [number, string][]) => {
            const all = [...into]
            for (const [at, one] of added) all.splice(at, 0, one)
            return all.join(' ')
          }
          const merged = mergeTexts(base.join(' '), write(base, mine), write(base, theirs))
          for (const one of [...base, ...mine.map(([, w]) => w), ...theirs.map(([, w]) => w)])
            expect(merged.split(/\s+/u)).toContain(one)
        }
      )
    )
  })

  it('never makes text that cannot be stored', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '😀', '😁', '🇨🇭', 'é', ' '), maxLength: 8 })
    fc.assert(
      fc.property(text, text, text, (base, mine, theirs) => {
        expect(mergeTexts(base, mine, theirs).isWellFormed()).toBe(true)
      })
    )
  })
})
