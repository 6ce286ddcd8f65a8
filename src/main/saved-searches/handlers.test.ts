import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ArticleFilterInput } from '../../shared/articles.ts'
import { MAX_SAVED_SEARCHES, type SavedSearchId } from '../../shared/saved-searches.ts'
import type { NoteId } from '../../shared/values.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'

let test: TestApp
beforeEach(() => {
  test = testApp()
})
afterEach(() => test.close())

const newId = () => crypto.randomUUID() as SavedSearchId
const names = async () => (await test.call('savedSearches.list', {})).map(({ name }) => name)
async function save(query: string, name = query) {
  return (await test.call('savedSearches.create', { id: newId(), name, query })).id
}
/** Titles in the list of a saved search. */
async function found(query: string, filter: Partial<ArticleFilterInput> = {}) {
  await test.app.search.caughtUp()
  const list = { filter: { query, ...filter }, sort: 'title', descending: false } as const
  const { total, items } = await test.call('articles.list', { ...list, page: { offset: 0, limit: 100 } })
  expect(await test.call('articles.ids', list)).toEqual(items.map(({ id }) => id))
  expect(total).toBe(items.length)
  return items.map(({ title }) => title)
}
async function countOf(id: SavedSearchId) {
  await test.app.search.caughtUp()
  return (await test.call('savedSearches.counts', {})).find((one) => one.id === id)?.count
}

describe('saved searches', () => {
  it('are kept, renamed, moved, deleted, and all of it is taken back', async () => {
    const a = await save('alder')
    const b = await save('birch')
    await save('cedar')
    expect(await names()).toEqual(['alder', 'birch', 'cedar'])
    await test.call('savedSearches.rename', { id: a, name: '  Alders \n and more ' })
    await test.call('savedSearches.move', { id: b, index: 0 })
    expect(await names()).toEqual(['birch', 'Alders and more', 'cedar'])
    await test.call('savedSearches.delete', { id: b })
    expect(await names()).toEqual(['Alders and more', 'cedar'])
    const steps = []
    for (;;) {
      const step = await test.call('history.undo', {})
      if (!step) break
      steps.push(await names())
    }
    expect(steps).toEqual([
      ['birch', 'Alders and more', 'cedar'],
      ['Alders and more', 'birch', 'cedar'],
      ['alder', 'birch', 'cedar'],
      ['alder', 'birch'],
      ['alder'],
      []
    ])
    while (await test.call('history.redo', {}));
    expect(await names()).toEqual(['Alders and more', 'cedar'])
    await test.restart()
    expect(await names()).toEqual(['Alders and more', 'cedar'])
  })

  it('come back to their place, refuse what is gone, and stay few', async () => {
    const a = await save('a')
    const b = await save('b')
    await test.call('savedSearches.delete', { id: a })
    await test.call('savedSearches.create', { id: a, name: 'a', query: 'a', index: 0 })
    expect(await names()).toEqual(['a', 'b'])
    await test.call('savedSearches.delete', { id: b })
    await expect(test.call('savedSearches.rename', { id: b, name: 'x' })).rejects.toMatchObject({
      code: 'not-found'
    })
    await expect(test.call('savedSearches.rename', { id: a, name: ' \n ' })).rejects.toMatchObject({
      code: 'invalid-input'
    })
    for (let count = 1; count < MAX_SAVED_SEARCHES; count++) await save(`${count}`)
    await expect(save('one more')).rejects.toMatchObject({ code: 'invalid-input' })
  })

  it('find the articles that have all the words, themselves or in what is written on them', async () => {
    const room = await test.add(
      'Quiet room\n\nA quiet room with a view of the harbour and its lanterns.',
      'a.txt'
    )
    await test.add('Quiet street\n\nNothing happens in this street.', 'b.txt')
    const noted = await test.add('Loud room\n\nDrums and trumpets in the hotel.', 'c.txt')
    expect(await found('quiet room')).toEqual(['Quiet room'])
    expect(await found('room')).toEqual(['Loud room', 'Quiet room'])
    expect(await found('"quiet room"')).toEqual(['Quiet room'])
    expect(await found('room -hotel')).toEqual(['Quiet room'])
    expect(await found('room OR street')).toEqual(['Loud room', 'Quiet room', 'Quiet street'])
    expect(await found('room', { contains: 'loud' })).toEqual(['Loud room'])
    await test.call('notes.save', {
      id: crypto.randomUUID() as NoteId,
      articleId: noted,
      highlightId: null,
      body: 'Find a quiet room for the harbour.'
    })
    expect(await found('harbour')).toEqual(['Loud room', 'Quiet room'])
    expect(await found('harbour -hotel')).toEqual(['Quiet room'])
    expect(await found('in:notes harbour')).toEqual(['Loud room'])
    await test.call('articles.addTag', { articleIds: [noted], tag: 'work' })
    expect(await found('tag:work')).toEqual(['Loud room'])
    expect(await found('harbour -tag:work')).toEqual(['Quiet room'])
    expect(await found('is:unread -tag:work room')).toEqual(['Quiet room'])
    await test.mark(room, 'lanterns', { color: 'blue' })
    expect(await found('color:blue')).toEqual(['Quiet room'])
    expect(await found('color:pink')).toEqual([])
    await test.call('articles.trash', { articleIds: [room] })
    expect(await found('color:blue')).toEqual([])
    expect(await found('room')).toEqual(['Loud room'])
  })

  it('count what they list, and count anew after every change', async () => {
    const id = await save('lantern')
    expect(await countOf(id)).toBe(0)
    // More than an answer to a query ever has.
    const { db } = test.app.context
    const first = await test.add('Lantern 0\n\nLight.', 'first.txt')
    for (let number = 1; number <= 30; number++)
      await test.add(`Lantern ${number}\n\nLight ${number}.`, `${number}.txt`)
    expect(await countOf(id)).toBe(31)
    expect((await found('lantern')).length).toBe(31)
    await test.call('articles.trash', { articleIds: [first] })
    expect(await countOf(id)).toBe(30)
    db.prepare("UPDATE articles SET title = 'Torch' WHERE title = 'Lantern 7'").run()
    expect(await countOf(id)).toBe(29)
    // Many calls at once are answered by few counts, each after the change it was called for.
    const many = await Promise.all(Array.from({ length: 20 }, () => test.call('savedSearches.counts', {})))
    for (const counts of many) expect(counts).toEqual([{ id, count: 29 }])
  })

  it('are shown and counted whatever stands in them', async () => {
    await test.add('A kite\n\nIn the wind.')
    const good = await save('kite')
    const insert = test.app.context.db.prepare("INSERT INTO saved_searches VALUES (?, ?, ?, 0, 0, 0, 'd')")
    const queries = [
      '',
      ' ',
      '"',
      '((a+)+$',
      'tag:',
      'near:0',
      '-',
      '-"',
      '__proto__',
      "'; DROP TABLE x; --",
      'OR OR'
    ]
    for (const query of [...queries, '\ud800', 'x'.repeat(1_000_000), 'word '.repeat(5000)]) {
      insert.run(newId(), query.slice(0, 100_000), query)
    }
    await test.app.search.caughtUp()
    const list = await test.call('savedSearches.list', {})
    const counts = await test.call('savedSearches.counts', {})
    expect(list.length).toBe(queries.length + 4)
    expect(counts.map(({ id }) => id)).toEqual(list.map(({ id }) => id))
    expect(counts.find(({ id }) => id === good)?.count).toBe(1)
    expect(test.bugs).toEqual([])
  })
})
