import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CardId, PromptId } from '../../shared/cards.ts'
import { contract, type Input, type MethodName } from '../../shared/contract.ts'
import type { Method } from '../../shared/define.ts'
import { embedMarkdown } from '../../shared/embeds.ts'
import { AppError } from '../../shared/errors.ts'
import type { NotebookId } from '../../shared/notebooks.ts'
import type { ReviewId } from '../../shared/reviews.ts'
import type { SavedSearchId } from '../../shared/saved-searches.ts'
import type { SheetEntryId } from '../../shared/study-sheet.ts'
import type { ArticleId, HighlightId, NoteId, VersionId } from '../../shared/values.ts'
import { libraryHash } from '../export/library-hash.ts'
import { randomFrom } from '../search/edit-storm.ts'
import { journalHash } from '../testing/journal-hash.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'

const lines = [
  'Three boats were tied to the northern wall, and their lamps were still burning brightly.',
  'The harbour lay quiet under the long evening light, and nobody spoke of the storm.',
  'Anna Petrova arrived in Vienna on Wednesday with a letter and the thiourea.',
  'The road along the cliff was closed for the winter, as it is every single year.'
]
const again = [
  ...lines.slice(0, 3),
  'The road along the cliff was opened again after many months, as it is every single year.'
]
const page = (title: string, paragraphs: readonly string[]) =>
  `<!doctype html><html lang="en"><head><title>${title}</title></head><body><main><article><h1>${title}</h1>
${paragraphs.map((line) => `<p>${line}</p>`).join('\n')}</article></main></body></html>`

const newId = <T>() => crypto.randomUUID() as T
/** Stands still: undo says anew when a row was changed, and by whom. */
const time = new Date(2026, 2, 5, 12).getTime()
let test: TestApp

/** A library with something of everything. */
interface World {
  article: ArticleId
  version: VersionId
  text: string
  other: ArticleId
  trashed: ArticleId
  /** Two that touch. */
  first: HighlightId
  second: HighlightId
  /** Its place in the newest version is only proposed. */
  unsure: HighlightId
  gathered: HighlightId
  prompt: PromptId
  cards: CardId[]
  notebook: NotebookId
  searches: SavedSearchId[]
  question: SheetEntryId
}
let world: World

async function bring(name: string, paragraphs: readonly string[]): Promise<ArticleId> {
  const path = join(test.folder, `${name}.html`)
  writeFileSync(path, page(name, paragraphs))
  const { results } = await test.call('imports.files', { batchId: newId(), paths: [path] })
  return results[0]!.articleId!
}

async function textOf(articleId: ArticleId) {
  const { version } = await test.call('reading.open', { articleId })
  const whole = { versionId: version.id, start: 0, end: version.textLength }
  return { versionId: version.id, ...(await test.call('reading.text', whole)) }
}

async function place(articleId: ArticleId, exact: string) {
  const { versionId, text } = await textOf(articleId)
  const start = text.indexOf(exact)
  expect(start).toBeGreaterThanOrEqual(0)
  return { articleId, versionId, start, end: start + exact.length, exact }
}

async function mark(articleId: ArticleId, exact: string): Promise<HighlightId> {
  const id = newId<HighlightId>()
  await test.call('highlights.create', { id, ...(await place(articleId, exact)), color: 'yellow' })
  return id
}

async function makeWorld(): Promise<World> {
  const article = await bring('The harbour in winter', lines)
  const unsure = await mark(article, 'was closed for the winter, as it is')
  const first = await mark(article, 'Three boats were tied')
  const second = await mark(article, 'tied to the northern wall')
  const gathered = await mark(article, 'nobody spoke of the storm')
  const fromArticleId = await bring('The harbour in winter, again', again)
  await test.call('versions.adopt', { articleId: article, fromArticleId })
  const other = await bring('Another reading', [
    'It has a paragraph of its own, and says little more than that.'
  ])
  const trashed = await bring('Thrown away', ['Nobody wants to read this again, or perhaps somebody does.'])
  await test.call('articles.trash', { articleIds: [trashed] })
  for (const tag of ['sea', 'Winter'])
    await test.call('articles.addTag', { articleIds: [article, other], tag })
  for (const tag of ['sea', 'storm'])
    await test.call('highlights.addTag', { highlightIds: [first, second], tag })
  for (const highlightId of [null, first, second])
    await test.call('notes.save', {
      id: newId(),
      articleId: article,
      highlightId,
      body: `A *note* ${highlightId}`
    })
  const prompt = newId<PromptId>()
  const made = await test.call('cards.create', {
    promptId: prompt,
    kind: 'cloze',
    front: 'The {{c1::harbour}} lay {{c2::quiet}}',
    back: 'Thirds: 0.1',
    picture: null,
    source: { ...(await place(article, 'harbour lay quiet')), highlightId: first },
    tags: ['sea']
  })
  const cards = made.map(({ id }) => id)
  await test.call('reviews.grade', { id: newId(), cardId: cards[0]!, grade: 3, reps: 0, duration: 950 })
  const notebook = newId<NotebookId>()
  const body = `# Winter\n\n${embedMarkdown('nobody spoke', gathered)}\n`
  await test.call('notebooks.create', { id: notebook, title: 'Winter', body })
  const searches = [newId<SavedSearchId>(), newId<SavedSearchId>()]
  for (const id of searches)
    await test.call('savedSearches.create', { id, name: `Boats ${id}`, query: 'boats' })
  const question = newId<SheetEntryId>()
  await test.call('sheets.saveQuestion', { id: question, articleId: article, body: 'Why was it closed?' })
  // Last, so that no typing that is tested joins with what was typed here.
  await test.call('queue.add', { articleIds: [article] })
  const { versionId, text } = await textOf(article)
  return {
    article,
    version: versionId,
    text,
    other,
    trashed,
    first,
    second,
    unsure,
    gathered,
    prompt,
    cards,
    notebook,
    searches,
    question
  }
}

