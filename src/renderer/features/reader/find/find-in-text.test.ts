import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  findInText,
  findSteps,
  foldSteps,
  foldText,
  inSlices,
  joinFound,
  looseOptions,
  withHidden
} from './find-in-text.ts'

const found = (text: string, words: string) =>
  findInText(foldText(text), words).map(({ start, end }) => text.slice(start, end))

describe('findInText', () => {
  it.each([
    ['The CAFÉ, the cafe\u0301 and a cafe.', 'café', ['CAFÉ', 'cafe\u0301', 'cafe']],
    ['Die Straße, die STRASSE', 'strasse', ['Straße', 'STRASSE']],
    ['İstanbul ve ısı', 'istanbul', ['İstanbul']],
    ['Ὀδυσσεύς', 'οδυσσευσ', ['Ὀδυσσεύς']],
    ['one\n\ntwo', 'one two', ['one\n\ntwo']],
    ['hy\u00adphen\u00ad', 'hyphen', ['hy\u00adphen\u00ad']],
    ['“It’s”', `"it's"`, ['“It’s”']],
    ['سَلَام', 'سلام', ['سَلَام']],
    ['한국', '하', []],
    ['ﬁne', 'fi', ['ﬁ']],
    ['aaaa', 'aa', ['aa', 'aa']],
    ['😀😀', '😀', ['😀', '😀']]
  ])('in %j finds %j', (text, words, expected) => {
    expect(found(text, words)).toEqual(expected)
  })
  it('finds nothing for nothing', () => {
    expect(found('abc', '  ')).toEqual([])
    expect(found('', 'a')).toEqual([])
  })
  it('finds every word of a text where it stands', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('Ärger', 'ab', 'naïve', '中文', ' ', '\n\n', 'é', 'ß', '😀', 'İ'), {
          minLength: 1,
          maxLength: 30
        }),
        fc.nat(),
        (parts, pick) => {
          const index = pick % parts.length
          fc.pre(parts[index]!.trim() !== '')
          const text = parts.join('')
          const start = parts.slice(0, index).join('').length
          const spans = findInText(foldText(text), parts[index]!)
          expect(spans.some((s) => s.start <= start && s.end > start)).toBe(true)
          for (const [i, s] of spans.entries()) {
            expect(s.end).toBeGreaterThan(s.start)
            if (i > 0) expect(s.start).toBeGreaterThanOrEqual(spans[i - 1]!.end)
          }
        }
      )
    )
  })
  // Anything that took time by the square of it would never end.
  it('folds and searches four million letters', () => {
    const book = 'The quick brown fox, naïve as ever, jumps. '.repeat(100_000)
    expect(findInText(foldText(book), 'NAIVE as')).toHaveLength(20_000)
  })
})

describe('the signs of notes', () => {
  const text = 'It stood high1 and, they said,[2] was kept.'
  const signs: [number, number][] = [
    [13, 14],
    [30, 33]
  ]
  const find = (words: string, options = looseOptions) =>
    joinFound(
      findInText(foldText(text, options), words),
      findInText(foldText(withHidden(text, signs), options), words)
    ).map(({ start, end }) => text.slice(start, end))

  it.each([
    ['high', ['high']],
    ['high and', ['high1 and']],
    ['said, was kept', ['said,[2] was kept']],
    ['high1', ['high1']],
    ['[2]', ['[2]']]
  ])('do not keep %j from being found', (words, expected) => {
    expect(find(words)).toEqual(expected)
  })
  it('are no part of a word', () => {
    expect(find('high', { ...looseOptions, wholeWord: true })).toEqual(['high'])
    expect(find('hig', { ...looseOptions, wholeWord: true })).toEqual([])
  })
})

describe('options', () => {
  const withOptions = (text: string, words: string, options: Partial<typeof looseOptions>) =>
    findInText(foldText(text, { ...looseOptions, ...options }), words).map(({ start, end }) =>
      text.slice(start, end)
    )

  it('tells capitals apart when asked', () => {
    expect(withOptions('Rome, rome, ROME', 'Rome', { matchCase: true })).toEqual(['Rome'])
    expect(withOptions('café CAFE', 'CAFE', { matchCase: true })).toEqual(['CAFE'])
  })

  it('tells accents apart when asked, however they are written', () => {
    const text = 'cafe café cafe\u0301'
    expect(withOptions(text, 'café', { diacritics: true })).toEqual(['café', 'cafe\u0301'])
    expect(withOptions(text, 'cafe', { diacritics: true })).toEqual(['cafe'])
    expect(withOptions('CAFÉ', 'café', { diacritics: true })).toEqual(['CAFÉ'])
  })

  it('finds whole words only when asked, also without spaces between words', () => {
    expect(withOptions('art, artist, smart art', 'art', { wholeWord: true })).toEqual(['art', 'art'])
    expect(withOptions('naïve naïveté', 'naive', { wholeWord: true })).toEqual(['naïve'])
    expect(withOptions('東京都と京都', '京都', { wholeWord: true })).toEqual(['京都'])
    // What says where a word may be divided divides none.
    expect(withOptions('well\u00ADknown, well', 'well', { wholeWord: true })).toEqual(['well'])
    expect(withOptions('می\u200Cخواهم می', 'می', { wholeWord: true })).toEqual(['می'])
  })
})

describe('slices', () => {
  const text = 'A lantern in the harbour. '.repeat(20_000)

  it('finds the same in slices as at once, also across their edges', async () => {
    const { signal } = new AbortController()
    const folded = (await inSlices(foldSteps(text), signal))!
    expect(folded.folded).toBe(foldText(text).folded)
    const spans = await inSlices(findSteps(folded, 'harbour. a lantern'), signal)
    expect(spans).toHaveLength(19_999)
    expect(spans).toEqual(findInText(foldText(text), 'harbour. a lantern'))
    // A million letters are looked through at once: whatever lies over that edge.
    for (const before of [2 ** 20 - 17, 2 ** 20 - 9, 2 ** 20 - 1]) {
      const far = foldText('harbour. a lantern'.padStart(before + 18, 'x'))
      expect(findInText(far, 'harbour. a lantern')).toHaveLength(1)
    }
  })

  it('stops when it is told to', async () => {
    const abort = new AbortController()
    abort.abort()
    expect(await inSlices(foldSteps(text), abort.signal)).toBeUndefined()
  })
})
