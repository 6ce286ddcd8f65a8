import { describe, expect, it } from 'vitest'
import { BlockSchema } from '../../../shared/blocks.ts'
import { buildBody, cleanHtml } from '../body/build-body.ts'
import { firstFree, type PdfText, writePdf } from '../fixtures/write-pdf.ts'
import { importFile } from '../importers.ts'

/** An element of the structure tree: its role, further entries, and what it holds: words with their place, or elements. */
interface Element {
  role: string
  more?: string
  /** From 0; that of the element around it when it is not said. */
  page?: number
  holds: (PdfText | Element)[]
}

const isElement = (one: PdfText | Element): one is Element => 'role' in one

/** Pages whose content is marked and tagged. */
function taggedPdf(elements: readonly Element[], untagged: readonly PdfText[] = [], count = 1): Buffer {
  const objects: string[] = []
  const pages = Array.from({ length: count }, () => ({ parents: [] as number[], content: [] as string[] }))
  const root = firstFree(count)
  const draw = ({ x, y, text, size = 10 }: PdfText) =>
    `BT /regular ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET`
  const write = (element: Element, parent: number, outer: number): number => {
    const page = element.page ?? outer
    const at = objects.push('') - 1
    const number = root + 2 + at
    const { parents, content } = pages[page]!
    const kids = element.holds.map((one) => {
      if (isElement(one)) return `${write(one, number, page)} 0 R`
      const mark = parents.push(number) - 1
      content.push(`/${element.role} << /MCID ${mark} >> BDC ${draw(one)} EMC`)
      return String(mark)
    })
    objects[at] =
      `<< /Type /StructElem /S /${element.role} /P ${parent} 0 R /Pg ${7 + page * 2} 0 R ${element.more ?? ''} /K [${kids.join(' ')}] >>`
    return number
  }
  const tops = elements.map((one) => write(one, root, 0))
  const parentsOf = pages.map(({ parents }, at) => `${at} [${parents.map((one) => `${one} 0 R`).join(' ')}]`)
  return writePdf({
    catalog: `/StructTreeRoot ${root} 0 R /MarkInfo << /Marked true >>`,
    pages: pages.map(({ content }, at) => ({
      content: [...(at === 0 ? untagged.map(draw) : []), ...content].join('\n'),
      page: `/StructParents ${at}`
    })),
    objects: [
      `<< /Type /StructTreeRoot /K [${tops.map((one) => `${one} 0 R`).join(' ')}] /ParentTree ${root + 1} 0 R >>`,
      `<< /Nums [${parentsOf.join(' ')}] >>`,
      ...objects
    ]
  })
}

async function read(bytes: Uint8Array) {
  const article = await importFile({ bytes, fileName: 'a.pdf' })
  for (const block of article.blocks) BlockSchema.parse(block)
  return cleanHtml(buildBody(article.blocks).html).replace(/<a class="page"[^>]*><\/a>/g, '')
}

const at = (y: number, text: string, x = 60): PdfText => ({ x, y, text })
const words = 'The harbour lies behind two long walls of stone, and the older of them was begun early.'
const element = (role: string, ...holds: (PdfText | Element)[]): Element => ({ role, holds })

it('takes the title and the headings that a file tags, whatever they look like, and no others', async () => {
  const html = await read(
    taggedPdf(
      [
        element('H1', at(780, 'Of harbours')),
        element('P', at(766, words)),
        element('H2', at(752, 'The walls')),
        element('P', at(738, words)),
        element('H3', at(724, 'The older wall, which was there before')),
        element('H3', at(710, 'The younger')),
        element('P', at(696, words)),
        element('P', { x: 60, y: 660, text: 'Said in large letters', size: 16 }),
        element('P', at(630, words))
      ],
      []
    )
  )
  expect([...html.matchAll(/<(h\d)>([^<]*)/g)].map(([, tag, text]) => `${tag} ${text}`)).toEqual([
    'h2 The walls',
    'h3 The older wall, which was there before',
    'h3 The younger'
  ])
  expect(html).toContain('<p>Said in large letters</p>')
  expect(html).not.toContain('Of harbours')
})

it('takes tables that a file tags with their heads, spans, captions and long cells', async () => {
  const row = (...cells: Element[]) => element('TR', ...cells)
  const html = await read(
    taggedPdf([
      element('P', at(780, words)),
      element(
        'Table',
        element('Caption', at(760, 'Basins')),
        element(
          'THead',
          row(element('TH', at(746, 'Basin')), {
            ...element('TH', at(746, 'Depth of it', 130)),
            more: '/A << /O /Table /ColSpan 2 >>'
          })
        ),
        element(
          'TBody',
          row(
            { ...element('TD', at(732, 'North')), more: '/A << /O /Table /RowSpan 2 >>' },
            element('TD', at(732, 'low', 130)),
            element('TD', at(732, 'a cell that goes on and', 200), at(720, 'ends on a second line', 200))
          ),
          row(element('TD', at(706, 'high', 130)), element('TD', at(706, '9', 200)))
        )
      ),
      element('P', at(680, words))
    ])
  )
  expect(html).toContain(
    '<table><caption>Basins</caption><tr><th>Basin</th><th colspan="2">Depth of it</th></tr>' +
      '<tr><td rowspan="2">North</td><td>low</td><td>a cell that goes on and ends on a second line</td></tr>' +
      '<tr><td>high</td><td>9</td></tr></table>'
  )
  expect(html.indexOf('<table>')).toBeGreaterThan(html.indexOf('<p>'))
  expect(html.endsWith(`<p>${words}</p>`)).toBe(true)
})

