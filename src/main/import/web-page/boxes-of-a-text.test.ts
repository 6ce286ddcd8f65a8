import { describe, expect, it } from 'vitest'
import { buildBody, cleanHtml } from '../body/build-body.ts'
import { importBytes } from '../importers.ts'

/** Long enough to be weighed; each says something else. */
const said = (name: string) =>
  `${name}, the keeper wrote, the gauge stood in its stone hut at the end of the pier, and its clock was wound before the boats went out.`

/** What is kept of a page. */
function read(body: string, title = 'The tide gauge') {
  const page = `<!doctype html><html lang="en"><head><title>${title}</title></head><body>${body}</body></html>`
  const { blocks, ...article } = importBytes({
    bytes: Buffer.from(page),
    fileName: 'a.html',
    address: 'https://a.example/gauge'
  })
  return { ...article, html: cleanHtml(buildBody(blocks).html).replaceAll('\n', '') }
}
const paragraphs = (...names: string[]) => names.map((name) => `<p>${said(name)}</p>`).join('')

describe('a text in several boxes', () => {
  const boxed = (inside: string, name = 'x1 x2') =>
    `<div class="${name}"><div class="ab cb"><div class="ci bh">${inside}</div></div></div>`

  it('is found whole, however many boxes are around each piece', () => {
    const { html } = read(
      `<section>${boxed(`<h1>The tide gauge</h1>${paragraphs('Monday', 'Tuesday')}`)}${boxed(paragraphs('Wednesday'))}${boxed(`<h2>Later</h2>${paragraphs('Thursday', 'Friday', 'Saturday', 'Sunday')}`)}</section>`
    )
    expect(html).toBe(
      `${paragraphs('Monday', 'Tuesday', 'Wednesday')}<h2>Later</h2>${paragraphs('Thursday', 'Friday', 'Saturday', 'Sunday')}`
    )
  })

  it('has the pictures and quotations that stand between its boxes, and not what leads away', () => {
    const figure =
      '<figure><img src="/hut.jpg" width="900" height="500"><figcaption>The hut at noon</figcaption></figure>'
    const { html } = read(
      `<div>${boxed(`<h1>The tide gauge</h1>${paragraphs('Monday', 'Tuesday', 'Wednesday')}`, 'text')}<div class="image">${figure}</div>${boxed(paragraphs('Thursday'), 'text')}<div class="quote"><blockquote>Calm, he wrote.</blockquote></div><div class="promo"><ul><li>Take the paper</li></ul></div><div><a href="/other"><img src="/other.jpg"></a></div>${boxed('<p>So it stayed, and so it is.</p>', 'text')}</div>`
    )
    expect(html).toContain('<figcaption>')
    expect(html).toContain('The hut at noon')
    expect(html).toMatch(/Thursday.*<blockquote>.*Calm, he wrote\..*So it stayed/)
    expect(html).not.toMatch(/Take the paper|other\.jpg/)
  })
})

describe('notes in a box beside the text’s', () => {
  const text = (sign: (n: number) => string) =>
    `<div class="left"><h1>The tide gauge</h1><p>${said('Monday')}${sign(1)}</p><p>${said('Tuesday')}${sign(2)}</p>${paragraphs('Wednesday')}</div>`
  const beside = (items: string) =>
    `<div class="right"><div><h2>Notes</h2><ol>${items}</ol></div><p><a href="/more">More of the pier</a></p></div>`

  it.each([
    [
      'that lead back',
      (n: number) => `<sup><a id="r${n}" href="#n${n}">${n}</a></sup>`,
      '<li id="n1">On clocks. <a href="#r1">↩</a></li><li id="n2">On piers. <a href="#r2">↩</a></li>'
    ],
    [
      'that do not',
      (n: number) => ` [<a href="#n${n}">${n}</a>]`,
      '<li id="n1">On clocks.</li><li id="n2">On piers.</li>'
    ]
  ])('%s are set behind it, with their heading', (_, sign, items) => {
    const { html } = read(text(sign) + beside(items))
    expect(html).toMatch(/<h2>Notes<\/h2><ol><li>.*On clocks\..*<\/li><li>.*On piers\..*<\/li><\/ol>$/)
    expect(html).not.toContain('More of the pier')
  })

  it('are not what one word of it leads to', () => {
    const other = '<li id="n1">The way to the pier.</li><li>Tickets.</li>'
    expect(read(text((n) => (n === 1 ? ' <a href="#n1">map</a>' : '')) + beside(other)).html).not.toContain(
      'Tickets'
    )
  })
})

