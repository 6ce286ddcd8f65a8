import { deflateSync } from 'node:zlib'
import { describe, expect, it, vi } from 'vitest'
import { BlockSchema } from '../../../shared/blocks.ts'
import { buildBody, cleanHtml } from '../body/build-body.ts'
import { pagesIn } from '../body/page-places.ts'
import { violationsIn } from '../fixtures/allowed-html.ts'
import { firstFree, type PdfToWrite, pdfOfObjects, textLines, writePdf } from '../fixtures/write-pdf.ts'
import { importFile } from '../importers.ts'

async function read(pdf: PdfToWrite | Uint8Array, fileName = 'a.pdf') {
  const bytes = pdf instanceof Uint8Array ? pdf : writePdf(pdf)
  const article = await importFile({ bytes, fileName })
  for (const block of article.blocks) BlockSchema.parse(block)
  const { html, text } = buildBody(article.blocks)
  expect(violationsIn(html)).toEqual([])
  return { article, text, html: cleanHtml(html), pages: pagesIn(html) }
}

const first = [
  'The harbour lies behind two long walls of stone, and the older of',
  'them was begun before anybody wrote down why. What is left of inter-',
  'national trade has moved to the deep water, but the small boats come',
  'in with every tide, and the sheds along the quay are full of nets.'
]
const words = first
  .join(' ')
  .match(/[a-z]{3,}/g)!
  .slice(0, 24)
const second = [
  'Nobody who lives there would call it a quiet place. The winches run',
  'from four in the morning, and a self-made ferry takes whoever pays.'
]

