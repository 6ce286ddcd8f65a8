import { writeFileSync } from 'node:fs'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ArticleId, NoteId } from '../../shared/values.ts'
import { libraryHash } from '../export/library-hash.ts'
import { createImportRunner } from '../import/worker/import-runner.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'
import { extractAnew } from './extract-anew.ts'

const sentences = [
  'the keeper climbed down every morning to wind the clock of the gauge before the boats went out to sea.',
  'nobody had thought that a brass float could outlive three harbours and the men who built them one by one.',
  'a storm in the winter of 1871 took the pier away, yet the drum went on turning in its hut of stone.',
  'tells of letters from the capital, which asked for figures that only this one gauge could ever give.',
  'the children of the village learned to read on its long paper rolls, and some of them became surveyors.',
  'there is a plan to bring it into the museum, where it would stand dry for the first time since it was made.'
]
const sentence = (n: number) => `Paragraph ${n}: ${sentences[n]}`
const page = `<!doctype html><html lang="en"><head><title>The gauge | Chronicle</title>
<meta name="author" content="Ada Quill"></head><body>
<div class="newsletter"><p>Read our letter about the sea, every Sunday.</p></div>
<main><article><h1>The gauge</h1>
${Array.from({ length: 6 }, (_, n) => `<p>${sentence(n)}</p>`).join('\n')}
<blockquote><p>It has never stopped.</p></blockquote>
</article></main>
<aside class="related"><p>A box about the makers of clocks stood beside the text.</p></aside>
</body></html>`

let test: TestApp
let articleId: ArticleId

beforeEach(async () => {
  test = testApp()
  const file = `${test.folder}/gauge.html`
  writeFileSync(file, page)
  const { results } = await test.call('imports.files', { batchId: crypto.randomUUID(), paths: [file] })
  articleId = results[0]?.articleId as ArticleId
})
afterEach(() => test.close())

const current = () => test.call('articles.get', { articleId })
const textOf = (versionId: string) =>
  test.app.context.db
    .prepare('SELECT text FROM article_versions WHERE id = ?')
    .pluck()
    .get(versionId) as string

const highlight = (exact: string) => test.mark(articleId, exact)

