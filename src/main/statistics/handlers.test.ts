import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

  it('leaves out what a clock that was ahead counted, until that day has come', async () => {
    time += 400 * DAY
    await read(60_000)
    time -= 400 * DAY
    expect((await numbers()).allMinutes).toBe(4.5)
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
