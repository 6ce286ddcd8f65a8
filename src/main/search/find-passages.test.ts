import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildPlan } from './build-plan.ts'
import { holdsPhrases } from './find-passages.ts'
import { parseQuery } from './parse-query.ts'

const nobody = { languages: new Set(['en']), expand: () => ({ alternatives: [], correction: null }) }
const planOf = (query: string) => buildPlan(parseQuery(query), nobody, undefined, () => false)
const holds = (text: string, query: string) => holdsPhrases([text], 'en', planOf(query))

describe('holdsPhrases', () => {
  it('finds the same in a plain text, which it does not take apart, and in one it does', () => {
    const word = fc.constantFrom('clay', 'Clay', 'clays', 's', 'boat', "boat's", 'boat’s', 'a', '3', 'pot_1')
    const between = fc.constantFrom(' ', ', ', '-', '’', "'", ' — ', '.\n\n', '_', ' s ')
    fc.assert(
      fc.property(
        fc.array(fc.tuple(word, between), { maxLength: 12 }),
        fc.array(word, { minLength: 2, maxLength: 3 }),
        fc.constantFrom('" ', '', '"'),
        (pieces, phrase, end) => {
          const text = pieces.flat().join('')
          const query = `"${phrase.join(' ')}${end}`
          // The letter at its end has to be folded, so this text is read word by word.
          expect(holds(text, query)).toBe(holds(`${text} ü`, query))
        }
      ),
      { numRuns: 1500 }
    )
  })

  it('finds phrases across signs, not across words, and an unfinished last word', () => {
    expect(holds('The potter’s, slow-moving hand', '"potter slow moving"')).toBe(true)
    expect(holds('The potter and his slow hand', '"potter slow"')).toBe(false)
    expect(holds('The potter’s slow hand', '"potter slo')).toBe(true)
    expect(holds('The potter’s slow hand', '"potter slo" ')).toBe(false)
    expect(holds('Das langsame Wasser im Süden', '"wasser im sueden" OR "wasser im suden"')).toBe(true)
  })

  it('measures how far words are apart', () => {
    const text = 'Slow water carries heavy red clay'
    expect(holds(text, 'near:5 slow clay')).toBe(true)
    expect(holds(text, 'near:4 slow clay')).toBe(false)
    expect(holds(text, 'near:3 slow water clay')).toBe(false)
    expect(holds(text, 'near:2 slow carry')).toBe(true)
  })
})
