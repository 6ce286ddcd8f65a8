import { describe, expect, it } from 'vitest'
import { blockText } from '../article/block-text.ts'
import { buildBody } from '../body/build-body.ts'
import { violationsIn } from '../fixtures/allowed-html.ts'
import { importBytes, importPaste } from '../importers.ts'
import { importPastedHtml } from './html.ts'

const imported = (html: string) => importBytes({ bytes: new TextEncoder().encode(html), fileName: 'a.html' })
const sentence =
  'The gauge stands in a stone hut at the end of the pier, where the keeper winds its clock every morning before the boats go out.'
const paragraphs = Array.from(
  { length: 8 },
  (_, index) => `<p>${sentence} That was day ${index + 1} of the watch.</p>`
).join('\n')

const page = `<!doctype html><html lang="en-GB"><head>
<title>The gauge that outlived three harbours | Harbour Chronicle</title>
<meta property="og:site_name" content="Harbour Chronicle"><meta property="og:description" content="A brass float has measured the same water for a hundred and sixty years.">
<link rel="canonical" href="https://chronicle.example/gauge?utm=no">
<script type="application/ld+json">{"@graph":[{"@type":"Person","@id":"#p","name":"Ada Quill"},{"@type":"NewsArticle","headline":"The gauge that outlived three harbours","datePublished":"2021-03-03T08:00:00+01:00","author":{"@id":"#p"}}]}</script>
</head><body><nav><a href="/">Home</a> <a href="/sea">Sea</a></nav>
<main><article><h1>The gauge that outlived three harbours</h1>
<p class="dek">A brass float has measured the same water for a hundred and sixty years.</p>
<div class="share-bar"><a href="#">Share on A</a> <a href="#">Share on B</a></div>
${paragraphs}
<figure><img src="/hut.jpg" alt="A stone hut"><figcaption>The hut in winter <span class="credit">B. Finch</span></figcaption></figure>
<p><strong>Read more:</strong> <a href="/other">Another story about quite another harbour</a></p>
<script>alert(1)</script>
<p onclick="x()">It will be <a href="/archive">kept</a>, they say, as long as there is <em>somebody</em> to climb down to it, and there always has been until now.</p>
</article></main><footer>© Harbour Chronicle</footer></body></html>`

