import { describe, expect, it } from 'vitest'
import { parseHtml } from '../html/html-tree.ts'
import { importBytes } from '../importers.ts'
import { findStandfirst } from './find-standfirst.ts'
import { readMetadata } from './html-metadata.ts'

const read = (html: string) => readMetadata(parseHtml(html, 'document').root)
const prose = (n: number) =>
  `Sentence ${n} of a text that goes on about the gauge in its stone hut for as long as anyone wants to read it, and longer.`
const body = Array.from({ length: 5 }, (_, n) => `<p>${prose(n)}</p>`).join('')

describe('what a page says of itself', () => {
  it('reads publication and change, licence, lead image and address', () => {
    expect(
      read(`<html><head><base href="https://a.example/b/"><link rel="license" href="/cc-by">
        <meta property="article:published_time" content="2021-03-03"><meta property="article:modified_time" content="2021-04-01T10:00:00Z">
        <meta property="og:image" content="pier.jpg"><link rel="canonical" href="https://a.example/gauge"></head></html>`)
    ).toMatchObject({
      published: '2021-03-03',
      modified: '2021-04-01T10:00:00Z',
      licence: 'https://a.example/cc-by',
      leadImageUrl: 'https://a.example/b/pier.jpg',
      url: 'https://a.example/gauge'
    })
  })

  it('prefers what is meant for machines, by whatever dots and colons it is named', () => {
    expect(
      read('<meta name="author" content="Somebody Else"><meta property="x:y dc:creator" content="Ada Quill">')
        .byline
    ).toBe('Ada Quill')
    expect(
      read('<meta name="DC.title" content="The gauge"><meta name="twitter:title" content="Gauge!">').title
    ).toBe('The gauge')
  })

  it('calls a thing by its name where its headline is a sentence about it', () => {
    const stated =
      '{"@type":"Article","name":"Tide gauge","headline":"device for measuring the level of the tide"}'
    expect(
      read(`<title>Tide gauge - Sea Wiki</title><script type="application/ld+json">${stated}</script>`).title
    ).toBe('Tide gauge')
  })

  it('reads a break in a heading as a space', () => {
    expect(
      read('<title>The long tide - News</title><h1>The long<br>tide</h1><p>By Ada<br>Quill</p>')
    ).toMatchObject({
      heading: 'The long tide',
      byline: 'Ada Quill'
    })
  })

  it('finds the title of an entry below the name of the blog', () => {
    const blog = '<title>Sea notes: The second buoy</title><h1>Sea notes</h1><h2>3 March 2021</h2>'
    expect(read(`${blog}<h3 class="post-title entry-title">The second buoy</h3>`).title).toBe(
      'The second buoy'
    )
    expect(read(`${blog}<h3 class="post-title entry-title">Another one</h3>`).title).not.toBe('Another one')
  })

  it.each([
    ['<h1>The gauge</h1><p>By Ada Quill | 3 March 2021</p>', 'Ada Quill', '2021-03-03'],
    [
      '<h1>The gauge</h1><div class="byline">Posted by Ada Quill on March 3, 2021</div>',
      'Ada Quill',
      '2021-03-03'
    ],
    [
      '<h1>The gauge</h1><a rel="author" href="/a">Ada Quill</a> <time datetime="2021-03-03T08:00:00Z">today</time>',
      'Ada Quill',
      '2021-03-03T08:00:00Z'
    ],
    [
      '<h1>Мареограф</h1><div class="post-meta">Автор: <a href="/u/anna">Анна Петрова</a>, 2 марта 2021</div>',
      'Анна Петрова',
      '2021-03-02'
    ],
    ['<h1>El mareógrafo</h1><p>Por Ada Quill</p><p>2 de marzo de 2021</p>', 'Ada Quill', '2021-03-02'],
    ['<h1>조위계</h1><p class="info">2021.03.02 10:00</p>', '', '2021-03-02'],
    ['<h1>水位計</h1><p>作者：王小明</p><span class="date">2021年3月3日</span>', '王小明', '2021-03-03'],
    [
      '<h1>Der Pegel</h1><div><span>Von Ada Quill und Ben van der Tern</span> <time datetime="2021-03-03T07:00:00+01:00">3. März 2021</time></div>',
      'Ada Quill und Ben van der Tern',
      '2021-03-03T07:00:00+01:00'
    ],
    [
      '<h1>Le port</h1><p>Par <a href="/auteur/ada-quill">Ada Quill</a> et <a href="/auteur/ben-tern">Ben Tern</a><br>Publié le 3 mars 2021 à 10h12</p>',
      'Ada Quill, Ben Tern',
      '2021-03-03'
    ],
    [
      '<h1>El puerto</h1><div>POR <span class="autor">ADA QUILL</span> | 3 DE MARZO DE 2021</div>',
      'ADA QUILL',
      '2021-03-03'
    ],
    [
      '<h1>The gauge</h1><p>Words by Ada Quill</p><p>Photographs by Ben Tern</p><p>3 March 2021</p>',
      'Ada Quill',
      '2021-03-03'
    ],
    [
      '<h1>دفتر</h1><span class="author">كتب: سامي البحري</span><span class="date">٢٨ نوفمبر ٢٠١٩</span>',
      'سامي البحري',
      '2019-11-28'
    ],
    ['<h1>יומן</h1><p>מאת: דנה ים</p><p>28 בנובמבר 2019</p>', 'דנה ים', '2019-11-28'],
    [
      '<h1>水位計</h1><p class="date">公開日：2020年4月1日</p><p>文・写真：山田花子</p>',
      '山田花子',
      '2020-04-01'
    ],
    [
      '<h1>검조의</h1><em class="media_journalist_name">김바다 기자</em><p>2022년 11월 20일</p>',
      '김바다',
      '2022-11-20'
    ],
    ['<h1>Дневник</h1><p>२८ नवंबर २०१९</p>', '', '2019-11-28'],
    ['<h1>دفتر</h1><p>۷ آذر ۱۳۹۸</p>', '', ''],
    ['<h1>The gauge</h1><p>By the sea nobody writes much, and this is no name but a sentence.</p>', '', '']
  ])('reads what stands under the title: %s', (html, byline, published) => {
    const title = /<h1>(.*?)<\/h1>/.exec(html)?.[1]
    expect(read(`<title>${title}</title>${html}${body}`)).toMatchObject({ byline, published })
  })

  const h1 = '<h1>The gauge</h1>'
  const hour = '<time datetime="2021-03-03T10:00:00Z">3 часа назад</time>'
  it.each([
    [
      'called a user, with the time in the same line',
      `<article><div><ul><li><span data-hook="user-info"><span data-hook="user-name" title="Ada Quill">Ada Quill</span></span></li><li><span class="post-metadata__date">Mar 3, 2021</span></li><li><span>3 min read</span></li></ul></div>${h1}${body}</article>`,
      'Ada Quill',
      '2021-03-03'
    ],
    [
      'called an author, with the time in it',
      `<article><div><span class="snippet__author"><a href="/users/ada/"><img alt="" src="a.png"></a><span><a href="/users/ada/" class="info__username">ada_quill</a> <span>${hour}</span></span></span></div>${h1}${body}</article>`,
      'ada_quill',
      '2021-03-03T10:00:00Z'
    ],
    [
      'called so by no name inside',
      `<article><div class="author">Ada Quill ${hour}<button>Follow</button></div>${h1}${body}</article>`,
      'Ada Quill',
      '2021-03-03T10:00:00Z'
    ],
    [
      'two, by their addresses',
      `<article><div><p><a href="/@ada">Ada Quill</a> and <a href="/@ben">Ben Tern</a></p><div>Mar 3, 2021</div></div>${h1}${body}</article><div class="comments"><a href="/@cora" class="username">Cora</a> <time datetime="2021-03-09">Mar 9</time></div>`,
      'Ada Quill, Ben Tern',
      '2021-03-03'
    ],
    [
      'without a time: who has logged in',
      `<article><a class="user-name" href="/users/me">Me Myself</a>${h1}${body}</article>`,
      '',
      ''
    ],
    [
      'in a head with a menu',
      `<div><nav><a href="/">Home</a></nav><a class="user-name" href="/users/me">Me Myself</a><span>Nov 28, 2026</span>${h1}</div>${body}`,
      '',
      ''
    ],
    [
      'a reader’s: no name and no date, however it is called',
      `<article>${h1}${body}</article><div class="comments"><div class="comment"><a href="/@cora" class="username">Cora</a> <span class="date">Mar 9, 2021</span><p>So it is.</p></div></div>`,
      '',
      ''
    ],
    [
      'outside any box: the site’s',
      `<a class="user-name" href="/users/me">Me Myself</a><span>Nov 28, 2026</span>${h1}${body}`,
      '',
      ''
    ],
    [
      'under it, by a class',
      `<div>${h1}<span class="subhead-name">ADA QUILL</span> <time>March 3, 2021</time></div>${body}`,
      'ADA QUILL',
      '2021-03-03'
    ],
    [
      'under it the name of what it is about',
      `<div>${h1}<span class="event-name">The Regatta</span> <time>March 3, 2021</time></div>${body}`,
      '',
      '2021-03-03'
    ],
    [
      'under it the name of a section',
      `<div>${h1}<span class="section-name">Sea Life</span> <time>March 3, 2021</time></div>${body}`,
      '',
      '2021-03-03'
    ]
  ])('reads who wrote it and when beside the title: %s', (_, html, byline, published) => {
    expect(read(`<title>The gauge</title>${html}`)).toMatchObject({ byline, published })
  })

  it('takes the site for the author only when nobody else is named', () => {
    const site = '<meta property="og:site_name" content="Chronicle"><meta name="author" content="Chronicle">'
    expect(read(site).byline).toBe('Chronicle')
    expect(read(`${site}<span itemprop="author">Ada Quill</span>`).byline).toBe('Ada Quill')
  })

  it('reads the day in an address when nothing else is stated, and guesses nothing', () => {
    expect(read('<link rel="canonical" href="https://a.example/2021/03/03/gauge">').published).toBe(
      '2021-03-03'
    )
    expect(read('<meta name="date" content="03/04/21">').published).toBe('')
    expect(read('<meta name="date" content="03/04/2021">').published).toBe('')
  })

  it.each([
    ['below the text', '<div>First Published on Nov 20, 2019 01:38 pm</div>', '2019-11-20'],
    ['in another language', '<p>Erstveröffentlichung: 20. November 2019</p>', '2019-11-20'],
    ['of several texts', '<p>First published: 20 Nov 2019</p><p>First published: 21 Nov 2019</p>', ''],
    ['by a reader', '<div class="comments"><p>First published: 20 Nov 2019</p></div>', ''],
    ['of something else', '<p>The novel was first published on 20 November 2019.</p>', '']
  ])('takes the day on which it says it was published first, %s', (_, html, published) => {
    const far = body.repeat(20)
    expect(read(`<title>The gauge</title><h1>The gauge</h1>${far}${html}`).published).toBe(published)
  })

  it.each([
    ['<time>On 11/13/19 at 4:00 PM EST</time>', '2019-11-13'],
    ['<span class="publish-date">11/19/2019</span>', '2019-11-19'],
    ['<span class="date">19.11.2019, 12:30</span>', '2019-11-19'],
    ['<time>Updated Nov. 19, 2019 8:21 am / Original Nov. 18, 2019 8:02 am</time>', '2019-11-18'],
    ['<p>Version 2.14.17 of it.</p>', ''],
    ['<span class="date">19/11/13</span>', ''],
    ['<span class="date">04/03/2019</span>', '']
  ])('takes a date in numbers only where nothing can be the other way round: %s', (html, published) => {
    expect(read(`<title>The gauge</title><h1>The gauge</h1>${html}${body}`).published).toBe(published)
  })
})

