import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Block } from '../../../shared/blocks.ts'
import { inlineText } from '../article/block-text.ts'
import { buildBody } from '../body/build-body.ts'
import { importBytes } from '../importers.ts'

const shared = new URL('../../../../../shared/data/seed-article/', import.meta.url)

function imported(text: string, fileName = 'a.txt') {
  return importBytes({ bytes: new TextEncoder().encode(text), fileName })
}

/** The type and text of each block, which is what most of these tests are about. */
function outline(blocks: Block[]): string[] {
  return blocks.map((block) => {
    if (block.type === 'paragraph' || block.type === 'verse' || block.type === 'heading') {
      return `${block.type}: ${inlineText(block.children)}`
    }
    if (block.type === 'list') {
      return `${block.ordered ? 'ordered' : 'list'}: ${block.items.map((item) => outline(item).join(' + ')).join(' | ')}`
    }
    if (block.type === 'quote') return `quote: ${outline(block.blocks).join(' / ')}`
    if (block.type === 'code') return `code: ${block.text}`
    if (block.type === 'figure')
      return `figure: ${block.image?.alt} / ${inlineText(block.caption)} / ${inlineText(block.credit)}`
    return block.type
  })
}

describe.skipIf(!existsSync(shared))('the seed article (read from ../shared, when it is there)', () => {
  it('imports exactly as expected', () => {
    const bytes = readFileSync(new URL('article.txt', shared))
    const expected = JSON.parse(readFileSync(new URL('expected.json', shared), 'utf8'))
    const article = importBytes({ bytes, fileName: 'article.txt' })
    const { metadata } = expected
    expect(article).toMatchObject({
      title: metadata.title,
      standfirst: metadata.dek,
      byline: '',
      site: metadata.siteName,
      sourceLine: metadata.sourceLine,
      published: '',
      language: 'en',
      direction: 'ltr',
      url: '',
      leadImage: null,
      encoding: 'utf-8',
      warnings: []
    })
    const body: Block[] = expected.body.map((block: Record<string, string>) =>
      block.type === 'p'
        ? { type: 'paragraph', children: [{ type: 'text', text: block.text }] }
        : {
            type: 'figure',
            image: { alt: block.alt },
            caption: [{ type: 'text', text: block.caption }],
            credit: [{ type: 'text', text: block.credit }]
          }
    )
    expect(article.blocks).toEqual(body)
    const built = buildBody(article.blocks, article)
    expect(built.text.startsWith(`${metadata.dek}\n\n${expected.body[0].text}\n\n`)).toBe(true)
    expect(built.text.endsWith(`\n\n${metadata.sourceLine}`)).toBe(true)
    const words = buildBody(article.blocks).wordCount
    expect(Math.abs(words - metadata.wordCountBody)).toBeLessThan(40)
  })
})

