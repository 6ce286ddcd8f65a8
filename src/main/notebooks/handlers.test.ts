import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { embedMarkdown } from '../../shared/embeds.ts'
import { linkMarkdown } from '../../shared/links.ts'
import { MAX_NOTEBOOK, type NotebookId } from '../../shared/notebooks.ts'
import type { ArticleId, HighlightId } from '../../shared/values.ts'
import { libraryHash } from '../export/library-hash.ts'
import { restoreLibraryZip } from '../export/restore-zip.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'

const newId = <T>() => crypto.randomUUID() as T
let app: TestApp
let article: ArticleId
let highlight: HighlightId

const create = async (title: string, body = '') => {
  const id = newId<NotebookId>()
  await app.call('notebooks.create', { id, title, body })
  return id
}
const bodyOf = async (id: NotebookId) => (await app.call('notebooks.get', { id })).body

describe('notebooks', () => {
  beforeAll(async () => {
    app = testApp()
    article = await app.add(
      '---\ntitle: The long quay\nauthor: Ida Holm\ndate: 2020-05-04\n---\n\nShips came every *morning*.\n\nNobody counted \\<them\\>.\n',
      'quay.md'
    )
    highlight = await app.mark(article, 'Nobody counted <them>.', { color: 'green', note: 'Why *not*?' })
  })
  afterAll(() => app.close())

  it('are made, named, written and deleted, each taken back by one undo', async () => {
    const id = await create('  Quays   and ships ')
    expect(await app.call('notebooks.get', { id })).toMatchObject({ title: 'Quays and ships', body: '' })
    await app.call('notebooks.rename', { id, title: 'Ships' })
    await app.call('notebooks.save', { id, body: 'One', base: '' })
    await app.call('notebooks.save', { id, body: 'One two', base: 'One' })
    await app.call('notebooks.delete', { id })
    await expect(app.call('notebooks.get', { id })).rejects.toMatchObject({ code: 'not-found' })
    await app.call('history.undo', {})
    expect(await app.call('notebooks.get', { id })).toMatchObject({ title: 'Ships', body: 'One two' })
    await app.call('history.undo', {})
    expect(await bodyOf(id)).toBe('')
    await app.call('history.undo', {})
    expect(await app.call('notebooks.get', { id })).toMatchObject({ title: 'Quays and ships' })
    // Written twice it is once; under the same id another one is another.
    const said = { title: 'Quays and ships', body: '' }
    expect(await app.call('notebooks.create', { id, ...said })).toMatchObject(said)
    for (const other of [{ title: 'Another' }, { body: 'one' }])
      await expect(app.call('notebooks.create', { id, ...said, ...other })).rejects.toMatchObject({
        code: 'conflict'
      })
  })

  it('join what two windows wrote, and keep what a window that is gone was writing', async () => {
    const id = await create('Two', 'first line\n\nlast line')
    await app.call('notebooks.save', {
      id,
      body: 'first line, longer\n\nlast line',
      base: 'first line\n\nlast line'
    })
    const saved = await app.call('notebooks.save', {
      id,
      body: 'first line\n\nlast line, longer',
      base: 'first line\n\nlast line'
    })
    expect(saved).toEqual({ body: 'first line, longer\n\nlast line, longer', joined: true })
    await app.call('notebooks.keepDraft', { id, body: `${saved.body}!`, base: saved.body })
    await app.restart()
    expect(await bodyOf(id)).toBe(`${saved.body}!`)
    await expect(
      app.call('notebooks.save', { id, body: 'x'.repeat(MAX_NOTEBOOK + 1), base: '' })
    ).rejects.toMatchObject({ code: 'too-large' })
  })

  it('gather highlights, which know where they are gathered', async () => {
    const id = await create('Gathered', '# Notes')
    await app.call('notebooks.gather', { id, highlightIds: [highlight] })
    expect(await bodyOf(id)).toBe(`# Notes\n\n${embedMarkdown('Nobody counted <them>.', highlight)}\n`)
    expect(await app.call('notebooks.highlights', { highlightIds: [highlight] })).toEqual([
      {
        id: highlight,
        articleId: article,
        articleTitle: 'The long quay',
        exact: 'Nobody counted <them>.',
        note: 'Why *not*?',
        color: 'green',
        trashed: false
      }
    ])
    const { items } = await app.call('links.listTo', { kind: 'highlight', id: highlight })
    expect(items).toMatchObject([{ kind: 'notebook', id, title: 'Gathered', articleId: null }])
    const [link] = await app.call('links.resolve', { targets: [{ kind: 'notebook', id }] })
    expect(link).toMatchObject({ state: 'there', title: 'Gathered' })
    expect(
      (await app.call('notebooks.list', { contains: 'gath', page: { offset: 0, limit: 5 } })).items
    ).toMatchObject([{ id, highlights: 1 }])
    await app.call('history.undo', {})
    expect((await app.call('links.listTo', { kind: 'highlight', id: highlight })).total).toBe(0)
  })

  it('are found by search as a kind of their own, and not by what is said of articles', async () => {
    const id = await create('Lighthouses', 'The keeper of the **vermilion** lamp')
    await app.app.search.caughtUp()
    const kinds = async (query: string) =>
      (await app.call('search.query', { query })).hits.map((hit) => `${hit.kind} ${hit.articleTitle}`)
    expect((await app.call('search.query', { query: 'vermilion' })).hits).toMatchObject([
      { kind: 'notebook', notebookId: id, articleId: null, articleTitle: 'Lighthouses', occurrences: [] }
    ])
    expect(await kinds('lighthouse')).toContain('notebook Lighthouses')
    expect(await kinds('in:notebooks vermilion')).toEqual(['notebook Lighthouses'])
    expect(await kinds('in:notes vermilion')).toEqual([])
    expect(await kinds('vermilion is:starred')).toEqual([])
    expect(await kinds('vermilion has:note')).toEqual(['notebook Lighthouses'])
    expect(await kinds('vermilion has:highlight')).toEqual([])
    expect(await kinds('vermilion -is:starred')).toEqual(['notebook Lighthouses'])
    expect(await kinds('vermilion "keeper of the"')).toEqual(['notebook Lighthouses'])
    await app.call('notebooks.delete', { id })
    await app.app.search.caughtUp()
    expect(await kinds('vermilion')).toEqual([])
    await app.call('history.undo', {})
    await app.app.search.caughtUp()
    expect(await kinds('vermilion')).toEqual(['notebook Lighthouses'])
  })

  it('leave as one document with citations and references, in Markdown and as a page that loads nothing', async () => {
    const gone = newId<HighlightId>()
    const id = await create(
      'On quays',
      [
        '# First <script>alert(1)</script>',
        '',
        `As ${linkMarkdown('the quay', { kind: 'article', id: article })} says, and ![a](https://example.org/a.png)`,
        '',
        embedMarkdown('whatever it was called', highlight),
        '',
        embedMarkdown('gone', gone)
      ].join('\n')
    )
    const wanted = { id, style: 'apa' as const, language: 'en' }
    const { content, fileName } = await app.call('notebooks.document', { ...wanted, format: 'markdown' })
    expect(fileName).toBe('On quays.md')
    expect(content).toContain('# On quays')
    expect(content).toContain('As the quay (Holm, 2020) says')
    expect(content).toContain('> Nobody counted \\<them\\>.\n>\n> — The long quay (Holm, 2020)\n\nWhy *not*?')
    expect(content).toContain('*A highlight that is not in the library any more.*')
    expect(content).toMatch(/## References\n\n- Holm, I\. \(2020\)/)
    expect(content).not.toContain('lectern:')
    const page = await app.call('notebooks.document', { ...wanted, format: 'html' })
    expect(page.content).toContain('<blockquote>')
    expect(page.content).not.toMatch(/<script|<img|lectern:/)
    for (const style of ['mla', 'chicago'] as const) {
      const other = await app.call('notebooks.document', { ...wanted, style, format: 'markdown' })
      expect(other.content).toContain('Holm')
    }
    const path = join(app.folder, 'out.md')
    app.saveTo(path)
    expect(await app.call('notebooks.saveDocument', { ...wanted, format: 'markdown' })).toEqual({ path })
    expect(readFileSync(path, 'utf8')).toBe(content)
  })

  it('come back from the zip as they were, also two of one name', async () => {
    await create('Twins', 'one\r\n  two  ')
    await create('Twins', '')
    const zip = join(app.folder, 'library.zip')
    app.saveTo(zip)
    await app.call('exports.saveLibrary', {})
    const other = testApp()
    try {
      const { db } = other.app.context
      const result = await restoreLibraryZip(db, zip)
      expect(result.failed).toBe(0)
      expect(libraryHash(db)).toBe(result.contentHash)
      expect(libraryHash(db)).toBe(libraryHash(app.app.context.db))
      await other.app.search.caughtUp()
      expect((await other.call('search.query', { query: 'vermilion' })).hits).toHaveLength(1)
      // A second time changes nothing.
      expect((await restoreLibraryZip(db, zip)).failed).toBe(0)
      expect(libraryHash(db)).toBe(result.contentHash)
    } finally {
      await other.close()
    }
  })
})