describe('the byline', () => {
  const byline = (html: string) => read(`<h1>The gauge</h1>${html}`).byline

  it.each([
    [
      'before the time, behind which stands a section',
      '<p class="byline">By Ada Quill <time>3 hours back</time> <a href="/sea">Sea and shore</a></p>',
      'Ada Quill'
    ],
    ['behind the time', '<p class="byline"><time>3 hours back</time> Ada Quill</p>', 'Ada Quill'],
    ['edited by another', '<p class="byline">Written by Ada Quill<br>Edited by B. Finch</p>', 'Ada Quill'],
    [
      'by several in one line',
      '<p>By <a rel="author" href="/a"><img src="a.png" alt=""></a> <a rel="author" href="/a">Ada Quill</a> and <a rel="author" href="/b">B. Finch</a></p><aside><a rel="author" href="/c">Cy Wren</a></aside>',
      'Ada Quill, B. Finch'
    ],
    ['by who leads to her own page', '<a href="/contributors/ada-quill">Ada Quill</a>', 'Ada Quill'],
    [
      'by each of a paper’s authors, whose family names stand first',
      '<meta name="citation_author" content="Quill, Ada"><meta name="citation_author" content="Tern, Ben">',
      'Ada Quill, Ben Tern'
    ],
    [
      'by nobody who is a site',
      '<a class="site-title" rel="author" href="/">Sea notes</a><p>By Ada Quill</p>',
      'Ada Quill'
    ],
    ['by a desk with a page of its own', '<a href="/byline/harbour-desk">Harbour Desk</a>', 'Harbour Desk'],
    [
      'by whose link is counted as the writer’s',
      '<a href="/u/7" data-ga=\'["Meta","Author click"]\'>Ada Quill</a><time>11/18/19</time>',
      'Ada Quill'
    ],
    [
      'by no button that is counted so',
      '<a href="/u/7" data-ga=\'["Meta","Author click"]\'>more by this author</a>',
      ''
    ],
    [
      'by nobody who is quoted',
      '<div class="pull-quote"><p>“So it is.”</p><h4 class="author">The ministers of the sea</h4></div>',
      ''
    ],
    ['by no reader', '<div class="comment-author" itemprop="author">Old Salt</div>', ''],
    ['by no headline', '<li class="author">Ada Quill Why the tide is late this year again</li>', ''],
    ['by nobody the text is about', '<a href="/people/old-salt">Old Salt</a>', ''],
    [
      'by the writer, before who owns the page',
      '<meta name="author" content="Harbour Press"><meta name="copyright" content="© Harbour Press 2020"><p>By Ada Quill</p>',
      'Ada Quill'
    ],
    [
      'by who owns the page, when there is nobody else',
      '<meta name="author" content="Harbour Press"><meta name="copyright" content="© Harbour Press 2020">',
      'Harbour Press'
    ]
  ])('is %s', (_, html, expected) => expect(byline(html)).toBe(expected))
})

