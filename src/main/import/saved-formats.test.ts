import { Buffer } from 'node:buffer'
import { gzipSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { blockText } from './block-text.ts'
import { buildBody } from './build-body.ts'
import { importFile } from './importers.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC',
  'base64'
)
const words = 'The ferry leaves at seven and comes back when the tide allows — nobody can say beforehand. '
const page = (picture: string) =>
  `<!doctype html><html lang="en"><head><title>Ferries</title></head><body><article><h1>Ferries</h1><p>${words.repeat(4)}</p><figure><img src="${picture}" alt="A boat"><figcaption>The boat</figcaption></figure><p>${words.repeat(4)} <a href="/times">Times</a></p></article><script>alert(1)</script></body></html>`
const home = 'https://example.org/sea/ferries'

const quoted = (text: string) =>
  [...Buffer.from(text)]
    .map((byte) =>
      byte > 126 || byte === 61 || byte < 32
        ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
        : String.fromCharCode(byte)
    )
    .join('')
    .replace(/(.{1,70})(?<!=.?)/g, '$1=\r\n')

function mhtml(picture: string, head = `Content-Location: https://example.org/sea/boat.png`): Uint8Array {
  return Buffer.from(
    [
      'From: <Saved by Blink>',
      `Snapshot-Content-Location: ${home}`,
      'Subject: =?utf-8?Q?Ferries=20here?=',
      'Date: Thu, 26 Nov 2026 10:00:00 +0000',
      'MIME-Version: 1.0',
      'Content-Type: multipart/related;',
      '\ttype="text/html";',
      '\tboundary="----MultipartBoundary--abc----"',
      '',
      '',
      '------MultipartBoundary--abc----',
      'Content-Type: text/html',
      'Content-ID: <frame-1@mhtml.blink>',
      'Content-Transfer-Encoding: quoted-printable',
      `Content-Location: ${home}`,
      '',
      quoted(page(picture)),
      '------MultipartBoundary--abc----',
      'Content-Type: text/html',
      'Content-Location: https://ads.example/frame',
      '',
      '<p>A frame that is no part of the article, with words of its own that go on for a while.</p>',
      '------MultipartBoundary--abc----',
      'Content-Type: image/png',
      'Content-Transfer-Encoding: base64',
      head,
      '',
      png.toString('base64').replace(/.{76}/g, '$&\r\n'),
      '------MultipartBoundary--abc------',
      ''
    ].join('\r\n')
  )
}

/** A binary property list of dictionaries, arrays, strings and data, as Safari writes them. */
function plist(root: unknown): Uint8Array {
  const objects: Buffer[] = []
  const sized = (kind: number, length: number) =>
    length < 15
      ? Buffer.from([kind | length])
      : Buffer.from([kind | 15, 0x12, ...[24, 16, 8, 0].map((shift) => (length >> shift) & 255)])
  const reference = (index: number) => Buffer.from([index >> 8, index & 255])
  const add = (value: unknown): number => {
    const index = objects.push(Buffer.alloc(0)) - 1
    if (typeof value === 'string')
      objects[index] = Buffer.concat([sized(0x50, value.length), Buffer.from(value, 'latin1')])
    else if (value instanceof Uint8Array) objects[index] = Buffer.concat([sized(0x40, value.length), value])
    else if (Array.isArray(value))
      objects[index] = Buffer.concat([sized(0xa0, value.length), ...value.map((one) => reference(add(one)))])
    else {
      const entries = Object.entries(value as object)
      const keys = entries.map(([key]) => reference(add(key)))
      objects[index] = Buffer.concat([
        sized(0xd0, entries.length),
        ...keys,
        ...entries.map(([, one]) => reference(add(one)))
      ])
    }
    return index
  }
  add(root)
  const offsets: number[] = []
  let at = 8
  for (const object of objects) {
    offsets.push(at)
    at += object.length
  }
  const table = Buffer.concat(
    offsets.map((offset) =>
      Buffer.from([offset >> 24, offset >> 16, offset >> 8, offset].map((one) => one & 255))
    )
  )
  const trailer = Buffer.alloc(32)
  trailer[6] = 4
  trailer[7] = 2
  trailer.writeBigUInt64BE(BigInt(objects.length), 8)
  trailer.writeBigUInt64BE(BigInt(at), 24)
  return Buffer.concat([Buffer.from('bplist00'), ...objects, table, trailer])
}
const resource = (url: string, type: string, data: Uint8Array) => ({
  WebResourceData: data,
  WebResourceMIMEType: type,
  WebResourceTextEncodingName: 'UTF-8',
  WebResourceURL: url
})
const webarchive = plist({
  WebMainResource: resource(home, 'text/html', Buffer.from(page('boat.png'))),
  WebSubresources: [resource('https://example.org/sea/boat.png', 'image/png', png)]
})

