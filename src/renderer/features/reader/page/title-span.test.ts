import { describe, expect, it } from 'vitest'
import { fromTitleOn, isInTitle, titleRange } from './title-span.ts'

const page = () => {
  const made = document.implementation.createHTMLDocument()
  made.body.innerHTML = '<h1 class="title">On tides</h1><p>The tides</p>'
  return made
}

describe('fromTitleOn', () => {
  it('counts what is in the title below 0, and leaves out what goes over its end', () => {
    // "On tides\nThe tides": in the title, in the text, and over the line end.
    const spans = [
      { start: 3, end: 8 },
      { start: 6, end: 12 },
      { start: 13, end: 18 }
    ]
    const found = fromTitleOn(spans, 'On tides')
    expect(found).toEqual([
      { start: -6, end: -1 },
      { start: 4, end: 9 }
    ])
    expect(found.map(isInTitle)).toEqual([true, false])
    expect(String(titleRange(page(), found[0]!))).toBe('tides')
  })
  it('has no words where there is no title', () => {
    expect(titleRange(document.implementation.createHTMLDocument(), { start: -3, end: -1 })).toBeUndefined()
  })
})