describe('the standfirst', () => {
  const find = (html: string, description = '') =>
    findStandfirst(parseHtml(`<h1>The gauge</h1>${html}`, 'fragment').root, {
      title: 'The gauge',
      description
    })
  const sentence = 'A brass float has measured the same water for a hundred years.'

  it('is what the page calls so, or shows apart and says of itself', () => {
    expect(find(`<p class="dek">${sentence}</p>${body}`)).toBe(sentence)
    expect(find(`<h2>${sentence}</h2>${body}`, sentence)).toBe(sentence)
    expect(find(`<header><p>${sentence}</p></header>${body}`, sentence)).toBe(sentence)
  })

  it('is what is called so in a name of several words without signs between them', () => {
    expect(find(`<div class="articleDek summary_a1b2">${sentence}</div>${body}`)).toBe(sentence)
    expect(find(`<p class="authorDek">${sentence}</p>${body}`)).toBe('')
  })

  it('stands under a title that is written anew for others, also where a bar repeats it', () => {
    const anew = (bar: string) =>
      findStandfirst(
        parseHtml(`${bar}<h1>The gauge</h1><p class="dek">${sentence}</p>${body}`, 'fragment').root,
        { title: 'Why you need a gauge', description: '' }
      )
    expect(anew('')).toBe(sentence)
    expect(anew('<h1>The gauge</h1>')).toBe(sentence)
    expect(anew('<h1>Harbour Chronicle</h1>')).toBe('')
  })

  it('is no first paragraph, no caption, nothing about the writer', () => {
    expect(find(`<p>${sentence}</p>${body}`, sentence)).toBe('')
    expect(find(`<p class="intro">${sentence}</p>${body}`)).toBe('')
    expect(find(`<div class="author-bio"><p class="summary">${sentence}</p></div>${body}`)).toBe('')
  })

  it('is not the opening of the text that the description was cut from, nor a whole paragraph', () => {
    expect(find(`<div class="post-body"><div>${sentence}</div><div>${body}</div></div>`, sentence)).toBe('')
    const opening = `${sentence} `.repeat(6).trim()
    expect(find(`<div class="content lead"><p>${opening}</p></div>${body}`, opening)).toBe('')
  })

  it('is a heading right under the title, or a sentence among what is the title’s', () => {
    const page = (html: string) =>
      findStandfirst(parseHtml(`${html}${body}`, 'fragment').root, { title: 'The gauge', description: '' })
    expect(page(`<h1>The gauge</h1><h2>${sentence}</h2>`)).toBe(sentence)
    // The title on the page is not always the one that was stated.
    expect(page(`<h1>A gauge of brass</h1><div><h3>${sentence}</h3></div>`)).toBe(sentence)
    expect(page(`<div class="article-header"><h1>The gauge</h1><p>${sentence}</p></div>`)).toBe(sentence)
    expect(page(`<header><h1>The gauge</h1><p>By Ada Quill</p></header>`)).toBe('')
    expect(page(`<h1>The gauge</h1><h2>The water of the bay</h2>`)).toBe('')
    expect(page(`<h1>The gauge</h1><p>Words.</p><h2>${sentence}</h2>`)).toBe('')
    expect(page(`<h1>The gauge</h1><ul><li><a href="/x"><h2>${sentence}</h2></a></li></ul>`)).toBe('')
    expect(page(`<div class="header"><h1>The gauge</h1><p><a href="/x">${sentence}</a></p></div>`)).toBe('')
  })

  it('is what repeats the description, also beside the writer’s name', () => {
    expect(
      find(
        `<div class="entry-byline"><div class="article-lead-text"><p>${sentence}</p></div></div><div>${body}</div>`,
        sentence
      )
    ).toBe(sentence)
  })
})

