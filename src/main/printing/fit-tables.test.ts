import { describe, expect, it } from 'vitest'
import { fitTables } from './fit-tables.ts'

const table = (...words: string[]) =>
  `<table><tr>${words.map((word) => `<th><p data-at="0">${word}</p></th>`).join('')}</tr><tr>${words
    .map(() => '<td><p data-at="9">12.5</p></td>')
    .join('')}</tr></table>`
const plain = { hasNotes: false, hasPages: false }
const notes = { hasNotes: true, hasPages: false }
const tagOf = (html: string) => /<table[^>]*>/u.exec(html)?.[0]
const nine = [
  'Programme',
  'Description',
  'Characteristics',
  'Circumnavigation',
  'Internationalisation',
  'Observations',
  'Responsibilities',
  'Quantification',
  'Notes'
]

describe('tables on paper', () => {
  it('leave the names of the original’s pages their room', () => {
    const words = [...nine.slice(0, 5), 'Lamps']
    expect(tagOf(fitTables(table(...words), plain))).toBe('<table data-size="88">')
    expect(tagOf(fitTables(table(...words), { ...plain, hasPages: true }))).toBe('<table data-size="75">')
  })

  it('keep their size when their words have room', () => {
    expect(tagOf(fitTables(table('Year', 'Lamps', 'Keeper'), notes))).toBe('<table data-size="88">')
  })

  it('are made smaller until every word is whole, and take the room of the notes before that is too small', () => {
    expect(tagOf(fitTables(table(...nine.slice(0, 5)), plain))).toBe('<table data-size="88">')
    expect(tagOf(fitTables(table(...nine.slice(0, 5)), notes))).toBe('<table data-size="65">')
    expect(tagOf(fitTables(table(...nine), notes))).toBe('<table data-size="55" data-wide>')
  })

  it('break words only when nothing else helps', () => {
    const html = fitTables(table(...nine, ...nine), plain)
    expect(tagOf(html)).toBe('<table data-size="48" data-breaks data-wide>')
  })

  it('measure by columns: what a cell over several has is shared by them, and Han breaks anywhere', () => {
    const wide = `<table><tr><td colspan="3">${'x'.repeat(60)}</td></tr><tr><td>a</td><td>b</td><td>c</td></tr></table>`
    expect(tagOf(fitTables(wide, plain))).toBe('<table data-size="88">')
    expect(tagOf(fitTables(table('港は長い夕暮れの光の下で静かだった'.repeat(9)), notes))).toBe(
      '<table data-size="88">'
    )
  })

  it('leave the rest as it is', () => {
    const nested = '<table><tr><td><table><tr><td>x</td></tr></table></td></tr></table>'
    expect(fitTables(`<p data-at="0">a &lt;table&gt; b</p>${nested}`, notes)).toBe(
      `<p data-at="0">a &lt;table&gt; b</p>${nested}`
    )
  })
})