const finding = async () => {
  const { items, versionId } = await test.call('sheets.get', { articleId: world.article })
  const { kind, label, detail, places } = items.find((one) => one.label === 'Vienna')!
  return { articleId: world.article, kind, label, detail, versionId, ...places[0]! }
}

/** Every change of the reader's, with an input that changes something in the world. */
const changes: { [M in MethodName]?: () => Input<M> | Promise<Input<M>> } = {
  'articles.setState': () => ({ articleIds: [world.article, world.other], state: 'finished' }),
  'articles.setStarred': () => ({ articleIds: [world.article], starred: true }),
  'articles.addTag': () => ({ articleIds: [world.article, world.other], tag: 'new' }),
  'articles.removeTag': () => ({ articleIds: [world.article, world.other], tag: 'SEA' }),
  'articles.update': () => ({
    articleId: world.article,
    title: 'Another title',
    byline: 'Ida Holm',
    site: 'Quay',
    url: 'https://example.org/quay',
    published: '2020-02-03',
    modified: '2021',
    licence: 'CC0',
    language: 'de'
  }),
  'articles.trash': () => ({ articleIds: [world.article, world.other] }),
  'articles.restore': () => ({ articleIds: [world.trashed] }),
  'highlights.create': async () => ({
    id: newId(),
    ...(await place(world.other, 'a paragraph of its own')),
    color: 'pink'
  }),
  'highlights.setColor': () => ({ highlightIds: [world.first, world.second], color: 'blue' }),
  'highlights.resize': async () => {
    const { start, end, exact } = await place(world.article, 'Three boats were tied to the')
    return { highlightId: world.first, start, end, exact }
  },
  'highlights.merge': () => ({ highlightIds: [world.first, world.second], color: 'green' }),
  'highlights.split': async () => {
    const { start } = await place(world.article, 'boats were tied')
    return { highlightId: world.first, newId: newId(), at: start }
  },
  'highlights.delete': () => ({ highlightIds: [world.first, world.gathered] }),
  'highlights.addTag': () => ({ highlightIds: [world.first, world.unsure], tag: 'new' }),
  'highlights.removeTag': () => ({ highlightIds: [world.first], tag: 'sea' }),
  'articles.changeMany': () => ({
    articleIds: [world.article],
    change: { kind: 'addTag', tag: 'many' }
  }),
  'highlights.changeAll': () => ({
    filter: { articleId: world.article },
    except: [world.second],
    change: { kind: 'delete' }
  }),
  'notes.save': () => ({
    id: newId<NoteId>(),
    articleId: world.article,
    highlightId: world.first,
    body: 'Other words'
  }),
  'tags.rename': () => ({ from: 'sea', to: 'winter' }),
  'tags.delete': () => ({ tag: 'sea' }),
  'versions.accept': () => ({ highlightId: world.unsure }),
  'versions.attach': async () => {
    const { versionId, start, end, exact } = await place(world.article, 'opened again after many')
    return { highlightId: world.unsure, versionId, start, end, exact }
  },
  'cards.create': () => ({
    promptId: newId<PromptId>(),
    kind: 'question',
    front: 'Who?',
    back: 'Nobody',
    picture: null,
    source: null,
    tags: ['new', 'sea']
  }),
  'cards.update': () => ({
    promptId: world.prompt,
    kind: 'cloze',
    front: 'The {{c2::harbour}} {{c3::lay}}',
    back: '',
    picture: null
  }),
  'cards.delete': () => ({ promptIds: [world.prompt] }),
  'cards.createFromHighlights': () => ({ filter: {}, except: [] }),
  'cards.changeMany': () => ({
    which: { kind: 'all', filter: { status: 'all' }, except: [] },
    change: { kind: 'delete' }
  }),
  'cards.setSuspended': () => ({ cardIds: world.cards, suspended: true }),
  'cards.setBuried': () => ({ cardIds: world.cards, buried: true }),
  'cards.addTag': () => ({ promptIds: [world.prompt], tag: 'new' }),
  'cards.removeTag': () => ({ promptIds: [world.prompt], tag: 'sea' }),
  'reviews.grade': () => ({
    id: newId<ReviewId>(),
    cardId: world.cards[0]!,
    grade: 2,
    reps: 1,
    duration: 1234
  }),
  'queue.add': () => ({ articleIds: [world.other] }),
  'queue.later': () => ({ articleId: world.article }),
  'queue.postpone': () => ({ articleIds: [world.article] }),
  'queue.setPriority': () => ({ articleIds: [world.article], priority: 'high' }),
  'queue.remove': () => ({ articleIds: [world.article] }),
  'extracts.create': async () => ({
    ...(await place(world.article, 'Anna Petrova arrived in Vienna')),
    id: newId<ArticleId>(),
    highlightId: newId<HighlightId>(),
    color: 'green'
  }),
  'savedSearches.create': () => ({ id: newId<SavedSearchId>(), name: 'Letters', query: 'letter', index: 0 }),
  'savedSearches.rename': () => ({ id: world.searches[0]!, name: 'Ships' }),
  'savedSearches.move': () => ({ id: world.searches[1]!, index: 0 }),
  'savedSearches.delete': () => ({ id: world.searches[0]! }),
  'sheets.judge': async () => ({ ...(await finding()), verdict: 'dismissed' }),
  'sheets.define': async () => {
    const { articleId, versionId, start, end } = await finding()
    return { articleId, versionId, start, end, word: 'thiourea', definition: 'A sulphur compound.' }
  },
  'sheets.saveQuestion': () => ({ id: world.question, articleId: world.article, body: '' }),
  'notebooks.create': () => ({ id: newId<NotebookId>(), title: 'Quays', body: 'Words' }),
  'notebooks.rename': () => ({ id: world.notebook, title: 'Summer' }),
  'notebooks.save': () => ({ id: world.notebook, body: 'Only words', base: '' }),
  'notebooks.gather': () => ({ id: world.notebook, highlightIds: [world.first, world.second] }),
  'notebooks.delete': () => ({ id: world.notebook }),
  'corrections.save': async () => {
    const { versionId, pieces } = await test.call('corrections.open', { articleId: world.article })
    const kept = pieces.filter((piece) => piece.kept).map(({ index }) => index)
    return { articleId: world.article, versionId, kept: kept.slice(1) }
  },
  'corrections.setStandfirst': () => ({ articleId: world.article, standfirst: 'A winter by the sea.' }),
  'corrections.join': () => ({ articleIds: [world.article, world.other] }),
  'versions.adopt': async () => ({ articleId: world.article, fromArticleId: world.other }),
  'imports.deleteReports': async () => {
    const reports = await test.call('imports.reports', {})
    return { batchIds: reports.slice(0, 2).map(({ batchId }) => batchId) }
  },
  'imports.files': () => {
    const path = join(test.folder, `${newId<string>()}.txt`)
    writeFileSync(path, `A new text ${newId<string>()}\n\nWith a paragraph that nobody has read before.`)
    return { batchId: newId(), paths: [path] }
  },
  'imports.paste': () => ({ batchId: newId(), text: `Pasted ${newId<string>()}\n\nWith words of its own.` })
}

