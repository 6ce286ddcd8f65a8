import { expect, it } from 'vitest'
import { richTextOf } from './rich-text-of.ts'

const copied = (html: string, text: string) => ({
  getData: (type: string) => ({ 'text/html': html, 'text/plain': text })[type] ?? ''
})
/** Two bytes of a letter read as UTF-8, as Chromium does. */
const misread = (html: string, mark = true) => {
  const bytes = [...(mark ? `\ufeff${html}` : html)].flatMap((letter) => {
    const code = letter.charCodeAt(0)
    return [code & 0xff, code >> 8]
  })
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(new Uint8Array(bytes))
}

it('reads rich text in UTF-16 where none of it was lost', () => {
  const html = '<h1>The tide</h1>\r\n<p>comes &amp; goes.</p>'
  for (const mark of [true, false]) {
    expect(misread(html, mark)).not.toBe(html)
    expect(richTextOf(copied(misread(html, mark), 'The tide'))).toBe(html)
  }
  expect(richTextOf(copied(`\ufeff${html}`, 'The tide'))).toBe(html)
  expect(richTextOf(copied(html, 'The tide'))).toBe(html)
})

it.each(['<p>Прилив</p>', '<p>“Tides” — é</p>', '<p>潮汐</p>'])(
  'leaves rich text that lost letters for the plain text beside it: %s',
  (html) => {
    expect(richTextOf(copied(misread(html), 'The words'))).toBe('')
    expect(richTextOf(copied(misread(html), ' '))).toMatch(/^<p>[^\0]*<\/p>$/)
  }
)