describe('reading a PDF', () => {
  it('makes paragraphs of lines, undoes hyphens, takes the title, names and date, and keeps the pages', async () => {
    const { article, html, text, pages } = await read({
      info: { Author: 'Jane Doe', CreationDate: "D:20240309101500+01'00'" },
      pages: [
        {
          texts: [
            { x: 60, y: 770, text: 'The Harbour Walls', size: 22, font: 'bold' },
            ...textLines(first, { x: 60, y: 700 }),
            { x: 60, y: 630, text: '1. What remains', size: 14, font: 'bold' },
            ...textLines(second, { x: 60, y: 605 }),
            ...textLines(['The talk at the quay, as one hears, is of international'], { x: 60, y: 581 }),
            { x: 290, y: 30, text: '12' }
          ]
        },
        {
          texts: [
            ...textLines(['agreements that nobody has read and of the price of diesel oil.'], {
              x: 60,
              y: 770
            }),
            { x: 290, y: 30, text: '13' }
          ]
        }
      ]
    })
    expect(article).toMatchObject({
      title: 'The Harbour Walls',
      byline: 'Jane Doe',
      published: '2024-03-09',
      language: 'en'
    })
    expect(html.split('\n')[1]).toBe('<h2>1. What remains</h2>')
    expect(text).toContain('What is left of international trade has moved')
    expect(text).toContain('is of international agreements that nobody')
    expect(text).not.toMatch(/Harbour Walls|12|13/)
    expect(
      pages.map(({ number, label, offset }) => [number, label, text.slice(offset, offset + 10)])
    ).toEqual([
      [1, '12', 'The harbou'],
      [2, '13', 'agreements']
    ])
  })

  it('reads columns one after the other under a title that spans them, and leaves out running heads', async () => {
    const page = (number: number) => ({
      texts: [
        { x: 60, y: 815, text: `The Journal of Harbours, vol. 4`, size: 8 },
        { x: 520, y: 815, text: String(100 + number), size: 8 },
        ...(number === 0
          ? [{ x: 60, y: 770, text: 'A title that goes across both of the two columns below', size: 17 }]
          : []),
        ...textLines(
          Array.from(
            { length: 12 },
            (_, line) =>
              `${words[(line * 7 + number * 5) % 24]} left column ${number} line ${line} has enough words`
          ),
          { x: 60, y: 740 }
        ),
        ...textLines(
          Array.from(
            { length: 12 },
            (_, line) =>
              `${words[(line * 5 + number * 7) % 24]} right column ${number} line ${line} has enough words`
          ),
          { x: 310, y: 740 }
        )
      ]
    })
    const { text, article, pages } = await read({ pages: [page(0), page(1), page(2)] })
    const order = [...text.matchAll(/(left|right) column (\d) line (\d+)/g)].map((one) => one[0])
    expect(order).toEqual(
      [0, 1, 2].flatMap((number) =>
        ['left', 'right'].flatMap((side) =>
          Array.from({ length: 12 }, (_, line) => `${side} column ${number} line ${line}`)
        )
      )
    )
    expect(text).not.toContain('Journal of Harbours')
    expect(article.title).toBe('A title that goes across both of the two columns below')
    expect(pages.map((one) => one.label)).toEqual(['100', '101', '102'])
  })

  it('finds lists, tables, code, captions, and footnotes that lead both ways', async () => {
    const { html } = await read({
      pages: [
        {
          texts: [
            ...textLines(first, { x: 60, y: 780 }),
            { x: 365, y: 760, text: '1', size: 6 },
            ...textLines(
              ['\x95 nets that were mended in the winter', '\x95 ropes, and tar to keep them from the wet'],
              { x: 70, y: 715 }
            ),
            { x: 60, y: 670, text: 'Table 1. Depth of the basins', size: 9 },
            ...['Basin', 'North', 'South', 'East'].map((text, row) => ({
              x: 60,
              y: 650 - row * 14,
              text,
              font: row ? ('regular' as const) : ('bold' as const)
            })),
            ...['Depth', '34.2', '12.9', '7.1'].map((text, row) => ({
              x: 240,
              y: 650 - row * 14,
              text,
              font: row ? ('regular' as const) : ('bold' as const)
            })),
            ...textLines(['let tide = 4;', '  rise(tide);'], { x: 60, y: 570, font: 'mono' }),
            ...textLines(second, { x: 60, y: 530 }),
            { x: 60, y: 63, text: '1', size: 5 },
            { x: 64, y: 60, text: 'The wall was measured twice, by different people.', size: 8 }
          ]
        }
      ]
    })
    expect(html).toContain(
      '<ul><li>nets that were mended in the winter</li><li>ropes, and tar to keep them from the wet</li></ul>'
    )
    expect(html).toContain(
      '<table><caption>Table 1. Depth of the basins</caption><tr><th>Basin</th><th data-align="right">Depth</th></tr><tr><td>North</td><td data-align="right">34.2</td></tr>'
    )
    expect(html).toContain('<pre><code>let tide = 4;\n  rise(tide);</code></pre>')
    expect(html).toContain(
      '<sup><a class="anchor" id="a-ref-fn-1-1"></a><a class="jump" href="#a-fn-1-1">1</a></sup>'
    )
    expect(html).toContain(
      '<hr>\n<p><a class="anchor" id="a-fn-1-1"></a><a class="jump" href="#a-ref-fn-1-1">1</a> The wall was measured twice, by different people.</p>'
    )
  })

  it('takes nobody who speaks for an item of a list', async () => {
    const { html } = await read({
      pages: [
        {
          texts: [
            ...textLines(first, { x: 60, y: 760 }),
            { x: 60, y: 690, text: '\x97 Where does it lead, then?' },
            { x: 60, y: 665, text: '\x97 To the sea, as all of them do.' },
            { x: 60, y: 640, text: '\x95 rope' },
            { x: 60, y: 625, text: '\x95 lamp' }
          ]
        }
      ]
    })
    expect(html).toContain('<p>— Where does it lead, then?</p>\n<p>— To the sea, as all of them do.</p>')
    expect(html).toContain('<ul><li>rope</li><li>lamp</li></ul>')
  })

  it('keeps pictures with their captions, byte for byte where they are photographs', async () => {
    const grey = deflateSync(Buffer.alloc(60 * 50, 128))
    const image = {
      dictionary:
        '/Type /XObject /Subtype /Image /Width 60 /Height 50 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode',
      bytes: grey
    }
    const { article, html } = await read({
      pages: [
        {
          texts: [
            ...textLines(first, { x: 60, y: 780 }),
            { x: 60, y: 540, text: 'Figure 1: The wall from the sea.', size: 9 },
            ...textLines(second, { x: 60, y: 500 })
          ],
          content: 'q 200 0 0 150 60 560 cm /I Do Q',
          resources: `/XObject << /I ${firstFree(1)} 0 R >>`
        }
      ],
      objects: [image]
    })
    expect(article.assets).toMatchObject([{ mediaType: 'image/png', width: 60, height: 50 }])
    expect(html).toContain(
      `<figure><img src="asset://image/${article.assets[0]?.hash}" alt="" width="60" height="50" loading="lazy" decoding="async"><figcaption><span class="caption">Figure 1: The wall from the sea.</span></figcaption></figure>`
    )
  })

  it('names pages as the file does, and takes its outline for headings', async () => {
    const free = firstFree(3)
    const { html, pages } = await read({
      catalog: `/PageLabels << /Nums [0 << /S /r >> 2 << /S /D /St 1 /P (A-) >>] >> /Outlines ${free} 0 R`,
      pages: [0, 1, 2].map((number) => ({
        texts: [
          { x: 60, y: 780, text: ['Before', 'Meanwhile', 'After'][number]!, size: 10 },
          ...textLines(first, { x: 60, y: 750 })
        ]
      })),
      objects: [
        `<< /Type /Outlines /First ${free + 1} 0 R /Last ${free + 2} 0 R /Count 2 >>`,
        `<< /Title (Meanwhile) /Parent ${free} 0 R /Next ${free + 2} 0 R /Dest [9 0 R /Fit] >>`,
        `<< /Title (After) /Parent ${free} 0 R /Prev ${free + 1} 0 R /Dest [11 0 R /Fit] >>`
      ]
    })
    expect(pages.map((one) => one.label)).toEqual(['i', 'ii', 'A-1'])
    expect([...html.matchAll(/<h2>(?:<a[^>]*><\/a>)*([^<]*)<\/h2>/g)].map((one) => one[1])).toEqual([
      'Meanwhile',
      'After'
    ])
  })

  it('tells that a scan holds no text, and keeps its pages to be gone to', async () => {
    const { article, text, pages } = await read({
      pages: [{ content: '0 0 400 400 re f' }, { content: '0 0 300 300 re f' }]
    })
    expect(article.warnings).toContainEqual({ key: 'imports.warnings.scanned' })
    expect(text.trim()).toBe('')
    expect(pages.map((one) => one.number)).toEqual([1, 2])
    expect(article.title).toBe('a')
  })

  it('tells that letters are not those that the page shows', async () => {
    const shifted = first.map((line) =>
      line.replace(/[a-z]/gi, (letter) => String.fromCharCode(letter.charCodeAt(0) - 29))
    )
    const { article } = await read({
      pages: [{ texts: textLines([...shifted, ...shifted, ...shifted], { x: 60, y: 780 }) }]
    })
    expect(article.warnings).toContainEqual({ key: 'imports.warnings.garbled' })
    const { article: fine } = await read({
      pages: [{ texts: textLines([...first, ...second], { x: 60, y: 780 }) }]
    })
    expect(fine.warnings).toEqual([])
  })

  it('is told by its contents, whatever its name', async () => {
    const bytes = writePdf({ pages: [{ texts: textLines(first, { x: 60, y: 780 }) }] })
    const { article } = await read(Buffer.concat([Buffer.from('\n\n'), bytes]), 'letter.txt')
    expect(article.mediaType).toBe('application/pdf')
  })
})

