import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type TestApp, testApp } from '../testing/test-app.ts'

let test: TestApp
beforeEach(() => {
  test = testApp()
})
afterEach(() => test.close())

function file(name: string, content: string): string {
  const path = join(test.folder, name)
  writeFileSync(path, content)
  return path
}
async function bringIn(path: string) {
  const batchId = crypto.randomUUID()
  const plan = await test.call('libraryImports.plan', { batchId, path })
  return { plan, report: await test.call('libraryImports.run', { batchId }), batchId }
}
const list = async () =>
  (
    await test.call('articles.list', {
      filter: {},
      sort: 'title',
      descending: false,
      page: { offset: 0, limit: 100 }
    })
  ).items

const wallabag = JSON.stringify([
  {
    is_archived: 1,
    is_starred: 1,
    tags: ['sea'],
    title: 'Waves',
    url: 'https://example.org/waves?utm_source=x',
    content:
      '<p>Waves come and go.</p><p>They come and go again, <b>and</b> again.</p><script>alert(1)</script>',
    created_at: '2020-01-02T03:04:05+0000',
    annotations: [
      { quote: 'go again, and again', text: 'as we do', created_at: '2020-02-02T00:00:00+0000' },
      { quote: 'come and go', text: 'which of the two?', created_at: '2020-02-02T00:00:00+0000' },
      { quote: 'words that are not there', text: '', created_at: '2020-02-02T00:00:00+0000' }
    ]
  },
  {
    is_archived: 0,
    tags: [],
    title: 'Only an address',
    url: 'https://example.org/address',
    content: '',
    annotations: []
  },
  { is_archived: 0, title: 'Nothing' }
])

it('keeps text, state, dates, tags, notes and highlights; what cannot be placed is never guessed or lost', async () => {
  const { plan, report } = await bringIn(file('wallabag.json', wallabag))
  expect(plan).toMatchObject({
    app: 'wallabag',
    wouldAdd: 2,
    alreadyHere: 0,
    unreadable: 1,
    highlights: 3,
    withText: 1
  })
  expect(report).toMatchObject({
    added: 2,
    updated: 0,
    alreadyHere: 0,
    unreadable: 1,
    failed: 0,
    cancelled: false
  })
  expect(report.problems).toContainEqual(
    expect.objectContaining({ row: 3, title: 'Nothing', fate: 'unreadable' })
  )
  const [address, waves] = await list()
  expect(waves).toMatchObject({
    title: 'Waves',
    state: 'finished',
    starred: true,
    tags: ['sea'],
    addedAt: Date.UTC(2020, 0, 2, 3, 4, 5)
  })
  const highlights = await test.call('highlights.listByArticle', { articleId: waves!.id })
  expect(highlights).toHaveLength(3)
  const { versionId } = await test.call('articles.get', { articleId: waves!.id })
  expect(highlights.filter((one) => one.versionId === versionId)).toMatchObject([
    { exact: 'go again, and again', note: 'as we do' }
  ])
  // Twice in the text, and never in it: both are kept with their words, and ask.
  const places = await test.call('versions.places', { articleId: waves!.id })
  expect(places.map(({ verdict, was }) => [verdict, was]).toSorted()).toEqual([
    ['lost', 'words that are not there'],
    ['unsure', 'come and go']
  ])
  expect(highlights.find((one) => one.exact === 'come and go')).toMatchObject({ note: 'which of the two?' })
  expect(report.problems.map(({ message }) => message)).toContain(
    '2 highlights need a look: see Versions in the article.'
  )
  expect(address).toMatchObject({ title: 'Only an address', site: 'example.org', state: 'later' })
})

it('twice is once, and a later export adds only what is new', async () => {
  await bringIn(file('wallabag.json', wallabag))
  const { db } = test.app.context
  const tables = ['articles', 'article_versions', 'highlights', 'notes', 'article_tags', 'highlight_tags']
  const state = () => JSON.stringify(tables.map((table) => db.prepare(`SELECT * FROM ${table}`).raw().all()))
  const before = state()
  const { plan, report } = await bringIn(file('again.json', wallabag))
  expect(plan).toMatchObject({ wouldAdd: 0, alreadyHere: 2, highlights: 0 })
  expect(report).toMatchObject({ added: 0, updated: 0, alreadyHere: 2 })
  expect(state()).toBe(before)
  const grown = wallabag
    .replace('"tags":["sea"]', '"tags":["sea","moon"]')
    .replace('words that are not there', 'Waves come')
  expect((await bringIn(file('grown.json', grown))).report).toMatchObject({ updated: 1, alreadyHere: 1 })
})

