import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HighlightFilter } from '../../shared/highlights.ts'
import type { SavedSearchId } from '../../shared/saved-searches.ts'
import type { ArticleId, HighlightId } from '../../shared/values.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'

let test: TestApp
let first: ArticleId
let second: ArticleId

beforeEach(async () => {
  test = testApp()
  first = await test.add('Tides\n\nThe sea comes and goes.', 'tides.txt')
  second = await test.add('Waves\n\nThey come and go.', 'waves.txt')
})
afterEach(() => test.close())

describe('a tag', () => {
  it.each([
    ['Politics', 'politics'],
    ['Étude', 'étude'],
    ['ИСТОРИЯ', 'История'],
    // The same letters, composed and in parts.
    ['Übung', 'u\u0308bung']
  ])('“%s” is taken for “%s”, whatever its alphabet', async (known, typed) => {
    await test.call('articles.addTag', { articleIds: [first], tag: known })
    await test.call('articles.addTag', { articleIds: [second], tag: typed })
    expect(await test.call('tags.list', {})).toEqual([{ tag: known, articleCount: 2, highlightCount: 0 }])
  })

  it('renamed to another that is in use becomes that one, as it is spelled; its own name may be spelled anew', async () => {
    await test.call('articles.addTag', { articleIds: [first], tag: 'Étude' })
    await test.call('articles.addTag', { articleIds: [second], tag: 'paper' })
    expect(await test.call('tags.rename', { from: 'paper', to: 'étude' })).toEqual({
      tag: 'Étude',
      isMerged: true
    })
    expect(await test.call('tags.list', {})).toEqual([{ tag: 'Étude', articleCount: 2, highlightCount: 0 }])
    expect(await test.call('tags.rename', { from: 'Étude', to: 'étude' })).toEqual({
      tag: 'étude',
      isMerged: false
    })
    expect(await test.call('tags.list', {})).toMatchObject([{ tag: 'étude' }])
  })

  it('is asked for by its new name in saved searches, and by its old one once that is taken back', async () => {
    await test.call('articles.addTag', { articleIds: [first], tag: 'paper' })
    const query = 'sea tag:Paper -tag:other'
    const id = crypto.randomUUID() as SavedSearchId
    await test.call('savedSearches.create', { id, name: 'Sea', query })
    await test.call('tags.rename', { from: 'paper', to: 'the "new" one' })
    const [renamed] = await test.call('savedSearches.list', {})
    expect(renamed).toEqual({ id, name: 'Sea', query: 'sea tag:"the ""new"" one" -tag:other' })
    await test.app.search.caughtUp()
    expect(await test.call('savedSearches.counts', {})).toEqual([{ id, count: 1 }])
    await test.call('history.undo', {})
    expect((await test.call('savedSearches.list', {}))[0]?.query).toBe(query)
    expect((await test.call('articles.get', { articleId: first })).tags).toEqual(['paper'])
  })

  it('that is deleted is taken off everything, also in the Trash, and comes back with one undo', async () => {
    const marked = await test.mark(first, 'sea comes', { tag: 'paper' })
    for (const tag of ['paper', 'sea']) await test.call('articles.addTag', { articleIds: [first], tag })
    await test.call('articles.addTag', { articleIds: [second], tag: 'paper' })
    await test.call('articles.trash', { articleIds: [second] })
    const before = await test.call('tags.list', {})
    await test.call('tags.delete', { tag: 'paper' })
    expect(await test.call('tags.list', {})).toEqual([{ tag: 'sea', articleCount: 1, highlightCount: 0 }])
    expect((await test.call('articles.get', { articleId: second })).tags).toEqual([])
    expect((await test.call('highlights.listByArticle', { articleId: first }))[0]).toMatchObject({
      id: marked,
      tags: []
    })
    await test.call('history.undo', {})
    expect(await test.call('tags.list', {})).toEqual(before)
    expect((await test.call('articles.get', { articleId: second })).tags).toEqual(['paper'])
  })

  it('is counted in the articles one asks about', async () => {
    await test.call('articles.addTag', { articleIds: [second], tag: 'paper' })
    await test.call('articles.addTag', { articleIds: [first, second], tag: 'sea' })
    expect(await test.call('tags.ofArticles', { articleIds: [first, second] })).toEqual([
      { tag: 'sea', count: 2 },
      { tag: 'paper', count: 1 }
    ])
    expect(await test.call('tags.ofArticles', { articleIds: [first] })).toEqual([{ tag: 'sea', count: 1 }])
    expect(await test.call('tags.ofArticles', { articleIds: [] })).toEqual([])
  })

  it('is counted in the highlights one asks about, by name or by a filter, but not in the Trash', async () => {
    const sea = await test.mark(first, 'sea comes', { tag: 'paper', color: 'green' })
    const goes = await test.mark(first, 'goes', { tag: 'paper', note: 'Off it goes' })
    const they = await test.mark(second, 'They come', { tag: 'tide', color: 'green' })
    await test.call('highlights.addTag', { highlightIds: [they], tag: 'paper' })
    const asked = (filter: HighlightFilter, except: HighlightId[] = []) =>
      test.call('tags.ofHighlights', { filter, except })
    expect(await asked({ ids: [sea, they] })).toEqual([
      { tag: 'paper', count: 2 },
      { tag: 'tide', count: 1 }
    ])
    expect(await asked({ color: 'green' }, [they])).toEqual([{ tag: 'paper', count: 1 }])
    expect(await asked({ contains: 'off it' })).toEqual([{ tag: 'paper', count: 1 }])
    expect(await asked({ ids: [goes], hasNote: false })).toEqual([])
    await test.call('articles.trash', { articleIds: [second] })
    expect(await asked({})).toEqual([{ tag: 'paper', count: 2 }])
  })

  it('that only looks alike stays a tag of its own', async () => {
    await test.call('articles.addTag', { articleIds: [first], tag: 'Etude' })
    await test.call('articles.addTag', { articleIds: [second], tag: 'Étude' })
    expect((await test.call('tags.list', {})).length).toBe(2)
  })
})