/** What takes no step of undo, and why. */
const notUndone: Partial<Record<MethodName, string>> = {
  'cards.keepDraft': 'what is being typed',
  'articles.purge': 'deletes for good, and is asked for twice',
  'reading.opened': 'where the reader was',
  'reading.savePosition': 'where the reader was',
  'meetings.met': 'what was shown',
  'settings.set': 'set back where it was set',
  'statistics.addReading': 'time that went by',
  'statistics.forget': 'forgets on purpose, and is asked for twice'
}
/** Tasks with steps of their own that have tests of theirs: where these are. */
const elsewhere: Partial<Record<MethodName, string>> = {
  'corrections.extractAnew': 'corrections/handlers.test.ts',
  'cards.importAnki': 'cards/handlers.test.ts',
  'libraryImports.run': 'imports/library-imports.test.ts',
  'exports.restoreLibrary': 'export/library-zip.test.ts: what it adds goes to the Trash by hand',
  'imports.choose': 'imports.files after a dialog',
  'imports.address': 'imports/address.test.ts',
  'history.undo': 'is undo',
  'history.redo': 'is undo'
}
/** What the library keeps though it was taken back: texts are never lost. */
const keepsText = new Set<MethodName>([
  'corrections.save',
  'corrections.setStandfirst',
  'corrections.join',
  'versions.adopt',
  'imports.files',
  'imports.paste',
  'extracts.create'
])