it('an imported highlight that asks is accepted, or put elsewhere', async () => {
  await bringIn(file('wallabag.json', wallabag))
  const waves = (await list()).find(({ title }) => title === 'Waves')!
  const places = await test.call('versions.places', { articleId: waves.id })
  const [lost, unsure] = ['lost', 'unsure'].map((verdict) => places.find((one) => one.verdict === verdict)!)
  expect(unsure!.exact).toBe('come and go')
  const accepted = await test.call('versions.accept', { highlightId: unsure!.highlightId })
  expect(accepted).toMatchObject({
    exact: 'come and go',
    note: 'which of the two?'
  })
  const { versionId, text } = await test.read(waves.id)
  const exact = 'They come'
  const start = text.indexOf(exact)
  const attached = await test.call('versions.attach', {
    highlightId: lost!.highlightId,
    versionId,
    start,
    end: start + exact.length,
    exact
  })
  expect(attached).toMatchObject({ exact, versionId })
  const versions = await test.call('versions.list', { articleId: waves.id })
  expect(versions.map(({ isCurrent, isQuotations }) => [isCurrent, isQuotations])).toEqual([
    [false, true],
    [true, false]
  ])
})

it('words that were quoted from another edition are found with their edits, and both wordings are kept', async () => {
  const paragraph =
    'The keeper of the northern lighthouse had expected his sister to return long before the first winter storms began, and so had everybody in the harbour.'
  const entry = (quote: string) => [
    {
      is_archived: 0,
      tags: [],
      title: 'The keeper',
      url: 'https://example.org/keeper',
      content: `<p>Nothing much happened that year at all.</p><p>${paragraph}</p><p>Snow lay on the roofs.</p>`,
      annotations: [{ quote, text: '', created_at: '2020-02-02T00:00:00+0000' }]
    }
  ]
  const quote = paragraph.slice(0, 120).replace('winter storms', 'autumn storms')
  await bringIn(file('keeper.json', JSON.stringify(entry(quote))))
  const [keeper] = await list()
  const [highlight] = await test.call('highlights.listByArticle', { articleId: keeper!.id })
  const { versionId } = await test.call('articles.get', { articleId: keeper!.id })
  expect(highlight!.versionId).toBe(versionId)
  expect(highlight!.exact).toContain('winter storms')
  const [place] = await test.call('versions.places', { articleId: keeper!.id })
  expect(place).toMatchObject({ verdict: 'changed', was: quote })
})

it('is one step of undo, and comes back', async () => {
  const before = (await list()).length
  await bringIn(file('wallabag.json', wallabag))
  await test.call('history.undo', {})
  expect(await list()).toHaveLength(before)
  await test.call('history.redo', {})
  expect(await list()).toHaveLength(before + 2)
})

it('taken back while it runs, it stops, and nothing of it is left', async () => {
  const before = (await list()).length
  const rows = Array.from(
    { length: 60 },
    (_, at) => `Page ${at},https://example.org/${at},1600000000,,unread`
  )
  const batchId = crypto.randomUUID()
  const path = file('pocket.csv', `title,url,time_added,tags,status\n${rows.join('\n')}`)
  await test.call('libraryImports.plan', { batchId, path })
  const running = test.call('libraryImports.run', { batchId })
  await expect.poll(async () => (await list()).length).toBeGreaterThan(before)
  expect(await test.call('history.undo', {})).toMatchObject({ label: 'undo.import' })
  const { added, cancelled } = await running
  expect(cancelled).toBe(true)
  expect(added).toBeLessThan(rows.length)
  expect(await list()).toHaveLength(before)
  await test.call('history.redo', {})
  expect(await list()).toHaveLength(before + added)
})

it('is one step of undo, also when something else was done and taken back meanwhile', async () => {
  await bringIn(file('wallabag.json', wallabag))
  const [article] = await list()
  const { history, db } = test.app.context
  const keep = (words: string) =>
    history.record(
      'undo.import',
      () => db.prepare('UPDATE articles SET byline = byline || ? WHERE id = ?').run(words, article!.id),
      { key: 'import:other', mode: 'batch' }
    )
  keep('one')
  await test.call('articles.setStarred', { articleIds: [article!.id], starred: true })
  await test.call('history.undo', {})
  keep('two')
  expect((await list())[0]).toMatchObject({ byline: 'onetwo', starred: false })
  await test.call('history.undo', {})
  expect((await list())[0]).toMatchObject({ byline: article!.byline })
})