describe('a table that a page cuts in two', () => {
  const row = (y: number, role: 'TD' | 'TH', first: string, second: string) =>
    element('TR', element(role, at(y, first)), element(role, at(y, second, 200)))
  const onNext = (one: Element) => ({ ...one, page: 1 })
  const head = (y: number, depth = 'Depth') => row(y, 'TH', 'Basin', depth)
  const upper = [head(120), row(106, 'TD', 'North', '4'), row(92, 'TD', 'South', '5')]
  const lower = [row(766, 'TD', 'East', '6'), row(752, 'TD', 'West', '7')]
  const body = '<tr><td>East</td><td>6</td></tr><tr><td>West</td><td>7</td></tr></table>'
  const readTable = (...tables: Element[]) =>
    read(
      taggedPdf(
        [
          element('P', at(780, words)),
          element('P', at(700, words)),
          ...tables,
          onNext(element('P', at(720, words))),
          onNext(element('P', at(690, words)))
        ],
        [],
        2
      )
    )

  it.each<[string, Element[]]>([
    ['as one element', [element('Table', ...upper, ...lower.map(onNext))]],
    [
      'with no more than a row on the second page',
      [element('Table', ...upper, row(78, 'TD', 'East', '6'), onNext(lower[1]!))]
    ],
    ['with its head on both pages', [element('Table', ...upper, ...[head(780), ...lower].map(onNext))]],
    ['as two elements', [element('Table', ...upper), onNext(element('Table', ...lower))]]
  ])('is one, %s', async (_, tables) => {
    const html = await readTable(...tables)
    expect(html.match(/<table>/g)).toHaveLength(1)
    expect(html).toContain(`<td>South</td><td>5</td></tr>${body}`)
    expect(html.match(/Basin/g)).toHaveLength(1)
  })

  it('is one also where the page cuts a row', async () => {
    const cut = element(
      'TR',
      element('TD', at(78, 'East')),
      element('TD', at(78, 'deep and', 200), onNext(element('P', at(780, 'wide', 200))))
    )
    const html = await readTable(element('Table', ...upper, cut, onNext(lower[1]!)))
    expect(html.match(/<table>/g)).toHaveLength(1)
    expect(html).toMatch(/<td>East<\/td><td>.*deep and.*wide.*<\/td><\/tr><tr><td>West<\/td>/)
  })

  it.each<[string, Element[]]>([
    ['a head of its own', [head(780, 'Width'), ...lower]],
    ['a caption', [element('Caption', at(790, 'Table 2. Others')), ...lower]],
    [
      'another number of columns',
      lower.map((one) => ({ ...one, holds: [...one.holds, element('TD', at(766, 'x', 300))] }))
    ]
  ])('is two where the second has %s', async (_, second) => {
    const html = await readTable(element('Table', ...upper), onNext(element('Table', ...second)))
    expect(html.match(/<table>/g)).toHaveLength(2)
  })
})

it('takes lists that a file tags, also where their signs are drawn and not written', async () => {
  const html = await read(
    taggedPdf([
      element('P', at(780, words)),
      element(
        'L',
        element('LI', element('LBody', at(760, 'Nets'))),
        element(
          'LI',
          element(
            'LBody',
            at(746, 'Ropes that lie'),
            at(732, 'in the sheds'),
            element('L', element('LI', element('LBody', at(718, 'tarred', 90))))
          )
        )
      ),
      element('P', at(690, words))
    ])
  )
  expect(html).toContain(
    '<ul><li>Nets</li><li><p>Ropes that lie in the sheds</p><ul><li>tarred</li></ul></li></ul>'
  )
})

it('reads a file that tags everything as one heading, or as one table, as if it had no tags', async () => {
  const lines = [780, 766, 752, 738].map((y) => at(y, words))
  expect(await read(taggedPdf([element('H1', ...lines)]))).not.toMatch(/<h\d/)
  const cells = [780, 600, 400].map((top) =>
    element(
      'TR',
      ...[60, 70].map((x) =>
        element('TD', ...Array.from({ length: 12 }, (_, n) => at(top - n * 12, words, x)))
      )
    )
  )
  expect(await read(taggedPdf([element('Table', ...cells)]))).not.toContain('<table')
})
