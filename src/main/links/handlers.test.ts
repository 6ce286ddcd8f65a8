import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { linkMarkdown, linksIn, linkUrl, parseLinkUrl } from '../../shared/links.ts'
import type { ArticleId, HighlightId, NoteId } from '../../shared/values.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'

let test: TestApp
let first: ArticleId
let second: ArticleId

beforeEach(async () => {
  test = testApp()
  first = await test.add('Tides\n\nThe sea comes and goes twice a day.', 'tides.txt')
  second = await test.add('Moons\n\nThe moon pulls at the water.', 'moons.txt')
})
afterEach(() => test.close())

const save = (
  articleId: ArticleId,
  body: string,
  id = v7() as NoteId,
  highlightId: HighlightId | null = null
) => test.call('notes.save', { id, articleId, highlightId, body })
const linked = () =>
  test.app.context.db.prepare("SELECT target_kind || '/' || target_id FROM links ORDER BY 1").pluck().all()

describe('a link', () => {
  it('is Markdown, says its target, and takes any title', () => {
    const target = { kind: 'article', id: first } as const
    for (const title of [
      'Plain',
      'A [bracket] \\ and `code`',
      '  two\n lines ',
      '漢字',
      'x'.repeat(500),
      '😀'.repeat(80)
    ]) {
      const markdown = linkMarkdown(title, target)
      expect(linksIn(`before ${markdown} after ${markdown}`)).toEqual([target])
      expect(markdown.isWellFormed()).toBe(true)
      expect(markdown).not.toContain('\n')
    }
    expect(parseLinkUrl(linkUrl(target))).toEqual(target)
    for (const other of [
      'https://example.org',
      'lectern:article/1',
      `lectern:other/${first}`,
      `${linkUrl(target)}x`
    ])
      expect(parseLinkUrl(other)).toBeUndefined()
  })
})

describe('links between notes, articles and highlights', () => {
  it('are listed at their target and follow every change of the note, undo included', async () => {
    const link = linkMarkdown('Moons', { kind: 'article', id: second })
    await save(first, `See also ${link}, and [elsewhere](https://example.org).`)
    expect(linked()).toEqual([`article/${second}`])
    expect(await test.call('links.listTo', { kind: 'article', id: second })).toEqual({
      total: 1,
      items: [
        {
          kind: 'note',
          id: expect.any(String),
          title: 'Tides',
          articleId: first,
          highlightId: null,
          excerpt: 'See also Moons, and elsewhere.'
        }
      ]
    })
    await save(second, `Back to ${linkMarkdown('Tides', { kind: 'article', id: first })}`)
    expect(linked()).toHaveLength(2)
    await save(first, 'Nothing any more')
    expect(linked()).toEqual([`article/${first}`])
    await test.call('history.undo', {})
    expect(linked()).toEqual([`article/${first}`, `article/${second}`].sort())
    await test.call('history.redo', {})
    await test.call('history.undo', {})
    await test.call('history.undo', {})
    await test.call('history.undo', {})
    expect(linked()).toEqual([])
    expect(test.bugs).toEqual([])
  })

  it('survive a new title, and say plainly when the target is in the Trash or gone', async () => {
    const targets = [
      { kind: 'article', id: second },
      { kind: 'highlight', id: v7() }
    ] as const
    const resolve = () => test.call('links.resolve', { targets: [...targets] })
    await test.call('articles.update', { articleId: second, title: 'On moons' })
    expect(await resolve()).toMatchObject([
      { state: 'there', title: 'On moons', articleId: second },
      { state: 'gone', articleId: null }
    ])
    await test.call('articles.trash', { articleIds: [second] })
    expect((await resolve())[0]?.state).toBe('trashed')
    await test.call('articles.purge', { articleIds: [second] })
    expect((await resolve())[0]?.state).toBe('gone')
  })

  it('lead to highlights and notes, and go with what is deleted for good', async () => {
    const highlightId = await test.mark(second, 'moon pulls', { color: 'blue' })
    const noteId = v7() as NoteId
    await save(second, `Why? ${linkMarkdown('Tides', { kind: 'article', id: first })}`, noteId, highlightId)
    await save(
      first,
      `${linkMarkdown('a', { kind: 'highlight', id: highlightId })} ${linkMarkdown('b', { kind: 'note', id: noteId })}`
    )
    expect(
      await test.call('links.resolve', {
        targets: [
          { kind: 'highlight', id: highlightId },
          { kind: 'note', id: noteId }
        ]
      })
    ).toMatchObject([
      { title: 'moon pulls', articleId: second, highlightId },
      { title: 'Why? Tides', articleId: second, highlightId }
    ])
    expect(linked()).toHaveLength(3)
    await test.call('highlights.delete', { highlightIds: [highlightId] })
    expect(linked()).toHaveLength(2)
    await test.call('history.undo', {})
    expect(linked()).toHaveLength(3)
    await test.call('articles.trash', { articleIds: [second] })
    expect((await test.call('links.listTo', { kind: 'article', id: first })).total).toBe(0)
    await test.call('articles.purge', { articleIds: [second] })
    expect(linked()).toHaveLength(2)
  })

  it('are not made by words that only look like one', async () => {
    await save(
      first,
      `](lectern: [x](lectern:article/${'z'.repeat(36)}) "\\](lectern:article/"), [y](lectern:other/${second})`
    )
    expect(linked()).toEqual([])
    await save(first, `say "\\\\[quoted](lectern:article/${second})" \u0001`)
    expect(linked()).toEqual([`article/${second}`])
  })
})