it('makes a reading of clippings, each marked where it stands', async () => {
  const record = (place: number, words: string) =>
    `The Sea (Penn, Ada)\r\n- Your Highlight on page 2 | Location ${place}-${place + 1} | Added on Sunday, December 18, 2022 3:22:00 PM\r\n\r\n${words}\r\n==========\r\n`
  const text =
    record(50, 'The same words') + record(10, 'First words\nin two lines') + record(90, 'The same words')
  await bringIn(file('My Clippings.txt', text))
  const [book] = await list()
  expect(book).toMatchObject({ title: 'The Sea', byline: 'Ada Penn', highlightCount: 3, noteCount: 0 })
  const highlights = await test.call('highlights.listByArticle', { articleId: book!.id })
  expect(highlights.map((one) => one.exact.replace(/\s+/g, ' '))).toEqual([
    'First words in two lines',
    'The same words',
    'The same words'
  ])
  expect(highlights[2]!.start).toBeGreaterThan(highlights[1]!.end)
})

it('tells an export apart when it comes as a file like any other', async () => {
  const path = file('wallabag.json', wallabag)
  const { results } = await test.call('imports.files', { batchId: crypto.randomUUID(), paths: [path] })
  expect(results).toMatchObject([{ status: 'library', title: 'wallabag', file: path }])
  expect(await list()).toEqual([])
})

it('goes on after a crash: what was kept is here already, and the rest is offered again', async () => {
  const path = file('wallabag.json', wallabag)
  test.app.context.db
    .prepare('INSERT INTO meta (key, value) VALUES (?, ?)')
    .run('libraryImport.running', JSON.stringify({ path, app: 'wallabag' }))
  expect(await test.call('libraryImports.interrupted', {})).toMatchObject({ path, app: 'wallabag' })
  await bringIn(path)
  expect(await test.call('libraryImports.interrupted', {})).toBeNull()
})

it('is offered again when the app was closed in the middle of it, and nothing of it counts as failed', async () => {
  const entry = (at: number) => ({
    is_archived: 0,
    tags: [],
    title: `Wave ${at}`,
    url: `https://example.org/wave/${at}`,
    content: `<p>The wave of day ${at} comes and goes, and comes again.</p>`,
    annotations: []
  })
  const path = file('wallabag.json', JSON.stringify(Array.from({ length: 60 }, (_, at) => entry(at))))
  const batchId = crypto.randomUUID()
  await test.call('libraryImports.plan', { batchId, path })
  const running = test.call('libraryImports.run', { batchId })
  while ((await list()).length < 3) await new Promise((resolve) => setTimeout(resolve, 5))
  await test.restart()
  expect(await running).toMatchObject({ cancelled: true, failed: 0 })
  expect((await list()).length).toBeLessThan(60)
  expect(await test.call('libraryImports.interrupted', {})).toMatchObject({ path, app: 'wallabag' })
  const { items } = await test.call('imports.reportRows', { batchId, page: { offset: 0, limit: 100 } })
  expect(new Set(items.map(({ fate }) => fate))).toEqual(new Set(['added']))
  await bringIn(path)
  expect((await list()).length).toBe(60)
  expect(test.bugs).toEqual([])
})

it('is not offered again when it was cancelled while the backup before it was made', async () => {
  const batchId = crypto.randomUUID()
  await test.call('libraryImports.plan', { batchId, path: file('wallabag.json', wallabag) })
  const running = test.call('libraryImports.run', { batchId })
  await test.call('imports.cancel', { batchId })
  expect(await running).toMatchObject({ cancelled: true, added: 0 })
  expect(await test.call('libraryImports.interrupted', {})).toBeNull()
})

it('can be begun again when it could not begin', async () => {
  const batchId = crypto.randomUUID()
  await test.call('libraryImports.plan', { batchId, path: file('wallabag.json', wallabag) })
  const { db } = test.app.context
  db.pragma('query_only = ON')
  await expect(test.call('libraryImports.run', { batchId })).rejects.toMatchObject({ code: 'read-only' })
  db.pragma('query_only = OFF')
  expect(await test.call('imports.active', {})).toEqual([])
  expect(await test.call('libraryImports.run', { batchId })).toMatchObject({ added: 2 })
})

it('saves the fate of every row, without formulas', async () => {
  const rows = ['=1+1,https://example.org/a,1600000000,,unread', 'B,,1600000000,,unread']
  const { batchId } = await bringIn(
    file('pocket.csv', `title,url,time_added,tags,status\n${rows.join('\n')}\n`)
  )
  test.saveTo(join(test.folder, 'no such folder', 'report.csv'))
  await expect(test.call('imports.saveReport', { batchId })).rejects.toMatchObject({
    code: 'unreadable'
  })
  const path = join(test.folder, 'report.csv')
  test.saveTo(path)
  expect(await test.call('imports.saveReport', { batchId })).toBe(true)
  const report = readFileSync(path, 'utf8')
  expect(report).toContain("1,added,'=1+1,https://example.org/a")
  expect(report).toMatch(/2,unreadable,B,,./)
})

