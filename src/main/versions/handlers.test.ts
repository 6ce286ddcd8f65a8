import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ToldVerdict } from '../../shared/highlights.ts'
import { type LinkKind, linkMarkdown } from '../../shared/links.ts'
import type { NotebookId } from '../../shared/notebooks.ts'
import type { SheetEntryId } from '../../shared/study-sheet.ts'
import type { ArticleId, HighlightId } from '../../shared/values.ts'
import { libraryHash } from '../export/library-hash.ts'
import { versionText } from '../highlights/select-text.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'

const lines = {
  harbour: 'The harbour lay quiet under the long evening light, and nobody spoke.',
  keeper: 'Everybody had expected the lighthouse keeper to return before the winter storms began.',
  boats: 'Three boats were tied to the northern wall, and their lamps were still burning brightly.',
  letter: 'A letter from the capital had arrived that morning with the slow and crowded train.',
  road: 'The road along the cliff was closed for the winter, as it is every single year.'
}
const old = Object.values(lines).join('\n\n')
// boats moves to the front, harbour stays, keeper is edited, letter is gone, road is rewritten in its middle.
const now = [
  lines.boats,
  lines.harbour,
  lines.keeper.replace('lighthouse keeper', 'harbour master'),
  'The road along the cliff was opened again after many months, as it is every single year.'
].join('\n\n')

let test: TestApp
let articleId: ArticleId
let title = ''
let count = 0
// One library for all, since each starts processes of its own; one title for each.
beforeAll(() => {
  test = testApp()
})
beforeEach(async () => {
  title = `The harbour in winter ${++count}`
  articleId = await test.add(`${title}\n\n${old}\n\n${title} was written here.`, 'harbour.txt')
})
afterAll(() => test.close())

async function textOf(id: ArticleId) {
  const { version } = await test.call('reading.open', { articleId: id })
  const { text } = await test.call('reading.text', {
    versionId: version.id,
    start: 0,
    end: version.textLength
  })
  return { version, text }
}

const highlight = (words: string) => test.mark(articleId, words)

async function addEdition(text = now) {
  const fromArticleId = await test.add(`${title}\n\n${text}\n\n${title} was written here.`, 'harbour-2.txt')
  return { fromArticleId, ...(await test.call('versions.adopt', { articleId, fromArticleId })) }
}

const verdicts = async () => {
  const places = await test.call('versions.places', { articleId })
  return new Map(places.map((place) => [place.highlightId, place]))
}

