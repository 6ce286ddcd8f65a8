import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ArticleId, HighlightId } from '../../shared/values.ts'
import { createHistory } from '../history/history.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'
import { createLongWork } from '../work/long-work.ts'

/** More than a few slices. */
const MANY = 1600

let test: TestApp
let articleId: ArticleId
beforeEach(async () => {
  test = testApp()
  articleId = await test.add(`Tides\n\n${Array.from({ length: MANY }, (_, i) => `word${i}`).join(' ')}`)
  const { db } = test.app.context
  const version = db.prepare('SELECT current_version_id FROM articles').pluck().get() as string
  const text = db.prepare('SELECT text FROM article_versions WHERE id = ?').pluck().get(version) as string
  const insert = db.prepare(
    `INSERT INTO highlights (id, article_id, version_id, text_start, text_end, exact, prefix, suffix, color, created_at, updated_at, device_id)
     VALUES (?, ?, ?, ?, ?, ?, '', '', ?, 1, 1, 'd')`
  )
  db.transaction(() => {
    for (let i = 0; i < MANY; i++) {
      const word = `word${i}`
      const start = text.indexOf(word)
      insert.run(idOf(i), articleId, version, start, start + word.length, word, i === 0 ? 'blue' : 'yellow')
    }
  })()
  await test.call('notes.save', { id: idOf(9999), articleId, highlightId: idOf(3), body: 'Why?' })
})
afterEach(() => test.close())

const idOf = (at: number) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}` as HighlightId
const colors = () =>
  Object.fromEntries(
    test.app.context.db.prepare('SELECT color, count(*) FROM highlights GROUP BY color').raw().all() as [
      string,
      number
    ][]
  )
const steps = () => test.app.context.db.prepare('SELECT count(*) FROM undo_steps').pluck().get() as number
const rows = () => ({
  highlights: test.app.context.db
    .prepare('SELECT id, text_start, exact, color FROM highlights ORDER BY id')
    .all(),
  tags: test.app.context.db.prepare('SELECT highlight_id, tag FROM highlight_tags ORDER BY 1, 2').all(),
  notes: test.app.context.db.prepare('SELECT id, body FROM notes').all()
})

describe('highlights.changeAll', () => {
  it('changes all that fit but the excepted, as one step that is taken back and done again', async () => {
    const before = steps()
    const answer = await test.call('highlights.changeAll', {
      filter: { color: 'yellow' },
      except: [idOf(5)],
      change: { kind: 'color', color: 'green' }
    })
    expect(answer).toEqual({ count: MANY - 2, isWhole: true })
    expect(colors()).toEqual({ blue: 1, yellow: 1, green: MANY - 2 })
    expect(steps()).toBe(before + 1)
    await test.call('history.undo', {})
    expect(colors()).toEqual({ blue: 1, yellow: MANY - 1 })
    await test.call('history.redo', {})
    expect(colors()).toEqual({ blue: 1, yellow: 1, green: MANY - 2 })
  })

  it('changes none that is made while it is on its way', async () => {
    const changing = test.call('highlights.changeAll', {
      filter: {},
      except: [],
      change: { kind: 'delete' }
    })
    const late = await test.mark(articleId, 'word7')
    expect(rows().highlights.length).toBeGreaterThan(1)
    expect(await changing).toEqual({ count: MANY, isWhole: true })
    expect(rows().highlights).toMatchObject([{ id: late }])
  })

  it('tags, untags and deletes, and brings all of it back with notes and tags', async () => {
    const all = { filter: {}, except: [] }
    await test.call('highlights.changeAll', { ...all, change: { kind: 'addTag', tag: 'sea' } })
    const tagged = rows()
    expect(tagged.tags).toHaveLength(MANY)
    await test.call('highlights.changeAll', { ...all, change: { kind: 'delete' } })
    expect(rows()).toEqual({ highlights: [], tags: [], notes: [] })
    expect(await test.call('history.undo', {})).toMatchObject({ label: 'undo.deleteHighlight' })
    expect(rows()).toEqual(tagged)
    await test.call('highlights.changeAll', { ...all, change: { kind: 'removeTag', tag: 'sea' } })
    expect(rows().tags).toEqual([])
  })

  it('stopped halfway while it is taken back, it is taken back further or done again, also after a restart', async () => {
    await test.call('highlights.changeAll', { filter: {}, except: [], change: { kind: 'delete' } })
    const { db, now, deviceId } = test.app.context
    const whole = createLongWork(() => {})
    const stopped: typeof whole = {
      ...whole,
      run: async (_work, step) => ({ done: await step(100), isWhole: false })
    }
    await createHistory(db, now, deviceId, stopped).undo()
    const halfway = rows().highlights.length
    expect(halfway).toBeGreaterThan(0)
    expect(halfway).toBeLessThan(MANY)
    await test.restart()
    // Done again: all are gone; and taken back as a whole.
    await test.call('history.redo', {})
    expect(rows().highlights).toEqual([])
    await test.call('history.undo', {})
    expect(rows().highlights).toHaveLength(MANY)
    expect(rows().notes).toHaveLength(1)
  })

  it('what was left halfway can still be taken back after something else was done', async () => {
    const recolor = { kind: 'color', color: 'pink' } as const
    await test.call('highlights.changeAll', { filter: {}, except: [], change: recolor })
    const { db, now, deviceId } = test.app.context
    const stopped = createLongWork(() => {})
    stopped.run = async (_work, step) => ({ done: await step(100), isWhole: false })
    await createHistory(db, now, deviceId, stopped).undo()
    await test.call('highlights.addTag', { highlightIds: [idOf(0)], tag: 'sea' })
    await test.call('history.undo', {})
    await test.call('history.undo', {})
    expect(colors()).toEqual({ blue: 1, yellow: MANY - 1 })
  })

  it('a long step that can no longer be done again is forgotten at once, and its rows go by themselves', async () => {
    await test.call('highlights.changeAll', { filter: {}, except: [], change: { kind: 'addTag', tag: 'a' } })
    await test.call('highlights.changeAll', { filter: {}, except: [], change: { kind: 'delete' } })
    await test.call('history.undo', {})
    const { db } = test.app.context
    const rowsOf = () => db.prepare('SELECT count(*) FROM undo_rows').pluck().get() as number
    // Every highlight with its tag, and each tag before that.
    expect(rowsOf()).toBeGreaterThan(3 * MANY)
    await test.call('highlights.setColor', { highlightIds: [idOf(0)], color: 'pink' })
    expect((await test.call('history.state', {})).redo).toBeNull()
    await expect.poll(rowsOf).toBeLessThan(MANY + 10)
    expect(db.prepare('SELECT count(*) FROM undo_steps WHERE halfway IS NOT NULL').pluck().get()).toBe(0)
    await test.call('history.undo', {})
    expect(colors()).toEqual({ blue: 1, yellow: MANY - 1 })
  })
})
