import { QueryClient } from '@tanstack/react-query'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Highlight } from '../../shared/highlights.ts'
import type { ArticleId, HighlightId, NoteId, VersionId } from '../../shared/values.ts'
import { takeInChange } from './known-highlights.ts'

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
