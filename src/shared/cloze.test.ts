import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clozeNumbers, clozeRuns, hide, withoutCloze } from './cloze.ts'

const shown = (text: string, number: number, side: 'front' | 'back') =>
  clozeRuns(text, number, side)
    .map((run) => (run.kind === 'gap' ? `[${run.text}]` : run.text))
    .join('')

describe('cloze', () => {
  it('hides the words of one number and shows those of the others', () => {
    const text = 'The {{c1::heron}} eats {{c2::pike::a fish}} and {{c1::frogs}}.'
    expect(clozeNumbers(text)).toEqual([1, 2])
    expect(shown(text, 1, 'front')).toBe('The [] eats pike and [].')
    expect(shown(text, 2, 'front')).toBe('The heron eats [a fish] and frogs.')
    expect(shown(text, 2, 'back')).toBe('The heron eats [pike] and frogs.')
    expect(withoutCloze(text)).toBe('The heron eats pike and frogs.')
  })

  it('reads clozes inside clozes', () => {
    const text = '{{c1::Lake {{c2::Baikal}}}} is deep'
    expect(shown(text, 1, 'back')).toBe('[Lake Baikal] is deep')
    expect(shown(text, 2, 'front')).toBe('Lake [] is deep')
  })

  it('takes for text what is not whole, and for nothing what hides nothing', () => {
    expect(clozeNumbers('{{c1::}} {{c2::  }} {{c0::x}} {{c999::x}}')).toEqual([])
    expect(withoutCloze('a {{c1::b')).toBe('a {{c1::b')
    expect(clozeNumbers('a {{c1::b {{c2::c}}')).toEqual([2])
    expect(withoutCloze('if (x) { y }} done')).toBe('if (x) { y }} done')
  })

  it('hides a selection as the next number', () => {
    const once = hide('one two three', 4, 7)
    expect(once.text).toBe('one {{c1::two}} three')
    expect(hide(once.text, once.end + 1, once.text.length).text).toBe('one {{c1::two}} {{c2::three}}')
    expect(hide('one two', 4, 7, 1).text).toBe('one {{c1::two}}')
  })

  it('never loses or invents a letter', () => {
    const part = fc.constantFrom('a', ' ', '{{c1::', '{{c2::', '}}', '::', '{', '}', '汉', '😀')
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const text = parts.join('')
        const letters = (value: string) => value.replace(/[^a汉😀]/gu, '')
        const whole = withoutCloze(text)
        // Hints are the only words that are not part of the text: they follow a second `::` of a cloze.
        if (!/::(?:(?!\}\}).)*::/u.test(text)) expect(letters(whole)).toBe(letters(text))
        for (const number of clozeNumbers(text)) expect(shown(text, number, 'front')).toContain('[')
      }),
      { examples: [[['{{c2::', '}', '::', '{', 'a', '}}']], [['{{c1::', 'a', '}}', '{{c2::', '汉', '}}']]] }
    )
  })
})
