import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ArticleId, HighlightId, NoteId } from '../../shared/values.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'

const TEXT =
  'On keeping\n\nThe first paragraph is about keeping things.\n\nThe second one is about finding them again.'

let test: TestApp
let articleId: ArticleId
let time = 1_700_000_000_000

beforeEach(async () => {
  test = testApp({ now: () => time })
  articleId = await test.add(TEXT)
})
afterEach(() => test.close())

const highlight = (exact: string) => test.mark(articleId, exact)
const note = (highlightId: HighlightId | null, body: string) =>
  test.call('notes.save', { id: v7() as NoteId, articleId, highlightId, body })
const highlights = () => test.call('highlights.listByArticle', { articleId })

describe('undo and redo', () => {
  it('takes back and repeats every kind of change, in order', async () => {
    const id = await highlight('keeping things')
    await test.call('highlights.setColor', { highlightIds: [id], color: 'blue' })
    await test.call('highlights.addTag', { highlightIds: [id], tag: 'habit' })
    await note(id, 'A thought')
    await test.call('articles.addTag', { articleIds: [articleId], tag: 'essay' })
    await test.call('articles.setState', { articleIds: [articleId], state: 'finished' })
    await test.call('articles.update', { articleId, title: 'Another title' })
    const states: unknown[] = []
    const snapshot = async () =>
      JSON.stringify([await highlights(), await test.call('articles.get', { articleId })], (key, value) =>
        key === 'updatedAt' ? undefined : value
      )
    let last = await snapshot()
    for (let i = 0; i < 7; i++) {
      states.push(last)
      expect(await test.call('history.undo', {})).not.toBeNull()
      const next = await snapshot()
      expect(next).not.toBe(last)
      last = next
    }
    expect(await highlights()).toEqual([])
    for (const state of states.toReversed()) {
      await test.call('history.redo', {})
      expect(await snapshot()).toBe(state)
    }
    expect(await test.call('history.redo', {})).toBeNull()
    expect(test.bugs).toEqual([])
  })

  it('brings a deleted highlight back whole, also after a restart', async () => {
    const id = await highlight('finding them')
    await note(id, 'Why?')
    await test.call('highlights.addTag', { highlightIds: [id], tag: 'search' })
    const before = await highlights()
    await test.call('highlights.delete', { highlightIds: [id] })
    expect(await highlights()).toEqual([])
    await test.restart()
    expect(await test.call('history.undo', {})).toMatchObject({ label: 'undo.deleteHighlight', articleId })
    const strip = (list: typeof before) => list.map(({ updatedAt: _, ...rest }) => rest)
    expect(strip(await highlights())).toEqual(strip(before))
  })

  it('makes an hour of typing one step, and forgets redo after a new change', async () => {
    const id = await highlight('first paragraph')
    for (const body of ['A', 'A t', 'A tho', 'A thought']) {
      time += 1000
      await note(id, body)
    }
    expect((await highlights())[0]?.note).toBe('A thought')
    await test.call('history.undo', {})
    expect((await highlights())[0]?.note).toBe('')
    await test.call('highlights.setColor', { highlightIds: [id], color: 'pink' })
    expect((await test.call('history.state', {})).redo).toBeNull()
  })

  it('makes what is typed after a while another step', async () => {
    const id = await highlight('first paragraph')
    await note(id, 'A thought')
    time += 5000
    await note(id, 'A thought, and another')
    await test.call('history.undo', {})
    expect((await highlights())[0]?.note).toBe('A thought')
    await test.call('history.redo', {})
    time += 4999
    await note(id, 'A thought, and another one')
    await test.call('history.undo', {})
    expect((await highlights())[0]?.note).toBe('A thought')
  })

  it('brings back what was there before it was typed over and cleared', async () => {
    const id = await highlight('first paragraph')
    await note(id, 'A thought')
    time += 5000
    await note(id, 'A thou')
    time += 1000
    await note(id, '')
    expect((await highlights())[0]?.note).toBe('')
    await test.call('history.undo', {})
    expect((await highlights())[0]?.note).toBe('A thought')
    await test.call('history.redo', {})
    expect((await highlights())[0]?.note).toBe('')
  })

  it('makes what is typed after the clock was put back another step', async () => {
    const id = await highlight('first paragraph')
    await note(id, 'A thought')
    time -= 3_600_000
    await note(id, 'A thought, and another')
    await test.call('history.undo', {})
    expect((await highlights())[0]?.note).toBe('A thought')
  })

  it('forgets what was typed and cleared again at once', async () => {
    const id = await highlight('first paragraph')
    await note(id, 'A thought')
    await note(id, '')
    expect((await test.call('history.state', {})).undo).toMatchObject({ label: 'undo.createHighlight' })
  })

  it('keeps a thousand steps', async () => {
    const { history, db } = test.app.context
    const star = db.prepare('UPDATE articles SET starred = 1 - starred')
    for (let step = 0; step < 1010; step++) history.record('undo.star', () => star.run())
    expect(db.prepare('SELECT count(*) FROM undo_steps').pluck().get()).toBe(1000)
    expect((await test.call('history.state', {})).undo).toMatchObject({ label: 'undo.star' })
  })

  it('brings back in one what hangs together, however long the step is', async () => {
    const { history, db } = test.app.context
    const id = await highlight('first paragraph')
    const tags = () => db.prepare('SELECT count(*) FROM highlight_tags').pluck().get()
    const put = db.prepare('INSERT INTO highlight_tags VALUES (?, ?, 1, 1)')
    history.record('undo.addTag', () => {
      for (let tag = 0; tag < 2500; tag++) put.run(id, `tag ${tag}`)
    })
    history.record('undo.deleteHighlight', () => db.prepare('DELETE FROM highlights WHERE id = ?').run(id))
    expect(tags()).toBe(0)
    await test.call('history.undo', {})
    expect(tags()).toBe(2500)
    await test.call('history.redo', {})
    expect([tags(), await highlights()]).toEqual([0, []])
  })

  it('does not do again what was taken back while something else was done', async () => {
    const { history, db } = test.app.context
    const id = await highlight('first paragraph')
    const put = db.prepare('INSERT INTO highlight_tags VALUES (?, ?, 1, 1)')
    history.record('undo.addTag', () => {
      for (let tag = 0; tag < 5000; tag++) put.run(id, `tag ${tag}`)
    })
    const tags = () => db.prepare('SELECT count(*) FROM highlight_tags').pluck().get()
    const undoing = test.call('history.undo', {})
    await expect.poll(tags, { interval: 1 }).toBeLessThan(5000)
    expect(tags()).toBeGreaterThan(0)
    await test.call('articles.setState', { articleIds: [articleId], state: 'finished' })
    await undoing
    expect(tags()).toBe(0)
    const { undo, redo } = await test.call('history.state', {})
    expect([undo?.label, redo]).toEqual(['undo.setState', null])
  })

  it('takes back one step after the other, also when it is asked again while a long one is on its way', async () => {
    const { history, db } = test.app.context
    const id = await highlight('first paragraph')
    await test.call('articles.addTag', { articleIds: [articleId], tag: 'essay' })
    const put = db.prepare('INSERT INTO highlight_tags VALUES (?, ?, 1, 1)')
    history.record('undo.addTag', () => {
      for (let tag = 0; tag < 3000; tag++) put.run(id, `tag ${tag}`)
    })
    const taken = await Promise.all([test.call('history.undo', {}), test.call('history.undo', {})])
    expect(taken.map((step) => step?.count)).toEqual([3000, 1])
    expect((await test.call('articles.get', { articleId })).tags).toEqual([])
    expect((await highlights())[0]?.tags).toEqual([])
    const again = await Promise.all([test.call('history.redo', {}), test.call('history.redo', {})])
    expect(again.map((step) => step?.count)).toEqual([1, 3000])
    expect((await highlights())[0]?.tags).toHaveLength(3000)
  })

  it('lets a batch go on over what was done and taken back meanwhile, which is forgotten then', async () => {
    const { history, db } = test.app.context
    const star = (starred: number) =>
      history.record(
        'undo.import',
        () => db.prepare('UPDATE articles SET starred = ?, updated_at = ?').run(starred, starred),
        { key: 'batch', mode: 'batch' }
      )
    star(1)
    time += 3_600_000
    await test.call('articles.addTag', { articleIds: [articleId], tag: 'essay' })
    await test.call('history.undo', {})
    expect((await test.call('history.state', {})).redo).toMatchObject({ label: 'undo.addTag' })
    star(0)
    expect(await test.call('history.state', {})).toMatchObject({
      undo: { label: 'undo.import', count: 2 },
      redo: null
    })
  })

  it('lets no batch go on that is taken back halfway: what comes then is a step of its own', async () => {
    const { history, db, work } = test.app.context
    const id = await highlight('first paragraph')
    const put = db.prepare('INSERT INTO highlight_tags VALUES (?, ?, 1, 1)')
    const tags = () => db.prepare('SELECT count(*) FROM highlight_tags').pluck().get()
    const add = (from: number, to: number) =>
      history.record(
        'undo.addTag',
        () => {
          for (let tag = from; tag < to; tag++) put.run(id, `tag ${tag}`)
        },
        { key: 'batch', mode: 'batch' }
      )
    add(0, 5000)
    const undoing = test.call('history.undo', {})
    await expect.poll(tags, { interval: 1 }).toBeLessThan(5000)
    await work.close()
    await undoing
    const left = tags() as number
    expect(left).toBeGreaterThan(0)
    add(5000, 5001)
    expect((await test.call('history.state', {})).undo).toMatchObject({ count: 1 })
    await test.call('history.undo', {})
    expect(tags()).toBe(left)
    await test.call('history.undo', {})
    expect(tags()).toBe(0)
  })

  it('takes an import back into the Trash and repeats it', async () => {
    await test.call('history.undo', {})
    expect((await test.call('articles.counts', {})).trashed).toBe(1)
    await test.call('history.redo', {})
    expect(await test.call('articles.counts', {})).toMatchObject({ all: 1, trashed: 0 })
  })

  it('says so when something was changed in another way since, changes nothing, and is not stuck', async () => {
    const first = await highlight('keeping')
    const id = await highlight('second one')
    await test.call('highlights.setColor', { highlightIds: [id], color: 'green' })
    test.app.context.db.prepare("UPDATE highlights SET color = 'purple' WHERE id = ?").run(id)
    await expect(test.call('history.undo', {})).rejects.toMatchObject({ code: 'conflict' })
    expect((await highlights()).find((one) => one.id === id)?.color).toBe('purple')
    await expect(test.call('history.undo', {})).rejects.toMatchObject({ code: 'conflict' })
    await test.call('history.undo', {})
    expect((await highlights()).some((one) => one.id === first)).toBe(false)
  })

  it('does not remember what was deleted for good', async () => {
    const id = await highlight('keeping')
    await test.call('highlights.addTag', { highlightIds: [id], tag: 'sea' })
    await test.call('articles.trash', { articleIds: [articleId] })
    await test.call('articles.purge', { articleIds: [articleId] })
    expect(await test.call('history.undo', {})).toBeNull()
    expect(test.app.context.db.prepare('SELECT count(*) FROM undo_rows').pluck().get()).toBe(0)
  })

  it.each(['articles.purge', 'articles.changeMany'] as const)(
    'nor what hung on it, and keeps the rest, whatever else the journal holds: %s',
    async (method) => {
      const { db } = test.app.context
      const kept = await test.add('Hills\n\nThe hills stay where they are.', 'hills.txt')
      await test.call('articles.addTag', { articleIds: [kept], tag: 'rock' })
      const id = await highlight('keeping')
      await test.call('highlights.addTag', { highlightIds: [id], tag: 'sea' })
      await test.call('highlights.removeTag', { highlightIds: [id], tag: 'sea' })
      await test.call('articles.trash', { articleIds: [articleId] })
      // What the disk did to one row keeps nobody from emptying the Trash.
      db.prepare(
        "UPDATE undo_rows SET after_row = '{' WHERE table_name = 'highlight_tags' AND after_row > ''"
      ).run()
      if (method === 'articles.purge') await test.call(method, { articleIds: [articleId] })
      else await test.call(method, { articleIds: [articleId], change: { kind: 'purge' } })
      expect((await test.call('history.undo', {}))?.label).toBe('undo.addTag')
      expect((await test.call('articles.get', { articleId: kept })).tags).toEqual([])
    }
  )

  it.each(['articles.purge', 'articles.changeMany'] as const)(
    'nor a step that concerned another article first: %s',
    async (method) => {
      const kept = await test.add('Hills\n\nThe hills stay where they are.', 'hills.txt')
      await test.call('articles.changeMany', {
        articleIds: [kept, articleId],
        change: { kind: 'addTag', tag: 'rock' }
      })
      await test.call('articles.trash', { articleIds: [articleId] })
      if (method === 'articles.purge') await test.call(method, { articleIds: [articleId] })
      else await test.call(method, { articleIds: [articleId], change: { kind: 'purge' } })
      expect((await test.call('history.state', {})).undo).toMatchObject({ articleId: kept, count: 1 })
      expect((await test.call('articles.get', { articleId: kept })).tags).toEqual(['rock'])
      await test.call('history.undo', {})
      expect((await test.call('articles.counts', {})).trashed).toBe(1)
    }
  )
})
