import fc from 'fast-check'
import { parse } from 'parse5'
import { describe, expect, it } from 'vitest'
import { type Block, BlockSchema, type Inline, inlineMarks } from '../../../shared/blocks.ts'
import { violationsIn } from '../fixtures/allowed-html.ts'
import { bodyBuilder, buildBody, cleanHtml, runningText } from './build-body.ts'
import { countWords } from './count-words.ts'

const text = (value: string): Inline[] => [{ type: 'text', text: value }]
const paragraph = (value: string): Block => ({ type: 'paragraph', children: text(value) })

describe('building a body', () => {
  it('sets leaves apart as the reader counts them', () => {
    const {
      html,
      text: plain,
      bodyStart,
      bodyEnd
    } = buildBody(
      [
        { type: 'heading', level: 1, children: text('One') },
        {
          type: 'list',
          ordered: false,
          items: [
            [paragraph('a')],
            [paragraph('b'), { type: 'list', ordered: true, items: [[paragraph('c')]] }]
          ]
        },
        { type: 'definitions', items: [{ terms: [text('t')], definitions: [[paragraph('d')]] }] },
        { type: 'quote', blocks: [paragraph('q')], cite: text('w') },
        { type: 'figure', image: { alt: 'x' }, caption: text('cap'), credit: text('cred') },
        { type: 'rule' },
        {
          type: 'table',
          caption: text('T'),
          rows: [
            [
              { header: true, colspan: 1, rowspan: 1, blocks: [paragraph('h')] },
              { header: false, colspan: 1, rowspan: 1, blocks: [] }
            ],
            [{ header: false, colspan: 2, rowspan: 1, align: 'right', blocks: [paragraph('i')] }]
          ]
        }
      ],
      { standfirst: 'First.', sourceLine: 'Source: X' }
    )
    expect(plain).toBe('First.\n\nOne\n\na\nb\n\nc\n\nt\nd\n\nq\n\nw\n\ncap\ncred\n\nT\nh\t\ni\n\nSource: X')
    expect(plain.slice(bodyStart, bodyEnd)).toBe(
      'One\n\na\nb\n\nc\n\nt\nd\n\nq\n\nw\n\ncap\ncred\n\nT\nh\t\ni'
    )
    expect(cleanHtml(html)).toBe(
      [
        '<h2>One</h2>',
        '<ul><li>a</li><li><p>b</p><ol><li>c</li></ol></li></ul>',
        '<dl><dt>t</dt><dd>d</dd></dl>',
        '<blockquote><p>q</p><footer>w</footer></blockquote>',
        '<figure><span class="missing-image" role="img" aria-label="x"></span><figcaption><span class="caption">cap</span><span class="credit">cred</span></figcaption></figure>',
        '<hr>',
        '<table><caption>T</caption><tr><th>h</th><td></td></tr><tr><td colspan="2" data-align="right">i</td></tr></table>'
      ].join('\n')
    )
  })

  it('tells the running text from what stands under figures', () => {
    const cell = (blocks: Block[]) => ({ header: false, colspan: 1, rowspan: 1, blocks })
    const body = buildBody(
      [
        { type: 'figure', caption: text('First of all'), credit: [] },
        paragraph('One.'),
        {
          type: 'figure',
          caption: text('A river'),
          credit: text('A. Photographer'),
          blocks: [paragraph('Lines')]
        },
        { type: 'figure', image: { alt: 'x' }, caption: [], credit: [] },
        paragraph('Two.'),
        {
          type: 'table',
          caption: [],
          rows: [
            [
              cell([paragraph('a')]),
              cell([{ type: 'figure', caption: text('b'), credit: [] }]),
              cell([paragraph('c')])
            ]
          ]
        },
        { type: 'figure', caption: [], credit: text('Last') }
      ],
      { standfirst: 'Before.', sourceLine: 'After.' }
    )
    expect(runningText(body)).toEqual({
      running: 'One.\n\nLines\n\nTwo.\n\na\tc',
      captions: ['First of all', 'A river\nA. Photographer', 'b', 'Last']
    })
  })

  it('stores nothing but text where text was given, however it looks', () => {
    const { html } = buildBody([paragraph('<img src=x onerror=alert(1)> & "q" data-at="9"')])
    expect(html).toBe(
      '<p data-at="0">&lt;img src=x onerror=alert(1)&gt; &amp; &quot;q&quot; data-at=&quot;9&quot;</p>'
    )
    expect(cleanHtml(html)).toContain('data-at=&quot;9&quot;')
  })

  it('never puts a link into a link', () => {
    const inner: Inline = {
      type: 'link',
      href: 'https://b.example/',
      children: [{ type: 'anchor', name: 'n' }, ...text('b')]
    }
    const { html } = buildBody([
      { type: 'paragraph', children: [{ type: 'link', href: 'https://a.example/', children: [inner] }] }
    ])
    expect(html).toBe('<p data-at="0"><a class="anchor" id="a-n"></a><a href="https://a.example/">b</a></p>')
  })

  it('cuts long bodies into consecutive sections', () => {
    const builder = bodyBuilder()
    for (let part = 0; part < 50; part += 1)
      builder.add([paragraph('word '.repeat(99).trim()), { type: 'rule' }])
    const { html, text: plain, sections } = builder.finish()
    expect(sections.length).toBeGreaterThan(4)
    let [htmlAt, textAt] = [0, 0]
    for (const [htmlStart, htmlEnd, textStart, textEnd] of sections) {
      expect([htmlStart, textStart]).toEqual([htmlAt, textAt])
      ;[htmlAt, textAt] = [htmlEnd, textEnd]
      expect(countWords(plain.slice(textStart, textEnd))).toBeLessThanOrEqual(1200)
      expect(html.slice(htmlStart)).toMatch(/^<(?:p|hr)[ >]/)
    }
    expect([htmlAt, textAt]).toEqual([html.length, plain.length])
  })

  it('of nothing is nothing', () => {
    expect(buildBody([])).toEqual({
      html: '',
      text: '',
      bodyStart: 0,
      bodyEnd: 0,
      sections: [[0, 0, 0, 0]],
      captions: [],
      marked: [],
      outline: [],
      wordCount: 0
    })
  })
})

