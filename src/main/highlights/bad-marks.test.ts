import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ArticleId, HighlightId, VersionId } from '../../shared/values.ts'
import { libraryHash } from '../export/library-hash.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'

let test: TestApp
let articleId: ArticleId
let versionId: VersionId
let text: string

beforeEach(async () => {
  test = testApp()
  articleId = await test.add(`Tides\n\n${'The sea comes and goes. '.repeat(200)}`)
  const read = await test.read(articleId)
  versionId = read.versionId
  text = read.text
})
afterEach(() => test.close())

const mark = (start: number, end: number, exact = text.slice(start, end)) =>
  test.app.dispatch('highlights.create', {
    id: v7() as HighlightId,
    articleId,
    versionId,
    start,
    end,
    exact,
    color: 'pink'
  })

it('marks of no length, backwards, beyond the text, or on other words are refused and change nothing', async () => {
  const before = libraryHash(test.app.context.db)
  const cases: [number, number, string?][] = [
    [5, 5],
    [9, 4, 'The s'],
    [-3, 4, 'The'],
    [text.length - 3, text.length + 50],
    [0, 3, 'Thx'],
    [0.5, 3, 'The'],
    [Number.NaN, 3, 'The'],
    [1e9, 1e9 + 3, 'The']
  ]
  for (const [start, end, exact] of cases) {
    expect(await mark(start, end, exact), `${start} to ${end}`).toMatchObject({ ok: false })
  }
  expect(libraryHash(test.app.context.db)).toBe(before)
  expect(test.bugs).toEqual([])
})

it('a whole document and marks over one another are kept, each as it is', async () => {
  expect(await mark(0, text.length)).toMatchObject({ ok: true })
  for (let at = 0; at < 50; at++) expect(await mark(at, at + 60)).toMatchObject({ ok: true })
  const list = await test.call('highlights.listByArticle', { articleId })
  expect(list.length).toBe(51)
  expect(list.every(({ start, end, exact }) => text.slice(start, end) === exact)).toBe(true)
})

it('titles and tags of a megabyte are refused with a sentence; hundreds of tags are kept', async () => {
  const huge = 'x'.repeat(1_000_000)
  expect(await test.app.dispatch('articles.update', { articleId, title: huge })).toMatchObject({ ok: false })
  expect(await test.app.dispatch('articles.addTag', { articleIds: [articleId], tag: huge })).toMatchObject({
    ok: false
  })
  for (let number = 0; number < 300; number++) {
    await test.call('articles.addTag', { articleIds: [articleId], tag: `tag ${number}` })
  }
  const article = await test.call('articles.get', { articleId })
  expect(article.tags.length).toBe(300)
  expect(article.title).toBe('Tides')
})