function record(
  type: string,
  url: string,
  block: Buffer,
  contentType = 'application/http; msgtype=response'
): Buffer {
  const head = `WARC/1.1\r\nWARC-Type: ${type}\r\nWARC-Target-URI: ${url}\r\nContent-Type: ${contentType}\r\nContent-Length: ${block.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), block, Buffer.from('\r\n\r\n')])
}
const http = (status: string, head: string, body: Uint8Array) =>
  Buffer.concat([Buffer.from(`HTTP/1.1 ${status}\r\n${head}\r\n\r\n`), body])
const chunked = (body: Uint8Array) =>
  Buffer.concat([
    Buffer.from(`${(9).toString(16)}\r\n`),
    body.subarray(0, 9),
    Buffer.from(`\r\n${(body.length - 9).toString(16)};x=y\r\n`),
    body.subarray(9),
    Buffer.from('\r\n0\r\n\r\n')
  ])
const records = [
  record('warcinfo', 'urn:x', Buffer.from('software: ours\r\n'), 'application/warc-fields'),
  record('request', home, Buffer.from('GET / HTTP/1.1\r\n\r\n')),
  record(
    'response',
    'https://example.org/old',
    http('301 Moved', `Location: ${home}\r\nContent-Type: text/html`, Buffer.from('moved'))
  ),
  record(
    'response',
    home,
    http(
      '200 OK',
      'Content-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked',
      chunked(gzipSync(page('boat.png')))
    )
  ),
  record('response', 'https://example.org/sea/boat.png', http('200 OK', 'Content-Type: image/png', png)),
  record(
    'response',
    'https://example.org/other',
    http('200 OK', 'Content-Type: text/html', Buffer.from(page('x.png').replaceAll('Ferries', 'Other')))
  )
]

const formats: [what: string, fileName: string, bytes: Uint8Array, importer: string][] = [
  ['MHTML', 'page.mhtml', mhtml('boat.png'), 'mhtml/1'],
  ['MHTML without a name that says so', 'page', mhtml('https://example.org/sea/boat.png'), 'mhtml/1'],
  ['MHTML with content ids', 'page.mht', mhtml('cid:pic@x', 'Content-ID: <pic@x>'), 'mhtml/1'],
  ['a web archive', 'page.webarchive', webarchive, 'webarchive/1'],
  ['WARC', 'page.warc', Buffer.concat(records), 'warc/1'],
  ['packed WARC', 'page.warc.gz', Buffer.concat(records.map((one) => gzipSync(one))), 'warc/1']
]

describe.each(formats)('%s', (_what, fileName, bytes, importer) => {
  it('is the page with its address and its pictures', async () => {
    const article = await importFile({ bytes, fileName })
    expect(article).toMatchObject({ title: 'Ferries', url: home, language: 'en', importer })
    expect(article.assets).toHaveLength(1)
    expect(article.leadImage).toBe(article.assets[0]!.hash)
    const { html, text } = buildBody(article.blocks)
    expect(text).toContain('tide allows — nobody')
    expect(html).toContain('href="https://example.org/times"')
    expect(html).not.toMatch(/alert|no part of the article/)
  })

  it('imports or says clearly why not, wherever it was cut', async () => {
    for (let part = 0; part < 50; part++) {
      const cut = bytes.subarray(0, Math.floor((bytes.length * part) / 50))
      try {
        const article = await importFile({ bytes: cut, fileName })
        expect(article.blocks.map(blockText).join('').trim()).not.toBe('')
      } catch (error) {
        expect(error).toBeInstanceOf(AppError)
      }
    }
  })
})

it('tells of the other pages of an archive', async () => {
  const { warnings } = await importFile({ bytes: Buffer.concat(records), fileName: 'a.warc' })
  expect(warnings).toContain('The archive holds 1 more pages; only the first was added.')
})

it('reads a letter with what its head says', async () => {
  const letter = Buffer.from(
    [
      'From: "Ada Penn" <ada@example.org>',
      'Subject: =?utf-8?B?VGhlIGZlcnJ5IGxldHRlcg==?=',
      'Date: Thu, 26 Nov 2026 10:00:00 +0100',
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'plain',
      '--b',
      'Content-Type: text/html; charset=iso-8859-1',
      '',
      `<p>${'A letter about caf\xe9s and ferries, long enough to be read in peace. '.repeat(4)}</p>`,
      '--b--'
    ].join('\n'),
    'latin1'
  )
  const article = await importFile({ bytes: letter, fileName: 'letter.eml' })
  expect(article).toMatchObject({
    title: 'The ferry letter',
    byline: 'Ada Penn',
    published: '2026-11-26T09:00:00.000Z'
  })
  expect(buildBody(article.blocks).text).toContain('cafés')
})

it.each([
  ['a property list of something else', plist({ Name: 'x' }), 'a.webarchive', /holds no page to read/],
  ['a damaged property list', Buffer.from('bplist00nonsense'), 'a.webarchive', /damaged/],
  ['a WARC of pictures', records[4]!, 'a.warc', /holds no page to read/],
  [
    'a message without a page',
    Buffer.from(
      'MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: image/png\n\nx\n--b--'
    ),
    'a.mhtml',
    /holds no page to read/
  ]
])('%s is refused in a sentence', async (_what, bytes, fileName, sentence) => {
  await expect(importFile({ bytes, fileName })).rejects.toMatchObject({ name: 'AppError' })
  await expect(importFile({ bytes, fileName })).rejects.toThrow(sentence)
})

const w = (body: string) =>
  `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>${body}</w:body></w:document>`
const p = (text: string, style = '', extra = '') =>
  `<w:p><w:pPr>${style && `<w:pStyle w:val="${style}"/>`}${extra}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
const li = (text: string, level: number) =>
  p(text, '', `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`)
const cell = (text: string) => `<w:tc>${p(text)}</w:tc>`
const style = (id: string, name: string) =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`
const xmlns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

function docx(more: Record<string, string | Uint8Array> = {}): Uint8Array {
  const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const files: Record<string, string | Uint8Array> = {
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    '_rels/.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${rel}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r2" Type="${rel}/styles" Target="styles.xml"/><Relationship Id="r3" Type="${rel}/numbering" Target="numbering.xml"/><Relationship Id="r4" Type="${rel}/footnotes" Target="footnotes.xml"/><Relationship Id="r5" Type="${rel}/image" Target="media/image1.png"/><Relationship Id="r6" Type="${rel}/hyperlink" Target="https://example.org/x" TargetMode="External"/><Relationship Id="r7" Type="${rel}/image" Target="file:///etc/passwd" TargetMode="External"/></Relationships>`,
    'word/styles.xml': `<?xml version="1.0"?><w:styles ${xmlns}>${style('Title', 'Title')}${style('Heading1', 'heading 1')}${style('Heading2', 'heading 2')}${style('Quote', 'Quote')}</w:styles>`,
    'word/numbering.xml': `<?xml version="1.0"?><w:numbering ${xmlns}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
    'word/footnotes.xml': `<?xml version="1.0"?><w:footnotes ${xmlns}><w:footnote w:id="2">${p('The note itself.')}</w:footnote></w:footnotes>`,
    'word/media/image1.png': png,
    'docProps/core.xml':
      '<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>Kept title</dc:title><dc:creator>Ada Penn</dc:creator><cp:keywords>sea, boats</cp:keywords><dcterms:created>2025-03-04T10:00:00Z</dcterms:created></cp:coreProperties>',
    'word/document.xml': w(
      p('The ferry report', 'Title') +
        p('Setting out', 'Heading1') +
        `<w:p><w:r><w:t xml:space="preserve">${words}</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>Bold words.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:hyperlink r:id="r6"><w:r><w:t>A link</w:t></w:r></w:hyperlink></w:p>` +
        p('Below', 'Heading2') +
        li('First', 0) +
        li('Inside', 1) +
        li('Second', 0) +
        p('Said by somebody.', 'Quote') +
        `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>${cell('Port')}${cell('Hour')}</w:tr><w:tr>${cell('North')}${cell('7')}</w:tr></w:tbl>` +
        ['r5', 'r7']
          .map(
            (id) =>
              `<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="A boat"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:${id === 'r5' ? 'embed' : 'link'}="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
          )
          .join('')
    ),
    ...more
  }
  return zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, content]) => [
        name,
        typeof content === 'string' ? strToU8(content) : content
      ])
    )
  )
}

