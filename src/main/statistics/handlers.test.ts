import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PromptId } from '../../shared/cards.ts'
import type { ArticleId } from '../../shared/values.ts'
import { libraryHash } from '../export/library-hash.ts'
import { restoreLibraryZip } from '../export/restore-zip.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'

const DAY = 86_400_000
let app: TestApp
let time = new Date(2026, 2, 3, 12).getTime()
let article: ArticleId

const read = (ms: number) => app.call('statistics.addReading', { articleId: article, ms })
const numbers = () => app.call('statistics.get', {})

describe('statistics', () => {
  beforeAll(async () => {
    app = testApp({ now: () => time })
    article = await app.add('Alpha\n\nA text about rivers and the beds they lie in.')
  })
  afterAll(() => app.close())

  it('counts reading by study day, and what waits', async () => {
    expect(await numbers()).toMatchObject({
      since: null,
      allMinutes: 0,
      waiting: { later: 1, readings: 0, cards: 0 }
    })
    await read(60_000)
    await read(30_000)
    time += DAY
    await read(120_000)
    // Still the same study day: it begins at four.
    time = new Date(2026, 2, 5, 3).getTime()
    await read(60_000)
    const { minutes, allMinutes, articles } = await numbers()
    expect(minutes).toHaveLength(30)
    expect(minutes.slice(-3)).toEqual([0, 1.5, 3])
    expect(allMinutes).toBe(4.5)
    expect(articles).toEqual([{ articleId: article, title: 'Alpha', minutes: 4.5 }])
    await app.call('queue.add', { articleIds: [article] })
    expect(await numbers()).toMatchObject({ waiting: { readings: 1 } })
  })

  it('says the same as Today of what is left of the day', async () => {
    const more = [
      await app.add('Beta\n\nA text about mills and the wheels in them.', 'b.txt'),
      await app.add('Gamma\n\nA text about ferries and the ropes they hang on.', 'c.txt')
    ]
    await app.call('queue.add', { articleIds: more })
    for (const front of ['What turns a mill?', 'What holds a ferry?']) {
      const card = { front, back: 'Water', picture: null, source: null, tags: [] }
      await app.call('cards.create', { promptId: uuidv7() as PromptId, kind: 'question', ...card })
    }
    await app.call('settings.set', { studyNewPerDay: 1 })
    const agree = async (readings: number) => {
      expect((await app.call('queue.today', {})).items).toHaveLength(readings)
      expect((await numbers()).waiting).toMatchObject({ readings, cards: 1 })
      expect(await app.call('reviews.waiting', {})).toEqual({ learning: 0, due: 0, fresh: 1 })
    }
    await agree(3)
    await app.call('settings.set', { readingsPerDay: 2 })
    await agree(2)
    await app.call('queue.later', { articleId: more[0]! })
    await agree(1)
    // Fewer than were read already.
    await app.call('settings.set', { readingsPerDay: 0 })
    await agree(0)
    await app.call('settings.set', { readingsPerDay: 10 })
  })

  it('leaves out what a clock that was ahead counted, until that day has come', async () => {
    time += 400 * DAY
    await read(60_000)
    time -= 400 * DAY
    expect((await numbers()).allMinutes).toBe(4.5)
  })

  it('takes what was joined into another into the zip as that one’s', async () => {
    const whole = testApp({ now: () => time })
    const back = testApp({ now: () => time })
    try {
      const [first, second] = [
        await whole.add('Delta\n\nThe first part tells of the ebb.', 'd.txt'),
        await whole.add('Delta\n\nThe second part tells of the flood.', 'e.txt')
      ]
      for (const articleId of [first, second])
        await whole.call('statistics.addReading', { articleId, ms: 60_000 })
      await whole.call('corrections.join', { articleIds: [first, second] })
      await whole.call('articles.purge', { articleIds: [second] })
      const zip = join(whole.folder, 'library.zip')
      whole.saveTo(zip)
      await whole.call('exports.saveLibrary', {})
      const { db } = back.app.context
      const result = await restoreLibraryZip(db, zip)
      expect(libraryHash(db)).toBe(result.contentHash)
      expect(await back.call('statistics.get', {})).toMatchObject({
        allMinutes: 2,
        articles: [{ articleId: first, minutes: 2 }]
      })
    } finally {
      await whole.close()
      await back.close()
    }
  })

  it('comes back from the zip, is not undone with other things, and is no reason to refuse a reading', async () => {
    const zip = join(app.folder, 'library.zip')
    app.saveTo(zip)
    await app.call('exports.saveLibrary', {})
    const other = testApp({ now: () => time })
    try {
      const { db } = other.app.context
      const result = await restoreLibraryZip(db, zip)
      expect(result.failed).toBe(0)
      expect(libraryHash(db)).toBe(result.contentHash)
      expect((await other.call('statistics.get', {})).minutes.slice(-3)).toEqual([0, 1.5, 3])
    } finally {
      await other.close()
    }
    await app.call('history.undo', {})
    expect((await numbers()).allMinutes).toBe(4.5)
  })

  it('stops when it is turned off, and forgets when it is told to', async () => {
    await app.call('settings.set', { countReading: false })
    await read(60_000)
    expect((await numbers()).allMinutes).toBe(4.5)
    await app.call('statistics.forget', {})
    expect(await numbers()).toMatchObject({ since: null, allMinutes: 0, articles: [] })
  })
})