describe('what the clean-up leaves alone', () => {
  const blocksOf = (html: string) =>
    importBytes({
      bytes: Buffer.from(
        `<!doctype html><html><head><title>The gauge</title><link rel="canonical" href="https://a.example/x"></head><body><article><h1>The gauge</h1>${body}${html}${body}</article></body></html>`
      ),
      fileName: 'x.html'
    }).blocks

  it('keeps a program’s comments and empty lines', () => {
    expect(
      blocksOf('<pre><code><span class="token comment">// add</span><br><br>int add();</code></pre>')
    ).toContainEqual({ type: 'code', text: '// add\n\nint add();' })
  })

  it('keeps contents, sources and lists of names; drops the site’s other headlines', () => {
    const list = (links: string[]) => `<ul>${links.map((one) => `<li>${one}</li>`).join('')}</ul>`
    const kept = (html: string) => blocksOf(html).some(({ type }) => type === 'list')
    expect(
      kept(
        list([
          '<a href="#one">How the gauge was built</a>',
          '<a href="#two">How it was saved from the sea</a>'
        ])
      )
    ).toBe(true)
    expect(
      kept(
        list([
          '<a href="https://b.example/1">https://b.example/a-long-source</a>',
          '<a href="https://b.example/2">https://b.example/another-source</a>'
        ])
      )
    ).toBe(true)
    expect(kept(list(['<a href="/1">BBEdit</a>', '<a href="/2">Acorn</a>']))).toBe(true)
    expect(
      kept(
        list([
          '<a href="/1">Five harbours you have never heard of</a>',
          '<a href="/2">Why the tide is late this year again</a>'
        ])
      )
    ).toBe(false)
  })
})
