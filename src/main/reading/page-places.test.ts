import { describe, expect, it } from 'vitest'
import type { Inline } from '../../shared/blocks.ts'
import { findPage, pageAt, pagesOfSpan } from '../../shared/page-places.ts'
import { blocksFromHtml } from '../import/blocks/blocks-from-html.ts'
import { blocksFromStored } from '../import/body/blocks-from-stored.ts'
import { buildBody } from '../import/body/build-body.ts'
import { pagesIn } from '../import/body/page-places.ts'
import { parseHtml } from '../import/html/html-tree.ts'

const page = (number: number, label: string): Inline => ({ type: 'page', number, label })
const text = (value: string): Inline => ({ type: 'text', text: value })

describe('page marks', () => {
  const body = buildBody(
    [
      { type: 'paragraph', children: [page(1, 'i'), text('One & two ')] },
      {
        type: 'paragraph',
        children: [
          { type: 'mark', mark: 'em', children: [text('a <b> '), page(2, '"A" & <b>'), text('goes on')] },
          { type: 'break' },
          { type: 'link', href: 'https://a.example/', children: [text('li'), page(3, '3'), text('nk')] },
          { type: 'ruby', base: '漢', reading: 'かん' },
          page(4, '4'),
          text('end')
        ]
      }
    ],
    { standfirst: 'Before.' }
  )

  it('stand at their offsets and are no text', () => {
    expect(body.text).toBe('Before.\n\nOne & two \n\na <b> goes on\nlink漢end')
    expect(
      pagesIn(body.html).map(({ number, label, offset }) => [
        number,
        label,
        body.text.slice(offset, offset + 3)
      ])
    ).toEqual([
      [1, 'i', 'One'],
      [2, '"A" & <b>', 'goe'],
      // A link cannot be cut by a mark, which comes before it.
      [3, '3', 'lin'],
      [4, '4', 'end']
    ])
  })

  it('come back from stored HTML, and from HTML imported again', () => {
    expect(buildBody(blocksFromStored(body.html), { standfirst: 'Before.' }).html).toBe(body.html)
    const again = (html: string) => buildBody(blocksFromHtml(parseHtml(html, 'fragment').root).blocks).html
    const once = again(body.html)
    expect(pagesIn(once).map((one) => one.label)).toEqual(['i', '"A" & <b>', '3', '4'])
    expect(again(once)).toBe(once)
  })

  it('are read from the page breaks of books, and from nothing longer than a name', () => {
    const { blocks } = blocksFromHtml(
      parseHtml(
        '<p>a<span epub:type="pagebreak" title="12"></span>b</p><div role="doc-pagebreak">Page 13.</div><p>c</p>' +
          `<p><span role="doc-pagebreak">${'long '.repeat(20)}</span></p>`,
        'fragment'
      ).root
    )
    const built = buildBody(blocks)
    expect(built.text).toBe(`ab\n\nc\n\n${'long '.repeat(20).trim()}`)
    expect(pagesIn(built.html)).toEqual([
      { number: 1, label: '12', offset: 1 },
      { number: 2, label: '13', offset: 4 }
    ])
  })

  it('tell on which page a place is', () => {
    const pages = pagesIn(body.html)
    expect(pageAt(pages, 0)).toBeUndefined()
    expect(pages.map((one) => pageAt(pages, one.offset)?.number)).toEqual([1, 2, 3, 4])
    expect(pageAt(pages, 10_000)?.number).toBe(4)
    expect(pageAt([], 5)).toBeUndefined()
    expect(pagesOfSpan(pages, pages[2]!.offset, pages[3]!.offset)).toBe('3')
    expect(pagesOfSpan(pages, pages[2]!.offset, pages[3]!.offset + 1)).toBe('3–4')
    expect(pagesOfSpan(pages, 0, 3)).toBeUndefined()
    expect(
      [findPage(pages, ' I '), findPage(pages, '2'), findPage(pages, '99')].map((one) => one?.number)
    ).toEqual([1, 2, undefined])
  })
})
