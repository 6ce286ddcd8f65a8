import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_WORD, words } from './analyze-text.ts'
import { foldWord } from './fold-words.ts'

describe('foldWord', () => {
  it.each([
    ['Straße', 'STRASSE'],
    ['İstanbul', 'istanbul'],
    ['ılık', 'ILIK'],
    ['cafe\u0301', 'café'],
    ['ﬁlm', 'film'],
    ['Ｌｅｃｔｅｒｎ', 'lectern'],
    ['Søren', 'soren'],
    ['Άνθρωπος', 'ανθρωποσ'],
    ['Ёлка', 'елка'],
    ['שָׁלוֹם', 'שלום'],
    ['كِتَابٌ', 'كتاب'],
    ['أحمد', 'احمد'],
    ['مدرسة', 'مدرسه'],
    ['ｶﾞ', 'ガ']
  ])('writes %s and %s alike', (one, other) => {
    expect(foldWord(one)).toBe(foldWord(other))
  })

  it('keeps letters that are no accents apart', () => {
    expect(foldWord('май')).not.toBe(foldWord('маи'))
    expect(foldWord('की')).not.toBe(foldWord('का'))
  })
})

describe('words', () => {
  const terms = (text: string, language = '') => words(text, language).map((word) => word.term)

  it('splits mixed scripts, pairs characters and segments Thai', () => {
    expect(terms('iPhone手机')).toEqual(['en iphon', ' 手机', ' 机'])
    expect(terms('東京タワー', 'ja')).toEqual([' 東京', ' 京た', ' たわ', ' わー', ' ー'])
    for (const [one, other] of [
      ['リンゴ', 'りんご'],
      ['ｶﾞﾗｽ', 'がらす'],
      ['ヴァイオリン', 'ゔぁいおりん'],
      ['いすヾ', 'イスゞ'],
      ['ＮＨＫ', 'nhk'],
      ['１２３', '123']
    ] as const) {
      expect(terms(one, 'ja')).toEqual(terms(other, 'ja'))
    }
    expect(terms('東京塔', 'zh')).toEqual(terms('东京塔', 'zh'))
    expect(terms('機械', 'ja')).not.toEqual(terms('机械', 'ja'))
    expect(terms('한국'.normalize('NFD'))).toEqual(terms('한국'))
    expect(terms('การเมืองไทย')).toEqual([' การเมือง', ' ไทย'])
    expect(terms('ខ្ញុំស្រឡាញ់ប្រទេសកម្ពុជា').length).toBeGreaterThan(1)
  })

  it('stems by the language of the text, and a foreign script by its own', () => {
    expect(terms('elections', 'en')).toEqual(terms('election', 'en'))
    expect(terms('talossa', 'fi')).not.toEqual(terms('talossa', 'en'))
    expect(terms('iPhone', 'ru')).toEqual(terms('iPhone', 'en'))
    expect(terms('2026', 'de')).toEqual([' 2026'])
  })

  it.each([
    ['مدرسة', 'المدرسة', 'والمدرسة', 'وبالمدرسة', 'وللمدرسة'],
    ['منارة', 'المنارة', 'والمنارة', 'فالمنارة'],
    ['ميناء', 'الميناء', 'والميناء']
  ])('takes %s for one word with its article and what is written to it', (word, ...others) => {
    for (const other of others) expect(terms(other, 'ar')).toEqual(terms(word, 'ar'))
  })

  it('takes no letters of an Arabic word itself for an article', () => {
    expect(terms('والد', 'ar')).not.toEqual(terms('الد', 'ar'))
    expect(terms('فالح', 'ar')).not.toEqual(terms('الح', 'ar'))
    expect(terms('ولد', 'ar')).not.toEqual(terms('لد', 'ar'))
  })

  it('cuts endless words and drops the possessive', () => {
    expect(words('x'.repeat(5000), '')[0]?.surface.length).toBe(MAX_WORD)
    expect(terms('the dog’s tail', 'en')).toEqual(terms('the dog tail', 'en'))
  })

  it('gives ranges in order, inside the text, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        let before = 0
        for (const { start, end, surface } of words(text, 'en')) {
          expect(start).toBeGreaterThanOrEqual(before)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
          expect(surface).not.toBe('')
          before = start
        }
      })
    )
  })
})
