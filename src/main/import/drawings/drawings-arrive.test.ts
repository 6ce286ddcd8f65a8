import { Buffer } from 'node:buffer'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { book, page as chapter, container, opf } from '../fixtures/epub.ts'
import { http, page, plist, record, resource, home as saved } from '../fixtures/saved-formats.ts'
import { importFile } from '../importers.ts'
import { inertSvgSize } from '../svg/check-svg.ts'
import { importPastedHtml } from '../web-page/html.ts'

const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200" width="300" height="200"><title>The tide</title><path d="M0 0L300 200" onclick="alert(1)"/><script>alert(1)</script></svg>'
const address = 'https://example.org/sea/boat.svg'
const html = page('boat.svg')

const mhtml = [
  `Snapshot-Content-Location: ${saved}`,
  'MIME-Version: 1.0',
  'Content-Type: multipart/related; type="text/html"; boundary="b"',
  '',
  '--b',
  'Content-Type: text/html; charset=utf-8',
  `Content-Location: ${saved}`,
  '',
  html,
  '--b',
  'Content-Type: image/svg+xml',
  `Content-Location: ${address}`,
  '',
  drawing,
  '--b--',
  ''
].join('\r\n')

const arrivals: [string, string, Uint8Array][] = [
  ['MHTML', 'page.mhtml', Buffer.from(mhtml)],
  [
    'WARC',
    'page.warc',
    Buffer.concat([
      record('response', saved, http('200 OK', 'Content-Type: text/html; charset=utf-8', Buffer.from(html))),
      record(
        'response',
        address,
        http('200 OK', 'Content-Type: image/svg+xml\r\nContent-Encoding: gzip', gzipSync(drawing))
      )
    ])
  ],
  [
    'a web archive',
    'page.webarchive',
    plist({
      WebMainResource: resource(saved, 'text/html', Buffer.from(html)),
      WebSubresources: [resource(address, 'image/svg+xml', Buffer.from(drawing))]
    })
  ],
  [
    'SingleFile',
    'page.html',
    Buffer.from(
      `<!doctype html><!--\n Page saved with SingleFile \n url: ${saved} \n saved date: Thu Nov 26 2026 10:00:00 GMT+0000\n-->${page(`data:image/svg+xml;base64,${Buffer.from(drawing).toString('base64')}`)}`
    )
  ],
  [
    'EPUB',
    'book.epub',
    book({
      'META-INF/container.xml': container,
      'OPS/book.opf': opf('3.0').replace(
        'images/pic.png" media-type="image/png"',
        'images/pic.svg" media-type="image/svg+xml"'
      ),
      'OPS/text/one.xhtml': chapter(
        '<h1>Setting out</h1><p>The road begins.</p><div><img src="../images/pic.svg" alt="A boat"/></div>'
      ),
      'OPS/text/two b.xhtml': chapter('<p>It goes on.</p>'),
      'OPS/text/notes.xhtml': chapter('<p>A note.</p>'),
      'OPS/images/pic.svg': drawing
    })
  ]
]

describe('a drawing arrives', () => {
  it.each(arrivals)('in %s, made inert', async (_, fileName, bytes) => {
    const { assets, blocks } = await importFile({ bytes, fileName })
    expect(assets).toHaveLength(1)
    expect(assets[0]).toMatchObject({ mediaType: 'image/svg+xml', width: 300, height: 200 })
    expect(inertSvgSize(assets[0]!.bytes)).toEqual({ width: 300, height: 200 })
    expect(JSON.stringify(blocks)).toContain(assets[0]!.hash)
  })
})

describe('a drawing larger than is kept', () => {
  const many = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200">${'<rect width="1" height="1"/>'.repeat(40_001)}</svg>`
  const told = [{ key: 'imports.warnings.largeDrawing' }]

  it('is left out, and the reader is told', () => {
    const data = `data:image/svg+xml;base64,${Buffer.from(many).toString('base64')}`
    expect(importPastedHtml(`<p>Words.</p>${many}${many}`)).toMatchObject({ assets: [], warnings: told })
    expect(importPastedHtml(`<p>Words.</p><img alt="x" src="${data}">`)).toMatchObject({
      assets: [],
      warnings: told
    })
    expect(
      importPastedHtml(
        `<p>Words.</p><img alt="x" src="data:image/svg+xml;base64,${Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><path d="${'M0 0 1 1'.repeat(500_000)}"/></svg>`).toString('base64')}">`
      )
    ).toMatchObject({ assets: [], warnings: told })
  })

  it('is told of a page with too many', () => {
    const one =
      '<svg width="300" height="200"><path d="M0 0L9 9"/><path d="M1 1L9 9"/><path d="M2 0L9 9"/></svg>'
    const { warnings } = importPastedHtml(`<p>Words.</p>${one.repeat(301)}`)
    expect(warnings).toEqual([{ key: 'imports.warnings.manyDrawings' }])
  })
})
