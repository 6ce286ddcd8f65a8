import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { offeredLanguages } from '../../shared/languages.ts'
import { buildBody, cleanHtml } from './build-body.ts'
import { importBytes } from './importers.ts'

const imported = (text: string, fileName = 'a.md') =>
  importBytes({ bytes: new TextEncoder().encode(text), fileName })
const html = (text: string) => cleanHtml(buildBody(imported(text).blocks).html)

describe('Markdown', () => {
  it('reads front matter as it was written', () => {
    expect(
      imported(
        '---\ntitle: "No: a title"\nauthors: [A. Quill, B. Finch]\ndate: 2021-03-04\ntags:\n  - sea\n  - "#tides"\nurl: https://a.example/x\ndescription: A short line.\nlang: en-GB\n---\n\n# No: a title\n\nText.\n'
      )
    ).toMatchObject({
      title: 'No: a title',
      byline: 'A. Quill, B. Finch',
      published: '2021-03-04',
      tags: ['sea', 'tides'],
      url: 'https://a.example/x',
      standfirst: 'A short line.',
      language: 'en-GB',
      blocks: [{ type: 'paragraph', children: [{ type: 'text', text: 'Text.' }] }]
    })
  })

  it('guesses no date, and takes no rule for front matter', () => {
    expect(imported('---\ndate: last week\n---\n\nText here.').published).toBe('')
    expect(imported('---\n\nText between rules.\n\n---\n').blocks.map(({ type }) => type)).toEqual([
      'rule',
      'paragraph',
      'rule'
    ])
  })

  it('refuses aliases that multiply', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefgh'
        .split('')
        .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[index]}`).join(',')}]`)
    ].join('\n')
    const started = performance.now()
    imported(`---\n${bomb}\ntags: *h\n---\n\nText.`)
    expect(performance.now() - started).toBeLessThan(1000)
  })

  it('takes the only first heading for the title', () => {
    const article = imported('# The gauge\n\nText.\n\n## Part\n\nMore.')
    expect(article.title).toBe('The gauge')
    expect(article.blocks.map(({ type }) => type)).toEqual(['paragraph', 'heading', 'paragraph'])
  })

  it.each([
    [
      'tables',
      '|a|b|\n|-|-:|\n|1|2|',
      '<table><tr><th>a</th><th data-align="right">b</th></tr><tr><td>1</td><td data-align="right">2</td></tr></table>'
    ],
    ['code', '```ts\nlet a\n```', '<pre><code data-language="ts">let a</code></pre>'],
    ['tasks stay text', '- [ ] a\n- [x] b', '<ul><li>[ ] a</li><li>[x] b</li></ul>'],
    [
      'bare addresses',
      'see https://a.example/x.',
      '<p>see <a href="https://a.example/x">https://a.example/x</a>.</p>'
    ],
    ['wrapped lines', 'a\nb\n\n漢字\n漢字', '<p>a b</p>\n<p>漢字漢字</p>'],
    [
      'jumps to headings',
      '[x](#part-two)\n\n## Part two',
      '<p><a class="jump" href="#a-part-two">x</a></p>\n<h2><a class="anchor" id="a-part-two"></a>Part two</h2>'
    ],
    [
      'HTML of the allow-list',
      'a <kbd>b</kbd> <b onclick="x">c</b>',
      '<p>a <kbd>b</kbd> <strong>c</strong></p>'
    ],
    [
      'tags that would swallow the rest',
      'a <script> b <title> c\n\nd',
      '<p>a &lt;script&gt; b &lt;title&gt; c</p>\n<p>d</p>'
    ],
    [
      'dangerous links',
      '[a](javascript:alert(1)) [b](file:///etc/passwd)',
      '<p>[a](javascript:alert(1)) [b](file:///etc/passwd)</p>'
    ]
  ])('%s', (_, markdown, expected) => {
    expect(html(markdown)).toBe(expected)
  })

  it('footnotes lead there and back', () => {
    expect(html('a[^n] b[^n] c[^none]\n\n[^n]: The *note*\n    goes on.\n\nd')).toBe(
      [
        '<p>a<sup><a class="anchor" id="a-fnref-1-1"></a><a class="jump" href="#a-fn-1">1</a></sup> b<sup><a class="anchor" id="a-fnref-1-2"></a><a class="jump" href="#a-fn-1">1</a></sup> c[^none]</p>',
        '<p>d</p>',
        '<hr>',
        '<ol><li><a class="anchor" id="a-fn-1"></a>The <em>note</em> goes on. <a class="jump" href="#a-fnref-1-1">↩</a> <a class="jump" href="#a-fnref-1-2">↩</a></li></ol>'
      ].join('\n')
    )
  })

  const shipped = (name: string) => {
    const article = importBytes({
      bytes: readFileSync(new URL(`../../../resources/welcome/${name}.md`, import.meta.url)),
      fileName: `${name}.md`
    })
    return { article, body: buildBody(article.blocks, article) }
  }

  it('the study article shows what a reader can do', () => {
    const { article, body } = shipped('study')
    expect(article.warnings).toEqual([])
    expect(article.language).toMatch(/^en/)
    expect(article.standfirst).not.toBe('')
    expect(body.outline.length).toBeGreaterThan(2)
    expect(body.wordCount).toBeGreaterThan(1100)
    const kinds = new Set(article.blocks.map(({ type }) => type))
    for (const kind of ['heading', 'paragraph', 'list', 'table', 'quote'] as const)
      expect(kinds).toContain(kind)
  })

  it.each(offeredLanguages)('the welcome article says the same in %s as in English', (language) => {
    const { article, body } = shipped(`welcome.${language}`)
    const english = shipped('welcome.en')
    expect(article.warnings).toEqual([])
    expect(article.language).toBe(language)
    expect(article.standfirst).not.toBe('')
    expect(article.blocks.map(({ type }) => type)).toEqual(english.article.blocks.map(({ type }) => type))
    expect(body.outline).toHaveLength(english.body.outline.length)
    // Every key it tells of, but for those that languages name each in its own way.
    const keys = ({ html }: { html: string }) =>
      (html.replaceAll('Strg', 'Ctrl').match(/<code[^>]*>[^<]+/gu) ?? [])
        .filter((key) => !/Aa|أب|Enter|Intro|Entrée/u.test(key))
        .map((key) => key.replace(/^.*>/u, ''))
        .toSorted()
    expect(new Set(keys(body))).toEqual(new Set(keys(english.body)))
  })
})