describe('correcting an article', () => {
  it('shows what was left out, takes pieces out and in, carries highlights, and is taken back', async () => {
    const id = await highlight('letters from the capital')
    const before = await current()
    const { versionId, pieces, hasOriginal } = await test.call('corrections.open', { articleId })
    expect(hasOriginal).toBe(true)
    expect(pieces.filter(({ kept }) => kept).map(({ kind }) => kind)).toEqual([
      ...Array(6).fill('paragraph'),
      'quote'
    ])
    const box = pieces.find(({ text }) => text.startsWith('A box about the makers'))
    expect(box).toMatchObject({ kept: false })

    const kept = pieces
      .filter((piece) => (piece.kept && !piece.text.startsWith('Paragraph 0')) || piece === box)
      .map(({ index }) => index)
    const saved = await test.call('corrections.save', { articleId, versionId, kept })
    expect(saved).toMatchObject({ number: 2, counts: { exact: 1, lost: 0 } })
    const text = textOf((await current()).versionId)
    expect(text).not.toContain('Paragraph 0')
    expect(text).toContain('makers of clocks')
    const [moved] = await test.call('highlights.listByArticle', { articleId })
    expect(moved).toMatchObject({ id, versionId: saved.versionId })
    expect(text.slice(moved!.start, moved!.end)).toBe('letters from the capital')

    // What was taken out can be brought back.
    const again = await test.call('corrections.open', { articleId })
    expect(again.pieces.find((piece) => piece.text.startsWith('Paragraph 0'))).toMatchObject({ kept: false })

    await test.call('history.undo', {})
    expect((await current()).versionId).toBe(before.versionId)
    await test.call('history.redo', {})
    expect((await current()).versionId).toBe(saved.versionId)
    expect(libraryHash(test.app.context.db)).toMatch(/^[0-9a-f]{64}$/)
  })

  it('refuses what is out of date, empty, or the same', async () => {
    const { versionId, pieces } = await test.call('corrections.open', { articleId })
    const all = pieces.filter(({ kept }) => kept).map(({ index }) => index)
    await expect(test.call('corrections.save', { articleId, versionId, kept: all })).rejects.toMatchObject({
      code: 'conflict'
    })
    await expect(
      test.call('corrections.save', { articleId, versionId, kept: [pieces.length + 7] })
    ).rejects.toMatchObject({ code: 'conflict' })
    await test.call('corrections.save', { articleId, versionId, kept: all.slice(1) })
    await expect(
      test.call('corrections.save', { articleId, versionId, kept: all.slice(2) })
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is extracted anew only as long as nobody stops it', async () => {
    const { versionId, pieces } = await test.call('corrections.open', { articleId })
    const kept = pieces.filter((piece) => piece.kept).map(({ index }) => index)
    await test.call('corrections.save', { articleId, versionId, kept: kept.slice(1) })
    const { work, db } = test.app.context
    const follow = work.follow
    const before = libraryHash(db)
    work.follow = ({ label }, job) => {
      expect(label).toBe('corrections.extracting')
      const stopping = new AbortController()
      const working = job(stopping.signal, () => {})
      stopping.abort()
      return working
    }
    await expect(test.call('corrections.extractAnew', { articleId })).rejects.toMatchObject({
      code: 'cancelled'
    })
    expect(libraryHash(db)).toBe(before)
    work.follow = follow
    expect(await test.call('corrections.extractAnew', { articleId })).toMatchObject({ status: 'changed' })
  })

  it('gives a standfirst, which is text and can be highlighted', async () => {
    const made = await test.call('corrections.setStandfirst', {
      articleId,
      standfirst: ' A clock,\nwound daily. '
    })
    expect(made?.number).toBe(2)
    expect((await current()).standfirst).toBe('A clock, wound daily.')
    expect(textOf((await current()).versionId)).toMatch(/^A clock, wound daily\.\n\nParagraph 0/)
    expect(
      await test.call('corrections.setStandfirst', { articleId, standfirst: 'A clock, wound daily.' })
    ).toBeNull()
    await test.call('history.undo', {})
    expect((await current()).standfirst).toBe('')
  })
})

describe('extracting anew', () => {
  it('changes nothing where the result is the same', async () => {
    const before = libraryHash(test.app.context.db)
    expect(await test.call('corrections.extractAnew', { articleId })).toMatchObject({
      status: 'same',
      number: null
    })
    expect(libraryHash(test.app.context.db)).toBe(before)
  })

  it('makes a version where it differs, fills empty fields, and says in a dry run what it would do', async () => {
    const { db } = test.app.context
    // As an older importer might have left it: a paragraph lost, no byline.
    const { versionId, pieces } = await test.call('corrections.open', { articleId })
    const kept = pieces.filter((piece) => piece.kept && !piece.text.startsWith('Paragraph 2'))
    await test.call('corrections.save', { articleId, versionId, kept: kept.map(({ index }) => index) })
    await test.call('articles.update', { articleId, byline: '' })
    const id = await highlight('learned to read on its long paper rolls')
    const runner = createImportRunner()
    try {
      const options = { dryRun: true, undoable: false, corrected: false }
      // The reader's own correction is left alone unless it is asked for.
      expect((await extractAnew(test.app.context, runner, articleId, options)).status).toBe('corrected')
      db.prepare("UPDATE article_versions SET importer = 'html/1' WHERE article_id = ?").run(articleId)
      const before = libraryHash(db)
      const would = await extractAnew(test.app.context, runner, articleId, options)
      expect(would).toMatchObject({ status: 'changed', number: null, filled: ['byline'] })
      expect(would.wordsAfter).toBeGreaterThan(would.wordsBefore)
      expect(libraryHash(db)).toBe(before)
      const done = await extractAnew(test.app.context, runner, articleId, { ...options, dryRun: false })
      expect(done).toMatchObject({ status: 'changed', number: 3, counts: { exact: 1 } })
    } finally {
      runner.close()
    }
    expect(await current()).toMatchObject({ byline: 'Ada Quill' })
    expect(textOf((await current()).versionId)).toContain('Paragraph 2')
    expect((await test.call('highlights.listByArticle', { articleId }))[0]).toMatchObject({ id })
  })
})

describe('joining articles', () => {
  it('makes one of the parts, with every highlight and note on its very words, and is taken back', async () => {
    const first = await test.add(
      'The crossing\n\nThe first part tells of the harbour and its gulls.',
      'one.txt'
    )
    const second = await test.add(
      'The crossing\n\nThe second part tells of the open sea and its gulls.',
      'two.txt'
    )
    const third = await test.add('Coming home\n\nThe third part tells of nothing but rain.', 'three.txt')
    await test.mark(first, 'its gulls', { note: 'its gulls' })
    await test.mark(second, 'its gulls', { note: 'its gulls' })
    await test.mark(third, 'nothing but rain', { note: 'nothing but rain' })

    const joined = await test.call('corrections.join', { articleIds: [first, second, third] })
    expect(joined).toMatchObject({ articleId: first, number: 2, counts: { exact: 1 } })
    const text = textOf(joined.versionId)
    expect(text).toMatch(/harbour[\s\S]*open sea[\s\S]*Coming home[\s\S]*nothing but rain/)
    const marks = await test.call('highlights.listByArticle', { articleId: first })
    expect(marks).toHaveLength(3)
    for (const { start, end, exact, note } of marks) {
      expect(text.slice(start, end)).toBe(exact)
      expect(note).toBe(exact)
    }
    expect((await test.call('articles.get', { articleId: second })).trashedAt).not.toBeNull()
    expect(test.app.context.db.pragma('foreign_key_check')).toEqual([])

    await test.call('history.undo', {})
    expect(await test.call('highlights.listByArticle', { articleId: second })).toHaveLength(1)
    expect((await test.call('articles.get', { articleId: third })).trashedAt).toBeNull()
    expect(await test.call('highlights.listByArticle', { articleId: first })).toHaveLength(1)
    await expect(test.call('corrections.join', { articleIds: [first, first] })).rejects.toMatchObject({
      code: 'conflict'
    })
  })

  it('has the title of the whole once its last part is there, and its own again when it is taken back', async () => {
    const first = await test.add('Tides (1/2)\n\nThe first part tells of the ebb.', 'ebb.txt')
    const second = await test.add('Tides (2/2)\n\nThe second part tells of the flood.', 'flood.txt')
    const titleOf = async () => (await test.call('articles.get', { articleId: first })).title
    const { versionId } = await test.call('corrections.join', { articleIds: [first, second] })
    expect(await titleOf()).toBe('Tides')
    expect(textOf(versionId)).toBe('The first part tells of the ebb.\n\nThe second part tells of the flood.')
    await test.call('history.undo', {})
    expect(await titleOf()).toBe('Tides (1/2)')
  })

  it('brings the cards, tags and notes of the others along, so that none goes with the Trash', async () => {
    const first = await test.add('The tide\n\nThe first part tells of the ebb.', 'ebb.txt')
    const second = await test.add('The tide\n\nThe second part tells of the flood.', 'flood.txt')
    const mark = await test.mark(second, 'the flood')
    const cards = [await test.learn(second, 'the flood', mark), await test.learn(second, 'second part')]
    const note = (id: ArticleId, body: string) =>
      test.call('notes.save', { id: v7() as NoteId, articleId: id, highlightId: null, body })
    await note(first, 'Read by the sea.')
    await note(second, 'Read in town.')
    await test.call('articles.addTag', { articleIds: [second], tag: 'sea' })

    const { versionId } = await test.call('corrections.join', { articleIds: [first, second] })
    const text = textOf(versionId)
    expect((await test.call('articles.get', { articleId: first })).note).toBe(
      'Read by the sea.\n\nRead in town.'
    )
    expect((await test.call('articles.get', { articleId: first })).tags).toEqual(['sea'])
    await test.call('articles.purge', { articleIds: [second] })
    const [marked, plain] = await Promise.all(
      cards.map(({ promptId }) => test.call('cards.place', { promptId }))
    )
    expect(marked).toMatchObject({ articleId: first, highlightId: mark })
    expect(text.slice(plain!.span!.start, plain!.span!.end)).toBe('second part')
    expect((await test.call('reviews.waiting', {})).fresh).toBe(2)
  })

  it('leaves a card of words that only an older version has where it was, and looks for it when asked', async () => {
    const first = await test.add('The tide\n\nThe first part tells of the ebb.', 'ebb.txt')
    const second = await test.add('The tide\n\nThe second part tells of the flood.', 'flood.txt')
    const { promptId } = await test.learn(second, 'the flood')
    const newer = await test.add('The tide\n\nIn a new wording, the second part tells of the flood.', 'n.txt')
    await test.call('versions.adopt', { articleId: second, fromArticleId: newer })
    const place = () =>
      test.app.context.db
        .prepare('SELECT version_id, text_start, text_end FROM prompts WHERE id = ?')
        .get(promptId)
    const before = place()
    const { versionId } = await test.call('corrections.join', { articleIds: [first, second] })
    expect(place()).toEqual(before)
    const asked = await test.call('cards.place', { promptId })
    expect(textOf(versionId).slice(asked!.span!.start, asked!.span!.end)).toBe('the flood')
  })

  it.each(['join', 'adopt'] as const)(
    'takes the extracts and the place in the queue of the other along, and gives them back: %s',
    async (how) => {
      const first = await test.add('The tide\n\nThe first part tells of the ebb.', 'ebb.txt')
      const second = await test.add('The tide\n\nThe second part tells of the flood.', 'flood.txt')
      const highlightId = await test.mark(second, 'tells of the flood')
      const [mark] = await test.call('highlights.listByArticle', { articleId: second })
      const extract = v7() as ArticleId
      const { versionId, start, end, exact } = mark!
      await test.call('extracts.create', {
        ...{ id: extract, articleId: second, versionId, start, end, exact, highlightId, color: 'yellow' }
      })
      await test.call('queue.add', { articleIds: [second, first] })
      await test.call('queue.later', { articleId: first })
      await test.call('queue.setPriority', { articleIds: [second], priority: 'high' })
      const { db } = test.app.context
      const rows = () => [
        db.prepare('SELECT article_id, priority, due_day, interval, visits FROM queue_entries').all(),
        db
          .prepare(
            'SELECT source_article_id, source_version_id, source_highlight_id, text_start FROM extracts'
          )
          .all()
      ]
      const before = rows()

      if (how === 'join') await test.call('corrections.join', { articleIds: [first, second] })
      else await test.call('versions.adopt', { articleId: first, fromArticleId: second })
      const after = rows()
      const [highlight] = await test.call('highlights.listByArticle', { articleId: first })
      expect(await test.call('extracts.ofArticle', { articleId: first })).toMatchObject([
        { articleId: extract, highlightId: highlight!.id }
      ])
      expect(await test.call('extracts.source', { articleId: extract })).toMatchObject({
        articleId: first,
        state: 'there',
        highlightId: highlight!.id
      })
      expect(await test.call('queue.get', { articleId: second })).toBeNull()
      expect(await test.call('queue.get', { articleId: first })).toMatchObject({
        priority: 'high',
        dueIn: 0,
        visits: 1
      })

      await test.call('history.undo', {})
      expect(rows()).toEqual(before)
      await test.call('history.redo', {})
      expect(rows()).toEqual(after)
      expect(test.bugs).toEqual([])
    }
  )

  it.each(['join', 'adopt'] as const)(
    'counts the time the other was read for here, also what is counted later, and gives it back: %s',
    async (how) => {
      const first = await test.add('The tide\n\nThe first part tells of the ebb.', 'ebb.txt')
      const second = await test.add('The tide\n\nThe second part tells of the flood.', 'flood.txt')
      const third = await test.add('The tide\n\nThe third part tells of the storm.', 'storm.txt')
      const read = (articleId: ArticleId, ms: number) => test.call('statistics.addReading', { articleId, ms })
      const minutes = async () => {
        const { articles, allMinutes } = await test.call('statistics.get', {})
        return [...articles.map((one) => [one.articleId, one.minutes]), allMinutes]
      }
      const take = (from: ArticleId, into: ArticleId) =>
        how === 'join'
          ? test.call('corrections.join', { articleIds: [into, from] })
          : test.call('versions.adopt', { articleId: into, fromArticleId: from })
      await read(first, 60_000)
      await read(second, 120_000)
      await take(second, first)
      expect(await minutes()).toEqual([[first, 3], 3])
      // Into one that is joined itself.
      await take(first, third)
      expect(await minutes()).toEqual([[third, 3], 3])
      await read(third, 60_000)
      await test.call('articles.purge', { articleIds: [second] })
      expect(await minutes()).toEqual([[third, 4], 4])
      await test.call('history.undo', {})
      expect(await minutes()).toEqual([[first, 3], [third, 1], 4])
      await test.call('history.redo', {})
      expect(await minutes()).toEqual([[third, 4], 4])
      // Out of the Trash by hand, it counts for itself again what was read of it, and of what was joined into it.
      await test.call('articles.restore', { articleIds: [first] })
      expect(await minutes()).toEqual([[first, 3], [third, 1], 4])
      expect(test.bugs).toEqual([])
    }
  )

  it('gives the cards and notes back when it is taken back', async () => {
    const first = await test.add('The tide\n\nThe first part tells of the ebb.', 'ebb.txt')
    const second = await test.add('The tide\n\nThe second part tells of the flood.', 'flood.txt')
    const { promptId } = await test.learn(second, 'the flood')
    const body = 'Read in town.'
    await test.call('notes.save', { id: v7() as NoteId, articleId: second, highlightId: null, body })
    await test.call('corrections.join', { articleIds: [first, second] })
    await test.call('history.undo', {})
    expect(await test.call('cards.place', { promptId })).toMatchObject({ articleId: second })
    expect((await test.call('articles.get', { articleId: first })).note).toBe('')
    expect((await test.call('articles.get', { articleId: second })).note).toBe(body)
  })
})
