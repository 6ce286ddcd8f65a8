import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { piecesOf } from '../../shared/embeds.ts'
import { MAX_EXACT } from '../../shared/highlights.ts'
import { linkMarkdown } from '../../shared/links.ts'
import type { NotebookId } from '../../shared/notebooks.ts'
import { MAX_NOTE } from '../../shared/notes.ts'
import type { ArticleId, HighlightId, NoteId, VersionId } from '../../shared/values.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'

let test: TestApp
let articleId: ArticleId
let versionId: VersionId
let text: string

beforeEach(async () => {
  test = testApp()
  articleId = await test.add('Tides\n\nThe sea comes and goes twice a day. The moon pulls.\n\nThat is all.')
  const read = await test.read(articleId)
  versionId = read.versionId
  text = read.text
})
afterEach(() => test.close())

const mark = (exact: string, note = '', tag = '') => test.mark(articleId, exact, { note, tag })
const all = async () =>
  (await test.call('highlights.listByArticle', { articleId })).map(({ exact, note, tags, color }) => ({
    exact,
    note,
    tags,
    color
  }))

describe('merging highlights', () => {
  it('keeps words, notes, tags and links of all, and is one step back', async () => {
    const first = await mark('The sea comes', 'One.', 'a')
    const second = await mark('comes and goes', 'Two.', 'b')
    const third = await mark('twice a day')
    const link = linkMarkdown('there', { kind: 'highlight', id: second })
    await test.call('notes.save', { id: v7() as NoteId, articleId, highlightId: null, body: link })
    const before = await all()
    const merged = await test.call('highlights.merge', {
      highlightIds: [third, second, first],
      color: 'blue'
    })
    expect(merged).toMatchObject({ id: first, exact: 'The sea comes and goes twice a day' })
    expect(await all()).toEqual([
      {
        exact: 'The sea comes and goes twice a day',
        note: 'One.\n\nTwo.',
        tags: ['a', 'b'],
        color: 'blue'
      }
    ])
    expect((await test.call('links.listTo', { kind: 'highlight', id: first })).total).toBe(1)
    await test.call('history.undo', {})
    expect(await all()).toEqual(before)
    expect((await test.call('links.listTo', { kind: 'highlight', id: second })).total).toBe(1)
    await test.call('history.redo', {})
    expect(await all()).toHaveLength(1)
    expect(test.bugs).toEqual([])
  })

  it('leads from an extract of any of them to the one that stays', async () => {
    const first = await mark('The sea comes')
    const second = await mark('comes and goes')
    const two = (await test.call('highlights.listByArticle', { articleId })).find(({ id }) => id === second)!
    const extract = v7() as ArticleId
    const { start, end, exact } = two
    const words = { articleId, versionId, start, end, exact, color: 'yellow' as const }
    await test.call('extracts.create', { id: extract, ...words, highlightId: second })
    const source = async () => (await test.call('extracts.source', { articleId: extract }))?.highlightId
    await test.call('highlights.merge', { highlightIds: [first, second] })
    expect(await source()).toBe(first)
    await test.call('history.undo', {})
    expect(await source()).toBe(second)
    await test.call('history.redo', {})
    expect(await source()).toBe(first)
    expect(test.bugs).toEqual([])
  })

  it('is refused where the notes, or the words, are together longer than one may be', async () => {
    const half = 'y'.repeat(MAX_NOTE / 2)
    const first = await mark('The sea comes', half)
    const second = await mark('comes and goes', half)
    const before = await all()
    await expect(test.call('highlights.merge', { highlightIds: [first, second] })).rejects.toMatchObject({
      code: 'too-large'
    })
    expect(await all()).toEqual(before)

    const long = await test.add(`Long\n\n${'words '.repeat(MAX_EXACT / 5)}`)
    const { version } = await test.call('reading.open', { articleId: long })
    const part = async (start: number) => {
      const end = start + MAX_EXACT / 2 + 10
      const { text: exact } = await test.call('reading.text', { versionId: version.id, start, end })
      const id = v7() as HighlightId
      const made = { id, articleId: long, versionId: version.id, color: 'yellow' } as const
      await test.call('highlights.create', { ...made, start, end, exact })
      return id
    }
    await expect(
      test.call('highlights.merge', { highlightIds: [await part(0), await part(MAX_EXACT / 2)] })
    ).rejects.toMatchObject({ code: 'too-large' })
    expect(await test.call('highlights.listByArticle', { articleId: long })).toHaveLength(2)
  })

  it('leads notebooks and cards of all to the one that stays, and back', async () => {
    const first = await mark('The sea comes')
    const second = await mark('comes and goes')
    const { promptId } = await test.learn(articleId, 'comes and goes', second)
    const id = v7() as NotebookId
    await test.call('notebooks.create', { id, title: 'Seas', body: '' })
    await test.call('notebooks.gather', { id, highlightIds: [second] })
    const gathered = async () =>
      piecesOf((await test.call('notebooks.get', { id })).body).map(
        (one) => one.kind === 'embed' && one.highlightId
      )
    await test.call('highlights.merge', { highlightIds: [first, second] })
    expect(await gathered()).toEqual([first])
    expect(await test.call('cards.place', { promptId })).toMatchObject({ highlightId: first })
    await test.call('history.undo', {})
    expect(await gathered()).toEqual([second])
    expect(await test.call('cards.place', { promptId })).toMatchObject({ highlightId: second })
    expect(test.bugs).toEqual([])
  })

  it('is refused when words lie between, and changes nothing', async () => {
    const ids = [await mark('The sea'), await mark('twice')]
    await expect(test.call('highlights.merge', { highlightIds: ids })).rejects.toMatchObject({
      code: 'conflict'
    })
    expect(await all()).toHaveLength(2)
  })

  it('goes over the border of paragraphs', async () => {
    const ids = [await mark('The moon pulls.', '', 'x'), await mark('That is all.', 'End')]
    expect(await test.call('highlights.merge', { highlightIds: ids })).toMatchObject({
      exact: 'The moon pulls.\n\nThat is all.',
      note: 'End',
      tags: ['x']
    })
  })
})

describe('splitting a highlight', () => {
  it('makes two that say what the text says, and is one step back', async () => {
    const id = await mark('comes and goes', 'Why?', 't')
    const at = text.indexOf('goes')
    const split = { highlightId: id, newId: v7() as HighlightId, at }
    await test.call('highlights.split', split)
    expect(await all()).toEqual([
      { exact: 'comes and', note: 'Why?', tags: ['t'], color: 'yellow' },
      { exact: 'goes', note: '', tags: ['t'], color: 'yellow' }
    ])
    await test.call('history.undo', {})
    expect(await all()).toEqual([{ exact: 'comes and goes', note: 'Why?', tags: ['t'], color: 'yellow' }])
  })

  it('is refused where one part would be empty', async () => {
    const id = await mark('goes')
    const start = text.indexOf('goes')
    for (const at of [0, start, start + 4, start + 1000])
      await expect(
        test.call('highlights.split', { highlightId: id, newId: v7() as HighlightId, at })
      ).rejects.toMatchObject({ code: 'conflict' })
    expect(await all()).toHaveLength(1)
  })
})