describe('a new version', () => {
  it('says in the list of all highlights which are lost, unsure, moved or changed, and finds them by that', async () => {
    await highlight('quiet under the long evening light')
    const lost = await highlight('letter from the capital had arrived that morning')
    const unsure = await highlight('was closed for the winter, as it is')
    const moved = await highlight('boats were tied to the northern wall')
    const list = async (verdicts?: ToldVerdict[]) => {
      const filter = { articleId, ...(verdicts ? { verdicts } : {}) }
      const { items } = await test.call('highlights.list', { filter, page: { offset: 0, limit: 10 } })
      return new Map(items.map(({ id, verdict }) => [id, verdict]))
    }
    const counts = () => test.call('highlights.verdicts', {})
    expect([...(await list()).values()]).toEqual([null, null, null, null])
    expect(await list(['lost', 'unsure', 'moved', 'changed'])).toEqual(new Map())
    const before = await counts()

    await addEdition()
    expect(new Set((await list()).values())).toEqual(new Set([null, 'lost', 'unsure', 'moved']))
    const asking = new Map([
      [lost, 'lost'],
      [unsure, 'unsure']
    ])
    expect(await list(['lost', 'unsure'])).toEqual(asking)
    expect(await list(['moved'])).toEqual(new Map([[moved, 'moved']]))
    const more = {
      moved: before.moved + 1,
      changed: before.changed,
      unsure: before.unsure + 1,
      lost: before.lost + 1
    }
    expect(await counts()).toEqual(more)

    // All of them at once, the reader's word for one of them, and the article in the Trash.
    const filter = { articleId, verdicts: ['lost', 'unsure'] as ToldVerdict[] }
    const change = { kind: 'color', color: 'pink' } as const
    expect(await test.call('highlights.changeAll', { filter, except: [], change })).toMatchObject({
      count: 2
    })
    await test.call('versions.accept', { highlightId: unsure })
    expect(await list(['lost', 'unsure'])).toEqual(new Map([[lost, 'lost']]))
    expect(await counts()).toEqual({ ...more, unsure: before.unsure })
    await test.call('articles.trash', { articleIds: [articleId] })
    expect(await counts()).toEqual(before)
  })

  it('brings what was written on words that are highlighted in both', async () => {
    const words = 'quiet under the long evening light'
    const here = await test.mark(articleId, words, { note: 'Why quiet?', tag: 'evening' })
    const fromArticleId = await test.add(`${title}\n\n${now}\n\n${title} was written here.`, 'harbour-2.txt')
    await test.mark(fromArticleId, words, { note: 'It was a Sunday.', tag: 'harbour' })
    test.events.splice(0)
    await test.call('versions.adopt', { articleId, fromArticleId })
    const told = test.events.find(({ event }) => event === 'data.changed')
    expect(told).toMatchObject({ payload: { nouns: expect.arrayContaining(['notes', 'links', 'tags']) } })
    const all = await test.call('highlights.listByArticle', { articleId })
    expect(all).toMatchObject([
      { id: here, note: 'Why quiet?\n\nIt was a Sunday.', tags: ['evening', 'harbour'] }
    ])
    await test.call('history.undo', {})
    expect(await test.call('highlights.listByArticle', { articleId })).toMatchObject([
      { id: here, note: 'Why quiet?', tags: ['evening'] }
    ])
  })

  it('is offered when the same title comes again with much of the same text', async () => {
    const paths = [`${test.folder}/again.txt`]
    const { writeFileSync } = await import('node:fs')
    writeFileSync(paths[0]!, `${title}\n\n${now}\n\n${title} was written here.`)
    const { results } = await test.call('imports.files', { batchId: crypto.randomUUID(), paths })
    expect(results[0]).toMatchObject({ status: 'added', editionOf: { articleId } })
    const other = `${test.folder}/other.txt`
    writeFileSync(
      other,
      `${title}\n\nQuite another text that has nothing to do with the first one at all, but its title.`
    )
    const again = await test.call('imports.files', { batchId: crypto.randomUUID(), paths: [other] })
    expect(again.results[0]!.editionOf).toBeUndefined()
  })

  it('is no version but another part when only the number of the page in the address differs', async () => {
    const { writeFileSync } = await import('node:fs')
    const bring = async (page: number, words: string) => {
      const path = `${test.folder}/part-${page}.html`
      const link = `<link rel="canonical" href="https://example.org/crossing?page=${page}">`
      writeFileSync(path, `<title>The crossing</title>${link}<h1>The crossing</h1><p>${words}</p>`)
      const { results } = await test.call('imports.files', { batchId: crypto.randomUUID(), paths: [path] })
      return results[0]!
    }
    const second = await bring(
      2,
      'Halfway over the wind turned, and the captain with it, to look at the sky.'
    )
    expect(second.editionOf).toBeUndefined()
    const first = await bring(1, 'The ferry left at seven with nobody on deck but a dog and the boy it led.')
    expect(first.editionOf).toEqual({ articleId: second.articleId, title: 'The crossing', part: 'before' })
    const third = await bring(3, 'On the other side nobody waited, which was what they had crossed over for.')
    expect(third.editionOf).toMatchObject({ part: 'after' })
  })

  it('is another part when the titles count their parts, next to the nearest that is there', async () => {
    const { writeFileSync } = await import('node:fs')
    const bring = async (title: string, words: string) => {
      const path = `${test.folder}/${title.replace(/\W+/g, '-')}.html`
      writeFileSync(path, `<title>${title}</title><h1>${title}</h1><p>${words}</p>`)
      const { results } = await test.call('imports.files', { batchId: crypto.randomUUID(), paths: [path] })
      return results[0]!
    }
    const first = await bring(
      'The strait (Part 1 of 3)',
      'The ferry left at seven with nobody on deck but a dog.'
    )
    expect(first.editionOf).toBeUndefined()
    const third = await bring(
      'The Strait – part 3 of 3',
      'On the other side nobody waited, which was the point of it.'
    )
    expect(third.editionOf).toMatchObject({ articleId: first.articleId, part: 'after' })
    const second = await bring('The strait (2/3)', 'Halfway over the wind turned, and the captain with it.')
    expect(second.editionOf).toMatchObject({ part: expect.stringMatching(/before|after/) })
    expect(
      (await bring('The strait (2 of 4)', 'A story of its own, in four parts.')).editionOf
    ).toBeUndefined()
  })

  it('carries every highlight with a verdict, keeps the old places, and is taken back in one step', async () => {
    const exact = await highlight('quiet under the long evening light')
    const changed = await highlight('expected the lighthouse keeper to return before the winter storms')
    const moved = await highlight('boats were tied to the northern wall')
    const gone = await highlight('letter from the capital had arrived that morning')
    const unsure = await highlight('was closed for the winter, as it is')
    await test.call('notes.save', {
      id: crypto.randomUUID(),
      articleId,
      highlightId: changed,
      body: 'a note that stays'
    })
    const { db } = test.app.context
    const before = await test.call('highlights.listByArticle', { articleId })
    const first = await textOf(articleId)

    const { counts, number, fromArticleId } = await addEdition()
    expect(number).toBe(2)
    expect(counts).toEqual({ exact: 1, moved: 1, changed: 1, unsure: 1, lost: 1 })
    const places = await verdicts()
    expect(places.get(exact)).toMatchObject({ verdict: 'exact', exact: 'quiet under the long evening light' })
    expect(places.get(moved)!.verdict).toBe('moved')
    expect(places.get(changed)).toMatchObject({
      verdict: 'changed',
      was: 'expected the lighthouse keeper to return before the winter storms',
      exact: 'expected the harbour master to return before the winter storms'
    })
    expect(places.get(gone)).toMatchObject({
      verdict: 'lost',
      start: null,
      was: expect.stringContaining('letter')
    })
    expect(places.get(unsure)).toMatchObject({
      verdict: 'unsure',
      was: 'was closed for the winter, as it is'
    })

    // Every highlight says what its own version says, whatever became of it.
    const { text, version } = await textOf(articleId)
    const carried = await test.call('highlights.listByArticle', { articleId })
    expect(carried).toHaveLength(5)
    for (const one of carried) {
      const says = one.versionId === version.id ? text : first.text
      expect(says.slice(one.start, one.end)).toBe(one.exact)
    }
    expect(carried.find(({ id }) => id === changed)!.note).toBe('a note that stays')
    // Only what is sure stands in the new one; the others wait where they were, and ask.
    const waiting = carried.filter(({ versionId }) => versionId === first.version.id)
    expect(new Set(waiting.map(({ id }) => id))).toEqual(new Set([gone, unsure]))
    // The old version is still there with its own.
    const then = await test.call('versions.highlights', { versionId: first.version.id })
    expect(then.map(({ id, start, end, exact: words }) => ({ id, start, end, words }))).toEqual(
      before.map(({ id, start, end, exact: words }) => ({ id, start, end, words }))
    )
    expect((await test.call('articles.get', { articleId: fromArticleId })).trashedAt).not.toBeNull()

    await test.call('history.undo', {})
    expect((await textOf(articleId)).text).toBe(first.text)
    const back = await test.call('highlights.listByArticle', { articleId })
    expect(back.map(({ updatedAt: _, ...rest }) => rest)).toEqual(
      before.map(({ updatedAt: _, ...rest }) => ({
        ...rest,
        ...(rest.id === changed ? { note: 'a note that stays' } : {})
      }))
    )
    expect((await test.call('articles.get', { articleId: fromArticleId })).trashedAt).toBeNull()
    await test.call('history.redo', {})
    expect((await verdicts()).get(moved)!.verdict).toBe('moved')
    expect(db.pragma('foreign_key_check')).toEqual([])
    expect(libraryHash(db)).toMatch(/^[0-9a-f]{64}$/)
  })

  it('asks: a proposed place is accepted, a lost highlight is put on other words, both can be undone', async () => {
    const gone = await highlight('letter from the capital had arrived that morning')
    const unsure = await highlight('was closed for the winter, as it is')
    await addEdition()
    const { version, text } = await textOf(articleId)

    const accepted = await test.call('versions.accept', { highlightId: unsure })
    expect(accepted.versionId).toBe(version.id)
    expect(text.slice(accepted.start, accepted.end)).toBe(accepted.exact)
    expect((await verdicts()).get(unsure)).toMatchObject({
      verdict: 'confirmed',
      was: 'was closed for the winter, as it is'
    })

    await expect(test.call('versions.accept', { highlightId: gone })).rejects.toMatchObject({
      code: 'conflict'
    })
    const start = text.indexOf('lamps were still burning')
    const place = { versionId: version.id, start, end: start + 24, exact: 'lamps were still burning' }
    await expect(
      test.call('versions.attach', { highlightId: gone, ...place, exact: 'lamps were still smoking' })
    ).rejects.toMatchObject({ code: 'conflict' })
    const attached = await test.call('versions.attach', { highlightId: gone, ...place })
    expect(attached).toMatchObject({ versionId: version.id, exact: 'lamps were still burning' })
    await test.call('history.undo', {})
    expect((await verdicts()).get(gone)!.verdict).toBe('lost')
    await test.call('history.undo', {})
    expect((await verdicts()).get(unsure)!.verdict).toBe('unsure')
  })

  it('finds a lost highlight again when a later version has its words back', async () => {
    const gone = await highlight('letter from the capital had arrived that morning')
    await addEdition()
    await addEdition(`${now}\n\n${lines.letter}`)
    expect((await verdicts()).get(gone)!.verdict).not.toBe('lost')
    expect(await test.call('versions.list', { articleId })).toMatchObject([
      { number: 3, isCurrent: true },
      { number: 2 },
      { number: 1 }
    ])
  })

  it('shows what changed, and refuses what is no new version', async () => {
    const { versionId } = await addEdition()
    const [, first] = await test.call('versions.list', { articleId })
    const { pieces, isWhole } = await test.call('versions.compare', { fromId: first!.id, toId: versionId })
    expect(isWhole).toBe(true)
    expect(pieces).toContainEqual({ kind: 'removed', text: 'lighthouse keeper ', moved: false })
    expect(pieces).toContainEqual({ kind: 'added', text: 'harbour master ', moved: false })
    expect(pieces.some(({ kind, moved }) => kind === 'added' && moved)).toBe(true)
    await expect(test.call('versions.adopt', { articleId, fromArticleId: articleId })).rejects.toMatchObject({
      code: 'conflict'
    })
  })

  it('brings along what was highlighted in it before, with note and tags; what stands there already is one', async () => {
    const words = 'quiet under the long evening light'
    await highlight(words)
    const fromArticleId = await test.add(`${title}\n\n${now}\n\n${title} was written here.`, 'harbour-2.txt')
    for (const exact of [words, `${title} was written here.`])
      await test.mark(fromArticleId, exact, { color: 'green', tag: 'sea' })
    await test.call('versions.adopt', { articleId, fromArticleId })
    const all = async () => await test.call('highlights.listByArticle', { articleId })
    expect((await all()).map(({ exact, tags }) => [exact, tags])).toEqual([
      [words, ['sea']],
      [`${title} was written here.`, ['sea']]
    ])
    await test.call('history.undo', {})
    expect(await all()).toHaveLength(1)
    expect(await test.call('highlights.listByArticle', { articleId: fromArticleId })).toHaveLength(2)
  })

  it('brings along the tags of the article, and gives them back when it is taken back', async () => {
    const fromArticleId = await test.add(`${title}\n\n${now}\n\n${title} was written here.`, 'harbour-2.txt')
    await test.call('articles.addTag', { articleIds: [articleId], tag: 'ships' })
    for (const tag of ['harbour', 'ships'])
      await test.call('articles.addTag', { articleIds: [fromArticleId], tag })
    const tagsOf = async (id: ArticleId) => (await test.call('articles.get', { articleId: id })).tags
    await test.call('versions.adopt', { articleId, fromArticleId })
    expect(await tagsOf(articleId)).toEqual(['harbour', 'ships'])
    await test.call('history.undo', {})
    expect(await tagsOf(articleId)).toEqual(['ships'])
    expect(await tagsOf(fromArticleId)).toEqual(['harbour', 'ships'])
  })

  it('brings along what was written on its sheet, and stays when the other article is deleted for good', async () => {
    const words = 'quiet under the long evening light'
    const fromArticleId = await test.add(`${title}\n\n${now}\n\n${title} was written here.`, 'harbour-2.txt')
    const { versionId } = await test.call('articles.get', { articleId: fromArticleId })
    const define = async (id: ArticleId, word: string, definition: string, start: number) => {
      const { versionId } = await test.call('articles.get', { articleId: id })
      await test.call('sheets.define', { articleId: id, word, definition, versionId, start, end: start + 5 })
    }
    const start = versionText(test.app.context.db, versionId).indexOf(words)
    await define(articleId, 'light', 'What is seen by.', 0)
    await define(fromArticleId, 'light', 'Not heavy.', start)
    await define(fromArticleId, 'quiet', 'Without a sound.', start)
    for (const [id, body] of [
      [articleId, 'Who sees it?'],
      [fromArticleId, 'Who sees it?'],
      [fromArticleId, 'When?']
    ] as const)
      await test.call('sheets.saveQuestion', { id: v7() as SheetEntryId, articleId: id, body })
    await test.call('versions.adopt', { articleId, fromArticleId })
    await test.call('articles.purge', { articleIds: [fromArticleId] })
    const { items, questions } = await test.call('sheets.get', { articleId })
    expect(questions.map(({ body }) => body)).toEqual(['Who sees it?', 'When?'])
    const definitionOf = (word: string) => items.find(({ label }) => label === word)
    expect(definitionOf('light')?.definition).toBe('What is seen by.\n\nNot heavy.')
    expect(definitionOf('quiet')).toMatchObject({
      definition: 'Without a sound.',
      places: [{ start, end: start + 5 }]
    })
  })

  it('lets what links to it, and to its highlights, link to what took its place', async () => {
    const words = 'quiet under the long evening light'
    const fromArticleId = await test.add(`${title}\n\n${now}\n\n${title} was written here.`, 'harbour-2.txt')
    const mark = await test.mark(fromArticleId, words)
    const id = v7() as NotebookId
    const link = (kind: LinkKind, id: string) => linkMarkdown('it', { kind, id })
    const body = `${link('highlight', mark)}\n\nSee ${link('article', fromArticleId)}.`
    await test.call('notebooks.create', { id, title: 'Evenings', body })
    const bodyNow = async () => (await test.call('notebooks.get', { id })).body
    await test.call('versions.adopt', { articleId, fromArticleId })
    const [copy] = await test.call('highlights.listByArticle', { articleId })
    expect(await bodyNow()).toBe(`${link('highlight', copy!.id)}\n\nSee ${link('article', articleId)}.`)
    await test.call('history.undo', {})
    expect(await bodyNow()).toBe(body)
  })

  it('brings along its cards, which ask on when the other article is deleted for good', async () => {
    const words = 'quiet under the long evening light'
    const fromArticleId = await test.add(`${title}\n\n${now}\n\n${title} was written here.`, 'harbour-2.txt')
    const mark = await test.mark(fromArticleId, words)
    const { promptId } = await test.learn(fromArticleId, words, mark)
    const place = () => test.call('cards.place', { promptId })
    await test.call('versions.adopt', { articleId, fromArticleId })
    const [copy] = await test.call('highlights.listByArticle', { articleId })
    expect(await place()).toMatchObject({ articleId, highlightId: copy!.id })
    await test.call('history.undo', {})
    expect(await place()).toMatchObject({ articleId: fromArticleId, highlightId: mark })
    await test.call('history.redo', {})
    await test.call('articles.purge', { articleIds: [fromArticleId] })
    expect(await place()).toMatchObject({ articleId, highlightId: copy!.id })
  })

  it('brings nothing along that waits in an older version of the other article', async () => {
    const words = 'quiet under the long evening light'
    const fromArticleId = await test.add(`${title}\n\n${old}\n\nWritten elsewhere.`, 'harbour-2.txt')
    const lost = await test.mark(fromArticleId, 'letter from the capital had arrived that morning')
    await test.mark(fromArticleId, words)
    const newer = await test.add(`${title}\n\n${now}\n\nWritten elsewhere.`, 'harbour-3.txt')
    await test.call('versions.adopt', { articleId: fromArticleId, fromArticleId: newer })
    await test.call('versions.adopt', { articleId, fromArticleId })
    const { text } = await textOf(articleId)
    const here = await test.call('highlights.listByArticle', { articleId })
    expect(here.map(({ start, end }) => text.slice(start, end))).toEqual([words])
    const there = await test.call('highlights.listByArticle', { articleId: fromArticleId })
    expect(there.map(({ id }) => id)).toContain(lost)
  })

  it('keeps the place one reads at, also where highlights wait in older versions', async () => {
    await highlight('letter from the capital had arrived that morning')
    await addEdition()
    const { version, text } = await textOf(articleId)
    const offset = text.indexOf('harbour master')
    await test.call('reading.savePosition', { articleId, versionId: version.id, offset, progress: 0.5 })
    const { versionId } = await addEdition(`A line that was put before all others, long after.\n\n${now}`)
    const kept = test.app.context.db
      .prepare('SELECT version_id, text_offset FROM reading_positions WHERE article_id = ?')
      .get(articleId)
    const at = (await textOf(articleId)).text.indexOf('harbour master')
    expect(kept).toEqual({ version_id: versionId, text_offset: at })
    expect(at).toBeGreaterThan(offset)
  })

  it('takes the deletion of a carried highlight back whole', async () => {
    const id = await highlight('quiet under the long evening light')
    await addEdition()
    await test.call('highlights.delete', { highlightIds: [id] })
    expect((await verdicts()).size).toBe(0)
    await test.call('history.undo', {})
    expect((await verdicts()).get(id)!.verdict).toBe('exact')
  })

  describe('of a long text, while its places are looked for', () => {
    const terns = (each: number) =>
      Array.from({ length: 900 }, (_, n) => `Paragraph ${n} says that ${n * each} terns flew over it.`).join(
        '\n\n'
      )

    it('takes a highlight along that was made meanwhile', async () => {
      const id = await test.add(`Terns by day\n\n${terns(7)}`, 'terns.txt')
      await test.mark(id, '3500 terns')
      const from = await test.add(`Terns by day\n\nA new first paragraph.\n\n${terns(7)}`, 'terns-2.txt')
      const adopting = test.call('versions.adopt', { articleId: id, fromArticleId: from })
      const late = await test.mark(id, '700 terns')
      const { counts, versionId } = await adopting
      expect(counts.exact).toBe(2)
      const { text } = await textOf(id)
      const all = await test.call('highlights.listByArticle', { articleId: id })
      expect(all.find((one) => one.id === late)).toMatchObject({ versionId })
      for (const { start, end, exact } of all) expect(text.slice(start, end)).toBe(exact)
    })

    it('takes the newest text of the other article, which got one meanwhile', async () => {
      const id = await test.add(`Terns by night\n\n${terns(11)}`, 'terns.txt')
      const from = await test.add(`${title}\n\n${old}\n\nFor terns.`, 'short.txt')
      const newer = await test.add(`${title}\n\n${now}\n\nFor terns.`, 'short-2.txt')
      const adopting = test.call('versions.adopt', { articleId: id, fromArticleId: from })
      await test.call('versions.adopt', { articleId: from, fromArticleId: newer })
      await adopting
      expect((await textOf(id)).text).toBe((await textOf(from)).text)
      expect((await textOf(id)).text).toContain('harbour master')
    })
  })

  it('aligns long texts beside main', async () => {
    const long = Array.from(
      { length: 900 },
      (_, n) => `Paragraph ${n} says that ${n * 7} gulls flew over it.`
    ).join('\n\n')
    const id = await test.add(`Gulls\n\n${long}`, 'gulls.txt')
    const start = (await textOf(id)).text.indexOf('3500 gulls')
    const highlightId = crypto.randomUUID() as HighlightId
    const { version } = await textOf(id)
    const place = { start, end: start + 10, exact: '3500 gulls' }
    await test.call('highlights.create', {
      id: highlightId,
      articleId: id,
      versionId: version.id,
      ...place,
      color: 'blue'
    })
    const from = await test.add(`Gulls\n\nA new first paragraph.\n\n${long}`, 'gulls-2.txt')
    const { counts } = await test.call('versions.adopt', { articleId: id, fromArticleId: from })
    expect(counts.exact).toBe(1)
  })
})
