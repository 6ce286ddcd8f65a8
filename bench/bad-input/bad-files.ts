import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { book, chapters, container, epub3, opf, page as xhtml } from '../../src/main/import/fixtures/epub.ts'
import { docx, mhtml, png } from '../../src/main/import/fixtures/saved-formats.ts'
import { pdfOfObjects, writePdf } from '../../src/main/import/fixtures/write-pdf.ts'
import { type LiarsEntry, liarsZip } from '../../src/main/testing/liars-zip.ts'

/** A file of our plan of bad input. */
export interface BadFile {
  /** Row of the plan. */
  row: number
  /** What it is called on the disk. */
  name: string
  /** Writes it; made only when its turn comes, since some are large. */
  write(path: string): void
  /** What becomes of it; `either` where both are right. */
  outcome: 'refused' | 'read' | 'either'
}

const words = 'The ferry leaves at seven and comes back when the tide allows. '
/** Each has words of its own: what is here already would not be read. */
let made = 0
const chapter = (title: string) =>
  `<html><body><h1>${title}</h1><p>Chapter ${++made}. ${words.repeat(3)}</p></body></html>`
/** The chapters of a book of ours, each time with words of their own. */
const ownChapters = () => {
  const own = `Copy ${++made}. The road begins`
  return Object.fromEntries(
    Object.entries(chapters).map(([name, text]) => [name, text.replace('The road begins', own)])
  )
}
const opfOf = (items: readonly string[]) =>
  `<package version="3.0"><metadata xmlns:dc="x"><dc:title>The Salt Road</dc:title><dc:language>en</dc:language></metadata><manifest>${items.map((name, at) => `<item id="i${at}" href="${name}" media-type="application/xhtml+xml"/>`).join('')}</manifest><spine>${items.map((_, at) => `<itemref idref="i${at}"/>`).join('')}</spine></package>`
const bookOf = (more: readonly LiarsEntry[] = [], items = ['one.xhtml']): LiarsEntry[] => [
  { name: 'mimetype', data: strToU8('application/epub+zip') },
  {
    name: 'META-INF/container.xml',
    data: strToU8('<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>')
  },
  { name: 'b.opf', data: strToU8(opfOf(items)) },
  { name: 'one.xhtml', data: strToU8(chapter('Setting out')) },
  ...more
]
const page = (body: string, head = '<title>The light</title>') =>
  `<!doctype html><html><head>${head}</head><body><article><p>Page ${++made}. ${words.repeat(6)}</p>${body}<p>${words.repeat(6)}</p></article></body></html>`
const laughs = (more = '') =>
  `<!DOCTYPE x [<!ENTITY a "haha">${Array.from({ length: 9 }, (_, n) => `<!ENTITY ${'abcdefghij'[n + 1]} "${`&${'abcdefghij'[n]};`.repeat(10)}">`).join('')}${more}]>`
const cut = (bytes: Uint8Array, share: number) => bytes.subarray(0, Math.floor(bytes.length * share))
const paper = (more: Parameters<typeof writePdf>[0] | object = {}) =>
  writePdf({
    pages: [{ texts: [{ x: 72, y: 700, text: 'The keeper wrote down every ship that passed that night.' }] }],
    ...more
  })
/** A picture that says it is larger than it is. */
function pngOf(width: number, height: number): Buffer {
  const made = Buffer.from(png)
  made.writeUInt32BE(width, 16)
  made.writeUInt32BE(height, 20)
  return made
}
const put = (content: string | Uint8Array) => (path: string) => writeFileSync(path, content)
const inAddress = (bytes: Uint8Array, type = 'image/png') =>
  `data:${type};base64,${Buffer.from(bytes).toString('base64')}`

/**
 * Every row of the plan that is a file, at least one file for each; what in them leads outside leads to `outside`.
 */
