import { describe, expect, it } from 'vitest'
import { buildBody, cleanHtml } from '../body/build-body.ts'
import { importBytes } from '../importers.ts'

const long =
  'The gauge stands in a stone hut at the end of the pier, where the keeper winds its clock every morning before the boats go out to sea. '.repeat(
    3
  )
const head =
  '<header><a class="logo" href="/">Harbour Chronicle</a><nav><ul><li><a href="/sea">Sea</a></li><li><a href="/sub">Subscribe</a></li></ul></nav></header>'
const foot = '<footer><p>© 2021 Harbour Chronicle</p><ul><li><a href="/terms">Terms</a></li></ul></footer>'

/** What is kept of a page, without its long paragraphs' words. */
function read(body: string, inHead = '') {
  const page = `<!doctype html><html lang="en"><head><title>The tide gauge | Harbour Chronicle</title>${inHead}</head><body>${head}${body}${foot}</body></html>`
  const { blocks, ...article } = importBytes({
    bytes: Buffer.from(page),
    fileName: 'a.html',
    address: 'https://a.example/gauge'
  })
  const html = cleanHtml(buildBody(blocks).html).replaceAll(long.trim(), '…').replaceAll('\n', '')
  return { ...article, html }
}
const article = (inside: string) =>
  read(`<article><h1>The tide gauge</h1><p>${long}</p>${inside}<p>${long}</p></article>`).html

describe('notes below a text', () => {
  const text = `<p>${long}<sup><a href="#n1" id="r1">1</a></sup></p><p>${long}<sup><a href="#n2" id="r2">2</a></sup></p>`
  const items =
    '<li id="n1"><a href="https://b.example/1">On clocks, and how they are wound</a> <a href="#r1">↩</a></li><li id="n2"><a href="https://b.example/2">Another long title of a book</a> <a href="#r2">↩</a></li>'

  it.each([
    ['a list', `<ol>${items}</ol>`],
    ['a box', `<div class="footnotes"><hr><ol>${items}</ol></div>`],
    ['an aside', `<aside><ol>${items}</ol></aside>`],
    ['a foot', `<footer><h2>Notes</h2><ol>${items}</ol></footer>`],
    ['paragraphs', `<div>${items.replaceAll('<li', '<p').replaceAll('li>', 'p>')}</div>`],
    [
      'old paragraphs',
      '<div><p><a name="n1" href="#r1">1</a> <a href="https://b.example/1">On clocks, and how they are wound</a></p><p><a name="n2" href="#r2">2</a> <a href="https://b.example/2">Another long title of a book</a></p></div>'
    ]
  ])('stay, in %s, and lead both ways', (_, notes) => {
    const { html } = read(`<article><h1>The tide gauge</h1>${text}${notes}</article>`)
    expect(html).toContain('On clocks, and how they are wound</a>')
    expect(html).toContain('Another long title of a book</a>')
    for (const name of ['n1', 'n2', 'r1', 'r2']) {
      expect(html).toContain(`id="a-${name}"`)
      expect(html).toContain(`href="#a-${name}"`)
    }
  })

  it('are not what only stands beside a text and leads into it', () => {
    const beside =
      '<aside><h3>On this page</h3><ul><li><a href="#a">The first part</a></li><li><a href="#b">The second part</a></li></ul></aside>'
    const { html } = read(
      `<article><h1>The tide gauge</h1>${beside}<h2 id="a">One</h2><p>${long}</p><h2 id="b">Two</h2><p>${long}</p></article>`
    )
    expect(html).toBe('<h2>One</h2><p>…</p><h2>Two</h2><p>…</p>')
  })
})

describe('pages on which nothing looks like an article', () => {
  it.each([
    ['a notice', '<article><h1>The tide gauge</h1><p>Closed today.</p></article>', '<p>Closed today.</p>'],
    ['a notice without a name for it', '<div><p>Closed today.</p></div>', '<p>Closed today.</p>'],
    [
      'a table',
      '<main><h1>The tide gauge</h1><table><tr><th>Day</th><td>3:12</td></tr></table></main>',
      '<table><tr><th>Day</th><td>3:12</td></tr></table>'
    ],
    [
      'versions',
      '<main><h1>The tide gauge</h1><h2>2.1</h2><ul><li>A pier.</li></ul><h2>2.0</h2><ul><li>A clock.</li></ul></main>',
      '<h2>2.1</h2><ul><li>A pier.</li></ul><h2>2.0</h2><ul><li>A clock.</li></ul>'
    ]
  ])('%s is read without the page’s head and foot', (_, body, html) => {
    expect(read(body).html).toBe(html)
  })

  it('an empty main part is not believed', () => {
    expect(read('<main></main><div><p>Closed today.</p></div>').html).toBe('<p>Closed today.</p>')
  })
})