const word = fc.oneof(
  fc.constantFrom('sea', 'a b', ' ', '<b>', '&amp;', '"', '漢字', '👩‍👩‍👧', 'e\u0301', '\u202e', '\r', 'x\n'),
  fc.string({ unit: 'grapheme', maxLength: 8 })
)
const plainText = fc.array(word, { maxLength: 5 }).map((words) => words.join('').replaceAll('\0', ''))
const { inline } = fc.letrec<{ inline: Inline }>((tie) => ({
  inline: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    plainText.map((value): Inline => ({ type: 'text', text: value })),
    fc.constant<Inline>({ type: 'break' }),
    fc.constant<Inline>({ type: 'anchor', name: 'n' }),
    fc.constant<Inline>({ type: 'image', image: { alt: 'a "b"', url: 'https://a.example/i.png' } }),
    fc.constant<Inline>({ type: 'ruby', base: '漢', reading: 'かん' }),
    fc.record({
      type: fc.constant('mark' as const),
      mark: fc.constantFrom(...inlineMarks),
      children: fc.array(tie('inline'), { maxLength: 3 })
    }),
    fc.record({
      type: fc.constant('link' as const),
      href: fc.constant('https://a.example/?a=1&b="'),
      children: fc.array(tie('inline'), { maxLength: 3 })
    }),
    fc.record({
      type: fc.constant('jump' as const),
      to: fc.constant('n'),
      children: fc.array(tie('inline'), { maxLength: 3 })
    })
  )
}))
const inlines = fc.array(inline, { maxLength: 4 })
const { block } = fc.letrec<{ block: Block }>((tie) => {
  const list = fc.array(tie('block'), { maxLength: 3 })
  return {
    block: fc.oneof(
      { depthSize: 'small' },
      fc.record({ type: fc.constant('paragraph' as const), children: inlines }),
      fc.record({
        type: fc.constant('heading' as const),
        level: fc.constantFrom(1, 2, 6),
        children: inlines
      }),
      fc.record({ type: fc.constant('verse' as const), children: inlines }),
      plainText.map((value): Block => ({ type: 'code', text: value })),
      fc.boolean().map((display): Block => ({ type: 'math', tex: 'a < b', display })),
      fc.constant<Block>({ type: 'rule' }),
      fc.record({
        type: fc.constant('list' as const),
        ordered: fc.boolean(),
        items: fc.array(list, { maxLength: 3 })
      }),
      fc.record({ type: fc.constant('quote' as const), blocks: list, cite: inlines }),
      fc.record({
        type: fc.constant('definitions' as const),
        items: fc.array(
          fc.record({
            terms: fc.array(inlines, { maxLength: 2 }),
            definitions: fc.array(list, { maxLength: 2 })
          }),
          { maxLength: 2 }
        )
      }),
      fc.record({ type: fc.constant('figure' as const), caption: inlines, credit: inlines, blocks: list }),
      fc.record({
        type: fc.constant('table' as const),
        caption: inlines,
        rows: fc.array(
          fc.array(
            fc.record({
              header: fc.boolean(),
              colspan: fc.constantFrom(1, 2),
              rowspan: fc.constant(1),
              blocks: list
            }),
            { maxLength: 2 }
          ),
          { maxLength: 2 }
        )
      })
    ) as fc.Arbitrary<Block>
  }
})

