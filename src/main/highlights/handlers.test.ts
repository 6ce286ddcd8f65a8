import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type HighlightFilter,
  type HighlightSort,
  highlightColors,
  MOST_AT_ONCE
} from '../../shared/highlights.ts'
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
  const read = await test.read(articleId)
  versionId = read.versionId
  text = read.text
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

  it('200,000 on one article are given in parts, and one more is made among them', async () => {
    const { db } = test.app.context
    db.prepare(
      `WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < 199999)
       INSERT INTO highlights (id, article_id, version_id, text_start, text_end, exact, prefix, suffix, color, created_at, updated_at, device_id)
       SELECT printf('01890000-0000-7000-8000-%012x', n), ?, ?, n % 40, n % 40 + 1, 'M', '', '', 'green', 1, 1, 'here' FROM numbers`
    ).run(articleId, versionId)
    await create('a reader answers')
    const seen = new Set<string>()
    const starts: number[] = []
    for (let offset = 0; ; offset += MOST_AT_ONCE) {
      const page = { offset, limit: MOST_AT_ONCE }
      const part = await test.call('highlights.listByArticle', { articleId, page })
      for (const { id, start } of part) {
        starts.push(start)
        seen.add(id)
      }
      if (part.length < MOST_AT_ONCE) break
    }
    expect(seen.size).toBe(200_001)
    expect(starts.every((start, at) => at === 0 || starts[at - 1]! <= start)).toBe(true)
    const { total } = await test.call('highlights.list', {
      filter: { color: 'yellow' },
      page: { offset: 0, limit: 10 }
    })
    expect(total).toBe(1)
    expect(test.bugs).toEqual([])
  })

  it('are asked for what has become of them since, whoever changed them', async () => {
    const first = await create('a reader answers')
    const second = await create('found again')
    const note = { id: v7() as NoteId, articleId, highlightId: second.id }
    await test.call('notes.save', { ...note, body: 'why' })
    const begun = await test.call('highlights.changesOf', { articleId, since: null })
    expect(begun).toMatchObject({ isWhole: true, gone: [] })
    expect(begun.now).toEqual(await test.call('highlights.listByArticle', { articleId }))
    let { mark } = begun
    const since = async () => {
      const { now, gone, isWhole, ...rest } = await test.call('highlights.changesOf', {
        articleId,
        since: mark
      })
      mark = rest.mark
      expect(isWhole).toBe(false)
      return [now.map((one) => [one.id, one.color, one.note, one.tags.join()]), gone]
    }
    expect(await since()).toEqual([[], []])
    await test.call('highlights.setColor', { highlightIds: [first.id], color: 'blue' })
    expect(await since()).toEqual([[[first.id, 'blue', '', '']], []])
    // Nor does another article's stand among them.
    const elsewhere = await test.add('Elsewhere\n\nThere, too, a reader answers.', 'elsewhere.txt')
    await test.mark(elsewhere, 'a reader answers')
    expect((await since())[0]).toEqual([])
    await test.call('highlights.addTag', { highlightIds: [second.id], tag: 'kept' })
    await test.call('notes.save', { ...note, body: '' })
    expect(await since()).toEqual([[[second.id, 'yellow', '', 'kept']], []])
    await test.call('history.undo', {})
    expect(await since()).toEqual([[[second.id, 'yellow', 'why', 'kept']], []])
    await test.call('highlights.delete', { highlightIds: [second.id, first.id] })
    const [left, gone] = await since()
    expect([left, gone!.toSorted()]).toEqual([[], [first.id, second.id].sort()])
    await test.call('history.undo', {})
    expect(await since()).toEqual([
      [
        [first.id, 'blue', '', ''],
        [second.id, 'yellow', 'why', 'kept']
      ],
      []
    ])
    // Too much for one answer, or of another library: the list begins anew.
    test.app.context.db.transaction(() => {
      const write = test.app.context.db.prepare("INSERT INTO search_changes (kind, id) VALUES ('article', ?)")
      for (let n = 0; n <= MOST_AT_ONCE; n++) write.run(`a${n}`)
    })()
    for (const unknown of [mark, mark * 1000]) {
      const whole = await test.call('highlights.changesOf', { articleId, since: unknown })
      expect(whole).toMatchObject({ isWhole: true, gone: [] })
      expect(whole.now.map(({ id }) => id)).toEqual([first.id, second.id])
    }
  })

  it('of nothing, of half a letter, of signs that turn the text around: refused, or exactly what is stored', async () => {
    await expect(create('', { start: 5, end: 5, exact: '' })).rejects.toMatchObject({ code: 'conflict' })
    const family = text.indexOf('👩')
    const half = text.slice(family, family + 1)
    // Half a surrogate pair is no text at all.
    await expect(create(half, { start: family, end: family + 1, exact: half })).rejects.toThrow()
    const hostile = `Turned \u202ewords\u202c and z\u0338\u0321a\u0322l\u0336g\u031bo ${'\u0301'.repeat(300)} end.`
    const other = await test.add(`Signs\n\n${hostile}`)
    const { version } = await test.call('reading.open', { articleId: other })
    const range = { versionId: version.id, start: 0, end: version.textLength }
    const { text: stored } = await test.call('reading.text', range)
    const highlight = await test.call('highlights.create', {
      id: v7() as HighlightId,
      articleId: other,
      versionId: version.id,
      start: 7,
      end: stored.length,
      exact: stored.slice(7),
      color: 'blue'
    })
    expect(highlight.exact).toBe(stored.slice(7))
    expect(test.bugs).toEqual([])
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
    expect(await list({ contains: ' MARGIN ' })).toBe(1)
    expect(await list({ contains: 'anleitung' })).toBe(0)
    await test.call('notes.save', {
      id: v7() as NoteId,
      articleId,
      highlightId: mine.id,
      body: 'Die Überschrift der Anleitung'
    })
    expect(await list({ contains: 'anleitung' })).toBe(1)
    expect(await list({ contains: 'überschrift', color: 'blue' })).toBe(1)
    expect(await list({ contains: 'überschrift', color: 'pink' })).toBe(0)
    expect(await list({ ids: [mine.id, v7()] })).toBe(1)
    expect(await list({ ids: [] })).toBe(0)
    await test.call('articles.trash', { articleIds: [articleId] })
    expect(await list({})).toBe(0)
  })

  it('are listed by when they were made, page by page, without those in the Trash', async () => {
    const other = await test.add('Another text\n\nWith words of its own that can be marked.', 'other.txt')
    const gone = await test.add('Third text\n\nNobody reads it.', 'third.txt')
    const ids: HighlightId[] = []
    for (const [article, words, color] of [
      [articleId, 'margin', 'blue'],
      [other, 'marked', 'yellow'],
      [gone, 'Nobody', 'blue'],
      [articleId, 'answers', 'blue'],
      [other, 'words', 'blue']
    ] as const)
      ids.push(await test.mark(article, words, { color }))
    const { db } = test.app.context
    // Two were made at the same moment, and the first of all is of a highlight that came from elsewhere last.
    const times = [50, 20, 30, 20, 10]
    ids.forEach((id, at) => {
      db.prepare('UPDATE highlights SET created_at = ? WHERE id = ?').run(times[at], id)
    })
    await test.call('articles.trash', { articleIds: [gone] })
    const listed = async (sort: HighlightSort, filter: HighlightFilter = {}, offset = 0, limit = 10) => {
      const page = { offset, limit }
      const { total, items } = await test.call('highlights.list', { filter, sort, page })
      return { total, at: items.map(({ id }) => ids.indexOf(id)) }
    }
    expect(await listed('newest')).toEqual({ total: 4, at: [0, 3, 1, 4] })
    expect(await listed('oldest')).toEqual({ total: 4, at: [4, 1, 3, 0] })
    expect(await listed('newest', {}, 1, 2)).toEqual({ total: 4, at: [3, 1] })
    expect(await listed('newest', { color: 'blue' })).toEqual({ total: 3, at: [0, 3, 4] })
    expect(await listed('oldest', { contains: 'MAR' })).toEqual({ total: 2, at: [1, 0] })
    expect(await listed('newest', { articleId: other })).toEqual({ total: 2, at: [1, 4] })
    const { items } = await test.call('highlights.list', {
      filter: {},
      sort: 'newest',
      page: { offset: 2, limit: 1 }
    })
    expect(items).toMatchObject([{ articleTitle: 'Another text', exact: 'marked', verdict: null }])
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