it('what stands in a declared shadow root is read where a browser shows it', () => {
  const card = (inside: string) =>
    `<tide-card><template shadowrootmode="open"><style>p{}</style><p>Before the words.</p>${inside}<p>Behind them.</p></template><p>The words.</p><i slot="by">Ada</i></tide-card>`
  expect(article(card('<slot></slot><p><slot name="by">Nobody</slot></p>'))).toBe(
    '<p>…</p><p>Before the words.</p><p>The words.</p><p><em>Ada</em></p><p>Behind them.</p><p>…</p>'
  )
  expect(article(card('<slot name="other">Instead.</slot>'))).toContain('Instead.')
})

it('of panels behind tabs all are read, each under its tab', () => {
  const tabs =
    '<div><div role="tablist"><button role="tab" aria-controls="one">npm</button><button role="tab" aria-controls="two">pnpm</button></div><div role="tabpanel" id="one"><pre>npm add clock</pre></div><div role="tabpanel" id="two" hidden style="display:none"><pre>pnpm add clock</pre></div></div>'
  expect(article(tabs)).toBe(
    '<p>…</p><p><strong>npm</strong></p><pre><code>npm add clock</code></pre><p><strong>pnpm</strong></p><pre><code>pnpm add clock</code></pre><p>…</p>'
  )
})

describe('what readers unfold', () => {
  const answer = 'The table says when high water is, on a good day, at Eling.'
  it.each([
    [
      'a button around a heading',
      `<button aria-expanded="false" aria-controls="a"><h3>When?</h3></button><div id="a" hidden><p>${answer}</p></div>`
    ],
    [
      'a heading around a button',
      `<h3><button aria-expanded="false" aria-controls="a">When?</button></h3><div id="a" style="display: none"><p>${answer}</p></div>`
    ],
    ['a button alone', `<button aria-expanded="false">When?</button><div hidden><p>${answer}</p></div>`]
  ])('is read under what unfolds it: %s', (_, folded) => {
    expect(article(folded)).toBe(`<p>…</p><h3>When?</h3><p>${answer}</p><p>…</p>`)
  })

  it('stays folded where it is a menu or says little', () => {
    const folded = (inside: string) =>
      `<button aria-expanded="false" aria-controls="a">More</button><div id="a" hidden>${inside}</div>`
    const links = `<ul><li><a href="/1">${answer}</a></li><li><a href="/2">${answer}</a></li></ul>`
    for (const inside of [links, '<p>Copied!</p>']) expect(article(folded(inside))).toBe('<p>…</p><p>…</p>')
  })
})

it('a letter laid out in a table of one column is read in its parts', () => {
  const letter = `<table><tr><td><p>${long}</p></td></tr><tr><td><h2>The pier</h2><p>${long}</p></td></tr></table>`
  expect(read(letter).html).toBe('<p>…</p><h2>The pier</h2><p>…</p>')
  expect(article('<table><tr><td>one</td></tr><tr><td>two</td></tr></table>')).toContain('<td>one</td>')
})

it('links to the pages before and after are no text', () => {
  const inside =
    '<div class="pagination"><a rel="prev" href="/a">Previous: The pier</a> <a rel="next" href="/b">Next: The clock</a></div>'
  expect(read(`<main><h1>The tide gauge</h1><p>${long}</p><p>${long}</p>${inside}</main>`).html).toBe(
    '<p>…</p><p>…</p>'
  )
})

describe('who wrote it', () => {
  it('is found where JSON-LD only refers to it', () => {
    const graph = JSON.stringify([
      {
        '@context': 'https://schema.org',
        '@graph': [
          {
            '@type': ['NewsArticle', 'Article'],
            headline: 'The tide gauge',
            author: [{ '@id': '#ada' }, { '@type': 'Person', name: 'Ben Tern' }],
            publisher: { '@id': '#site' }
          },
          { '@type': 'Person', '@id': '#ada', name: 'Ada Quill' },
          { '@type': 'Organization', '@id': '#site', name: 'Harbour Chronicle' }
        ]
      }
    ])
    expect(read(`<p>${long}</p>`, `<script type="application/ld+json">${graph}</script>`)).toMatchObject({
      byline: 'Ada Quill, Ben Tern',
      site: 'Harbour Chronicle'
    })
  })

  it('is named without the signs of notes', () => {
    const names =
      '<div class="authors"><span class="author">Ada Quill<sup>1,2</sup></span>, <span class="author">Ben Tern<sup>*</sup></span></div>'
    expect(read(`<h1>The tide gauge</h1>${names}<p>${long}</p>`).byline).toBe('Ada Quill, Ben Tern')
  })
})

