import { describe, expect, it } from 'vitest'
import { buildBody, cleanHtml } from '../body/build-body.ts'
import { type PdfText, textLines, writePdf } from '../fixtures/write-pdf.ts'
import { importFile } from '../importers.ts'

async function read(texts: readonly PdfText[]): Promise<string> {
  const { blocks } = await importFile({ bytes: writePdf({ pages: [{ texts }] }), fileName: 'a.pdf' })
  return cleanHtml(buildBody(blocks).html).replace(/<a class="page"[^>]*><\/a>/g, '')
}

const rest = [
  'the sheds along the quay are full of nets, and the harbour is',
  'as full of boats as it was when nobody had yet thought of it.'
]
/** A paragraph whose first letter stands over two of its lines. */
const withInitial = (letter: string, first: string) => [
  { x: 60, y: 686, text: letter, size: 30 },
  ...textLines([first, 'that were begun before anybody wrote down wh'], {
    x: letter.length > 1 ? 104 : 84,
    y: 698
  }),
  ...textLines(rest, { x: 60, y: 674 })
]

describe('an initial over several lines', () => {
  it.each([
    ['begins its word', 'T', 'he harbour lies behind two walls of ston', 'The harbour lies'],
    [
      'is a word where only then the next is one',
      'A',
      'harbour lies behind two long walls of st',
      'A harbour lies'
    ],
    [
      'is none where the text has the whole',
      'A',
      's the harbour lies behind two walls of st',
      'As the harbour'
    ],
    ['stands behind its sign', '"W', 'hat the harbour hides is behind two w', '"What the harbour']
  ])('%s', async (_, letter, first, expected) => {
    const html = await read(withInitial(letter, first))
    expect(html.replaceAll('&quot;', '"')).toMatch(new RegExp(`^<p>${expected}[^<]*thought of it\\.</p>$`))
  })

  it('is no heading of one letter', async () => {
    const html = await read([
      { x: 60, y: 720, text: 'B', size: 30 },
      ...textLines(['he harbour lies behind two long walls of stone.', ...rest], { x: 60, y: 690 })
    ])
    expect(html).not.toContain('Bhe')
  })
})