describe('web pages', () => {
  it('find the article and what the page says of it', () => {
    const article = imported(page)
    expect(article).toMatchObject({
      title: 'The gauge that outlived three harbours',
      standfirst: 'A brass float has measured the same water for a hundred and sixty years.',
      byline: 'Ada Quill',
      site: 'Harbour Chronicle',
      url: 'https://chronicle.example/gauge?utm=no',
      published: '2021-03-03T08:00:00+01:00',
      language: 'en-GB',
      direction: 'ltr',
      warnings: []
    })
    const text = article.blocks.map(blockText).join('\n')
    expect(text.split('\n')[0]).toBe(`${sentence} That was day 1 of the watch.`)
    expect(text).not.toMatch(/Share on|Read more|Home|©|outlived/)
    expect(article.blocks.find(({ type }) => type === 'figure')).toEqual({
      type: 'figure',
      image: { url: 'https://chronicle.example/hut.jpg', alt: 'A stone hut' },
      caption: [{ type: 'text', text: 'The hut in winter' }],
      credit: [{ type: 'text', text: 'B. Finch' }]
    })
    const { html } = buildBody(article.blocks)
    expect(html).toContain('<a href="https://chronicle.example/archive">kept</a>')
    expect(violationsIn(html)).toEqual([])
  })

  it('keeps films, maps and charts as links, from wherever they come, and no advertisements', () => {
    const frame = (src: string, title = '') =>
      `<p>${sentence}</p><iframe src="${src}" title="${title}"></iframe>`
    const embeds = [
      frame('https://films.example/embed/12'),
      frame('https://sound.example/7', 'How the tide turns'),
      frame('https://ads.example/9', '3rd party ad content'),
      frame('https://track.example/8', 'Tracker')
    ].join('\n')
    const { html } = buildBody(imported(page.replace(paragraphs, paragraphs + embeds)).blocks)
    expect(html).toContain('<a href="https://films.example/embed/12">films.example</a>')
    expect(html).toContain('<a href="https://sound.example/7">How the tide turns</a>')
    expect(html).not.toMatch(/ads\.example|track\.example/)
  })

  it('keeps whom a quotation is of, and what styles make bold and leaning', () => {
    const { html } = buildBody(
      imported(
        `<html><body><article><h1>x</h1>${paragraphs}<blockquote><p>${sentence}</p><footer>The keeper</footer></blockquote><p><span style="font-weight:700">Bold</span> and <span style="font-style:italic">leaning</span> and <b style="font-weight:normal">plain</b> words.</p>${paragraphs}</article></body></html>`
      ).blocks
    )
    expect(html).toMatch(/<footer[^>]*>The keeper<\/footer><\/blockquote>/)
    expect(html).toContain('<strong>Bold</strong> and <em>leaning</em> and plain words.')
  })

  it('a page without an article is kept whole', () => {
    const article = imported('<html><body><p>Only this.</p><ul><li>a<li>b</ul></body></html>')
    expect(article.blocks.map(({ type }) => type)).toEqual(['paragraph', 'list'])
  })

  it('every cut of a page imports or says why not', () => {
    for (let share = 0; share <= 100; share += 2) {
      const cut = page.slice(0, Math.floor((page.length * share) / 100))
      try {
        expect(imported(cut).blocks.length).toBeGreaterThan(0)
      } catch (error) {
        expect(error).toMatchObject({ name: 'AppError', code: 'unreadable' })
      }
    }
  })

  it('right to left by what the page says or by its letters', () => {
    expect(
      imported(`<html dir="rtl" lang="he"><body><p>שלום לכולם, זה המאמר.</p></body></html>`)
    ).toMatchObject({ direction: 'rtl', language: 'he' })
    expect(
      imported(
        '<html><body><p>كان الحارس يصعد كل ليلة إلى أعلى المنارة ليوقد المصباح ثم ينزل مع الفجر</p></body></html>'
      )
    ).toMatchObject({
      direction: 'rtl',
      language: 'ar'
    })
  })

  it('survives 100,000 nested tags', () => {
    const article = imported(`<html><body>${'<div>'.repeat(100_000)}${sentence}`)
    expect(article.blocks.map(blockText).join()).toContain(sentence)
    expect(article.warnings).toEqual([{ key: 'imports.warnings.nestedDeeply' }])
  })
})

describe('pasted text', () => {
  it('rich text is converted as it is', () => {
    const article = importPaste({
      text: 'x',
      html: '<html><body><!--StartFragment--><h1>A title</h1><ul><li><a href="https://a.example/">one</a></ul><img src=x onerror=alert(1)><!--EndFragment--></body></html>'
    })
    expect(article.title).toBe('A title')
    expect(buildBody(article.blocks).html).toBe(
      '<ul><li data-at="0"><a href="https://a.example/">one</a></li></ul>'
    )
  })

  it('plain text is structured as a file is', () => {
    expect(importPaste({ text: `A title\r\n\r\n${sentence}` })).toMatchObject({
      title: 'A title',
      mediaType: 'text/plain'
    })
  })

  it('nothing is refused in words', () => {
    expect(() => importPaste({ text: ' \n', html: ' ' })).toThrow('There is no text on the clipboard.')
  })
})

it('a picture that was copied alone is told of, and so is nothing at all', () => {
  expect(() =>
    importPastedHtml('<meta charset="utf-8"><img src="https://a.example/p.png" alt="A boat">')
  ).toThrow(expect.objectContaining({ sentence: { key: 'errors.import.pictureAlone', values: undefined } }))
  expect(() => importPastedHtml('<meta charset="utf-8"><div> </div>')).toThrow(
    expect.objectContaining({ sentence: { key: 'errors.import.nothingToPaste', values: undefined } })
  )
})