export function badFiles(outside: string): BadFile[] {
  const reach = `<!ENTITY f SYSTEM "${outside}/entity"><!ENTITY g SYSTEM "file:///etc/passwd">`
  const asking = [
    `<img src="${outside}/img" srcset="${outside}/set 2x">`,
    `<iframe src="${outside}/frame"></iframe>`,
    `<iframe srcdoc="<img src=${outside}/srcdoc>"></iframe>`,
    `<video poster="${outside}/poster" src="${outside}/video"></video>`,
    `<object data="${outside}/object"></object><embed src="${outside}/embed">`,
    `<table background="${outside}/table"><tr><td>x</table>`,
    `<a href="javascript:alert(1)" ping="${outside}/ping">a</a>`,
    `<form action="${outside}/form"><button formaction="javascript:alert(1)">x</button></form>`,
    `<link rel="stylesheet" href="${outside}/link"><link rel="prefetch" href="${outside}/prefetch">`,
    `<svg><image href="${outside}/svg"/><use href="${outside}/use#x"/><script>fetch('${outside}/script')</script></svg>`
  ].join('')
  const files: [row: number, name: string, outcome: BadFile['outcome'], write: (path: string) => void][] = [
    [
      1,
      'bomb.epub',
      'refused',
      (path) =>
        writeFileSync(
          path,
          liarsZip(
            bookOf([{ name: 'two.xhtml', data: new Uint8Array(60_000_000) }], ['one.xhtml', 'two.xhtml'])
          )
        )
    ],
    [
      1,
      'bomb.docx',
      'refused',
      (path) =>
        writeFileSync(
          path,
          zipSync({
            '[Content_Types].xml': strToU8('<Types/>'),
            'word/document.xml': new Uint8Array(400_000_000)
          })
        )
    ],
    [
      2,
      'liar.epub',
      'refused',
      (path) =>
        writeFileSync(
          path,
          liarsZip(
            bookOf(
              [{ name: 'two.xhtml', data: new Uint8Array(2_000_000), size: 10 }],
              ['one.xhtml', 'two.xhtml']
            )
          )
        )
    ],
    [
      3,
      'nested.epub',
      'read',
      (path) => writeFileSync(path, liarsZip(bookOf([{ name: 'inner.zip', data: liarsZip(bookOf()) }])))
    ],
    [
      4,
      'astray.epub',
      'read',
      (path) =>
        writeFileSync(
          path,
          liarsZip(
            bookOf(
              ['../../out.xhtml', '/abs.xhtml', 'C:\\c.xhtml', 'a/../../b.xhtml', '..\\win.xhtml'].map(
                (name) => ({ name, data: strToU8(chapter('Evil')) })
              ),
              ['one.xhtml', '../../out.xhtml', '/abs.xhtml', 'a/../../b.xhtml']
            )
          )
        )
    ],
    [
      5,
      'many.epub',
      'read',
      (path) =>
        writeFileSync(
          path,
          liarsZip([
            ...bookOf([{ name: 'one.xhtml', data: strToU8(chapter('A second one')) }]),
            ...Array.from({ length: 100_000 }, (_, at) => ({ name: `x/${at}.txt`, data: new Uint8Array() }))
          ])
        )
    ],
    [
      6,
      'links.epub',
      'read',
      (path) =>
        writeFileSync(
          path,
          liarsZip(
            bookOf(
              [{ name: 'link.xhtml', data: strToU8('/etc/passwd'), mode: 0o120777 }],
              ['one.xhtml', 'link.xhtml']
            )
          )
        )
    ],
    [
      7,
      'password.epub',
      'refused',
      (path) =>
        writeFileSync(
          path,
          liarsZip(bookOf().map((entry) => ({ ...entry, flags: entry.name === 'one.xhtml' ? 1 : 0 })))
        )
    ],
    [
      7,
      'shop.epub',
      'refused',
      (path) =>
        writeFileSync(path, liarsZip(bookOf([{ name: 'META-INF/rights.xml', data: strToU8('<rights/>') }])))
    ],
    [8, 'bare.epub', 'refused', put(zipSync({ mimetype: strToU8('application/epub+zip') }))],
    [
      8,
      'gaps.epub',
      'read',
      (path) => writeFileSync(path, liarsZip(bookOf([], ['one.xhtml', 'missing.xhtml', 'one.xhtml'])))
    ],
    [
      8,
      'outside.epub',
      'either',
      put(
        book({
          'META-INF/container.xml': container,
          'META-INF/encryption.xml': `<encryption><EncryptedData><CipherReference URI="${outside}/cipher"/></EncryptedData></encryption>`,
          'OPS/book.opf': opf(
            '3.0',
            `<item id="far" href="${outside}/far.xhtml" media-type="application/xhtml+xml"/>`
          ),
          ...ownChapters()
        })
      )
    ],
    ...[0.1, 0.35, 0.6, 0.85, 0.99].flatMap((share): typeof files => [
      [9, `cut-${share}.epub`, 'either', put(cut(epub3, share))],
      [9, `cut-${share}.pdf`, 'either', put(cut(paper(), share))],
      [9, `cut-${share}.docx`, 'either', put(cut(docx(), share))],
      [9, `cut-${share}.mhtml`, 'either', put(cut(mhtml('boat.png'), share))]
    ]),
    [
      10,
      'huge.txt',
      'refused',
      (path) => {
        writeFileSync(path, 'x')
        truncateSync(path, 700 * 2 ** 20)
      }
    ],
    [
      10,
      'huge.html',
      'refused',
      (path) => {
        writeFileSync(path, '<p>')
        truncateSync(path, 2 ** 30)
      }
    ],
    [
      11,
      'line.txt',
      'read',
      (path) => writeFileSync(path, `One long line\n\n${'word after word '.repeat(1_300_000)}`)
    ],
    [
      11,
      'word.txt',
      'read',
      (path) => writeFileSync(path, `One long word\n\n${'abcdefghij'.repeat(2_000_000)}`)
    ],
    [
      12,
      'nested.html',
      'read',
      (path) => writeFileSync(path, page(`${'<div>'.repeat(100_000)}<p>At the bottom.</p>`))
    ],
    [12, 'bold.html', 'read', (path) => writeFileSync(path, page(`${'<b><i>'.repeat(50_000)}x`))],
    [13, 'siblings.html', 'either', (path) => writeFileSync(path, page('<p>x</p>'.repeat(1_000_000)))],
    [
      14,
      'tables.html',
      'read',
      (path) => writeFileSync(path, page('<table><a href="https://example.org/">'.repeat(20_000)))
    ],
    [
      15,
      'laughs.epub',
      'either',
      put(
        book({
          'META-INF/container.xml': container.replace('?>', `?>${laughs()}`),
          'OPS/book.opf': opf('3.0').replace('?>', `?>${laughs()}`).replace('The Salt Road', '&j;'),
          ...ownChapters()
        })
      )
    ],
    [
      15,
      'laughs.xhtml',
      'either',
      put(`<?xml version="1.0"?>${laughs()}${xhtml(`<p>${words.repeat(4)}&j;</p>`)}`)
    ],
    [
      16,
      'entity.epub',
      'either',
      put(
        book({
          'META-INF/container.xml': container,
          'OPS/book.opf': opf('3.0')
            .replace('?>', `?>${laughs(reach)}`)
            .replace('The Salt Road', '&f; &g;'),
          ...ownChapters()
        })
      )
    ],
    [
      16,
      'entity.docx',
      'either',
      put(
        docx({
          'word/document.xml': `<?xml version="1.0"?><!DOCTYPE x [${reach}]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${words}&f;&g;</w:t></w:r></w:p></w:body></w:document>`
        })
      )
    ],
    [
      17,
      'use.html',
      'read',
      put(
        page(
          `<svg>${Array.from({ length: 7 }, (_, n) => `<g id="u${n + 1}">${`<use href="#u${n}"/>`.repeat(10)}</g>`).join('')}<text id="u0">x</text></svg>`
        )
      )
    ],
    [
      17,
      'use.svg',
      'either',
      put(
        `<svg xmlns="http://www.w3.org/2000/svg"><text id="u0">x</text>${Array.from({ length: 7 }, (_, n) => `<g id="u${n + 1}">${`<use href="#u${n}"/>`.repeat(10)}</g>`).join('')}</svg>`
      )
    ],
    [
      18,
      'drawing.html',
      'read',
      put(
        page(
          `<svg width="90" height="90" onload="fetch('${outside}/onload')"><foreignObject><img src="${outside}/foreign"></foreignObject><a><animate attributeName="href" values="javascript:alert(1)"/></a><circle r="9" fill="url(${outside}/fill)"/></svg>`
        )
      )
    ],
    [
      19,
      'mutation.html',
      'read',
      put(
        page(
          `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=${outside}/mxss onerror=alert(1)&gt;">` +
            `<noscript><p title="</noscript><img src=${outside}/noscript>">` +
            `<template><s><template><s><img src=${outside}/template></s></template></s></template><![CDATA[><img src=${outside}/cdata>]]>`
        )
      )
    ],
    [
      20,
      'asking.html',
      'read',
      put(
        page(
          asking,
          `<title>Asking</title><base href="${outside}/"><meta http-equiv="refresh" content="0;url=${outside}/refresh">`
        )
      )
    ],
    [
      20,
      'asking.md',
      'read',
      put(`# Asking\n\n${words.repeat(3)}\n\n![x](${outside}/md) [y](javascript:alert(1))\n\n${asking}\n`)
    ],
    [
      20,
      'asking.mhtml',
      'read',
      put(
        Buffer.from(
          Buffer.from(mhtml('boat.png'))
            .toString('latin1')
            .replace('</body>', `<img src=3D"${outside}/mhtml"></body>`),
          'latin1'
        )
      )
    ],
    [
      21,
      'style.html',
      'read',
      put(
        page(
          `<style>@import url(${outside}/import);p{background:url(${outside}/bg);position:fixed;inset:0;font-size:1px}</style>${'<p style="filter:blur(9px);position:fixed;inset:0">x</p>'.repeat(3000)}`
        )
      )
    ],
    [
      22,
      'names.html',
      'read',
      put(
        page(
          '<form id="api"><input name="getElementById"></form><img name="lectern" id="body"><a id="__proto__" name="constructor">x</a>'
        )
      )
    ],
    [
      23,
      'proto.md',
      'read',
      put(`---\ntitle: constructor\ntags: [__proto__, toString]\n---\n\n${words.repeat(3)}`)
    ],
    [
      24,
      'address.html',
      'read',
      (path) => writeFileSync(path, page(`<img src="data:image/png;base64,${'A'.repeat(40_000_000)}">`))
    ],
    [
      25,
      'pixels.html',
      'read',
      put(
        page(`<img src="${inAddress(pngOf(30_000, 30_000))}"><img src="${inAddress(pngOf(65_535, 65_535))}">`)
      )
    ],
    [
      25,
      'broken-pictures.html',
      'read',
      put(
        page(
          [
            cut(png, 0.5),
            pngOf(0, 0),
            Buffer.from('GIF89a\xff\xff\xff\xff', 'latin1'),
            Buffer.from([0xff, 0xd8, 0xff, 0xee, 0, 14])
          ]
            .map((bytes) => `<img src="${inAddress(bytes)}">`)
            .join('')
        )
      )
    ],
    [
      25,
      'square-bomb.html',
      'read',
      (path) => writeFileSync(path, page(`<img src="${inAddress(squares(9000))}">`))
    ],
    [
      26,
      'locked.pdf',
      'refused',
      put(
        paper({
          trailer: `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${'00'.repeat(32)}> /U <${'00'.repeat(32)}> /P -4 >> /ID [<00> <00>]`
        })
      )
    ],
    [
      26,
      'circle.pdf',
      'refused',
      put(
        pdfOfObjects(
          ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Count 1000000 /Kids [2 0 R 2 0 R] >>'],
          '/Root 1 0 R'
        )
      )
    ],
    [
      26,
      'no-pages.pdf',
      'refused',
      put(
        pdfOfObjects(
          ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Count 0 /Kids [] >>'],
          '/Root 1 0 R'
        )
      )
    ],
    [
      26,
      'wide.pdf',
      'either',
      put(
        pdfOfObjects(
          [
            `<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /URI /URI (${outside}/pdf) >> /AA << /WC << /S /Launch /F (/bin/sh) >> >> >>`,
            '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
            '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1000000 1000000] >>'
          ],
          '/Root 1 0 R'
        )
      )
    ],
    [
      27,
      'invalid.txt',
      'read',
      put(
        Buffer.concat([
          strToU8('A text\n\nCaf'),
          Buffer.from([0xe9]),
          strToU8(' and na'),
          Buffer.from([0xef]),
          strToU8('ve words that go on for a while.')
        ])
      )
    ],
    [
      27,
      'contradicts.html',
      'read',
      put(
        Buffer.concat([
          Buffer.from([0xef, 0xbb, 0xbf]),
          strToU8(page('<p>Grüße</p>', '<meta charset="koi8-r"><title>Two</title>'))
        ])
      )
    ],
    [28, 'utf16.txt', 'read', put(Buffer.from(`A text without a mark\n\n${words.repeat(4)}`, 'utf16le'))],
    [
      29,
      'nul.txt',
      'read',
      put(`A strange text\n\nBefore\0after, and some more words that make this a text.`)
    ],
    [
      30,
      'lone.txt',
      'read',
      put(
        Buffer.concat([
          Buffer.from([0xff, 0xfe]),
          Buffer.from('A text\n\nHalf \ud800 of a pair and some more words.', 'utf16le')
        ])
      )
    ],
    [
      31,
      'turned-\u202etxt.html',
      'read',
      put(page('<p>Turned</p>', '<title>invoice \u202Etxt.exe\u202C</title>'))
    ],
    [32, 'alike.html', 'read', put(page('<a href="https://аpple.com/">apple.com</a>'))],
    [
      33,
      'zalgo.html',
      'read',
      (path) => writeFileSync(path, page(`<p>${`z${'\u0335\u0321'.repeat(25)}`.repeat(20_000)}</p>`))
    ],
    [34, 'families.txt', 'read', put(`Families\n\n${'👨‍👩‍👧‍👦🇩🇪👍🏽❤️ '.repeat(400)}`)],
    [35, 'forms.txt', 'read', put(`Forms\n\n${'café cafe\u0301 İıß ﬁ ข้าวราด الميناء 潮汐每日 '.repeat(60)}`)],
    [
      39,
      'title.html',
      'read',
      (path) => writeFileSync(path, page('<p>x</p>', `<title>${'title '.repeat(180_000)}</title>`))
    ],
    [
      40,
      'dates.html',
      'read',
      put(
        page(
          '<p>x</p>',
          '<title>Dates</title><meta property="article:published_time" content="9999-99-99"><meta name="date" content="+275761-01-01">'
        )
      )
    ],
    [43, 'to-itself.txt', 'refused', (path) => symlinkSync(path, path)],
    [43, 'to-passwd.txt', 'either', (path) => symlinkSync('/etc/passwd', path)],
    [44, 'pipe.txt', 'refused', (path) => void execFileSync('mkfifo', [path])],
    [44, 'zero.txt', 'refused', (path) => symlinkSync('/dev/zero', path)],
    [44, 'memory.txt', 'refused', (path) => symlinkSync('/proc/self/mem', path)],
    [45, 'gone.txt', 'refused', () => {}],
    [
      45,
      'secret.txt',
      'either',
      (path) => {
        writeFileSync(path, 'Not for you')
        chmodSync(path, 0)
      }
    ],
    [47, 'nothing.txt', 'refused', put('')],
    [47, 'picture.html', 'refused', put(png)],
    [47, '-rf.txt', 'read', put(`Minus\n\n${words.repeat(3)}`)],
    [47, 'line\nbreak.txt', 'read', put(`Two lines\n\n${words.repeat(3)}two`)],
    [47, `${'n'.repeat(251)}.txt`, 'read', put(`Long name\n\n${words.repeat(3)}long`)],
    [47, 'con.txt', 'read', put(`Of another system\n\n${words.repeat(3)}con`)]
  ]
  return files.map(([row, name, outcome, write]) => ({ row, name, outcome, write }))
}

/** A folder in which what one does not read lies among what one does. */
export function badFolder(folder: string): void {
  mkdirSync(join(folder, 'inside.html'), { recursive: true })
  writeFileSync(join(folder, 'inside.html', 'good.txt'), `In a folder\n\n${words.repeat(3)}folder`)
  symlinkSync('/etc', join(folder, 'etc'))
  symlinkSync(folder, join(folder, 'round'))
}

/** A black picture of so many pixels each way: a few kilobytes that become hundreds of megabytes. */
function squares(size: number): Buffer {
  const chunk = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const head = Buffer.alloc(4)
    head.writeUInt32BE(data.length)
    const sum = Buffer.alloc(4)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([head, body, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(size, 0)
  head.writeUInt32BE(size, 4)
  head[8] = 1
  const rows = Buffer.alloc((Math.ceil(size / 8) + 1) * size)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', new Uint8Array())
  ])
}