interface Tree {
  nodeName: string
  value?: string
  attrs?: { name: string; value: string }[]
  childNodes?: Tree[]
}

/** What a reader counts inside a leaf, read back from a parsed page. */
function countedText(node: Tree): string {
  if (node.nodeName === '#text') return node.value ?? ''
  if (node.nodeName === 'br') return '\n'
  if (node.nodeName === 'rt' || node.nodeName === 'rp') return ''
  return (node.childNodes ?? []).map(countedText).join('')
}

function leavesOf(node: Tree): { at: number; text: string }[] {
  const at = node.attrs?.find(({ name }) => name === 'data-at')
  if (at) return [{ at: Number(at.value), text: countedText(node) }]
  return (node.childNodes ?? []).flatMap(leavesOf)
}

describe('the page and the text agree', () => {
  it('every leaf, parsed again, says what the canonical text says at its offset', () => {
    fc.assert(
      fc.property(
        fc.array(block, { maxLength: 5 }),
        plainText,
        plainText,
        (blocks, standfirst, sourceLine) => {
          for (const one of blocks) BlockSchema.parse(one)
          const {
            html,
            text: plain,
            bodyStart,
            bodyEnd,
            sections
          } = buildBody(blocks, { standfirst, sourceLine })
          const leaves = leavesOf(parse(`<!doctype html><body>${html}`) as unknown as Tree)
          let end = bodyStart
          for (const leaf of leaves) {
            expect(plain.slice(leaf.at, leaf.at + leaf.text.length)).toBe(leaf.text)
            expect(leaf.at).toBeGreaterThanOrEqual(end)
            expect(plain.slice(end, leaf.at)).toMatch(/^[\n\t]*$/)
            end = leaf.at + leaf.text.length
          }
          expect(end).toBe(bodyEnd)
          expect(sections.at(-1)?.[1]).toBe(html.length)
          expect(sections.at(-1)?.[3]).toBe(bodyEnd)
          expect(violationsIn(html)).toEqual([])
        }
      ),
      { numRuns: 800 }
    )
  })
})

describe('counting words', () => {
  it.each([
    ['', 0],
    ['two words', 2],
    ['it’s a well-known fact – no more', 6],
    ['3.5 million in 2021', 4],
    ['我喜欢读书。', 3],
    ['今日は良い天気です', 5],
    ['สวัสดีครับ', 2],
    ['mixed 漢字 and latin', 4]
  ])('%s', (value, count) => {
    expect(countWords(value)).toBe(count)
  })
})
