import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BlockSchema } from '../../../shared/blocks.ts'
import { buildBody } from '../body/build-body.ts'
import { violationsIn } from '../fixtures/allowed-html.ts'
import { parseHtml } from '../html/html-tree.ts'
import { blocksFromHtml } from './blocks-from-html.ts'

const PNG =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC'

const read = (html: string) =>
  blocksFromHtml(parseHtml(html, 'fragment').root, { baseUrl: 'https://a.example/b/' })

/** Whole pages' worth of markup, as writers nest it. */
const { blocks } = fc.letrec<{ inline: string; inlines: string; block: string; blocks: string }>((tie) => {
  const around = (tag: string, attributes = '', inside = tie('inlines')) =>
    inside.map((one) => `<${tag}${attributes}>${one}</${tag}>`)
  const inBlock = (tag: string, attributes = '') => around(tag, attributes, tie('blocks'))
  return {
    inlines: fc.array(tie('inline'), { maxLength: 4, depthIdentifier: 'in' }).map((all) => all.join('')),
    inline: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'in' },
      fc.constantFrom(
        'word',
        ' ',
        'two words',
        '\n',
        '<br>',
        'x<br><br>y',
        '漢字',
        '&lt;',
        '\u00ad',
        '\u200b',
        '☐'
      ),
      fc.constantFrom(
        '<img src="i.png" alt="i">',
        `<img src="${PNG}" alt="">`,
        `<img src="${PNG}" alt="wide" width="2">`,
        '<img alt="only words">',
        '<img class="emoji" src="e.png" alt="🙂">',
        '<span class="missing-image" role="img" aria-label="m" data-url="https://a.example/m.png"></span>',
        '<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>',
        '<math><mi>x</mi><mo>=</mo><mn>1</mn></math>',
        '<code class="math" data-at="3">x^2</code>',
        '<sup><a href="#n1" id="r1">1</a></sup>',
        '<a id="n1"></a>',
        '<span id="page_7" role="doc-pagebreak" aria-label="7"></span>',
        '<input type="checkbox" checked>',
        '<svg width="9" height="9"><path d="M0 0"/></svg>'
      ),
      ...['b', 'em', 'u', 's', 'code', 'kbd', 'sub', 'sup', 'small', 'mark', 'q', 'cite', 'time', 'span'].map(
        (tag) => around(tag)
      ),
      around('a', ' href="https://b.example/x?y=1&amp;z=2" title="t"'),
      around('a', ' href="#n1"'),
      around('span', ' style="font-weight:bold"'),
      around('b', ' style="font-weight:normal"'),
      around('bdi', ' dir="rtl"')
    ),
    blocks: fc.array(tie('block'), { maxLength: 3, depthIdentifier: 'bl' }).map((all) => all.join('')),
    block: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'bl' },
      tie('inlines'),
      around('p'),
      around('p', ' dir="rtl" lang="ar"'),
      around('h2', ' id="n1"'),
      around('p', ' class="verse"'),
      around('pre'),
      around('pre', ' class="poem"'),
      fc.constantFrom(
        '<hr>',
        '<pre><code class="language-js">\n  let a = 1\n\n  // b</code></pre>',
        '<math display="block"><mfrac><mi>a</mi><mi>b</mi></mfrac></math>',
        '<iframe src="https://films.example/1" title="A film"></iframe>',
        '<video controls><source src="v.mp4"></video>'
      ),
      inBlock('div'),
      inBlock('center'),
      inBlock('section', ' id="n1"'),
      inBlock('a', ' href="https://b.example/all"'),
      inBlock('blockquote'),
      fc
        .tuple(tie('blocks'), tie('inlines'), fc.constantFrom('footer', 'cite'))
        .map(([all, by, tag]) => `<blockquote>${all}<${tag}>${by}</${tag}></blockquote>`),
      fc
        .tuple(
          fc.constantFrom('<ul>', '<ol start="4">', '<ol type="i">', '<menu>'),
          fc.array(tie('blocks'), { maxLength: 3 })
        )
        .map(([open, items]) => `${open}${items.map((one) => `<li>${one}`).join('')}</${open.slice(1, 3)}>`),
      fc
        .tuple(tie('inlines'), tie('blocks'))
        .map(([term, said]) => `<dl><dt>${term}<dd>${said}<dt>again<dd>${said}</dl>`),
      fc
        .tuple(tie('blocks'), tie('inlines'), tie('inlines'))
        .map(
          ([all, caption, credit]) =>
            `<figure>${all}<figcaption>${caption}<span class="credit">${credit}</span></figcaption></figure>`
        ),
      fc
        .tuple(tie('inline'), tie('inlines'))
        .map(([one, caption]) => `<figure>${one}<p>${caption}</p></figure>`),
      around('figcaption'),
      fc
        .tuple(tie('inlines'), tie('blocks'), tie('blocks'), tie('inlines'))
        .map(
          ([caption, a, b, c]) =>
            `<table><caption>${caption}</caption><tr><th scope="col">${c}<td rowspan="2">${a}<tr><td align="right">${b}</table>`
        ),
      fc
        .tuple(tie('inlines'), tie('blocks'))
        .map(([s, all]) => `<details><summary>${s}</summary>${all}</details>`)
    )
  }
})

describe('rich markup', () => {
  it('sanitise(render(sanitise(x))) = sanitise(x), from the very first reading', () => {
    fc.assert(
      fc.property(blocks, (html) => {
        const first = read(html).blocks
        for (const block of first) BlockSchema.parse(block)
        const once = buildBody(first)
        expect(violationsIn(once.html)).toEqual([])
        const again = buildBody(read(once.html).blocks)
        expect(again.html).toBe(once.html)
        expect(again.text).toBe(once.text)
      }),
      { numRuns: Number(process.env.RICH_RUNS ?? 1000) }
    )
  })
})