describe('hostile PDFs', () => {
  const texts = textLines(first, { x: 60, y: 780 })
  const link = (action: string) => `/Subtype /Link /Rect [50 775 400 790] /A << ${action} >>`

  it.each([
    ['javascript:', '/S /URI /URI (javascript:alert\\(1\\))'],
    ['a file', '/S /URI /URI (file:///etc/passwd)'],
    ['a share', '/S /URI /URI (\\\\\\\\host\\\\share)'],
    ['a program', '/S /Launch /F (calc.exe)'],
    ['another document', '/S /GoToR /F (other.pdf) /D [0 /Fit]'],
    ['a script', '/S /JavaScript /JS (app.alert\\(1\\))'],
    ['a form', '/S /SubmitForm /F (https://evil.example/)'],
    ['data', '/S /URI /URI (data:text/html,<script>1</script>)'],
    ['a web address with a password', '/S /URI /URI (https://bank.example@evil.example/)']
  ])('A4: a link that would open %s opens nothing but the web', async (what, action) => {
    const { html } = await read({ pages: [{ texts, annotations: [link(action)] }] })
    const links = [...html.matchAll(/href="([^"]*)"/g)].map((one) => one[1])
    expect(links).toEqual(what.startsWith('a web') ? ['https://evil.example/'] : [])
  })

  it('A4: scripts and forms of the document are not even read', async () => {
    const world = globalThis as { pdfCanary?: unknown }
    const free = firstFree(1)
    const { article, text } = await read({
      catalog: `/OpenAction << /S /JavaScript /JS (globalThis.pdfCanary = 1) >> /AA << /WC << /S /JavaScript /JS (1) >> >> /Names << /JavaScript << /Names [(a) ${free} 0 R] >> >> /AcroForm << /XFA ${free + 1} 0 R /Fields [] >>`,
      pages: [{ texts }],
      objects: [
        '<< /S /JavaScript /JS (globalThis.pdfCanary = 1) >>',
        {
          dictionary: '',
          bytes: Buffer.from(
            '<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><script>pdfCanary = 1</script></xdp:xdp>'
          )
        }
      ]
    })
    expect(world.pdfCanary).toBeUndefined()
    expect(JSON.stringify(article)).not.toContain('pdfCanary')
    expect(text).toContain('The harbour lies')
  })

  it('A16: a font whose matrix is a program draws nothing and runs nothing', async () => {
    const world = globalThis as { pdfCanary?: unknown }
    const free = firstFree(1)
    const { text } = await read({
      pages: [
        {
          texts,
          content: 'BT /evil 10 Tf 1 0 0 1 60 500 Tm (aaaa) Tj ET',
          // Of two dictionaries of fonts the later one counts.
          resources: `/Font << /evil ${free} 0 R /regular 3 0 R /bold 4 0 R /italic 5 0 R /mono 6 0 R >>`
        }
      ],
      objects: [
        `<< /Type /Font /Subtype /Type1 /BaseFont /Evil /FontMatrix [0.1 0 0 0.1 0 (1\\); globalThis.pdfCanary = 1; //)] /FirstChar 97 /LastChar 97 /Widths [500] /FontDescriptor ${free + 1} 0 R >>`,
        '<< /Type /FontDescriptor /FontName /Evil /Flags 4 /FontMatrix [1 0 0 1 0 (1\\); globalThis.pdfCanary = 1; //)] >>'
      ]
    })
    expect(world.pdfCanary).toBeUndefined()
    // The font was used: its letters are in the text.
    expect(text).toContain('aaaa')
  })

  it('row 26: says that it is locked, broken, or without pages', async () => {
    const key = `<${'00'.repeat(32)}>`
    const locked = writePdf({
      pages: [{ texts }],
      trailer: `/Encrypt << /Filter /Standard /V 1 /R 2 /O ${key} /U ${key} /P -4 >> /ID [${key} ${key}]`
    })
    await expect(read(locked)).rejects.toMatchObject({
      code: 'unsupported',
      sentence: { key: 'errors.import.lockedPdf' }
    })
    const noPages = pdfOfObjects(
      ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Count 0 /Kids [] >>'],
      '/Root 1 0 R'
    )
    await expect(read(noPages)).rejects.toMatchObject({
      code: 'unreadable',
      sentence: { key: 'errors.import.damagedPdf' }
    })
    await expect(read(Buffer.from('%PDF-1.7\nnothing more'))).rejects.toMatchObject({
      sentence: { key: 'errors.import.damagedPdf' }
    })
  })

  it('lets go of a file that it could not open', async () => {
    const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
    const other = getDocument({ data: new Uint8Array(writePdf({ pages: [{ texts }] })) })
    const letGo = vi.spyOn(Object.getPrototypeOf(other) as typeof other, 'destroy')
    await expect(read(Buffer.from('%PDF-1.7\nnothing at all'))).rejects.toMatchObject({ code: 'unreadable' })
    expect(letGo).toHaveBeenCalledTimes(1)
    letGo.mockRestore()
    await other.destroy()
  })

  it('row 26: neither a page tree that eats its tail nor cross-references in a circle hold it up', async () => {
    const loop = pdfOfObjects(
      [
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Count 1000000 /Kids [2 0 R 2 0 R] /Parent 2 0 R >>'
      ],
      '/Root 1 0 R'
    )
    await expect(read(loop)).rejects.toMatchObject({ code: 'unreadable' })
    const bytes = writePdf({ pages: [{ texts }] })
    const start = bytes.lastIndexOf('xref\n0')
    const circle = Buffer.from(
      bytes.toString('latin1').replace('trailer\n<< /Size', `trailer\n<< /Prev ${start} /Size`),
      'latin1'
    )
    expect((await read(circle)).text).toContain('The harbour lies')
  })

  it('row 26: a page as wide as a city and one of no size are read', async () => {
    const { article, text } = await read({
      pages: [
        {
          width: 1_000_000,
          height: 1_000_000,
          texts: [{ x: 900_000, y: 500_000, text: 'Far away from everything else', size: 12 }]
        },
        { width: 0, height: 0, texts }
      ]
    })
    expect(article.title).toContain('Far away')
    expect(text).toContain('The harbour lies')
  })

  it('row 26: a picture of more than a hundred megapixels is left to the original', async () => {
    const { article, text } = await read({
      pages: [
        {
          texts,
          content: 'q 200 0 0 150 60 560 cm /I Do Q',
          resources: `/XObject << /I ${firstFree(1)} 0 R >>`
        }
      ],
      objects: [
        {
          dictionary:
            '/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /JBIG2Decode',
          bytes: Buffer.alloc(100)
        }
      ]
    })
    expect(article.assets).toEqual([])
    expect(text).toContain('The harbour lies')
  })

  it('row 9: every cut of a file is read or refused clearly', async () => {
    const whole = writePdf({ pages: [{ texts }, { texts: textLines(second, { x: 60, y: 780 }) }] })
    let readable = 0
    for (let percent = 2; percent < 100; percent += 2) {
      const cut = whole.subarray(0, Math.floor((whole.length * percent) / 100))
      try {
        const { text } = await read(cut)
        expect(text.trim()).not.toBe('')
        readable++
      } catch (error) {
        expect(error).toMatchObject({ code: expect.stringMatching(/^un(?:readable|supported)$/) })
      }
    }
    expect(readable).toBeGreaterThan(0)
  })
})
