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

  it('are not the places of a list whose entries have a line each', async () => {
    const entries = textLines(
      lines.map((one) => one[0]!.toUpperCase() + one.slice(1)),
      { x: 90, y: 740, leading: 30 }
    )
    const html = await read(
      [1, 21].map((from) => [...entries, ...beside(from).map((one) => ({ ...one, size: 11 }))])
    )
    for (const place of ['2', '17', '40']) expect(html).toMatch(new RegExp(`>[^<]*\\b${place}\\b`))
  })

  it('stand on the outer side of each page, and what stands between is no such number', async () => {
    const html = await read([
      [...text, ...beside(1)],
      [...text, ...beside(21, { x: 520 })],
      [
        ...textLines(['Boats that came in, with the years in which they did'], { x: 90, y: 740 }),
        { x: 300, y: 600, text: '1984' },
        ...textLines(['The harbour had no boats after that for a very long time'], { x: 90, y: 500 })
      ]
    ])
    expect(html.replace(/<[^>]*>/g, '').match(/\d+/g)).toEqual(['1984'])
  })
})