describe('DOCX', () => {
  it('comes with headings, lists, tables, footnotes both ways, links and pictures', async () => {
    const article = await importFile({ bytes: docx(), fileName: 'report.docx' })
    expect(article).toMatchObject({
      title: 'The ferry report',
      byline: 'Ada Penn',
      published: '2025-03-04',
      tags: ['sea', 'boats'],
      language: 'en',
      importer: 'docx/1'
    })
    expect(article.assets).toHaveLength(1)
    const { html, outline } = buildBody(article.blocks)
    expect(outline.map(({ text }) => text)).toEqual(['Setting out', 'Below'])
    expect(html).toMatch(/<ul><li><p[^>]*>First<\/p><ol><li[^>]*>Inside<\/li><\/ol><\/li><li[^>]*>Second/)
    expect(html).toContain('<blockquote>')
    expect(html).toMatch(/<th[^>]*>Port<\/th>/)
    expect(html).toContain('<strong>Bold words.</strong>')
    expect(html).toContain('href="https://example.org/x"')
    const jumps = [...html.matchAll(/href="#([^"]+)"/g)].map(([, to]) => to)
    expect(jumps).toHaveLength(2)
    for (const to of jumps) expect(html).toContain(`id="${to}"`)
    expect(html).toContain(`asset://image/${article.assets[0]!.hash}`)
  })

  it('imports or says clearly why not, wherever it was cut', async () => {
    const bytes = docx()
    for (let part = 0; part < 50; part++) {
      const cut = bytes.subarray(0, Math.floor((bytes.length * part) / 50))
      await expect(importFile({ bytes: cut, fileName: 'report.docx' })).rejects.toBeInstanceOf(AppError)
    }
  })

  it('expands no entity and opens no other file', async () => {
    const evil = w(p('&x;') + p(words.repeat(2))).replace(
      '<w:document',
      '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document'
    )
    await importFile({ bytes: docx({ 'word/document.xml': evil }), fileName: 'evil.docx' }).then(
      (article) => expect(article.blocks.map(blockText).join('')).not.toMatch(/root:|:0:0/),
      (error) => expect(error).toBeInstanceOf(AppError)
    )
  })

  it('a table or slides are no text', async () => {
    const bytes = zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'xl/workbook.xml': strToU8('<x/>') })
    await expect(importFile({ bytes, fileName: 'sheet.xlsx' })).rejects.toMatchObject({ code: 'unsupported' })
  })
})
