import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markHtml } from './mark-html.ts'

const drawn = (html: string) =>
  [...html.matchAll(/<mark class="drawn" data-color="(\w+)">(.*?)<\/mark>/g)].map((m) => `${m[1]}: ${m[2]}`)
const without = (html: string) => html.replace(/<sup class="note-mark">.*?<\/sup>|<\/?mark[^>]*>/g, '')

const page =
  '<section data-start="0" data-end="60"><p data-at="0">One <em>two</em> three<br>four &amp; five</p>\n' +
  '<ul><li data-at="26">six <ruby>漢<rt>かん</rt></ruby> seven</li></ul></section>'
// The text: "One two three\nfour & five", a gap, then "six 漢 seven" from 26 on.

describe('markHtml', () => {
  it('changes nothing where nothing is drawn', () => {
    expect(markHtml(page, [])).toBe(page)
  })

  it('draws across elements, line breaks, character references and ruby', () => {
    const html = markHtml(page, [{ start: 4, end: 20, color: 'green' }])
    expect(drawn(html)).toEqual(['green: two', 'green:  three', 'green: four ', 'green: &amp;'])
    const ruby = markHtml(page, [{ start: 28, end: 34, color: 'blue' }])
    expect(drawn(ruby)).toEqual(['blue: x ', 'blue: 漢', 'blue:  se'])
    expect(ruby).toContain('<rt>かん</rt>')
  })

  it('draws the later of two on top, and the first again after it', () => {
    const html = markHtml('<p data-at="0">abcdef</p>', [
      { start: 0, end: 6, color: 'yellow' },
      { start: 2, end: 4, color: 'pink' }
    ])
    expect(drawn(html)).toEqual(['yellow: ab', 'pink: cd', 'yellow: ef'])
  })

  it('puts the number of a note after the last letter, inside the paragraph', () => {
    const one = markHtml('<p data-at="0">abc def</p>', [{ start: 0, end: 3, color: 'blue', note: 1 }])
    expect(one).toBe(
      '<p data-at="0"><mark class="drawn" data-color="blue">abc</mark><sup class="note-mark"><a href="#note-1">1</a></sup> def</p>'
    )
    const end = markHtml('<p data-at="0">abc</p><p data-at="5">d</p>', [
      { start: 0, end: 3, color: 'blue', note: 2 }
    ])
    expect(end).toContain('abc</mark><sup class="note-mark"><a href="#note-2">2</a></sup></p>')
    const before = markHtml('<p data-at="0">abc<br>d</p>', [{ start: 0, end: 3, color: 'blue', note: 3 }])
    expect(before).toContain('3</a></sup><br>')
  })

  it('leaves pictures, their words and what is no text of the article alone', () => {
    const figure = '<figure><img src="asset://image/x" alt="a < b" loading="lazy"></figure><h1>abc</h1>'
    expect(markHtml(figure, [{ start: 0, end: 3, color: 'pink' }])).toBe(
      figure.replace(' loading="lazy"', '')
    )
  })

  it('never changes the words, whatever is drawn', () => {
    const span = fc
      .record({ start: fc.integer({ min: 0, max: 40 }), length: fc.integer({ min: 1, max: 20 }) })
      .map(({ start, length }) => ({ start, end: start + length, color: 'green', note: start }))
    fc.assert(
      fc.property(fc.array(span, { maxLength: 8 }), (spans) => {
        const sorted = spans.toSorted((a, b) => a.start - b.start || a.end - b.end)
        expect(without(markHtml(page, sorted))).toBe(page)
      })
    )
  })

  it('puts a short note beside its words, but never into a table, a figure or code', () => {
    const span = { start: 0, end: 3, color: 'blue', note: 1, beside: 'so' }
    const put: number[] = []
    const beside = (html: string) => markHtml(html, [span], (note) => put.push(note))
    expect(beside('<p data-at="0">abc</p>')).toContain(
      '<span class="side-note" id="note-1" dir="auto"><b>[1]</b> so</span></p>'
    )
    expect(put).toEqual([1])
    for (const html of [
      '<table><tr><td data-at="0">abc</td></tr></table>',
      '<figure><figcaption data-at="0">abc</figcaption></figure>',
      '<pre data-at="0">abc</pre>'
    ]) {
      expect(beside(html)).not.toContain('side-note')
      expect(beside(html)).toContain('href="#note-1"')
    }
    expect(put).toEqual([1])
  })
})