it('says so when the plan is gone or the file is something else', async () => {
  await expect(test.call('libraryImports.run', { batchId: crypto.randomUUID() })).rejects.toThrow(
    /Choose the file/
  )
  const path = file('plain.txt', 'Just some words in a file.')
  await expect(test.call('libraryImports.plan', { batchId: crypto.randomUUID(), path })).rejects.toThrow(
    /no export/
  )
})

it('random tables: twice is once', async () => {
  const word = fc.constantFrom('a', 'b', 'c', 'd', 'x,y', '"q"', '=f', 'ü')
  const row = fc.record({
    title: word,
    url: word.map((one) => `https://example.org/${encodeURIComponent(one)}`),
    tags: fc.array(word.filter((one) => !one.includes('"'))),
    status: fc.constantFrom('unread', 'archive')
  })
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), async (rows) => {
      const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`
      const lines = rows.map((one) =>
        [one.title, one.url, '1600000000', one.tags.join('|'), one.status].map(quoted).join(',')
      )
      const path = file('pocket.csv', `title,url,time_added,tags,status\n${lines.join('\n')}\n`)
      await bringIn(path)
      const before = await list()
      const { report } = await bringIn(path)
      expect(report).toMatchObject({ added: 0, updated: 0, failed: 0 })
      expect(await list()).toEqual(before)
    }),
    { numRuns: 8 }
  )
})

it('gives what was only an address the text that a later export has of it, and its quotations their places', async () => {
  const [url, title] = ['https://example.org/waves', 'Waves']
  const pocket = zipSync({
    'part_000000.csv': strToU8(`title,url,time_added,tags,status\n${title},${url},1577934245,sea,archive\n`),
    'annotations/part_000000.json': strToU8(
      JSON.stringify([{ url, title, highlights: [{ quote: 'come and go again', created_at: 1577934246 }] }])
    )
  })
  const path = join(test.folder, 'pocket.zip')
  writeFileSync(path, pocket)
  expect((await bringIn(path)).report).toMatchObject({ added: 1 })
  const get = async () => await test.call('articles.get', { articleId: (await list()).at(-1)!.id })
  const before = await get()
  const again = await bringIn(file('wallabag.json', wallabag))
  expect(again.report).toMatchObject({ added: 1, updated: 1 })
  const article = await get()
  expect(article).toMatchObject({ title, state: 'finished', addedAt: 1577934245000, tags: ['sea'] })
  expect(article.versionId).not.toBe(before.versionId)
  const highlights = await test.call('highlights.listByArticle', { articleId: article.id })
  expect(highlights).toContainEqual(
    expect.objectContaining({
      exact: 'come and go again',
      versionId: article.versionId,
      createdAt: 1577934246000
    })
  )
  // Twice is once.
  expect((await bringIn(file('wallabag.json', wallabag))).report).toMatchObject({
    added: 0,
    updated: 0,
    alreadyHere: 2
  })
  // One step takes back all that the import did.
  await test.call('history.undo', {})
  expect((await list()).map(({ id }) => id)).toEqual([before.id])
  expect((await get()).versionId).toBe(before.versionId)
})

it('says what is in the Trash, leaves it there with what is new, and takes it out only when told to', async () => {
  const path = file('wallabag.json', wallabag)
  await bringIn(path)
  const waves = (await list()).find(({ title }) => title === 'Waves')!
  await test.call('articles.trash', { articleIds: [waves.id] })

  const again = await bringIn(path)
  expect(again.plan).toMatchObject({ wouldAdd: 0, alreadyHere: 1, inTrash: 1 })
  expect(again.report).toMatchObject({ added: 0, alreadyHere: 1, inTrash: 1 })
  expect(again.report.problems).toContainEqual(
    expect.objectContaining({ title: 'Waves', fate: 'in-trash', message: 'It is in the Trash.' })
  )
  expect((await list()).map(({ title }) => title)).not.toContain('Waves')

  const batchId = crypto.randomUUID()
  await test.call('libraryImports.plan', { batchId, path })
  const report = await test.call('libraryImports.run', { batchId, fromTrash: true })
  expect(report).toMatchObject({ updated: 1, inTrash: 0 })
  expect((await list()).map(({ title }) => title)).toContain('Waves')
})

it('leaves a text in the Trash also where it comes under another address', async () => {
  await bringIn(file('wallabag.json', wallabag))
  const waves = (await list()).find(({ title }) => title === 'Waves')!
  await test.call('articles.trash', { articleIds: [waves.id] })
  const moved = file('moved.json', wallabag.replace('example.org/waves?', 'example.net/waves?'))
  const { report } = await bringIn(moved)
  expect(report).toMatchObject({ added: 0, inTrash: 1 })
  expect((await test.call('articles.get', { articleId: waves.id })).trashedAt).not.toBeNull()
})

it('gives what is new to the article in the library, not to an older one of the same address in the Trash', async () => {
  const path = file('wallabag.json', wallabag)
  await bringIn(path)
  const old = (await list()).find(({ title }) => title === 'Only an address')!
  await test.call('articles.trash', { articleIds: [old.id] })
  const page = file(
    'page.html',
    '<title>Kept anew</title><link rel=canonical href="https://example.org/address"><p>Now with its words.</p>'
  )
  await test.call('imports.files', { batchId: crypto.randomUUID(), paths: [page] })
  const { report } = await bringIn(
    file('tagged.json', wallabag.replace('"tags":[],"title":"Only', '"tags":["found"],"title":"Only'))
  )
  expect(report).toMatchObject({ updated: 1, inTrash: 0 })
  expect((await list()).find(({ title }) => title === 'Kept anew')!.tags).toContain('found')
})

const clipping = (at: number, words: string, kind = 'Highlight') =>
  `The Sea (Penn, Ada)\n- Your ${kind} on page ${at} | Added on Monday, March 3, 2014 12:03:${10 + at} PM\n\n${words}\n==========\n`

it('a later file of clippings adds what was marked and noted since, in its place; what was deleted stays so', async () => {
  // The third is inside of the first, too.
  const words = [
    'Every wave has salt keeps.',
    'Lamps on the quay.',
    'salt keeps.',
    'The tide forgets.',
    'Ebb.'
  ]
  const all = words.map((one, index) => clipping(index + 1, one))
  await bringIn(file('My Clippings.txt', all[0]! + all[2]! + all[4]!))
  const [book] = await list()
  const marks = async () => await test.call('highlights.listByArticle', { articleId: book!.id })
  const [, salt, ebb] = await marks()
  await test.call('highlights.setColor', { highlightIds: [salt!.id], color: 'green' })
  await test.call('highlights.delete', { highlightIds: [ebb!.id] })
  const later = file('later.txt', [...all, clipping(3, 'which salt?', 'Note')].join(''))
  const { report } = await bringIn(later)
  expect(report).toMatchObject({ added: 0, updated: 1, problems: [] })
  const after = await marks()
  expect(after.map(({ exact, color, note }) => [exact, color, note])).toEqual([
    ['Every wave has salt keeps.', 'yellow', ''],
    ['Lamps on the quay.', 'yellow', ''],
    ['salt keeps.', 'green', 'which salt?'],
    ['The tide forgets.', 'yellow', '']
  ])
  expect(after[2]!.id).toBe(salt!.id)
  expect(after[1]!.createdAt).toBe(Date.UTC(2014, 2, 3, 12, 3, 12))
  const article = await test.call('articles.get', { articleId: book!.id })
  expect(article.note).toBe('')
  expect(new Set(after.map(({ versionId }) => versionId))).toEqual(new Set([article.versionId]))
  expect((await test.call('versions.places', { articleId: book!.id })).map(({ verdict }) => verdict)).toEqual(
    ['exact', 'exact']
  )
  // Twice is once.
  expect((await bringIn(later)).report).toMatchObject({ updated: 0, alreadyHere: 1 })
  expect(await marks()).toEqual(after)
  await test.call('history.undo', {})
  expect((await marks()).map(({ exact }) => exact)).toEqual(['Every wave has salt keeps.', 'salt keeps.'])
})

it('a star on any row of one thing is a star', async () => {
  const row = (folder: string) => `https://example.org/a,A,,${folder},1600000000,[]\n`
  const path = file(
    'instapaper.csv',
    `URL,Title,Selection,Folder,Timestamp,Tags\n${row('Unread')}${row('Starred')}`
  )
  await bringIn(path)
  const [article] = await list()
  expect(article).toMatchObject({ title: 'A', starred: true })
  // Here the reader has the say.
  await test.call('articles.setStarred', { articleIds: [article!.id], starred: false })
  await bringIn(path)
  expect((await list())[0]).toMatchObject({ starred: false })
})