/** What does something else when it is done again: the same highlights may stand twice in a notebook. */
const goesOn = new Set<MethodName>(['notebooks.gather'])

/** What came in is taken back into the Trash, and stays there. */
const comesNew = (name: MethodName) => ['imports.files', 'imports.paste', 'extracts.create'].includes(name)

const rowsOfReader = () => journalHash(test.app.context.db)
const state = () => ({ rows: rowsOfReader(), library: libraryHash(test.app.context.db) })
const names = Object.keys(changes) as MethodName[]
const change = async (name: MethodName) =>
  await test.call(name, (await (changes[name] as () => unknown)()) as Input<typeof name>)

describe('every change', () => {
  beforeAll(async () => {
    test = testApp({ now: () => time })
    world = await makeWorld()
  })
  afterAll(async () => {
    expect(test.bugs).toEqual([])
    await test.close()
  })

  it('is either taken back, or it is said here why not', () => {
    const writing = Object.entries<Method>(contract)
      .filter(
        ([, method]) =>
          method.kind === 'mutation' || (method.kind === 'task' && method.changes.includes('history'))
      )
      .map(([name]) => name)
    const named = [...names, ...Object.keys(notUndone), ...Object.keys(elsewhere)]
    expect(named.sort()).toEqual(writing.sort())
    for (const name of Object.keys(notUndone))
      expect(contract[name as MethodName], name).not.toHaveProperty('undo')
  })

  it.each(names)('%s', async (name) => {
    const before = state()
    await change(name)
    const after = state()
    expect(after.rows, 'it changed something').not.toBe(before.rows)

    const undone = async () => {
      expect(await test.call('history.undo', {})).not.toBeNull()
      if (!comesNew(name)) expect(rowsOfReader(), 'undone').toBe(before.rows)
      if (!keepsText.has(name)) expect(libraryHash(test.app.context.db)).toBe(before.library)
    }
    const redone = async () => {
      expect(await test.call('history.redo', {})).not.toBeNull()
      expect(state(), 'done again').toEqual(after)
    }
    await undone()
    await redone()
    await undone()
    await redone()
    await undone()
  })

  it.each(names.filter((name) => !goesOn.has(name)))('%s, once more, is no step of its own', async (name) => {
    const input = (await (changes[name] as () => unknown)()) as Input<typeof name>
    const newest = async () => (await test.call('history.state', {})).undo
    await test.call(name, input)
    const first = await newest()
    const again = await test.call(name, input).catch((error: unknown) => error)
    if (again instanceof Error) expect(again).toBeInstanceOf(AppError)
    expect(await newest()).toEqual(first)
    await test.call('history.undo', {})
    expect((await newest())?.id).not.toBe(first?.id)
  })

  it.each([1, 2, 3])(
    'all of them in any order are taken back one by one, over restarts (%i)',
    async (seed) => {
      const random = randomFrom(seed)
      const pool = names.filter((name) => !comesNew(name))
      const states = [rowsOfReader()]
      for (const name of pool.sort(() => random(2) - 0.5)) {
        const refused = await change(name).then(
          () => false,
          // What an earlier one deleted or settled.
          (error: unknown) => error instanceof AppError && error.code !== 'internal'
        )
        const now = rowsOfReader()
        if (refused) expect(now, name).toBe(states.at(-1))
        else if (now !== states.at(-1)) states.push(now)
      }
      expect(states.length).toBeGreaterThan(10)
      for (let at = states.length - 2; at >= 0; at--) {
        if (random(12) === 0) await test.restart()
        await test.call('history.undo', {})
        expect(rowsOfReader(), `step ${at}`).toBe(states[at])
      }
      for (let at = 1; at < states.length; at++) {
        if (random(12) === 0) await test.restart()
        await test.call('history.redo', {})
        expect(rowsOfReader(), `step ${at}, again`).toBe(states[at])
      }
      for (let at = states.length - 2; at >= 0; at--) await test.call('history.undo', {})
      expect(rowsOfReader()).toBe(states[0])
    }
  )
})
