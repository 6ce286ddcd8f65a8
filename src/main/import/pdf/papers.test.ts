import { expect, it } from 'vitest'
import { buildBody, cleanHtml } from '../body/build-body.ts'
import { type PdfText, textLines, writePdf } from '../fixtures/write-pdf.ts'
import { importFile } from '../importers.ts'

const LEFT = 60
const RIGHT = 310
/** Lines of one width, in which each is told by its first word. */
const column = (name: string, from: number, count: number) =>
  Array.from({ length: count }, (_, at) => `${name}${from + at} is a line of a column that goes on and on`)

async function paragraphs(texts: readonly PdfText[]): Promise<string[]> {
  const { blocks } = await importFile({ bytes: writePdf({ pages: [{ texts }] }), fileName: 'a.pdf' })
  const html = cleanHtml(buildBody(blocks).html)
  return html
    .split('\n')
    .map((one) => one.replace(/<[^>]*>/g, ''))
    .filter(Boolean)
}

it('what stands in small type below a column interrupts no paragraph that goes on in the next', async () => {
  const [first, ...others] = await paragraphs([
    ...textLines(column('left', 1, 30), { x: LEFT, y: 780 }),
    ...textLines(['* Corresponding author: ada@sea.example', 'Received 1 March 2024'], {
      x: LEFT,
      y: 400,
      size: 7.5
    }),
    ...textLines([...column('right', 1, 30), 'and so it ends.'], { x: RIGHT, y: 780 })
  ])
  expect(first).toMatch(/left30 is a line of a column that goes on and on right1 is a line/)
  expect(others.join(' ')).toContain('* Corresponding author: ada@sea.example')
  expect(others.join(' ')).toContain('Received 1 March 2024')
})

it('entries of a bibliography are one paragraph each, and a line that begins with what it cites begins none', async () => {
  const said = await paragraphs([
    ...textLines(
      [
        ...column('text', 1, 12),
        '[7] is what this line begins with, on and on',
        'as nobody would guess from where it stands.'
      ],
      { x: LEFT, y: 780 }
    ),
    { x: LEFT, y: 600, text: 'References', size: 11, font: 'bold' },
    ...[
      '[1] Doe J, Roe J. On walls. Wall News 3',
      '  (2001) 1-20. https://doi.org/10.1000/',
      '  walls.2001',
      '[2] Penn A. On salt. Salt Press, 1999.',
      '[Ink10] Ink B. Boats and nets, and what',
      '  they are good for. Net News 7 (2010).'
    ].map((text, at) => ({
      x: LEFT + (text.startsWith(' ') ? 14 : 0),
      y: 580 - at * 10,
      text: text.trim(),
      size: 8
    }))
  ])
  expect(said[0]).toContain('goes on and on [7] is what this line begins with, on and on as nobody')
  expect(said.slice(-3)).toEqual([
    '[1] Doe J, Roe J. On walls. Wall News 3 (2001) 1-20. https://doi.org/10.1000/walls.2001',
    '[2] Penn A. On salt. Salt Press, 1999.',
    '[Ink10] Ink B. Boats and nets, and what they are good for. Net News 7 (2010).'
  ])
})
