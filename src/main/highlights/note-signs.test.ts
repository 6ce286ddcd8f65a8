import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Block, Inline } from '../../shared/blocks.ts'
import type { TextFormat } from '../../shared/exports.ts'
import { type Highlight, quoteOf } from '../../shared/highlights.ts'
import type { ArticleId, HighlightId, VersionId } from '../../shared/values.ts'
import { readArticleRecord } from '../export/read-article-record.ts'
import { buildBody } from '../import/body/build-body.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'
import { noteSignsIn } from './note-signs.ts'

const page = `<!doctype html><html lang="en"><head><title>Tides</title></head><body><article><h1>Tides</h1>
<p>The water stood high<sup><a href="#n1">1</a></sup> and the area was 5 m<sup>2</sup>, they said<sup>[<a href="#n2">2</a>]</sup> at noon.
It went out again in the evening, as it does twice a day wherever the moon can pull at it.</p>
<p>The lamp was lit for whoever was still out there, and the harbour counted its boats until the last was in.</p>
<ol><li id="n1">A note on the water.</li><li id="n2">A note on the area.</li></ol></article></body></html>`

describe('the signs of notes in stored HTML', () => {
  const text = (value: string): Inline => ({ type: 'text', text: value })
  const sup = (children: Inline[]): Inline => ({ type: 'mark', mark: 'sup', children })
  const jump = (children: Inline[]): Inline => ({ type: 'jump', to: 'n', children })
  const signs = (...blocks: Block[]) => {
    const body = buildBody(blocks)
    return noteSignsIn(body.html).map(([start, end]) => body.text.slice(start, end))
  }
  const paragraph = (...children: Inline[]): Block => ({ type: 'paragraph', children })

  it('are raised links, or links to something raised, wherever they stand', () => {
    expect(
      signs(
        paragraph(
          text('a & <b>"'),
          { type: 'break' },
          sup([text('['), jump([text('1')]), text(']')]),
          text(' c')
        ),
        paragraph(
          { type: 'ruby', base: '東', reading: 'ひがし' },
          jump([sup([text('二')])]),
          text('x'),
          sup([jump([text('3')])]),
          text(', '),
          jump([text('see below')])
        ),
        paragraph(text('none')),
        { type: 'list', ordered: false, items: [[paragraph(text('d'), jump([text('e'), sup([text('4')])]))]] }
      )
    ).toEqual(['[1]', '二', '3', '4'])
  })

  it('are no part of a number or an ordinal that a link says, as tables of contents do', () => {
    expect(
      signs(
        paragraph(jump([text('Le XIX'), sup([text('e')]), text(' siècle')])),
        paragraph(jump([text('The 19'), sup([text('th')]), text(' century, 10'), sup([text('6')])])),
        paragraph(text('10'), jump([sup([text('b')])]))
      )
    ).toEqual(['b'])
  })

  it('are no powers, and no links beside something raised', () => {
    expect(signs(paragraph(text('5 m'), sup([text('2')]), jump([text('there')]), sup([text('3')])))).toEqual(
      []
    )
  })
})