describe('notes in the midst of a line', () => {
  it.each([
    [
      'beside it',
      '<label for="s1" class="margin-toggle sidenote-number"></label><input type="checkbox" id="s1" class="margin-toggle"><span class="sidenote">On clocks.</span>',
      '1'
    ],
    [
      'shown when one points at the sign',
      '<span class="ltx_note ltx_role_footnote"><sup class="ltx_note_mark">7</sup><span class="ltx_note_outer"><span class="ltx_note_content"><sup class="ltx_note_mark">7</sup>On clocks.</span></span></span>',
      '7'
    ]
  ])('%s are set below the text', (_, note, sign) => {
    expect(read(`<article><h1>The tide gauge</h1><p>${long}A word${note} more.</p></article>`).html).toBe(
      `<p>… A word<a class="anchor" id="a-inline-note-1-sign"></a><a class="jump" href="#a-inline-note-1"><sup>${sign}</sup></a> more.</p><ol><li><a class="anchor" id="a-inline-note-1"></a>On clocks. <a class="jump" href="#a-inline-note-1-sign">↩</a></li></ol>`
    )
  })
})

it('a note whose sign stands beside its words is one line', () => {
  const text = `<p>${long}<a id="r1" href="#n1">1</a></p><p>${long}</p>`
  const note =
    '<div class="footnote"><a id="n1" href="#r1">1</a><div class="footnote-content"><p>See <a href="https://b.example/">the long book of clocks</a>.</p></div></div>'
  expect(read(`<article><h1>The tide gauge</h1>${text}${note}</article>`).html).toContain(
    '<p><a class="anchor" id="a-n1"></a><a class="jump" href="#a-r1">1</a> See <a href="https://b.example/">the long book of clocks</a>.</p>'
  )
})

describe('formulas that nothing has drawn', () => {
  const text = String.raw`<p>Let \(a_1\) be $b$ and</p><p>\[ c = d^2 \]</p><p>It costs $5 or $6, and <code>\(e\)</code> is code.</p>`
  it('are formulas on a page with a program that would draw them', () => {
    const html = article(
      `<script src="https://cdn.example/npm/mathjax@3/es5/tex-mml-chtml.js"></script>${text}`
    )
    expect(html).toContain('Let <code>a_1</code> be')
    expect(html).toMatch(/<div class="math"[^>]*>c = d\^2<\/div>/)
    expect(html).toContain(String.raw`It costs $5 or $6, and <code>\(e\)</code> is code.`)
    const dollars = article(`<script>MathJax = { tex: { inlineMath: [['$', '$']] } }</script>${text}`)
    expect(dollars).toContain('be <code>b</code> and')
    expect(dollars).toContain('It costs $5 or $6, and')
  })

  it('are words on any other page', () => {
    expect(article(text)).toContain(String.raw`Let \(a_1\) be $b$ and`)
  })
})

it('a printed book’s page numbers are places, and its words do not run into them', () => {
  const numbered = [1, 2, 3].map((at) => `<p><span class="pagenum">[Pg ${at}]</span>${long}</p>`).join('')
  expect(read(`<h1>The tide gauge</h1>${numbered}`).html).toBe(
    [1, 2, 3].map((at) => `<p><a class="page" id="p-${at}" data-label="${at}"></a>…</p>`).join('')
  )
})

it('pictures of AMP pages are pictures', () => {
  expect(
    article('<amp-img src="hut.jpg" width="800" height="500" alt="The hut"><noscript>x</noscript></amp-img>')
  ).toContain('data-url="https://a.example/hut.jpg"')
})

describe('a page that states its text and shows none', () => {
  const stated = (text: string, type = 'NewsArticle') =>
    `<script type="application/ld+json">${JSON.stringify({ '@type': type, headline: 'The tide gauge', articleBody: text })}</script>`
  const words = long.trim()

  it('is read by what it states, in lines or in HTML', () => {
    for (const text of [`${words}\n\n${words}`, `<p>${words}</p><p>${words}</p>`])
      expect(read('<div id="root"></div>', stated(text)).html).toBe('<p>…</p><p>…</p>')
  })

  it('and not where it shows another', () => {
    const { html } = read(
      `<article><h1>The tide gauge</h1><p>${words}</p><p>Shown.</p></article>`,
      stated(words.repeat(4))
    )
    expect(html).toBe('<p>…</p><p>Shown.</p>')
  })
})

it('a word of a sentence stays that is a button', () => {
  expect(article('<p>At high <button class="term">water</button> the sea stands still.</p>')).toContain(
    'At high water the sea stands still.'
  )
})
