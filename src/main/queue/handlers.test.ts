import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ArticleId } from '../../shared/values.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'

const DAY = 86_400_000
let app: TestApp
let time: number
let a: ArticleId
let b: ArticleId
let c: ArticleId

const due = async () => (await app.call('queue.today', {})).items.map((item) => item.title)
const standing = (articleId: ArticleId) => app.call('queue.get', { articleId })

describe('readings that come back', () => {
  beforeEach(async () => {
    time = new Date(2026, 2, 3, 12).getTime()
    app = testApp({ now: () => time })
    a = await app.add('Alpha\n\nThe first text says this and that about rivers and their beds.')
    b = await app.add(
      'Beta\n\nThe second text says other things about hills, and little about rivers.',
      'b.txt'
    )
    c = await app.add('Gamma\n\nThe third text is about birds that follow ships for days on end.', 'c.txt')
  })
  afterEach(() => app.close())

  it('come back after growing whiles until they are finished, and everything can be taken back', async () => {
    await app.call('queue.add', { articleIds: [a] })
    expect(await due()).toEqual(['Alpha'])
    expect(await standing(a)).toMatchObject({ dueIn: 0, visits: 0, laterIn: 1 })
    const whiles: number[] = []
    for (let visit = 0; visit < 5; visit++) {
      const { dueIn } = await app.call('queue.later', { articleId: a })
      whiles.push(dueIn)
      expect(await due()).toEqual([])
      time += (dueIn - 1) * DAY
      expect(await due(), 'a day too early').toEqual([])
      time += DAY
      expect(await due()).toEqual(['Alpha'])
    }
    expect(whiles).toEqual([1, 2, 3, 5, 9])
    await app.call('queue.later', { articleId: a })
    await app.call('history.undo', {})
    expect(await due()).toEqual(['Alpha'])
    expect(await standing(a)).toMatchObject({ visits: 5 })
    await app.call('history.redo', {})
    expect(await standing(a)).toMatchObject({ visits: 6, dueIn: 15 })

    await app.call('articles.setState', { articleIds: [a], state: 'finished' })
    expect(await standing(a)).toBeNull()
    time += 40 * DAY
    expect(await due()).toEqual([])
    // Wanted again, it is being read again, and goes on where it was.
    await app.call('queue.add', { articleIds: [a] })
    expect(await due()).toEqual(['Alpha'])
    await app.call('articles.trash', { articleIds: [a] })
    expect(await due()).toEqual([])
  })

  it('counts two putting-aways of one day as one, and puts in what was not there', async () => {
    expect(await app.call('queue.later', { articleId: b })).toMatchObject({ dueIn: 1, visits: 1 })
    expect(await app.call('queue.later', { articleId: b })).toMatchObject({ dueIn: 1, visits: 1 })
    await app.call('queue.remove', { articleIds: [b] })
    expect(await standing(b)).toBeNull()
    await app.call('history.undo', {})
    expect(await standing(b)).toMatchObject({ visits: 1 })
  })

  it('asks for high priority first, keeps to the number of the day, and postpones', async () => {
    await app.call('settings.set', { readingsPerDay: 2 })
    await app.call('queue.add', { articleIds: [a, b, c] })
    await app.call('queue.setPriority', { articleIds: [c], priority: 'high' })
    await app.call('queue.setPriority', { articleIds: [a], priority: 'low' })
    expect(await due()).toEqual(['Gamma', 'Beta'])
    expect(await app.call('queue.today', {})).toMatchObject({ beyondLimit: 1, done: 0 })
    await app.call('queue.postpone', { articleIds: [c] })
    // Postponing is no reading: the day still has room for two.
    expect(await due()).toEqual(['Beta', 'Alpha'])
    await app.call('queue.later', { articleId: b })
    expect(await due()).toEqual(['Alpha'])
    const { total, items } = await app.call('queue.list', { page: { offset: 0, limit: 10 } })
    expect(total).toBe(3)
    expect(items.map((item) => item.title)).toEqual(['Alpha', 'Gamma', 'Beta'])
  })

  it('postponed once more to the same day is taken back with one undo', async () => {
    await app.call('queue.add', { articleIds: [a] })
    for (const _ of [1, 2]) await app.call('queue.postpone', { articleIds: [a] })
    expect(await due()).toEqual([])
    await app.call('history.undo', {})
    expect(await due()).toEqual(['Alpha'])
  })

  it('does not send a reading years away when the clock was ahead', async () => {
    time += 400 * DAY
    await app.call('queue.later', { articleId: a })
    time -= 400 * DAY
    expect(await due()).toEqual(['Alpha'])
    expect(await app.call('queue.later', { articleId: a })).toMatchObject({ dueIn: 2 })
    expect(await due()).toEqual([])
  })

  it('refuses what is not there with a sentence', async () => {
    const gone = '00000000-0000-7000-8000-000000000009' as ArticleId
    await expect(app.call('queue.add', { articleIds: [gone] })).rejects.toMatchObject({ code: 'not-found' })
    await expect(app.call('queue.postpone', { articleIds: [a] })).rejects.toMatchObject({ code: 'not-found' })
  })
})
