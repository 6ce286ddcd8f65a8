import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Highlight, MOST_AT_ONCE } from '../../shared/highlights.ts'
import type { ArticleId, HighlightId, NoteId, VersionId } from '../../shared/values.ts'
import { fakeBridge } from '../testing/fake-bridge.ts'
import { askHighlights, takeBack, takeInChange } from './known-highlights.ts'

const article = 'article' as ArticleId
const key = ['highlights.listByArticle', { articleId: article }]
const id = (name: string) => name as HighlightId

function highlight(name: string, start: number, more: Partial<Highlight> = {}): Highlight {
  return {
    id: id(name),
    articleId: article,
    versionId: 'version' as VersionId,
    start,
    end: start + 5,
    exact: 'words',
    prefix: '',
    suffix: '',
    color: 'yellow',
    note: '',
    tags: ['kept', 'dropped'],
    createdAt: 1,
    updatedAt: 1,
    ...more
  }
}

describe('a stored change of highlights', () => {
  let client: QueryClient
  const shown = () => client.getQueryData<Highlight[]>(key)!
  const names = () => shown().map((one) => one.id)
  beforeEach(() => {
    client = new QueryClient()
    client.setQueryData(key, [highlight('a', 10), highlight('b', 20), highlight('c', 30)])
  })

  it('puts a new one where it belongs in the text', () => {
    takeInChange(client, 'highlights.create', {} as never, highlight('new', 15))
    expect(names()).toEqual(['a', 'new', 'b', 'c'])
  })

  it('moves one whose edges were moved', () => {
    takeInChange(client, 'highlights.resize', {} as never, highlight('a', 25))
    expect(names()).toEqual(['b', 'a', 'c'])
    expect(shown()[1]!.start).toBe(25)
  })

  it('takes out what was deleted, and nothing else', () => {
    takeInChange(client, 'highlights.delete', { highlightIds: [id('b'), id('of another article')] }, null)
    expect(names()).toEqual(['a', 'c'])
  })

  it('puts two in place of one that was split, and one in place of those that were merged', () => {
    takeInChange(client, 'highlights.split', {} as never, [
      highlight('b', 20, { end: 22 }),
      highlight('b2', 22)
    ])
    expect(names()).toEqual(['a', 'b', 'b2', 'c'])
    const highlightIds = [id('a'), id('b'), id('b2')]
    takeInChange(client, 'highlights.merge', { highlightIds }, highlight('a', 10, { end: 27 }))
    expect(shown().map((one) => [one.id, one.end])).toEqual([
      ['a', 27],
      ['c', 35]
    ])
  })

  it('changes colour, tags and notes of the ones that are meant', () => {
    takeInChange(client, 'highlights.setColor', { highlightIds: [id('a')], color: 'blue' }, null)
    takeInChange(client, 'highlights.removeTag', { highlightIds: [id('b')], tag: 'dropped' }, null)
    takeInChange(
      client,
      'notes.save',
      { id: 'note' as NoteId, articleId: article, highlightId: id('c'), body: 'as sent' },
      { body: 'as stored', joined: true }
    )
    expect(shown().map((one) => one.color)).toEqual(['blue', 'yellow', 'yellow'])
    expect(shown().map((one) => one.tags.length)).toEqual([2, 1, 2])
    expect(shown().map((one) => one.note)).toEqual(['', '', 'as stored'])
  })

  it('leaves the lists of other articles, and what is no list yet, as they are', () => {
    const before = shown()
    const elsewhere = { articleId: 'elsewhere' as ArticleId }
    takeInChange(client, 'highlights.create', {} as never, highlight('x', 1, elsewhere))
    takeInChange(client, 'highlights.setColor', { highlightIds: [id('x')], color: 'pink' }, null)
    expect(shown()).toBe(before)
    expect(client.getQueryData(['highlights.listByArticle', elsewhere])).toBeUndefined()
  })
})