describe('parts named by their own headings', () => {
  it('stay, whatever sites call so that is no text', () => {
    const part = (name: string, id: string) =>
      `<section id="${id}"><h2>${name}</h2><p>Set it in the file.</p><p>${said(name)}</p></section>`
    const parts = [
      part('The header', 'the-header'),
      part('Comments', 'comments'),
      part('Related work', 'related-work'),
      part('Social links', 'social-links')
    ]
    const { html } = read(`<main><h1>The tide gauge</h1>${parts.join('')}</main>`)
    for (const name of ['The header', 'Comments', 'Related work', 'Social links'])
      expect(html).toContain(`${name}</h2><p>Set it in the file.</p>`)
    expect(html).not.toContain('data-own')
  })

  it('and headings do, whatever their style is called; a site’s own row of comments goes', () => {
    const { html } = read(
      `<main><h1>The tide gauge</h1>${paragraphs('Monday', 'Tuesday')}<h2 class="section-header">The clock</h2>${paragraphs('Wednesday')}</main><section id="comments"><h2>Comments</h2><p>${said('A reader')}</p></section>`
    )
    expect(html).toBe(`${paragraphs('Monday', 'Tuesday')}<h2>The clock</h2>${paragraphs('Wednesday')}`)
  })

  it('can still be jumped to', () => {
    const { html } = read(
      `<main><h1>The tide gauge</h1><p>${said('Monday')} See <a href="#the-clock">below</a>.</p><h2 id="the-clock">The clock</h2>${paragraphs('Tuesday')}<h2 id="the-hut">The hut</h2>${paragraphs('Wednesday')}<h2 id="the-pier">The pier</h2>${paragraphs('Thursday')}</main>`
    )
    expect(html).toContain('href="#a-the-clock"')
    expect(html).toContain('id="a-the-clock"')
  })
})

describe('numbers in the first cell of a table of one row', () => {
  const row = (number: string, cell: string) =>
    `<table><colgroup><col></colgroup><tbody><tr><td><p>${number}</p></td><td>${cell}</td></tr></tbody></table>`

  it('begin the paragraph that stands in the second', () => {
    const { html } = read(
      `<main><h1>The tide gauge</h1>${row('(1)', `<p>${said('One')}</p>`)}${row('(2)', `<p>${said('Two')}</p>${row('(a)', '<p>the height;</p>')}`)}</main>`
    )
    expect(html).toBe(`<p>(1) ${said('One')}</p><p>(2) ${said('Two')}</p><p>(a) the height;</p>`)
  })

  it('are a table’s where there are more rows, or more than a number', () => {
    const table = '<table><tr><td>1.</td><td>North</td></tr><tr><td>2.</td><td>South</td></tr></table>'
    const named = '<table><tr><td>Height</td><td>4 metres</td></tr></table>'
    const { html } = read(
      `<main><h1>The tide gauge</h1>${paragraphs('Monday')}${table}${named}${paragraphs('Tuesday')}</main>`
    )
    expect(html).toContain('<td>1.</td><td>North</td>')
    expect(html).toContain('<td>Height</td><td>4 metres</td>')
  })
})

describe('what is hidden until a program has run', () => {
  const text = paragraphs('Monday', 'Tuesday', 'Wednesday')

  it.each([
    ['out of sight', '<div id="js_content" style="visibility: hidden; opacity: 0">'],
    ['not drawn', '<div style="display:none">'],
    ['said to be hidden', '<div hidden>']
  ])('is the text of a page that shows none: %s', (_, opening) => {
    expect(read(`<h1>The tide gauge</h1><p>3 March</p>${opening}${text}</div>`).html).toBe(text)
  })

  it('is not, on a page that shows a text, nor where it only asks', () => {
    const hidden = `<div style="display:none">${paragraphs('Cookies', 'More cookies', 'Other cookies', 'All cookies')}</div>`
    expect(read(`${hidden}<main><h1>The tide gauge</h1>${paragraphs('Monday')}</main>`).html).toBe(
      paragraphs('Monday')
    )
    const asking = `<div class="consent" style="display:none">${paragraphs('Cookies', 'More cookies')}</div>`
    expect(read(`${asking}<main><h1>The tide gauge</h1><p>Closed today.</p></main>`).html).toBe(
      '<p>Closed today.</p>'
    )
  })

  it('goes on with the text above it, where that stands in the same box', () => {
    const more = `<div class="more" style="display:none">${paragraphs('Thursday', 'Friday')}</div><button>Read on</button>`
    expect(read(`<article><h1>The tide gauge</h1>${text}${more}</article>`).html).toBe(
      text + paragraphs('Thursday', 'Friday')
    )
  })

  it('is not what says the same once more', () => {
    const again = `<div class="print" style="display:none">${text}</div>`
    expect(read(`<article><h1>The tide gauge</h1>${text}${again}</article>`).html).toBe(text)
  })
})

it('words that a style sheet of the page stresses are stressed, and lists count as it says', () => {
  const sheet =
    '/* /* unended */.c1{font-style:italic}.c2{font-weight:700}.c4{font-style:italic;font-weight:600}ol.c3{list-style-type:lower-roman}'
  const { html } = read(
    `<style>${sheet}</style><main><h1>The tide gauge</h1>${paragraphs('Monday')}<p>${said('Tuesday')} The <span class="c1">Grey Gull</span> was <span class="c2">late</span>, <span class="c4">very</span>.</p><ol class="c3"><li>One</li></ol></main>`
  )
  expect(html).toContain('The <em>Grey Gull</em> was <strong>late</strong>, <strong><em>very</em></strong>.')
  expect(html).toContain('<ol type="i"><li>One</li></ol>')
})

it('a heading stays beside the sign by which its part is unfolded', () => {
  const part = `<div class="toggle"><div class="toggle-heading"><h4>Why so?</h4><button class="icon"><svg width="9" height="9"></svg></button></div><div class="toggle-content"><p>${said('Tuesday')}</p></div></div>`
  expect(
    read(`<main><h1>The tide gauge</h1>${paragraphs('Monday')}${part}${paragraphs('Wednesday')}</main>`).html
  ).toContain(`<h4>Why so?</h4><p>${said('Tuesday')}</p>`)
})
