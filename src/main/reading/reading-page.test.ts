import fc from 'fast-check'
import { parse } from 'parse5'
import { describe, expect, it } from 'vitest'
import { cells, type PageSource, readingPage } from './reading-page.ts'

const html = '<p data-at="12">One.</p>\n<p data-at="18">Two &amp; three.</p>'
const source: PageSource = {
  id: 'v1',
  title: 'A title',
  byline: 'By Someone',
  source: 'The Site',
  published: '2024-03-09T23:30:00-08:00',
  language: 'en-GB',
  direction: 'ltr',
  standfirst: 'Standfirst',
  sourceLine: 'Source: X',
  body: {
    html: (from, to) => html.slice(from, to),
    sections: [
      [0, 25, 12, 18],
      [25, html.length, 18, 30]
    ]
  },
  bodyStart: 12,
  bodyEnd: 30,
  textLength: 41
}
const whole = (s: PageSource) => [...readingPage(s, 'en-GB')].join('')

describe('readingPage', () => {
  it('gives masthead and first section in the first piece', () => {
    const [first, second] = [...readingPage(source, 'en-GB')]
    expect(first).toContain('<h1 class="title" dir="auto">A title</h1>')
    expect(first).toContain('One.')
    expect(first).not.toContain('three')
    expect(second).toContain('<section data-start="18" data-end="30"')
  })
  it('keeps the body byte for byte', () => {
    const body = [...whole(source).matchAll(/<section[^>]*>([\s\S]*?)<\/section>/g)].map((m) => m[1]).join('')
    expect(body).toBe(html)
  })
  it('places standfirst and source line at their offsets', () => {
    expect(whole(source)).toContain('data-at="0">Standfirst<')
    expect(whole(source)).toContain('data-at="32">Source: X<')
  })
  it('shows the day as stated, not as it is here', () => {
    expect(whole(source)).toContain('>9 March 2024</time>')
    expect(whole({ ...source, published: '2024-03' })).toContain('>March 2024</time>')
    expect(whole({ ...source, published: 'last spring' })).toContain('>last spring</time>')
  })
  it('leaves out a language that is none', () => {
    expect(whole({ ...source, language: 'x y"><script>' })).toContain('<html dir="ltr">')
  })
  it('holds no element that metadata brought', () => {
    const hostile = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '"><img src=x onerror=1>',
        '</title><script>1</script>',
        "' onload='1",
        '</h1></header><iframe>'
      )
    )
    const allowed = new Set([
      'html',
      'head',
      'meta',
      'title',
      'link',
      'body',
      'header',
      'h1',
      'p',
      'span',
      'time',
      'main',
      'section',
      'footer'
    ])
    fc.assert(
      fc.property(
        hostile,
        hostile,
        hostile,
        hostile,
        hostile,
        (title, byline, site, published, standfirst) => {
          const page = whole({
            ...source,
            title,
            byline,
            source: site,
            published,
            standfirst,
            sourceLine: title
          })
          const walk = (node: {
            tagName?: string
            attrs?: { name: string }[]
            childNodes?: unknown[]
          }): void => {
            if (node.tagName) expect(allowed.has(node.tagName)).toBe(true)
            for (const attr of node.attrs ?? []) expect(attr.name).not.toMatch(/^on/)
            for (const child of node.childNodes ?? []) walk(child as never)
          }
          walk(parse(page) as never)
        }
      )
    )
  })
  it('works without sections', () => {
    expect(whole({ ...source, body: { html: () => '', sections: [] } })).toContain('<main>\n</main>')
  })
})

describe('cells', () => {
  it('counts text, not tags, and wide characters twice', () => {
    expect(cells('<p data-at="0">abc</p>')).toBe(3)
    expect(cells('<p data-at="0">中文</p>')).toBe(4)
  })
})
