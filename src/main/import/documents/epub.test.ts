import { describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import { blockText } from '../article/block-text.ts'
import { bodyBuilder, buildBody, cleanHtml } from '../body/build-body.ts'
import { book, chapters, container, epub2, epub3, opf, page, png } from '../fixtures/epub.ts'
import { importBytes } from '../importers.ts'

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

it.each(['text/plain', 'application/octet-stream', 'application/xml'])(
  'reads a chapter that the book calls %s by its name',
  (type) => {
    const read = (stated: string) =>
      importBytes({
        bytes: book({ 'META-INF/container.xml': container, 'OPS/book.opf': stated, ...chapters }),
        fileName: 'a.epub'
      }).blocks
    const wrong = opf('3.0').replace(/(href="text\/one\.xhtml" media-type=")[^"]+/, `$1${type}`)
    expect(wrong).toContain(type)
    expect(read(wrong)).toEqual(read(opf('3.0')))
  }
)

it('stresses, raises and counts what its style sheets do, and leaves what is styled as a whole', () => {
  const bytes = book({
    'META-INF/container.xml': container,
    'OPS/book.opf': opf('3.0'),
    ...chapters,
    'OPS/styles/all.css':
      '@charset "utf-8"; .i { font-style: italic } span.b, .x .b { font-weight: 700 } .bi{font: inherit; font-weight:bold; font-style:italic} .up{vertical-align:super} ol.abc { list-style-type: lower-alpha } @media print { .no { font-style: italic } }',
    'OPS/text/one.xhtml': page(
      '<p>The <span class="i">Grey Gull</span> left <b>at <span class="b">seven</span></b>, <span class="no">late</span>.<span class="up">2</span> <span class="bi">Never</span> <em class="bi">again</em>.</p><p><span class="i">All of this line.</span></p><ol class="abc"><li>One</li></ol>'
    ).replace('<head>', '<head><link rel="stylesheet" type="text/css" href="../styles/all.css"/>')
  })
  const html = cleanHtml(buildBody(importBytes({ bytes, fileName: 'a.epub' }).blocks).html)
  expect(html).toContain(
    'The <em>Grey Gull</em> left <strong>at seven</strong>, late.<sup>2</sup> <strong><em>Never</em></strong> <strong><em>again</em></strong>.</p>'
  )
  expect(html).toContain('<p>All of this line.</p>')
  expect(html).toContain('<ol type="a">')
})

it('raises the signs of notes that its style sheet raises, and no words', () => {
  const bytes = book({
    'META-INF/container.xml': container,
    'OPS/book.opf': opf('3.0'),
    ...chapters,
    'OPS/text/one.xhtml': page(
      '<p>The road begins<a href="notes.xhtml#n1" epub:type="noteref">1</a> here<a role="doc-noteref" href="notes.xhtml#n1"><sup>2</sup></a>, as <a href="notes.xhtml#n1" epub:type="noteref">the notes</a> say.</p>'
    )
  })
  const { html } = buildBody(importBytes({ bytes, fileName: 'a.epub' }).blocks)
  expect(html).toMatch(
    /begins<sup><a class="jump"[^>]*>1<\/a><\/sup> here<a class="jump"[^>]*><sup>2<\/sup><\/a>, as <a /
  )
})

it('Japanese pages that are turned like Arabic ones are read from the left, or from the top', () => {
  const read = (language: string, words: string) =>
    importBytes({
      bytes: book({
        'META-INF/container.xml': container,
        'OPS/book.opf': opf('3.0')
          .replace('en-GB', language)
          .replace('<spine', '<spine page-progression-direction="rtl"'),
        ...chapters,
        'OPS/text/one.xhtml': page(`<p>${words.repeat(20)}</p>`)
      }),
      fileName: 'a.epub'
    }).direction
  expect(read('ja', '港は静かに横たわり、')).toBe('ltr')
  expect(read('zh-TW', '港口靜靜地躺著，')).toBe('ltr')
  expect(read('ar', 'كان الميناء هادئًا ')).toBe('rtl')
})

it('does not say its title twice', () => {
  const bytes = book({
    'META-INF/container.xml': container,
    'OPS/book.opf': opf('3.0'),
    ...chapters,
    'OPS/text/one.xhtml': page('<h1>The Salt Road</h1><p>A novel.</p><h1>Setting out</h1><p>Words.</p>')
  })
  const { outline } = buildBody(importBytes({ bytes, fileName: 'a.epub' }).blocks)
  expect(outline.map(({ text }) => text)).toEqual(['Setting out', 'Notes'])
})

it('a chapter of a part stands below it, as deep as the table of contents says', () => {
  const nav = page(
    '<nav epub:type="toc"><ol><li><a href="text/one.xhtml">Part one</a><ol><li><a href="text/two%20b.xhtml">The middle</a></li></ol></li></ol></nav>'
  )
  const bytes = book({
    'META-INF/container.xml': container,
    'OPS/book.opf': opf(
      '3.0',
      '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    ),
    ...chapters,
    'OPS/nav.xhtml': nav,
    'OPS/text/one.xhtml': page('<h1>Part one</h1>'),
    'OPS/text/two b.xhtml': page('<h1>The middle</h1><p>Words.</p><h2>A scene</h2><p>Words.</p>')
  })
  const { outline } = buildBody(importBytes({ bytes, fileName: 'a.epub' }).blocks)
  expect(outline.slice(0, 3).map(({ level, text }) => [level, text])).toEqual([
    [2, 'Part one'],
    [3, 'The middle'],
    [4, 'A scene']
  ])
})

it.each<[string, string, string, [number, string][]]>([
  [
    'that leads nowhere',
    '<li><span>Part one: the sea</span><ol><li><a href="text/one.xhtml">Setting out</a></li><li><a href="text/two%20b.xhtml">The middle</a></li></ol></li><li><a>Part two</a><ol><li><a href="text/notes.xhtml">Notes</a></li></ol></li>',
    '<h1>Setting out</h1><p>Words.</p>',
    [
      [2, 'Part one: the sea'],
      [3, 'Setting out'],
      [3, 'The middle'],
      [2, 'Part two'],
      [3, 'Notes']
    ]
  ],
  [
    'that leads where its first chapter does',
    '<li><a href="text/one.xhtml">Part one</a><ol><li><a href="text/one.xhtml">Setting out</a></li><li><a href="text/two%20b.xhtml">The middle</a></li></ol></li>',
    '<h1>Setting out</h1><p>Words.</p>',
    [
      [2, 'Part one'],
      [3, 'Setting out'],
      [3, 'The middle'],
      [2, 'Notes']
    ]
  ],
  [
    'whose title its first chapter bears',
    '<li><span>Part one</span><ol><li><a href="text/one.xhtml">Setting out</a></li></ol></li>',
    '<h1>PART ONE</h1><h2>Setting out</h2><p>Words.</p>',
    [
      [3, 'PART ONE'],
      [4, 'Setting out'],
      [2, 'Notes']
    ]
  ],
  [
    'with a title page of its own that the contents do not name',
    '<li><span>Part one: the sea</span><ol><li><a href="text/two%20b.xhtml">The middle</a></li></ol></li>',
    '<div><p>PART ONE</p><p id="sea">The sea</p></div>',
    [
      [2, 'PART ONE The sea'],
      [3, 'The middle'],
      [2, 'Notes']
    ]
  ],
  [
    'whose title page has only paragraphs, to which the contents lead',
    '<li><a href="text/one.xhtml">Part one. The sea</a><ol><li><a href="text/two%20b.xhtml">The middle</a></li></ol></li>',
    '<a id="top"/><p class="part">PART ONE</p><p>The sea</p><p>1914–1918</p>',
    [
      [2, 'PART ONE The sea'],
      [3, 'The middle'],
      [2, 'Notes']
    ]
  ],
  [
    'whose chapters have their titles in paragraphs, too',
    '<li><span>Part one</span><ol><li><a href="text/one.xhtml">1 · Setting out</a></li></ol></li>',
    '<div class="head"><p>1</p><p><b>Setting out</b></p></div><p>Setting out is easy.</p><h1>A scene</h1><p>Words.</p>',
    [
      [2, 'Part one'],
      [3, '1 Setting out'],
      [4, 'A scene'],
      [2, 'Notes']
    ]
  ],
  [
    'whose chapter begins with more words than its title',
    '<li><a href="text/one.xhtml">Setting out</a></li>',
    '<p>Setting out is easy.</p><p>Words.</p>',
    [
      [2, 'Setting out'],
      [2, 'Notes']
    ]
  ]
])('keeps a part of a book %s', (_, contents, first, expected) => {
  const bytes = book({
    'META-INF/container.xml': container,
    'OPS/book.opf': opf(
      '3.0',
      '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    ),
    ...chapters,
    'OPS/nav.xhtml': page(`<nav epub:type="toc"><ol>${contents}</ol></nav>`),
    'OPS/text/one.xhtml': page(first)
  })
  const { outline } = buildBody(importBytes({ bytes, fileName: 'a.epub' }).blocks)
  expect(outline.map(({ level, text }) => [level, text])).toEqual(expected)
})

it('says a title that stands in paragraphs once, and what leads to it still does', () => {
  const bytes = book({
    'META-INF/container.xml': container,
    'OPS/book.opf': opf(
      '3.0',
      '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    ),
    ...chapters,
    'OPS/nav.xhtml': page(
      '<nav epub:type="toc"><ol><li><a href="text/one.xhtml">Part one: the sea</a></li></ol></nav>'
    ),
    'OPS/text/one.xhtml': page('<p id="p1">PART ONE</p><p id="sea">The sea</p>'),
    'OPS/text/two b.xhtml': page('<p>See <a href="one.xhtml#sea">the sea</a>.</p>')
  })
  const { html, text } = buildBody(importBytes({ bytes, fileName: 'a.epub' }).blocks)
  expect(text.match(/part one/gi)).toHaveLength(1)
  const [, to] = /href="#([^"]+)"[^>]*>the sea/.exec(html) ?? []
  expect(html).toMatch(new RegExp(`<h2[^>]*>.*id="${to}".*The sea</h2>`))
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

it('reads packages whose elements have a prefix, and comes in UTF-16', () => {
  const prefixed = opf('3.0').replace(/<(\/?)(package|metadata|manifest|item|spine|itemref)\b/g, '<$1opf:$2')
  const wide = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
  const bytes = book({
    'META-INF/container.xml': container,
    'OPS/book.opf': prefixed,
    ...chapters,
    'OPS/text/one.xhtml': wide(chapters['OPS/text/one.xhtml'].replace('utf-8', 'utf-16'))
  })
  const article = importBytes({ bytes, fileName: 'prefixed.epub' })
  expect(article.title).toBe('The Salt Road')
  expect(article.blocks.map(blockText).join('\n')).toContain('The road begins at the harbour')
})

it('shows the fallback of what is no text, and puts what stands aside last when the text leads there', () => {
  const items = [
    '<item id="film" href="film.mp4" media-type="video/mp4" fallback="odd"/>',
    '<item id="odd" href="odd.bin" media-type="application/x-odd" fallback="plain"/>',
    '<item id="plain" href="text/plain.xhtml" media-type="application/xhtml+xml"/>',
    '<item id="loop" href="loop.bin" media-type="application/x-odd" fallback="loop"/>',
    '<item id="lost" href="text/lost.xhtml" media-type="application/xhtml+xml"/>',
    '<item id="alone" href="text/alone.xhtml" media-type="application/xhtml+xml"/>'
  ].join('')
  const spine =
    '<spine><itemref idref="notes" linear="no"/><itemref idref="alone" linear="no"/><itemref idref="c1"/><itemref idref="film"/><itemref idref="pic"/><itemref idref="loop"/><itemref idref="lost"/></spine>'
  const bytes = book({
    'META-INF/container.xml': container,
    'OPS/book.opf': opf('3.0', items).replace(/<spine[\s\S]*<\/spine>/, spine),
    ...chapters,
    'OPS/text/plain.xhtml': page('<h1>Instead of the film</h1><p>Words that stand for it.</p>'),
    'OPS/text/alone.xhtml': page('<p>Nobody leads here.</p>'),
    'OPS/images/pic.png': png
  })
  const article = importBytes({ bytes, fileName: 'aside.epub' })
  const builder = bodyBuilder()
  builder.add(article.blocks)
  const { outline, text, html } = builder.finish()
  expect(outline.map((one) => one.text)).toEqual(['Setting out', 'Instead of the film', 'Notes'])
  expect(text).not.toContain('Nobody leads here')
  expect(html.match(/class="jump"/g)?.length).toBeGreaterThanOrEqual(2)
  expect(article.warnings).toEqual([
    { key: 'imports.warnings.missingChapters', values: { count: 1 } },
    { key: 'imports.warnings.recordings' }
  ])
})

it.each([
  ['Salt, and who carried it.', 'Salt, and who carried it.'],
  [
    '&lt;p&gt;Salt &amp;amp; sand.&lt;/p&gt;&lt;p&gt;A &lt;i&gt;road&lt;/i&gt;.&lt;script&gt;alert(1)&lt;/script&gt;&lt;/p&gt;',
    'Salt & sand. A road.'
  ],
  ['<![CDATA[<div>Salt &amp; sand.</div>]]>', 'Salt & sand.'],
  [`&lt;p&gt;Salt.&lt;/p&gt;&lt;p&gt;${'A blurb that does not end. '.repeat(40)}&lt;/p&gt;`, 'Salt.'],
  ['A blurb that does not end. '.repeat(40), 'A blurb that does not end. '.repeat(22).trim()],
  ['A blurb of one sentence '.repeat(40), `${'A blurb of one sentence '.repeat(25).trim()}…`],
  ['The Salt Road', '']
])('shows what it says of itself in a few words, without markup: %s', (stated, standfirst) => {
  const bytes = book({
    'META-INF/container.xml': container,
    'OPS/book.opf': opf('3.0').replace(
      '</metadata>',
      `<dc:description>${stated}</dc:description></metadata>`
    ),
    ...chapters
  })
  expect(importBytes({ bytes, fileName: 'a.epub' }).standfirst).toBe(standfirst)
})
