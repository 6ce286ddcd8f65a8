import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { ArticleId } from '../../shared/values.ts'
import { fixtureLibrary } from '../search/search-fixture.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'

/** More than one call may name. */
const MANY = 10_400

const made = mkdtempSync(join(tmpdir(), 'lectern-many-'))
let test: TestApp
let articleIds: ArticleId[]
beforeAll(async () => {
  await testApp({ folder: made }).app.close()
  const library = fixtureLibrary(made)
  articleIds = library.db.transaction(() =>
    Array.from({ length: MANY }, (_, at) => library.addArticle({ title: `${at}` }) as ArticleId)
  )()
  library.db.close()
})
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-test-'))
  cpSync(made, folder, { recursive: true })
  test = testApp({ folder })
})
afterEach(() => test.close())
afterAll(() => rmSync(made, { recursive: true, force: true }))

const counts = () => test.call('articles.counts', {})
const steps = () => test.app.context.db.prepare('SELECT count(*) FROM undo_steps').pluck().get() as number

it('changes more articles than one call may name, as one step that is taken back and done again', async () => {
  const all = { count: MANY, isWhole: true }
  expect(
    await test.call('articles.changeMany', { articleIds, change: { kind: 'setState', state: 'finished' } })
  ).toEqual(all)
  expect(await counts()).toMatchObject({ later: 0, finished: MANY })
  expect(await test.call('articles.changeMany', { articleIds, change: { kind: 'trash' } })).toEqual(all)
  expect(await counts()).toMatchObject({ all: 0, trashed: MANY })
  expect(steps()).toBe(2)
  expect((await test.call('history.state', {})).undo).toMatchObject({ count: MANY })
  await test.call('history.undo', {})
  expect(await counts()).toMatchObject({ finished: MANY, trashed: 0 })
  await test.call('history.undo', {})
  expect(await counts()).toMatchObject({ later: MANY, finished: 0 })
  await test.call('history.redo', {})
  expect(await counts()).toMatchObject({ finished: MANY })
})

it('stars, tags in the spelling that is there, and passes over what is gone', async () => {
  await test.call('articles.addTag', { articleIds: [articleIds[0]!], tag: 'Sea' })
  const some = [...articleIds.slice(0, 300), crypto.randomUUID() as ArticleId]
  const change = (kind: 'addTag' | 'removeTag') =>
    test.call('articles.changeMany', { articleIds: some, change: { kind, tag: 'sea' } })
  await change('addTag')
  expect(await test.call('tags.list', {})).toEqual([{ tag: 'Sea', articleCount: 300, highlightCount: 0 }])
  await change('removeTag')
  expect(await test.call('tags.list', {})).toEqual([])
  await test.call('articles.changeMany', { articleIds: some, change: { kind: 'setStarred', starred: true } })
  expect(await counts()).toMatchObject({ starred: 300 })
})

it('stops between two slices, and what was changed stays one step', async () => {
  const changing = test.call('articles.changeMany', { articleIds, change: { kind: 'trash' } })
  await expect.poll(async () => (await counts()).trashed, { interval: 1 }).toBeGreaterThan(0)
  await test.app.context.work.close()
  const { count, isWhole } = await changing
  expect(isWhole).toBe(false)
  expect(await counts()).toMatchObject({ trashed: count })
  await test.call('history.undo', {})
  expect(await counts()).toMatchObject({ trashed: 0 })
})

it('deletes for good what is in the Trash and nothing else, and undo knows nothing of it any more', async () => {
  const trashed = articleIds.slice(0, 400)
  await test.call('articles.changeMany', { articleIds: trashed, change: { kind: 'trash' } })
  const { db } = test.app.context
  db.prepare("INSERT INTO assets VALUES ('unused', 'image/png', 1, 1, 1, x'00', 1)").run()
  const change = { kind: 'purge' } as const
  expect(await test.call('articles.changeMany', { articleIds: articleIds.slice(0, 500), change })).toEqual({
    count: 500,
    isWhole: true
  })
  expect(await counts()).toMatchObject({ all: MANY - 400, trashed: 0 })
  expect(db.prepare('SELECT count(*) FROM assets').pluck().get()).toBe(0)
  expect((await test.call('history.state', {})).undo).toBeNull()
})

it('puts very many into the queue, those it knows as they were, and takes all of it back in one step', async () => {
  const { db } = test.app.context
  await test.call('queue.add', { articleIds: [articleIds[0]!] })
  await test.call('queue.setPriority', { articleIds: [articleIds[0]!], priority: 'high' })
  await test.call('articles.setState', { articleIds: [articleIds[1]!], state: 'finished' })
  const due = () => db.prepare('SELECT count(*) FROM queue_entries').pluck().get()
  const change = { kind: 'comeBack' } as const
  const gone = crypto.randomUUID() as ArticleId
  expect(await test.call('articles.changeMany', { articleIds: [...articleIds, gone], change })).toEqual({
    count: MANY + 1,
    isWhole: true
  })
  expect(due()).toBe(MANY)
  expect(await test.call('queue.get', { articleId: articleIds[0]! })).toMatchObject({ priority: 'high' })
  expect(await counts()).toMatchObject({ reading: 1, finished: 0 })
  await test.call('history.undo', {})
  expect(due()).toBe(1)
  expect(await counts()).toMatchObject({ reading: 0, finished: 1 })
})

it('are not joined into one, and the reason is said', async () => {
  const joining = test.call('corrections.join', { articleIds })
  await expect(joining).rejects.toMatchObject({
    code: 'too-large',
    message: 'Up to 500 articles can become one. Choose fewer.'
  })
})