describe('plain text', () => {
  it('finds title, byline, date, standfirst and source', () => {
    const article = imported(
      [
        'The tide gauge that outlived three harbours',
        'By Ada Quill and J. M. Okafor',
        'Published: 3 March 2021',
        '',
        'A brass float has been measuring the same water for a hundred and sixty years.',
        '',
        'The gauge stands in a small stone hut at the end of the pier, where the keeper climbs down every morning to wind the clock that turns its drum.',
        '',
        'Nobody planned for it to last. It was built for a single survey, and then kept because moving it would have cost more than feeding it paper.',
        '',
        'Today the record it made is one of the longest anywhere, and it has become a quiet witness to the rise of the sea along this coast.',
        '',
        'Source: Harbour Chronicle'
      ].join('\n')
    )
    expect(article).toMatchObject({
      title: 'The tide gauge that outlived three harbours',
      byline: 'Ada Quill and J. M. Okafor',
      published: '2021-03-03',
      standfirst: 'A brass float has been measuring the same water for a hundred and sixty years.',
      site: 'Harbour Chronicle',
      sourceLine: 'Source: Harbour Chronicle'
    })
    expect(article.blocks).toHaveLength(3)
  })

  it('does not take a lower-case phrase for a name, or a vague date for a date', () => {
    const article = imported(
      'A river walk\n\nBy the river\n\nPublished: last Tuesday\n\nWe set out at dawn and followed the bank until the path gave way to reeds and then to open water.\n'
    )
    expect(article.byline).toBe('')
    expect(article.published).toBe('')
  })

  it('re-flows hard-wrapped text and keeps headings and verse', () => {
    const wrapped = [
      'Notes from a lighthouse',
      '',
      'The lamp is lit a quarter of an hour before the sun goes down, and it is',
      'put out a quarter of an hour after it has come up again. Between the two',
      'there is nothing to do but to watch it, which is harder than it sounds,',
      'since a light that is doing its work gives the eye nothing to hold on to.',
      '',
      'The long night',
      '',
      'In winter the watch is fifteen hours. The keepers divide it in three, and',
      'the middle one belongs to whoever lost at cards. He takes bread, tea, and',
      'the log-book, and he writes the weather down each time the clock strikes.',
      '',
      'Turn, little lamp,',
      'over the water,',
      'turn for the son',
      'and turn for the daughter.'
    ].join('\n')
    const article = imported(wrapped)
    expect(article.title).toBe('Notes from a lighthouse')
    const seen = outline(article.blocks)
    expect(seen).toHaveLength(4)
    expect(seen[0]).toContain('and it is put out a quarter')
    expect(seen[1]).toBe('heading: The long night')
    expect(seen[3]).toBe(
      'verse: Turn, little lamp,\nover the water,\nturn for the son\nand turn for the daughter.'
    )
  })

  it('re-flows Chinese without putting spaces in', () => {
    const line = '海面上的灯塔在夜里一直亮着守塔的人每隔一刻钟就记下一次天气和风向他说'
    const article = imported(`灯塔\n\n${line}\n${line}\n${line}\n完了。\n`)
    expect(outline(article.blocks)).toEqual([`paragraph: ${line}${line}${line}完了。`])
    expect(article.language).toBe('zh')
  })

  it('reads lists, nested lists, quotations, rules, code and tables', () => {
    const article = imported(
      [
        'Packing',
        '',
        'What to bring:',
        '- a lamp',
        '- rope',
        '  - thin',
        '  - thick',
        '',
        '1. Untie the boat.',
        '2. Row.',
        '',
        '> Never turn your back on the sea,',
        '> she said.',
        '',
        '* * *',
        '',
        '```js',
        'const tide = read()',
        '',
        'log(tide)',
        '```',
        '',
        'hour\theight',
        '01\t2.4',
        '02\t2.9'
      ].join('\n')
    )
    expect(outline(article.blocks)).toEqual([
      'paragraph: What to bring:',
      'list: paragraph: a lamp | paragraph: rope + list: paragraph: thin | paragraph: thick',
      'ordered: paragraph: Untie the boat. | paragraph: Row.',
      'quote: paragraph: Never turn your back on the sea,\nshe said.',
      'rule',
      'code: const tide = read()\n\nlog(tide)',
      'table'
    ])
    expect(article.blocks[5]).toMatchObject({ language: 'js' })
  })

  it('keeps speech that begins with a dash or a quotation mark as prose', () => {
    const article = imported(
      'Le quai\n\n— Vous partez ?\n\n— Demain, si le vent tourne.\n\n“We leave at dawn,” she said, and “not a minute later.”\n'
    )
    expect(outline(article.blocks).every((line) => line.startsWith('paragraph: '))).toBe(true)
  })

  it('makes links of addresses and of nothing else', () => {
    const article = imported(
      'Links\n\nSee https://example.org/a_(b), or javascript:alert(1) and ftp://example.org for more of this text.\n'
    )
    expect(article.blocks[0]).toEqual({
      type: 'paragraph',
      children: [
        { type: 'text', text: 'See ' },
        {
          type: 'link',
          href: 'https://example.org/a_(b)',
          children: [{ type: 'text', text: 'https://example.org/a_(b)' }]
        },
        { type: 'text', text: ', or javascript:alert(1) and ftp://example.org for more of this text.' }
      ]
    })
  })

  it('takes the file name when the text has no title', () => {
    expect(imported('Just one sentence, and it ends here.', 'a_quiet note.txt').title).toBe('a quiet note')
  })

  it('is linear: one line of 20 MB, one word of 20 MB, a million paragraphs', () => {
    const started = performance.now()
    const oneLine = imported(`${'the sea is wide and the boat is small. '.repeat(500_000)}`)
    expect(oneLine.blocks.length).toBeGreaterThan(300)
    expect(oneLine.warnings).toHaveLength(1)
    expect(imported('x'.repeat(20_000_000)).blocks.length).toBeGreaterThan(300)
    expect(imported('A short line.\n\n'.repeat(1_000_000)).blocks.length).toBeGreaterThan(999_000)
    expect(performance.now() - started).toBeLessThan(30_000)
  })
})
