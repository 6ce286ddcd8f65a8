import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ArticleId, HighlightId } from '../../shared/values.ts'
import { libraryHash } from '../export/library-hash.ts'
import { restoreLibraryZip } from '../export/restore-zip.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'

const DAY = 86_400_000
const text = `# The long quay

Ships came *every morning* and left [in the evening](https://example.org/tide). Nobody counted them.

The keeper wrote the names of all of them into a book that is lost.
`
let app: TestApp
let time: number
let source: ArticleId

const newId = <T>() => crypto.randomUUID() as T

/** What the reader sends for words of an article's current version. */
async function wordsOf(articleId: ArticleId, words: string) {
  const { versionId } = await app.call('articles.get', { articleId })
  const { text: all } = await app.call('reading.text', { versionId, start: 0, end: 10_000 })
  const start = all.indexOf(words)
  expect(start).toBeGreaterThanOrEqual(0)
  return {
    id: newId<ArticleId>(),
    highlightId: newId<HighlightId>(),
    color: 'green' as const,
    articleId,
    versionId,
    start,
    end: start + words.length,
    exact: words
  }
}
const htmlOf = (articleId: ArticleId) =>
  app.app.context.db
    .prepare('SELECT html FROM article_versions WHERE article_id = ?')
    .pluck()
    .get(articleId) as string

