import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { highlightColors } from '../../shared/highlights.ts'
import type { ArticleId, HighlightId, NoteId, VersionId } from '../../shared/values.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'

const TEXT =
  'Marks and margins\n\nA margin is where a reader answers 👩‍👩‍👧 the page.\n\nWhat is marked can be found again, and what is found can be kept.'

let test: TestApp
let articleId: ArticleId
let versionId: VersionId
let text: string

beforeEach(async () => {
  test = testApp()
  articleId = await test.add(TEXT)
  const { version } = await test.call('reading.open', { articleId })
  versionId = version.id
  text = (await test.call('reading.text', { versionId, start: 0, end: version.textLength })).text
})
afterEach(() => test.close())

const range = (exact: string) => {
  const start = text.indexOf(exact)
  return { start, end: start + exact.length, exact }
}
const create = (exact: string, extra: object = {}) =>
  test.call('highlights.create', {
    id: v7() as HighlightId,
    articleId,
    versionId,
    color: 'yellow',
    ...range(exact),
    ...extra
  })

describe('highlights', () => {
  it('keep position, quote and context', async () => {
    const highlight = await create('a reader answers')
    expect(highlight).toMatchObject(range('a reader answers'))
    expect(text.slice(highlight.start - highlight.prefix.length, highlight.start)).toBe(highlight.prefix)
    expect(text.slice(highlight.end, highlight.end + highlight.suffix.length)).toBe(highlight.suffix)
    expect(highlight.prefix.isWellFormed() && highlight.suffix.isWellFormed()).toBe(true)
  })

  it('are refused on any other words than those that are there', async () => {
    const { start, end } = range('found again')
    for (const wrong of [
      { exact: 'Found again' },
      { start: start + 1 },
      { end: text.length + 5 },
      { start: end, end: start },
      { start, end: start, exact: '' }
    ]) {
      await expect(create('found again', wrong)).rejects.toMatchObject({ code: 'conflict' })
    }
    await expect(create('found', { versionId: v7() })).rejects.toMatchObject({ code: 'not-found' })
    expect(await test.call('highlights.listByArticle', { articleId })).toEqual([])
  })

  it('may be written again under the same id without harm, but not as another', async () => {
    const first = await create('margin')
    expect(await create('margin', { id: first.id })).toEqual(first)
    await expect(create('marked', { id: first.id })).rejects.toMatchObject({ code: 'conflict' })
    expect(await test.call('highlights.listByArticle', { articleId })).toHaveLength(1)
  })

  it('overlap, are listed in document order, change colour and size, and go with their notes and tags', async () => {
    const [later, earlier] = [
      await create('can be found again'),
      await create('the page.\n\nWhat is marked can')
    ]
    await test.call('notes.save', { id: v7() as NoteId, articleId, highlightId: earlier.id, body: '**Why**' })
    await test.call('highlights.addTag', { highlightIds: [earlier.id], tag: '  Deep   reading ' })
    for (const color of highlightColors) {
      await test.call('highlights.setColor', { highlightIds: [later.id, earlier.id], color })
    }
    await test.call('highlights.resize', { highlightId: later.id, ...range('found again') })
    expect(await test.call('highlights.listByArticle', { articleId })).toMatchObject([
      { id: earlier.id, note: '**Why**', tags: ['Deep reading'], color: 'purple' },
      { id: later.id, exact: 'found again' }
    ])
    await test.call('highlights.delete', { highlightIds: [earlier.id] })
    for (const table of ['notes', 'highlight_tags']) {
      expect(test.app.context.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0)
    }
  })

  it('are listed across articles by colour, tag and note, without those in the Trash', async () => {
    const other = await test.add('Another text\n\nWith words of its own that can be marked.', 'other.txt')
    const mine = await create('margin', { color: 'blue' })
    await test.call('highlights.addTag', { highlightIds: [mine.id], tag: 'idea' })
    const list = (filter: object) =>
      test.call('highlights.list', { filter, page: { offset: 0, limit: 10 } }).then((page) => page.total)
    expect(await list({})).toBe(1)
    expect(await list({ color: 'blue', tag: 'IDEA', hasNote: false })).toBe(1)
    expect(await list({ color: 'pink' })).toBe(0)
    expect(await list({ articleId: other })).toBe(0)
    await test.call('articles.trash', { articleIds: [articleId] })
    expect(await list({})).toBe(0)
  })

  it('and their notes are found by search, and no longer after they are gone', async () => {
    const highlight = await create('answers')
    await test.call('notes.save', {
      id: v7() as NoteId,
      articleId,
      highlightId: highlight.id,
      body: 'A marginal zebra'
    })
    const found = async () => {
      await test.app.search.caughtUp()
      const { hits } = await test.call('search.query', { query: 'zebra' })
      return hits.map((hit) => [hit.kind, hit.highlightId])
    }
    expect(await found()).toEqual([['note', highlight.id]])
    await test.call('highlights.delete', { highlightIds: [highlight.id] })
    expect(await found()).toEqual([])
    await test.call('history.undo', {})
    expect(await found()).toEqual([['note', highlight.id]])
  })
})

describe('notes', () => {
  it('are one to a place, and go when they are emptied', async () => {
    const save = (body: string) =>
      test.call('notes.save', { id: v7() as NoteId, articleId, highlightId: null, body })
    await save('First')
    await save('Second')
    expect((await test.call('articles.get', { articleId })).note).toBe('Second')
    await save('  ')
    expect((await test.call('articles.get', { articleId })).note).toBe('')
    await expect(
      test.call('notes.save', { id: v7() as NoteId, articleId, highlightId: v7() as HighlightId, body: 'x' })
    ).rejects.toMatchObject({ code: 'not-found' })
  })
})
