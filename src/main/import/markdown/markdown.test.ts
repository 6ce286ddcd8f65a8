import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { offeredLanguages } from '../../../shared/languages.ts'
import { buildBody, cleanHtml } from '../body/build-body.ts'
import { importBytes } from '../importers.ts'

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

  it('keeps when a note was clipped', () => {
    expect(imported('---\ncreated: 2024-05-06\npublished: 2021-03-03\n---\nText.')).toMatchObject({
      addedAt: Date.UTC(2024, 4, 6),
      published: '2021-03-03'
    })
    expect(imported('---\ncreated: yesterday\n---\nText.').addedAt).toBeUndefined()
  })

  it.each([
    ['in a line', 'So $a_1 * b_2 = c*$ here.', '<p>So <code>a_1 * b_2 = c*</code> here.</p>'],
    ['in parentheses', 'So \\(a_{1}\\) here.', '<p>So <code>a_{1}</code> here.</p>'],
    [
      'of itself',
      'So\n$$\n\\int_0^1\n x\\,dx\n$$\nis.',
      '<p>So</p><div class="math">\\int_0^1 x\\,dx</div><p>is.</p>'
    ],
    ['in brackets', '\\[ x \\]', '<div class="math">x</div>'],
    [
      'is not money',
      'It costs $5, and 10$ more, or $20 to $30.',
      '<p>It costs $5, and 10$ more, or $20 to $30.</p>'
    ],
    ['is not prose', 'From $one word to another$ it goes.', '<p>From $one word to another$ it goes.</p>'],
    ['has an end', '$$ open\n\nnext', '<p>$$ open</p><p>next</p>'],
    ['is not code', '`$a$`', '<p><code>$a$</code></p>']
  ])('a formula %s', (_, text, expected) => {
    expect(html(text).replaceAll('\n', '')).toBe(expected)
  })

  it.each([
    [
      'links to notes',
      'See [[Tides|that]], [[Sea#Salt]] and [[1]](https://a.example/).',
      '<p>See that, Sea › Salt and <a href="https://a.example/">[1]</a>.</p>'
    ],
    [
      'pictures and how large they are shown',
      '![A boat|300](https://a.example/a.png)\n\n![[https://a.example/b.png|A pier|300x200]]\n\n![[https://a.example/c.png|300]]\n\n![1 | 2 | x](https://a.example/d.png)',
      ['A boat', 'A pier', '', '1 | 2 | x']
        .map(
          (words, at) =>
            `<figure><span class="missing-image" role="img" aria-label="${words}" data-url="https://a.example/${'abcd'[at]}.png"></span></figure>`
        )
        .join('')
    ],
    [
      'callouts',
      '> [!note]- Of the sea\n> It is salt.\n\n> [!TIP]\n> Swim.',
      '<blockquote><p><strong>Of the sea</strong><br>It is salt.</p></blockquote><blockquote><p><strong>Tip</strong><br>Swim.</p></blockquote>'
    ],
    ['tasks', '- [ ] swim\n- [x] sail', '<ul><li>☐ swim</li><li>☑ sail</li></ul>']
  ])('reads Obsidian’s %s', (_, text, expected) => {
    expect(html(text).replaceAll('\n', '')).toBe(expected)
  })

  it('tells marked words apart', () => {
    const text =
      'The ==moon [pulls](https://a.example/) `it`== up; a == b, ==c ==d.\n\n- ==so==\n\n`==code==`'
    const lifted = buildBody(imported(text).blocks, { liftMarks: true, standfirst: 'Why' })
    expect(lifted.marked.map(([start, end]) => lifted.text.slice(start, end))).toEqual([
      'moon pulls it',
      'so'
    ])
    expect(lifted.html).not.toContain('<mark>')
    expect(html('==so==')).toBe('<p><mark>so</mark></p>')
    expect(html(`${'==a '.repeat(5000)}b==`).length).toBeGreaterThan(20_000)
  })

  it('guesses no date, and takes no rule for front matter', () => {
    expect(imported('---\ndate: last week\n---\n\nText here.').published).toBe('')
    expect(imported('---\n\nText between rules.\n\n---\n').blocks.map(({ type }) => type)).toEqual([
      'rule',
      'paragraph',
      'rule'
    ])
  })

  it('refuses aliases that multiply, and keeps them as text', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefgh'
        .split('')
        .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[index]}`).join(',')}]`)
    ].join('\n')
    // Followed, they would be forty million tags.
    const { tags, blocks } = imported(`---\n${bomb}\ntags: *h\n---\n\nText.`)
    expect(tags ?? []).toEqual([])
    expect(buildBody(blocks).text).toMatch(/^a: &a \[x[\s\S]*tags: \*h\s+Text\.$/)
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
    ['tasks', '- [ ] a\n- [x] b', '<ul><li>☐ a</li><li>☑ b</li></ul>'],
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

  it('footnotes in their line are numbered with the others', () => {
    const made = html('A^[Short, with a [link](https://example.org/).] B[^b] C^[ ] D\\^[no]\n\n[^b]: Long.')
    expect(made.match(/<sup>/g)).toHaveLength(2)
    expect(made).toMatch(
      /<ol><li[^>]*>.*Short, with a <a href="https:\/\/example.org\/">link<\/a>\..*<li[^>]*>.*Long\./
    )
    expect(made).toContain('C^[ ] D^[no]')
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
      bytes: readFileSync(new URL(`../../../../resources/welcome/${name}.md`, import.meta.url)),
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