describe('extracts', () => {
  beforeEach(async () => {
    time = new Date(2026, 2, 3, 12).getTime()
    app = testApp({ now: () => time })
    source = await app.add(text, 'quay.md')
  })
  afterEach(() => app.close())

  it('become readings of their own that lead back, are found, come back tomorrow, and can be taken back', async () => {
    const words = await wordsOf(source, 'every morning and left in the evening. Nobody counted them.')
    const made = await app.call('extracts.create', words)
    expect(made).toEqual({
      articleId: words.id,
      title: 'every morning and left in the evening.',
      highlightId: words.highlightId
    })
    expect(await app.call('extracts.create', words), 'the same call again').toEqual(made)
    await expect(
      app.call('extracts.create', { ...words, highlightId: newId<HighlightId>() })
    ).rejects.toMatchObject({ code: 'conflict' })
    // Formatting and links are kept.
    expect(htmlOf(words.id)).toBe(
      '<p data-at="0"><em>every morning</em> and left <a href="https://example.org/tide">in the evening</a>. Nobody counted them.</p>'
    )
    expect(await app.call('extracts.ofArticle', { articleId: source })).toEqual([made])
    expect(await app.call('extracts.source', { articleId: source })).toBeNull()
    expect(await app.call('extracts.source', { articleId: words.id })).toMatchObject({
      articleId: source,
      title: 'The long quay',
      state: 'there',
      highlightId: words.highlightId
    })
    // In a list of its own, and found like any article.
    const counts = await app.call('articles.counts', {})
    expect(counts).toMatchObject({ all: 1, extracts: 1, highlights: 1 })
    const page = { offset: 0, limit: 10 }
    const list = (extracts: boolean) =>
      app.call('articles.list', { filter: { extracts }, sort: 'added', descending: true, page })
    expect((await list(true)).items).toMatchObject([{ id: words.id, extractOf: 'The long quay' }])
    expect((await list(false)).items).toMatchObject([{ id: source, extractOf: null }])
    await app.app.search.caughtUp()
    const { hits } = await app.call('search.query', { query: 'nobody counted', kinds: ['article'] })
    expect(hits.map((hit) => hit.articleId).sort()).toEqual([source, words.id].sort())

    expect((await app.call('queue.today', {})).items).toEqual([])
    time += DAY
    expect((await app.call('queue.today', {})).items).toMatchObject([
      { articleId: words.id, extractOf: 'The long quay' }
    ])

    await app.call('history.undo', {})
    expect(await app.call('extracts.ofArticle', { articleId: source })).toEqual([])
    expect(await app.call('highlights.listByArticle', { articleId: source })).toEqual([])
    await app.call('history.redo', {})
    expect(await app.call('extracts.ofArticle', { articleId: source })).toEqual([made])
    expect(await app.call('highlights.listByArticle', { articleId: source })).toHaveLength(1)
  })

  it('is made of a highlight there is already, and of an extract again', async () => {
    const words = await wordsOf(source, 'The keeper wrote the names of all of them')
    const { id: _id, ...highlight } = words
    await app.call('highlights.create', {
      id: words.highlightId,
      articleId: source,
      versionId: words.versionId,
      start: words.start,
      end: words.end,
      exact: words.exact,
      color: 'blue'
    })
    await app.call('extracts.create', words)
    expect(await app.call('highlights.listByArticle', { articleId: source })).toMatchObject([
      { id: highlight.highlightId, color: 'blue' }
    ])
    const inner = await wordsOf(words.id, 'the names of all')
    await app.call('extracts.create', inner)
    expect(await app.call('extracts.source', { articleId: inner.id })).toMatchObject({ articleId: words.id })
    // Cited is the article both came from.
    const { text: cited } = await app.call('citations.quote', {
      highlightIds: [inner.highlightId],
      format: 'apa'
    })
    expect(cited).toContain('The long quay')
  })

  it('finds its words again in a new version, and without its highlight only when it is sure', async () => {
    const words = await wordsOf(source, 'Nobody counted them.')
    await app.call('extracts.create', words)
    const again = await app.add(
      text.replace('Ships came', 'An introduction that was not there before.\n\nShips came'),
      'again.md'
    )
    await app.call('versions.adopt', { articleId: source, fromArticleId: again })
    const [moved] = await app.call('highlights.listByArticle', { articleId: source })
    expect(moved).toMatchObject({ id: words.highlightId, exact: 'Nobody counted them.' })
    expect(moved!.start).toBeGreaterThan(words.start)
    expect(await app.call('extracts.source', { articleId: words.id })).toMatchObject({
      highlightId: words.highlightId,
      span: null
    })
    await app.call('highlights.delete', { highlightIds: [words.highlightId] })
    expect(await app.call('extracts.source', { articleId: words.id })).toMatchObject({
      highlightId: null,
      span: { start: moved!.start, end: moved!.end }
    })
    await app.call('articles.trash', { articleIds: [source] })
    expect(await app.call('extracts.source', { articleId: words.id })).toMatchObject({ state: 'trashed' })
    await app.call('articles.purge', { articleIds: [source] })
    expect(await app.call('extracts.source', { articleId: words.id })).toMatchObject({
      state: 'gone',
      exact: 'Nobody counted them.'
    })
  })

  it('comes back from the zip, also two of the same words, with the queue and the days of meeting', async () => {
    const words = await wordsOf(source, 'Nobody counted them.')
    await app.call('extracts.create', words)
    await app.call('extracts.create', { ...words, id: newId<ArticleId>(), highlightId: newId<HighlightId>() })
    await app.call('queue.later', { articleId: source })
    await app.call('queue.setPriority', { articleIds: [source], priority: 'high' })
    await app.call('meetings.met', { highlightIds: [words.highlightId] })
    const zip = join(app.folder, 'library.zip')
    app.saveTo(zip)
    await app.call('exports.saveLibrary', {})
    const other = testApp({ now: () => time })
    try {
      const { db } = other.app.context
      const result = await restoreLibraryZip(db, zip)
      expect(result).toMatchObject({ failed: 0, added: 3 })
      expect(libraryHash(db)).toBe(result.contentHash)
      expect(libraryHash(db)).toBe(libraryHash(app.app.context.db))
      expect(await other.call('extracts.ofArticle', { articleId: source })).toHaveLength(2)
      expect(await other.call('queue.get', { articleId: source })).toMatchObject({
        priority: 'high',
        visits: 1
      })
    } finally {
      await other.close()
    }
  })

  it('says that there is no place when a new version has not the words', async () => {
    const words = await wordsOf(source, 'Nobody counted them.')
    await app.call('extracts.create', words)
    const again = await app.add(text.replace(' Nobody counted them.', ''), 'without.md')
    await app.call('versions.adopt', { articleId: source, fromArticleId: again })
    expect(await app.call('extracts.source', { articleId: words.id })).toMatchObject({
      state: 'there',
      highlightId: null,
      span: null,
      exact: 'Nobody counted them.'
    })
  })

  it('refuses words that are not there', async () => {
    const words = await wordsOf(source, 'Nobody counted them.')
    await expect(
      app.call('extracts.create', { ...words, exact: 'Somebody counted them' })
    ).rejects.toMatchObject({
      code: 'conflict'
    })
    expect((await app.call('articles.counts', {})).extracts).toBe(0)
  })
})
