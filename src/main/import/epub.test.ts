import { Buffer } from 'node:buffer'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { blockText } from './block-text.ts'
import { bodyBuilder } from './build-body.ts'
import { importBytes } from './importers.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC',
  'base64'
)

const page = (body: string) =>
  `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title></head><body>${body}</body></html>`

const opf = (version: string, extra = '', more = '') => `<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="${version}" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>The Salt Road</dc:title><dc:creator>Ada Penn</dc:creator><dc:creator>Bo Ink</dc:creator>
<dc:language>en-GB</dc:language><dc:publisher>Harbour Press</dc:publisher><dc:date>2019-05-06</dc:date>
<dc:subject>sea</dc:subject>${more}</metadata>
<manifest>
<item id="c1" href="text/one.xhtml" media-type="application/xhtml+xml"/>
<item id="c2" href="text/two%20b.xhtml" media-type="application/xhtml+xml"/>
<item id="notes" href="text/notes.xhtml" media-type="application/xhtml+xml"/>
<item id="pic" href="images/pic.png" media-type="image/png" properties="cover-image"/>${extra}
</manifest>
<spine toc="ncx"><itemref idref="c1"/><itemref idref="c2"/><itemref idref="notes"/></spine></package>`

const container =
  '<?xml version="1.0"?><container><rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'

const chapters = {
  'OPS/text/one.xhtml': page(
    '<h1>Setting out</h1><p id="p1">The road begins at the harbour<a href="notes.xhtml#n1" id="r1" epub:type="noteref">1</a>.<br/>It ends there, too.</p><a id="empty"/><p>After an empty anchor.</p><script>alert(1)</script>'
  ),
  'OPS/text/two b.xhtml': page(
    '<p>A chapter without a heading of its own, seen from <a href="one.xhtml">the first</a> and <a href="https://example.org/x">outside</a>.</p><div><img src="../images/pic.png" alt="A grey square"/></div>'
  ),
  'OPS/text/notes.xhtml': page(
    '<h1>Notes</h1><p id="n1">Which harbour is not said. <a href="one.xhtml#r1">Back</a></p>'
  )
}

function book(files: Record<string, string | Uint8Array>): Uint8Array {
  return zipSync(
    Object.fromEntries([
      ['mimetype', [strToU8('application/epub+zip'), { level: 0 }] as const],
      ...Object.entries(files).map(
        ([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content] as const
      )
    ])
  )
}

const epub3 = book({
  'META-INF/container.xml': container,
  'OPS/book.opf': opf(
    '3.0',
    '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
  ),
  'OPS/nav.xhtml': page(
    '<nav epub:type="toc"><ol><li><a href="text/one.xhtml">Setting out</a></li><li><a href="text/two%20b.xhtml">The middle</a></li></ol></nav>'
  ),
  ...chapters,
  'OPS/images/pic.png': png
})

const epub2 = book({
  'META-INF/container.xml': container,
  'OPS/book.opf': opf(
    '2.0',
    '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>',
    '<meta name="cover" content="pic"/>'
  ),
  'OPS/toc.ncx':
    '<?xml version="1.0"?><ncx><navMap><navPoint id="a"><navLabel><text>Setting out</text></navLabel><content src="text/one.xhtml"/></navPoint><navPoint id="b"><navLabel><text>The middle</text></navLabel><content src="text/two%20b.xhtml#x"/></navPoint></navMap></ncx>',
  ...chapters,
  'OPS/images/pic.png': png
})

describe.each([
  ['EPUB 3', epub3],
  ['EPUB 2', epub2]
])('%s', (_version, bytes) => {
  const article = importBytes({ bytes, fileName: 'salt.epub' })
  const builder = bodyBuilder()
  builder.add(article.blocks)
  const body = builder.finish()

  it('is one reading with what the book says of itself', () => {
    expect(article).toMatchObject({
      title: 'The Salt Road',
      byline: 'Ada Penn, Bo Ink',
      site: 'Harbour Press',
      published: '2019-05-06',
      language: 'en-GB',
      tags: ['sea'],
      importer: 'epub/1',
      mediaType: 'application/epub+zip',
      warnings: []
    })
    expect(body.outline.map(({ level, text }) => [level, text])).toEqual([
      // The article's title is the one of the first level.
      [2, 'Setting out'],
      [2, 'The middle'],
      [2, 'Notes']
    ])
    expect(article.blocks.map(blockText).join('\n')).toContain('harbour1.\nIt ends there, too.')
  })

  it('keeps its pictures, and links that lead from file to file and back', () => {
    expect(article.assets).toHaveLength(1)
    expect(article.leadImage).toBe(article.assets[0]!.hash)
    expect(body.html).toContain(`asset://image/${article.assets[0]!.hash}`)
    const jumps = [...body.html.matchAll(/href="#([^"]+)"/g)].map((match) => match[1])
    expect(jumps).toHaveLength(3)
    for (const to of jumps) expect(body.html).toContain(`id="${to}"`)
    expect(body.html).toContain('href="https://example.org/x"')
    expect(body.html).not.toMatch(/alert|script/)
  })
})

it('imports or says clearly that it cannot, wherever the file was cut', () => {
  for (let part = 0; part <= 50; part++) {
    const cut = epub3.slice(0, Math.floor((epub3.length * part) / 50))
    try {
      expect(importBytes({ bytes: cut, fileName: 'cut.epub' }).title).toBe('The Salt Road')
    } catch (error) {
      expect(error).toBeInstanceOf(AppError)
    }
  }
})

it('says when a book is locked, and does not take hidden fonts for a lock', () => {
  const lock = (algorithm: string) =>
    book({
      'META-INF/container.xml': container,
      'META-INF/encryption.xml': `<encryption><enc:EncryptedData xmlns:enc="x"><enc:EncryptionMethod Algorithm="${algorithm}"/></enc:EncryptedData></encryption>`,
      'OPS/book.opf': opf('3.0'),
      ...chapters
    })
  const read = (bytes: Uint8Array) => importBytes({ bytes, fileName: 'locked.epub' })
  expect(() => read(lock('http://www.w3.org/2001/04/xmlenc#aes128-cbc'))).toThrow(/DRM/)
  expect(read(lock('http://www.idpf.org/2008/embedding')).title).toBe('The Salt Road')
})

it('is not led out of the book by a reference, nor by a book without a package', () => {
  const astray = book({
    'META-INF/container.xml': container,
    'OPS/book.opf': opf('3.0'),
    ...chapters,
    'OPS/text/one.xhtml': page(
      '<p>Words enough to be a text.</p><img src="../../../../etc/passwd" alt="nothing"/><img src="file:///etc/passwd"/>'
    )
  })
  expect(importBytes({ bytes: astray, fileName: 'astray.epub' }).assets).toEqual([])
  const empty = book({ 'META-INF/container.xml': container })
  expect(() => importBytes({ bytes: empty, fileName: 'empty.epub' })).toThrow(/damaged book/)
})