describe('words with signs of notes among them', () => {
  let test: TestApp
  let article: { id: ArticleId; versionId: VersionId; text: string }
  let highlight: Highlight
  beforeAll(async () => {
    test = testApp()
    const id = await test.add(page, 'tides.html')
    const { version } = await test.call('reading.open', { articleId: id })
    const { text } = await test.call('reading.text', { versionId: version.id, start: 0, end: 100_000 })
    article = { id, versionId: version.id, text }
    const exact = 'high1 and the area was 5 m2, they said[2] at noon'
    const start = text.indexOf(exact)
    expect(start).toBeGreaterThan(0)
    const highlightId = crypto.randomUUID() as HighlightId
    highlight = await test.call('highlights.create', {
      id: highlightId,
      articleId: id,
      versionId: version.id,
      start,
      end: start + exact.length,
      exact,
      color: 'green'
    })
  })
  afterAll(() => test.close())
  const words = 'high and the area was 5 m2, they said at noon'

  it('are shown and quoted without them, and stand where they stood', async () => {
    expect(quoteOf(highlight)).toBe(words)
    expect(highlight.exact).toBe(article.text.slice(highlight.start, highlight.end))
    const { items } = await test.call('highlights.list', {
      filter: {},
      page: { offset: 0, limit: 10 }
    })
    expect(items.map(quoteOf)).toEqual([words])
    expect(await test.call('highlights.listByArticle', { articleId: article.id })).toEqual([highlight])
    const { text } = await test.call('citations.quote', { highlightIds: [highlight.id], format: 'apa' })
    expect(text).toContain(words)
    expect(text).not.toContain('high1')
  })

  it('take no word from a highlight that does not say what stands at its place', async () => {
    const { db } = test.app.context
    const write = (words: string) =>
      db.prepare('UPDATE highlights SET exact = ? WHERE id = ?').run(words, highlight.id)
    write('hi 2048 keepers and the area was 5 m2, they said[2] at noon')
    const [found] = await test.call('highlights.listByArticle', { articleId: article.id })
    write(highlight.exact)
    expect(quoteOf(found!)).toBe('hi 2048 keepers and the area was 5 m2, they said[2] at noon')
  })

  it('are found and shown without them, with the marks on the words', async () => {
    const { hits } = await test.call('search.query', { query: 'noon', limit: 10 })
    const found = hits.filter(({ kind }) => kind === 'article' || kind === 'highlight')
    expect(found.map(({ kind }) => kind).sort()).toEqual(['article', 'highlight'])
    for (const { snippet, marks, occurrences } of found) {
      expect(snippet).toContain(words)
      expect(marks.map(([start, end]) => snippet.slice(start, end))).toEqual(['noon'])
      const [first] = occurrences
      expect(article.text.slice(first!.start, first!.end)).toContain('noon')
    }
  })

  it('are whole words to who looks for them, wherever a sign sticks to one', async () => {
    for (const query of ['high ', '"high and the area"', 'said near:2 noon', '"said at noon"']) {
      const { hits } = await test.call('search.query', { query, limit: 10 })
      const found = hits.filter(({ kind }) => kind === 'article' || kind === 'highlight')
      expect(found.map(({ kind }) => kind).sort(), query).toEqual(['article', 'highlight'])
      for (const { snippet } of found) expect(snippet).toContain(words)
    }
    const { hits } = await test.call('search.query', { query: 'high ', kinds: ['article'] })
    const [{ snippet, marks, occurrences }] = hits as [(typeof hits)[0]]
    expect(marks.map(([start, end]) => snippet.slice(start, end))).toEqual(['high'])
    expect(occurrences.map(({ start, end }) => article.text.slice(start, end))).toEqual(['high'])
    // A power is part of what it is raised on.
    expect((await test.call('search.query', { query: 'm2 ' })).hits.length).toBeGreaterThan(0)
    expect((await test.call('search.query', { query: '"high1"' })).hits).toEqual([])
  })

  it('are exported without them for people, and as they stand for programs', async () => {
    const content = async (format: TextFormat) =>
      (await test.call('exports.article', { articleId: article.id, format })).content
    for (const format of ['markdown', 'csv', 'readwise'] as const) {
      const text = await content(format)
      expect(text.replaceAll('\\', '')).toContain(words)
      expect(text).not.toContain('high1')
    }
    const template = '{{#highlights}}{{{text}}}|{{{quote}}}{{/highlights}}'
    const own = await test.call('exports.preview', { template, articleId: article.id })
    expect(own.content.replaceAll('\\', '').trim()).toBe(`${words}|> ${words}`)
    const [annotation] = JSON.parse(await content('jsonld')).first.items
    const [quote, place] = annotation.target.selector
    expect(quote.exact).toBe(highlight.exact)
    expect(article.text.slice(place.start, place.end)).toBe(highlight.exact)
    const record = readArticleRecord(test.app.context.db, article.id)
    expect(record.highlights.map(({ exact }) => exact)).toEqual([highlight.exact])
  })

  it('are what a highlight of nothing else is told to be', async () => {
    const start = article.text.indexOf('[2]')
    const id = crypto.randomUUID() as HighlightId
    const place = { articleId: article.id, versionId: article.versionId, start, end: start + 3, exact: '[2]' }
    const made = await test.call('highlights.create', { id, ...place, color: 'blue' })
    expect(made).toMatchObject({ exact: '[2]', isSign: true })
    expect(quoteOf(made)).toBe('[2]')
    await test.call('highlights.delete', { highlightIds: [id] })
  })

  it('are the name of a link, and of an extract, without them', async () => {
    const target = { kind: 'highlight', id: highlight.id } as const
    const [link] = await test.call('links.resolve', { targets: [target] })
    expect(link!.title).toBe(words)
    const { start, end, exact, versionId, color } = highlight
    const id = crypto.randomUUID() as ArticleId
    const of = { articleId: article.id, versionId, highlightId: highlight.id, color, start, end, exact }
    await test.call('extracts.create', { id, ...of })
    expect((await test.call('articles.get', { articleId: id })).title).toBe(words)
  })

  it('stand in the sentence of a card without them', async () => {
    const { start, end, exact, versionId } = highlight
    const [card] = await test.call('cards.create', {
      promptId: crypto.randomUUID() as never,
      kind: 'question',
      front: 'When?',
      back: 'At noon',
      picture: null,
      tags: [],
      source: { articleId: article.id, versionId, highlightId: highlight.id, start, end, exact }
    })
    expect(card!.sentence).toBe(`The water stood ${words}.`)
    expect(card!.exact).toBe(exact)
  })
})
