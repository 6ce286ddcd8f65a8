import { Buffer } from 'node:buffer'
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import { blockText } from '../article/block-text.ts'
import { buildBody } from '../body/build-body.ts'
import {
  docx,
  home,
  http,
  mhtml,
  p,
  page,
  plist,
  png,
  record,
  records,
  resource,
  w,
  webarchive,
  words,
  zippedPage
} from '../fixtures/saved-formats.ts'
import { importFile } from '../importers.ts'

const formats: [what: string, fileName: string, bytes: Uint8Array, importer: string][] = [
  ['MHTML', 'page.mhtml', mhtml('boat.png'), 'mhtml/1'],
  ['MHTML without a name that says so', 'page', mhtml('https://example.org/sea/boat.png'), 'mhtml/1'],
  ['MHTML with content ids', 'page.mht', mhtml('cid:pic@x', 'Content-ID: <pic@x>'), 'mhtml/1'],
  ['a web archive', 'page.webarchive', webarchive, 'webarchive/1'],
  ['WARC', 'page.warc', Buffer.concat(records), 'warc/1'],
  ['packed WARC', 'page.warc.gz', Buffer.concat(records.map((one) => gzipSync(one))), 'warc/1'],
  ['a page that unpacks itself', 'page.html', zippedPage(true), 'zipped-page/1'],
  ['a zipped page', 'page.zip', zippedPage(false), 'zipped-page/1']
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

it.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
  ['zstd', zstdCompressSync]
] as [string, (bytes: Uint8Array) => Uint8Array][])(
  'a WARC whose page was sent in %s is unpacked',
  async (encoding, pack) => {
    const bytes = record(
      'response',
      home,
      http(
        '200 OK',
        `Content-Type: text/html\r\nContent-Encoding: ${encoding}`,
        pack(Buffer.from(page('x.png')))
      )
    )
    const { title, blocks } = await importFile({ bytes, fileName: 'a.warc' })
    expect(title).toBe('Ferries')
    expect(buildBody(blocks).text).toContain('The ferry leaves at seven')
  }
)

it('an archive that is no page says so, and nothing of it is unpacked', async () => {
  const archives: Record<string, Uint8Array>[] = [
    { 'a/index.html': strToU8(page('x.png')) },
    { 'notes.txt': strToU8(words) }
  ]
  for (const files of archives)
    await expect(importFile({ bytes: zipSync(files), fileName: 'a.zip' })).rejects.toThrow(
      '“a.zip” is a zip archive'
    )
})

describe('a page of frames is read in the frame that says most', () => {
  const set =
    '<html><head><title>The quay</title></head><frameset cols="20%,80%"><frame src="list.htm"><frame src="quay.htm"></frameset></html>'
  const list = '<html><body><p><a href="quay.htm">Quay</a></p></body></html>'

  it('in MHTML', async () => {
    const part = (name: string, html: string) =>
      `--b\nContent-Type: text/html\nContent-Location: https://example.org/sea/${name}\n\n${html}\n`
    const bytes = Buffer.from(
      `From: <Saved by Microsoft Internet Explorer 5>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n${part('set.htm', set)}${part('list.htm', list)}${part('quay.htm', page('boat.png'))}--b--`
    )
    const article = await importFile({ bytes, fileName: 'quay.mht' })
    expect(article).toMatchObject({ title: 'Ferries', url: 'https://example.org/sea/quay.htm' })
    expect(buildBody(article.blocks).text).toContain('nobody can say')
  })

  it('in a web archive, with its own pictures', async () => {
    const at = (name: string, html: string) =>
      resource(`https://example.org/sea/${name}`, 'text/html', Buffer.from(html))
    const bytes = plist({
      WebMainResource: at('set.htm', set),
      WebSubframeArchives: [
        { WebMainResource: at('list.htm', list) },
        {
          WebMainResource: at('quay.htm', page('boat.png')),
          WebSubresources: [resource('https://example.org/sea/boat.png', 'image/png', png)]
        }
      ]
    })
    const article = await importFile({ bytes, fileName: 'quay.webarchive' })
    expect(article).toMatchObject({ title: 'Ferries', url: 'https://example.org/sea/quay.htm' })
    expect(article.assets).toHaveLength(1)
  })
})

it('tells of the other pages of an archive', async () => {
  const { warnings } = await importFile({ bytes: Buffer.concat(records), fileName: 'a.warc' })
  expect(warnings).toContainEqual({ key: 'imports.warnings.morePages', values: { count: 1 } })
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
  [
    'odt',
    Buffer.from(`${'PK\x03\x04'.padEnd(30, '\0')}mimetypeapplication/vnd.oasis.opendocument.text`),
    /OpenDocument text.*DOCX/
  ],
  ['doc', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /old Office document.*DOCX/]
])('a .%s says what to save it as', async (extension, bytes, sentence) => {
  await expect(importFile({ bytes, fileName: `report.${extension}` })).rejects.toThrow(sentence)
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

it('a page that has unpacked itself, and was saved again, is a page', async () => {
  const bytes = Buffer.from(page('boat.png').replace('<html', '<html data-sfz'))
  expect(bytes.toString()).toContain('<html data-sfz')
  const article = await importFile({ bytes, fileName: 'page.html' })
  expect(article).toMatchObject({ importer: 'html/1', mediaType: 'text/html' })
  expect(article.blocks.map(blockText).join('')).toContain(words.trim())
})

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
