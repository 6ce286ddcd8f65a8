import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isExactAt, quoteAt } from './quote.ts'
import { snapToGraphemes, trimSpan } from './snap.ts'

const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc
    .array(fc.constantFrom('👨‍👩‍👧', 'e\u0301', '\r\n', 'क्षि', '한', '🇨🇭', 'a', ' ', '\n', 'ש\u05b8', '각'), {
      maxLength: 60
    })
    .map((parts) => parts.join(''))
)
const spanIn = (text: string) =>
  fc
    .tuple(fc.nat(text.length), fc.nat(text.length))
    .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }))
const textAndSpan = texts.chain((text) => fc.tuple(fc.constant(text), spanIn(text)))

const borders = (text: string) =>
  new Set(
    [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)]
      .map((s) => s.index)
      .concat(text.length)
  )

describe('quoteAt', () => {
  it('keeps 32 units of context on each side', () => {
    const text = `${'a'.repeat(50)}QUOTE${'b'.repeat(50)}`
    expect(quoteAt(text, { start: 50, end: 55 })).toEqual({
      exact: 'QUOTE',
      prefix: 'a'.repeat(32),
      suffix: 'b'.repeat(32)
    })
  })
  it('never cuts a surrogate pair in the context', () => {
    const text = `${'😀'.repeat(40)}x${'😀'.repeat(40)}`
    const quote = quoteAt(text, { start: 80, end: 81 }, 31)
    expect(quote.prefix.isWellFormed() && quote.suffix.isWellFormed()).toBe(true)
    expect(quote.prefix).toHaveLength(30)
  })
  it('joins with its context to what the text says there', () => {
    fc.assert(
      fc.property(textAndSpan, ([text, span]) => {
        const { prefix, exact, suffix } = quoteAt(text, span)
        expect(text.slice(span.start - prefix.length, span.end + suffix.length)).toBe(prefix + exact + suffix)
      })
    )
  })
  it('refuses a span outside the text', () => {
    expect(() => quoteAt('abc', { start: 1, end: 4 })).toThrow(RangeError)
  })
})

describe('isExactAt', () => {
  it('is true for the same words at the same place only', () => {
    expect(isExactAt('one two one', { start: 8, end: 11 }, 'one')).toBe(true)
    expect(isExactAt('one two one', { start: 4, end: 7 }, 'one')).toBe(false)
    expect(isExactAt('one two one', { start: 8, end: 10 }, 'one')).toBe(false)
    expect(isExactAt('one', { start: 1, end: 1 }, '')).toBe(false)
  })
})

describe('snapToGraphemes', () => {
  it('widens to whole clusters and no further', () => {
    fc.assert(
      fc.property(textAndSpan, ([text, span]) => {
        const snapped = snapToGraphemes(text, span)
        const all = borders(text)
        expect(all.has(snapped.start)).toBe(true)
        expect(all.has(snapped.end)).toBe(true)
        expect(snapped.start).toBeLessThanOrEqual(span.start)
        const startsBetween = [...all].filter((b) => b > snapped.start && b <= span.start)
        expect(startsBetween).toEqual([])
        if (span.end > span.start) {
          expect(snapped.end).toBeGreaterThanOrEqual(span.end)
          expect([...all].filter((b) => b >= span.end && b < snapped.end)).toEqual([])
        }
      }),
      { numRuns: 300 }
    )
  })
  it('takes in the whole family when an edge is inside it', () => {
    const text = 'a👨‍👩‍👧b'
    expect(snapToGraphemes(text, { start: 3, end: 4 })).toEqual({ start: 1, end: text.length - 1 })
  })
})

describe('trimSpan', () => {
  it('leaves no white space at the edges and takes nothing else', () => {
    fc.assert(
      fc.property(textAndSpan, ([text, span]) => {
        const trimmed = trimSpan(text, span)
        expect(text.slice(trimmed.start, trimmed.end)).toBe(text.slice(span.start, span.end).trim())
      })
    )
  })
})
