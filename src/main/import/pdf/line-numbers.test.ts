import { describe, expect, it } from 'vitest'
import { buildBody, cleanHtml } from '../body/build-body.ts'
import { type PdfText, textLines, writePdf } from '../fixtures/write-pdf.ts'
import { importFile } from '../importers.ts'

const lines = Array.from(
  { length: 20 },
  (_, n) => `${'abcdefghijklmnopqrst'[n]} line of a manuscript that goes on to the end of the page`
)

async function read(pages: readonly (readonly PdfText[])[]): Promise<string> {
  const bytes = writePdf({ pages: pages.map((texts) => ({ texts })) })
  const { blocks } = await importFile({ bytes, fileName: 'a.pdf' })
  return cleanHtml(buildBody(blocks).html)
}

const text = textLines(lines, { x: 90, y: 740, leading: 30 })
const beside = (from: number, { x = 50, every = 1 } = {}) =>
  lines.flatMap((_, at) => {
    const number = from + at
    return number % every === 0 ? [{ x, y: 740 - at * 30, text: String(number), size: 7 }] : []
  })

describe('numbers that count the lines of a manuscript', () => {
  it.each([
    ['to the left of the text, page after page', [1, 21].map((from) => [...text, ...beside(from)])],
    ['anew on each page, to the right', [1, 1].map((from) => [...text, ...beside(from, { x: 520 })])],
    ['every fifth', [1, 21].map((from) => [...text, ...beside(from, { every: 5 })])],
    [
      'and the few on its last page',
      [
        [...text, ...beside(1)],
        [text[0]!, { x: 50, y: 740, text: '21', size: 7 }]
      ]
    ]
  ])('are left out: %s', async (_, pages) => {
    const html = await read(pages)
    expect(html).not.toContain('<table')
    expect(html.replace(/<[^>]*>/g, '')).not.toMatch(/\d/)
    expect(html).toContain('h line of a manuscript that goes on to the end of the page')
  })

  it.each([
    [
      'the first column of a table',
      [
        ...beside(1),
        ...textLines(
          lines.map((one) => one.slice(0, 12)),
          { x: 90, y: 740, leading: 30 }
        )
      ]
    ],
    [
      'what does not count',
      [...text, ...beside(1).map((one, at) => ({ ...one, text: String((at * 37) % 90) }))]
    ]
  ])('are not %s', async (_, texts) => {
    expect((await read([texts, texts])).replace(/<[^>]*>/g, '')).toMatch(/\d/)
  })
})
