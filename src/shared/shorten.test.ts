import { describe, expect, it } from 'vitest'
import { beginningOf, endOf, shorten, shortenMiddle } from './shorten.ts'

const family = '👩‍👩‍👧‍👦'
const accented = 'e\u0301'

describe('shorten', () => {
  it('leaves what is short enough as it is', () => {
    expect(shorten('lantern', 7)).toBe('lantern')
    expect(shorten('', 5)).toBe('')
  })

  it('says where something was left out, without a blank before it', () => {
    expect(shorten('a lantern', 3)).toBe('a l…')
    expect(shorten('a lantern', 2)).toBe('a…')
  })

  it('cuts no character in two', () => {
    for (let most = 3; most < 3 + family.length; most++) expect(shorten(`ab ${family}c`, most)).toBe('ab…')
    expect(shorten(`ab${accented}${accented}`, 3)).toBe('ab…')
    expect(shorten(`${family}abc`, 2)).toBe('…')
    expect(shorten('ab\ud83dcd', 3)).toBe('ab\ufffd…')
  })

  it('costs the same in a novel', () => {
    expect(shorten(`${'x'.repeat(5_000_000)}`, 10)).toBe('xxxxxxxxxx…')
  })
})

describe('beginningOf and endOf', () => {
  it('are never longer than asked for and never half a character', () => {
    const text = `${family}ab${accented}${family}`
    for (let most = 0; most <= text.length + 2; most++) {
      const first = beginningOf(text, most)
      const last = endOf(text, most)
      expect(first.length).toBeLessThanOrEqual(most)
      expect(last.length).toBeLessThanOrEqual(most)
      expect(text.startsWith(first) && text.endsWith(last)).toBe(true)
      expect(['', family]).toContain(first.slice(0, family.length))
      expect(['', family]).toContain(last.slice(-family.length))
    }
    expect(beginningOf(text, text.length)).toBe(text)
    expect(endOf(text, text.length + 2)).toBe(text)
  })
})

describe('shortenMiddle', () => {
  it('keeps both ends, and what is hardly longer whole', () => {
    expect(shortenMiddle(`${'a'.repeat(30)}${'b'.repeat(30)}`, 5, 3)).toBe('aaaaa … bbb')
    expect(shortenMiddle('a'.repeat(28), 5, 3)).toBe('a'.repeat(28))
  })
})