describe('the highlights of an article', () => {
  let client: QueryClient
  let marks: number
  /** What main has, in document order, and what it says has changed since the mark before. */
  let stored: Highlight[]
  let delta: { now: Highlight[]; gone: HighlightId[] } | null
  const told = (isWhole: boolean, now: Highlight[], gone: HighlightId[] = []) => ({
    mark: ++marks,
    isWhole,
    now,
    gone
  })
  const bridge = (during: () => void = () => {}) =>
    fakeBridge({
      'highlights.changesOf': ({ since }) => {
        during()
        return since === null || !delta
          ? told(true, stored.slice(0, MOST_AT_ONCE))
          : told(false, delta.now, delta.gone)
      },
      'highlights.listByArticle': ({ page }) => stored.slice(page!.offset, page!.offset + page!.limit)
    })
  const ask = async () => {
    const list = await askHighlights(client, key, article, new AbortController().signal)
    client.setQueryData(key, list)
    return list
  }
  const names = () => client.getQueryData<Highlight[]>(key)!.map((one) => one.id)

  beforeEach(() => {
    client = new QueryClient()
    marks = 0
    delta = { now: [], gone: [] }
    stored = [highlight('a', 10), highlight('b', 20), highlight('c', 30)]
  })
  afterEach(() => client.clear())

  it('are asked for whole once, then for what has changed', async () => {
    const { inputsOf } = bridge()
    const first = await ask()
    expect(await ask()).toBe(first)
    delta = {
      now: [highlight('d', 25), highlight('b', 20, { color: 'blue', updatedAt: 2 })],
      gone: [id('a')]
    }
    const next = await ask()
    expect(next.map((one) => [one.id, one.color])).toEqual([
      ['b', 'blue'],
      ['d', 'yellow'],
      ['c', 'yellow']
    ])
    expect(next[2]).toBe(first[2])
    expect(inputsOf('highlights.changesOf')).toEqual(
      [null, 1, 2].map((since) => ({ articleId: article, since }))
    )
    expect(inputsOf('highlights.listByArticle')).toEqual([])
  })

  it('keep what was taken in while main was asked', async () => {
    bridge(() => takeInChange(client, 'highlights.create', {} as never, highlight('new', 15)))
    client.setQueryData(key, stored)
    await ask()
    delta = { now: [], gone: [id('c')] }
    await ask()
    expect(names()).toEqual(['a', 'new', 'b'])
  })

  it('are asked for whole when the list was let go of while main was asked', async () => {
    bridge(() => client.removeQueries({ queryKey: key }))
    client.setQueryData(key, stored)
    await ask()
    delta = { now: [highlight('b', 20, { color: 'blue', updatedAt: 2 })], gone: [] }
    await ask()
    expect(names()).toEqual(['a', 'b', 'c'])
  })

  it('forget what was taken in and not stored', async () => {
    bridge()
    await ask()
    takeInChange(client, 'highlights.create', {} as never, highlight('new', 15))
    await ask()
    expect(names()).toEqual(['a', 'new', 'b', 'c'])
    takeBack(client)
    await ask()
    expect(names()).toEqual(['a', 'b', 'c'])
  })

  it('are asked for again what an answer said that nobody waited for', async () => {
    const { inputsOf } = bridge()
    await ask()
    const gaveUp = new AbortController()
    gaveUp.abort()
    await askHighlights(client, key, article, gaveUp.signal)
    await ask()
    expect(inputsOf('highlights.changesOf')).toEqual(
      [null, 1, 1].map((since) => ({ articleId: article, since }))
    )
  })

  it('are read again when the list changed between two of its parts', async () => {
    stored = Array.from({ length: MOST_AT_ONCE + 5 }, (_, n) =>
      highlight(`h${String(n).padStart(5, '0')}`, n)
    )
    let asked = 0
    const { inputsOf } = fakeBridge({
      'highlights.changesOf': ({ since }) =>
        since === null ? told(true, stored.slice(0, MOST_AT_ONCE)) : told(false, delta!.now, delta!.gone),
      'highlights.listByArticle': ({ page }) => {
        if (++asked === 1) {
          // All that come later have moved by one: the next part leaves one out.
          delta = { now: [], gone: [stored[0]!.id] }
          stored = stored.slice(1)
        } else delta = { now: [], gone: [] }
        return stored.slice(page!.offset, page!.offset + page!.limit)
      }
    })
    await ask()
    expect(names()).toEqual(stored.map((one) => one.id))
    expect(inputsOf('highlights.listByArticle')).toHaveLength(2)
  })
})
