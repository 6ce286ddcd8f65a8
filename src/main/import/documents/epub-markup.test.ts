import { describe, expect, it } from 'vitest'
import { buildBody, cleanHtml } from '../body/build-body.ts'
import { book, container, opf, page, png } from '../fixtures/epub.ts'
import { parseHtml } from '../html/html-tree.ts'
import { importBytes } from '../importers.ts'
import { bookMarkupPlain } from './epub-markup.ts'

const NAV = '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
const NCX = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'

/** A book of one chapter. */
function read(chapter: string, more: { items?: string; meta?: string; files?: Record<string, string> } = {}) {
  const { html, warnings } = readWhole(`<h1>One</h1>${chapter}`, more)
  expect(html.startsWith('<h2>One</h2>')).toBe(true)
  return { html: html.slice('<h2>One</h2>'.length), warnings }
}

function readWhole(chapter: string, { items = '', meta = '', files = {} as Record<string, string> } = {}) {
  const bytes = book({
    'META-INF/container.xml': container,
    'OPS/book.opf': opf('3.0', items, meta).replace(
      /<spine[\s\S]*<\/spine>/,
      '<spine><itemref idref="c1"/></spine>'
    ),
    'OPS/text/one.xhtml': page(chapter),
    'OPS/images/pic.png': png,
    ...files
  })
  const { blocks, warnings } = importBytes({ bytes, fileName: 'a.epub' })
  return { html: cleanHtml(buildBody(blocks).html).replaceAll('\n', ''), warnings }
}

const mark = (number: number, label: string) => `<a class="page" id="p-${number}" data-label="${label}"></a>`

describe('pages of the printed book', () => {
  const list = page(
    '<nav epub:type="toc"><ol><li><a href="text/one.xhtml">One</a></li></ol></nav><nav epub:type="page-list" hidden=""><ol><li><a href="text/one.xhtml#a">iv</a></li><li><a href="text/one.xhtml#b">5</a></li><li><a href="text/one.xhtml#c">6</a></li></ol></nav>'
  )

  it('begin once where a file begins, not at each name in it', () => {
    const files = {
      'OPS/nav.xhtml': page(
        '<nav epub:type="toc"><ol><li><a href="text/one.xhtml">One</a></li></ol></nav><nav epub:type="page-list"><ol><li><a href="text/one.xhtml">4</a></li><li><a href="text/one.xhtml#b">5</a></li></ol></nav>'
      )
    }
    expect(
      readWhole('<p>The <a name="n"></a>gauge <a name="b"></a>stands.</p>', { items: NAV, files }).html
    ).toBe(`<h2>One</h2><p>${mark(1, '4')}The gauge ${mark(2, '5')}stands.</p>`)
    expect(
      readWhole('<p>The gauge <span epub:type="pagebreak"></span>stands.</p>', { items: NAV, files }).html
    ).not.toContain('data-label="4"')
  })

  it.each([
    ['a list of EPUB 3', NAV, { 'OPS/nav.xhtml': list }],
    [
      'a list of EPUB 2',
      NCX,
      {
        'OPS/toc.ncx': `<?xml version="1.0"?><ncx><navMap></navMap><pageList>${[
          ['a', 'iv'],
          ['b', '5'],
          ['c', '6']
        ]
          .map(
            ([id, label]) =>
              `<pageTarget type="normal"><navLabel><text>${label}</text></navLabel><content src="text/one.xhtml#${id}"/></pageTarget>`
          )
          .join('')}</pageList></ncx>`
      }
    ]
  ])('begin where %s says', (_, items, files) => {
    const { html } = read(
      '<p>Before <a id="a"></a>the page <span id="b"/>five.</p><p id="c">Six begins here.</p>',
      { items, files }
    )
    expect(html).toBe(
      `<p>Before ${mark(1, 'iv')}the page ${mark(2, '5')}five.</p><p>${mark(3, '6')}Six begins here.</p>`
    )
  })

  it('have the names of the list where the text only says that they begin', () => {
    const { html } = read('<p>Before <span epub:type="pagebreak" id="b"/>the page.</p><p id="c">Words.</p>', {
      items: NAV,
      files: { 'OPS/nav.xhtml': list }
    })
    expect(html).toBe(`<p>Before ${mark(1, '5')}the page.</p><p>Words.</p>`)
  })
})

it('notes that are hidden until they are asked for are there, and are led to', () => {
  const { html } = read(
    '<p>Salt<a epub:type="noteref" href="#f1">1</a>, sand<a role="doc-noteref" href="#f2">2</a>.</p><aside epub:type="footnote" id="f1" hidden=""><p>Of the sea.</p></aside><aside role="doc-footnote" id="f2" style="display:none"><p>Of the shore.</p></aside><p hidden="">Of nobody.</p>'
  )
  expect(html).toBe(
    '<p>Salt<sup><a class="jump" href="#a-c1-f1">1</a></sup>, sand<sup><a class="jump" href="#a-c1-f2">2</a></sup>.</p><p><a class="anchor" id="a-c1-f1"></a>Of the sea.</p><p><a class="anchor" id="a-c1-f2"></a>Of the shore.</p>'
  )
})

it('formulas and drawings are such under any prefix, and said once', () => {
  const { html } = read(
    '<p>So <m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:msup><m:mi>x</m:mi><m:mn>2</m:mn></m:msup></m:math>.</p><epub:switch><epub:case required-namespace="http://www.w3.org/1998/Math/MathML"><math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mfrac><mn>1</mn><mn>2</mn></mfrac></math></epub:case><epub:default><p>a half</p></epub:default></epub:switch><svg:svg xmlns:svg="http://www.w3.org/2000/svg" width="100" height="100" viewBox="0 0 100 100"><svg:title>A hut</svg:title><svg:circle cx="50" cy="50" r="40"/></svg:svg>'
  )
  expect(html).toMatch(
    /^<p>So <code>x\^\{2\}<\/code>\.<\/p><div class="math">\\frac\{1\}\{2\}<\/div><figure><img src="asset:[^"]*" alt="A hut"[^>]*><\/figure>$/
  )
})

it.each([
  ['laid out page by page', '', '<meta property="rendition:layout">pre-paginated</meta>', 'fixedLayout'],
  ['laid out for an older reader', '', '<meta name="fixed-layout" content="true"/>', 'fixedLayout'],
  ['read aloud', '<item id="s" href="one.smil" media-type="application/smil+xml"/>', '', 'recordings']
])('says that a book is %s', (_, items, meta, key) => {
  expect(read('<p>Words.</p>', { items, meta }).warnings).toEqual([{ key: `imports.warnings.${key}` }])
})

it('what is said in several ways is read once however much it is and however deep', () => {
  const [open, close] = ['<epub:switch><epub:case>', '</epub:case></epub:switch>']
  const { root } = parseHtml(
    `${open.repeat(240)}${'<b>a</b>'.repeat(300_000)}${close.repeat(240)}`,
    'fragment'
  )
  bookMarkupPlain(root)
  expect(root.childNodes).toHaveLength(300_000)
})
