import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { unzipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { anyBlock } from '../../../shared/testing/random-blocks.ts'
import { openLibrary } from '../../db/open-library.ts'
import type { ImportedArticle } from '../../import/article/imported-article.ts'
import { buildBody } from '../../import/body/build-body.ts'
import { book, container, epub2, epub3, opf, page, png } from '../../import/fixtures/epub.ts'
import { importBytes } from '../../import/importers.ts'
import { prepareImport, saveImport } from '../../imports/save-import.ts'
import { faultsOf } from '../../testing/check-epub.ts'
import { testApp } from '../../testing/test-app.ts'
import { saveEpub } from './save-epub.ts'

const folder = mkdtempSync(join(tmpdir(), 'lectern-epub-'))
const { db } = openLibrary(join(folder, 'library'))
afterAll(() => {
  db.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Kept in a library and taken out as a book. Each call is another article. */
async function exported(article: ImportedArticle): Promise<Uint8Array> {
  const body = buildBody(article.blocks, article)
  const sourceBytes = Buffer.from(crypto.randomUUID())
  const sha256 = createHash('sha256').update(sourceBytes).digest('hex')
  const prepared = await prepareImport({ article, body, sourceBytes, sha256, size: sourceBytes.length })
  db.exec('DELETE FROM articles')
  const { articleId } = db.transaction(() =>
    saveImport(db, prepared, 'a', { now: 1_700_000_000_000, deviceId: 'd' })
  )()
  const target = join(folder, 'book.epub')
  await saveEpub(db, articleId!, target)
  return readFileSync(target)
}

/** What must be the same: everything but what tells which file it came from. */
function told(article: ImportedArticle) {
  const {
    blocks,
    assets,
    importer: _importer,
    mediaType: _type,
    encoding: _encoding,
    warnings: _warnings,
    ...facts
  } = article
  return {
    ...facts,
    assets: assets
      .map(({ hash, bytes: _bytes, ...one }) => ({ hash, ...one }))
      .sort((a, b) => (a.hash < b.hash ? -1 : 1)),
    ...buildBody(blocks, article)
  }
}

async function roundTrip(article: ImportedArticle) {
  const bytes = await exported(article)
  expect(faultsOf(bytes)).toEqual([])
  const back = importBytes({ bytes, fileName: 'book.epub' })
  expect(told(back)).toEqual(told(article))
  return { bytes, back }
}

const rich = page(`
<h1 id="top">Of tides</h1>
<p>Before<span epub:type="pagebreak" id="pg12" title="12"/> the page turns, <em>he said</em> <time>noon</time><sup><a epub:type="noteref" href="#fn1" id="ref1">1</a></sup>.</p>
<h2>Tables</h2>
<table><caption>Heights</caption><tr><th colspan="2">Port</th></tr><tr><td rowspan="2" align="right">a</td><td>b</td></tr><tr><td>c</td></tr></table>
<dl><dt>Ebb</dt><dt>Fall</dt><dd><p>Going out.</p><p>Slowly.</p></dd><dt>Flow</dt><dd>Coming in.</dd></dl>
<h3>Code &amp; verse</h3>
<pre><code class="language-ts">if (a &lt; b &amp;&amp; c) {
  run()
}</code></pre>
<p class="verse">One line<br/>another</p>
<blockquote><p>Quoted &quot;words&quot;.</p><footer>Somebody</footer></blockquote>
<ol start="3"><li>three<ul><li>inner</li></ul></li><li>four</li></ol>
<figure><img src="../images/pic.png" alt="Grey &amp; square"/><figcaption>A square<span class="credit">Ada Penn</span></figcaption></figure>
<p lang="he" dir="rtl">שלום <ruby>漢<rt>kan</rt></ruby></p>
<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mfrac><mi>a</mi><mi>b</mi></mfrac></math>
<hr/>
<aside epub:type="footnote" id="fn1"><p>A note. <a href="#ref1">Back</a> and <a href="two%20b.xhtml#far">far away</a>, <a href="https://example.org/?a=1&amp;b=2">outside</a>.</p></aside>`)

const files = {
  'META-INF/container.xml': container,
  'OPS/text/one.xhtml': rich,
  'OPS/text/two b.xhtml': page(
    '<h1>Far</h1><p id="far">Here; <a href="one.xhtml#top">to the top</a>.</p><span epub:type="pagebreak" title="13"/><p>After.</p>'
  ),
  'OPS/text/notes.xhtml': page('<p>Last words without a heading.</p>'),
  'OPS/images/pic.png': png
}

it('names pages and places in its contents as they are named in the text, whatever signs are in them', async () => {
  const text = page(
    '<h1>Tides</h1><p>One<span epub:type="pagebreak" id="p1" title="A &amp; &lt;4&gt;"/> two.</p>' +
      '<p id="x&amp;y">Here.</p><p><a href="one.xhtml#x&amp;y">There</a></p>'
  )
  const given = importBytes({
    bytes: book({ ...files, 'OPS/text/one.xhtml': text, 'OPS/book.opf': opf('3.0', '', '') }),
    fileName: 'a.epub'
  })
  const { bytes } = await roundTrip(given)
  const nav = new TextDecoder().decode(unzipSync(bytes)['EPUB/nav.xhtml'])
  expect(nav).toContain('>A &amp; &lt;4&gt;</a>')
  expect(nav).not.toContain('amp;amp;')
})

describe('a book taken out comes back as the same article', () => {
  it.each([
    ['EPUB 3', epub3],
    ['EPUB 2', epub2],
    [
      'a rich one',
      book({
        ...files,
        'OPS/book.opf': opf(
          '3.0',
          '',
          '<meta property="dcterms:modified">2020-02-03T04:05:06Z</meta><dc:rights>CC BY 4.0</dc:rights><dc:source>https://example.org/tides</dc:source>'
        )
      })
    ],
    [
      'one from right to left',
      book({
        ...files,
        'OPS/book.opf': opf('3.0')
          .replace('<spine', '<spine page-progression-direction="rtl"')
          .replace('en-GB', 'ar')
      })
    ]
  ])('%s', async (_name, bytes) => {
    const article = importBytes({ bytes, fileName: 'x.epub' })
    const { bytes: first, back } = await roundTrip(article)
    expect(Buffer.from(first).includes('EPUB/chapter-2.xhtml')).toBe(true)
    await roundTrip(back)
  })

  it('keeps what the package says beyond title and author', async () => {
    const bytes = book({
      ...files,
      'OPS/book.opf': opf(
        '3.0',
        '',
        '<meta property="dcterms:modified">2020-02-03T04:05:06Z</meta><dc:rights>CC BY 4.0</dc:rights>'
      )
    })
    const { back } = await roundTrip(importBytes({ bytes, fileName: 'x.epub' }))
    expect(back).toMatchObject({
      modified: '2020-02-03T04:05:06Z',
      licence: 'CC BY 4.0',
      byline: 'Ada Penn, Bo Ink'
    })
    expect(back.leadImage).toBe(back.assets[0]!.hash)
  })

  it('an article of the web, with standfirst, address, missing pictures and characters XML cannot hold', async () => {
    const html = `<html lang="de"><head><title>Leuchten am Kai</title><meta property="article:modified_time" content="2024-02-03"><meta property="og:image" content="https://example.org/lead.jpg"><link rel="license" href="https://creativecommons.org/licenses/by/4.0/"><link rel="canonical" href="https://example.org/kai?a=1&b=2"></head>
      <body><article><h1>Leuchten am Kai</h1><p>${'Die Leuchten am Kai brennen seit sechs Uhr, und niemand sieht sie. '.repeat(8)}</p><img src="https://example.org/x.jpg" alt="Ein &quot;Bild&quot;"><h2>Später</h2><p>${'Um zehn Uhr gehen sie aus, sagt die Wärterin am Kai. '.repeat(8)}</p></article></body></html>`
    const article = importBytes({ bytes: Buffer.from(html), fileName: 'kai.html' })
    expect(article).toMatchObject({
      modified: '2024-02-03',
      licence: 'https://creativecommons.org/licenses/by/4.0/',
      leadImageUrl: 'https://example.org/lead.jpg'
    })
    await roundTrip({
      ...article,
      standfirst: 'Was am Kai geschieht.',
      sourceLine: 'Quelle: <Kai>',
      title: 'A & "B" <c>'
    })
    const odd = {
      ...article,
      blocks: [{ type: 'paragraph' as const, children: [{ type: 'text' as const, text: 'a\u0001b\ufffec' }] }]
    }
    expect(faultsOf(await exported(odd))).toEqual([])
  })

  it('whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(anyBlock, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 3 }),
        async (chapters) => {
          const [one = [], two = [], three = []] = chapters
          const markup = (list: typeof one) =>
            page(`<p>Words.</p>${buildBody(list).html.replace(/<(br|hr|img[^>]*)>/g, '<$1/>')}`)
          const bytes = book({
            ...files,
            'OPS/book.opf': opf('3.0'),
            'OPS/text/one.xhtml': markup(one),
            'OPS/text/two b.xhtml': markup(two),
            'OPS/text/notes.xhtml': markup(three)
          })
          // Random markup may need a second reading until nothing in it changes (a picture whose link leads nowhere);
          // what a library holds is what must come back.
          const first = importBytes({ bytes, fileName: 'x.epub' })
          await roundTrip(importBytes({ bytes: await exported(first), fileName: 'x.epub' }))
        }
      ),
      { numRuns: 20 }
    )
  })
})

it('is offered by the export dialog and written beside others of its name', async () => {
  const test = testApp()
  const articleId = await test.add('Lamps on the quay\n\nThe lamps were lit at six.\n')
  const target = join(folder, 'lamps.epub')
  test.saveTo(target)
  expect(await test.call('exports.saveArticles', { articleIds: [articleId], format: 'epub' })).toEqual({
    path: target,
    files: 1,
    isWhole: true
  })
  expect(faultsOf(readFileSync(target))).toEqual([])
  test.saveTo(null)
  expect(await test.call('exports.saveArticle', { articleId, format: 'epub' })).toBe(null)
  await test.close()
})
