import searchNear from 'approx-string-match'
import { describe, expect, it } from 'vitest'
import { quoteAt } from '../../shared/anchoring/quote.ts'
import { agreement, anchorCases } from '../../shared/testing/anchor-cases.ts'
import { madeLanguages } from '../../shared/testing/made-languages.ts'
import { QuotePlacer } from './quote-placer.ts'

const text = [
  'The harbour lay quiet under the long evening light, and nobody spoke.',
  'Three boats were tied to the northern wall, and their lamps were still burning brightly.',
  'The harbour lay quiet again when the boats had left for the winter.'
].join('\n\n')
const bare = (exact: string) => ({ exact, prefix: '', suffix: '' })

describe('QuotePlacer', () => {
  const placer = new QuotePlacer(text)
  const said = (quote: { exact: string; prefix: string; suffix: string }) => {
    const { verdict, span } = placer.place(quote)
    return [verdict, span ? text.slice(span.start, span.end) : '']
  }

  it('finds words that stand once, whatever the typesetter did to them', () => {
    expect(said(bare('tied to the  northern\nwall'))).toEqual(['exact', 'tied to the northern wall'])
    expect(said(bare('Lamps were STILL burn\u00ading brightly.'))[1]).toBe(
      'lamps were still burning brightly.'
    )
  })

  it('asks which one is meant when they stand twice, and knows it from what is around', () => {
    expect(said(bare('The harbour lay quiet'))[0]).toBe('unsure')
    const { span, verdict } = placer.place({
      exact: 'The harbour lay quiet',
      prefix: 'lamps were still burning brightly. ',
      suffix: ' again when the boats had'
    })
    expect([verdict, span!.start]).toEqual(['exact', text.lastIndexOf('The harbour')])
  })

  it('finds words with edits and says so; never less than the floors allow', () => {
    expect(
      said(bare('Three ships were tied to the northern wall, and their lamps were still burning'))
    ).toEqual(['changed', 'Three boats were tied to the northern wall, and their lamps were still burning'])
    expect(
      said(bare('Seven geese were fed near the southern gate, and their eyes were still gleaming'))[0]
    ).not.toBe('changed')
    expect(said(bare('A letter from the capital had arrived that morning'))[0]).toBe('lost')
  })

  it('a word or two prove nothing by themselves', () => {
    expect(said(bare('winter'))[0]).toBe('unsure')
    expect(said(bare('...'))[0]).not.toBe('changed')
    expect(placer.place(bare('')).verdict).toBe('lost')
    expect(placer.place(bare(' \n')).verdict).toBe('lost')
  })

  it('a very long quote is compared as a text', () => {
    const paragraphs = Array.from(
      { length: 400 },
      (_, n) => `Line ${n} of the long list says ${n * 7919} and ${n ^ 5}.`
    )
    const long = paragraphs.join('\n')
    const quote = paragraphs.slice(40, 240).join('\n').replaceAll(' says ', ' tells ')
    const { verdict, span } = new QuotePlacer(long).place(bare(quote))
    expect(verdict).toBe('changed')
    expect(long.slice(span!.start, span!.end)).toBe(paragraphs.slice(40, 240).join('\n'))
  })

  it.each(madeLanguages)('puts nothing on other words: $name', (language) => {
    let placed = 0
    for (const one of anchorCases(language, 4242, 1200, 12)) {
      const there = new QuotePlacer(one.new.text)
      for (const { span, truth } of one.highlights) {
        const quote = quoteAt(one.old.text, span)
        const { verdict, span: found } = there.place(quote)
        if (verdict === 'unsure' || verdict === 'lost') continue
        placed++
        // Of another document nothing but a chance is there, and a chance asks.
        expect(one.edit).not.toBe('another document')
        // A text that says a sentence twice may have lost the one that was meant: the other says the same.
        const says = one.new.text.slice(found!.start, found!.end)
        const isSaid = agreement(truth, one.new, found!) >= 0.5 || likeness(says, quote.exact) > 0.5
        expect(isSaid, `${one.edit}: ${quote.exact} / ${says}`).toBe(true)
      }
    }
    expect(placed).toBeGreaterThan(80)
  })
})

/** Share of letters that need not be changed. */
function likeness(a: string, b: string): number {
  const [match] = searchNear(a, b, b.length)
  return match ? 1 - match.errors / b.length : 0
}
