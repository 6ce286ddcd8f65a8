import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SheetEntryId, SheetItem } from '../../shared/study-sheet.ts'
import type { ArticleId } from '../../shared/values.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'

let test: TestApp
let articleId: ArticleId
/** Writes within seconds of each other are one step of undo; here each is its own. */
let clock = 1_700_000_000_000
const later = () => {
  clock += 60_000
}
beforeAll(async () => {
  test = testApp({ now: () => clock })
  articleId = await test.add(
    'Keepers count the lamps\n\nAnna Petrova arrived in Vienna on Wednesday. “We waited long,” Petrova said, and looked into the thiourea.\n\nNobody answered her for a while.',
    'lamps.txt'
  )
})
// One app for all: each start of it costs seconds on a busy machine.
beforeEach(() => {
  test.app.context.db.exec(
    "DELETE FROM sheet_entries; DELETE FROM undo_steps; UPDATE articles SET published = ''"
  )
})
afterAll(() => test.close())

const sheet = () => test.call('sheets.get', { articleId })
const item = async (label: string): Promise<SheetItem> => {
  const found = (await sheet()).items.find((one) => one.label === label)
  if (!found) throw new Error(`Not on the sheet: ${label}`)
  return found
}
async function judge(label: string, verdict: SheetItem['verdict']) {
  const { kind, detail, places } = await item(label)
  const { versionId } = await sheet()
  await test.call('sheets.judge', { articleId, kind, label, detail, verdict, versionId, ...places[0]! })
}

describe('a study sheet', () => {
  it('says what was found, until the reader judges; undo, redo and a restart keep it so', async () => {
    expect(await sheet()).toMatchObject({ isUnderstood: true, hasPublicationDay: false, questions: [] })
    expect((await sheet()).outline.map((one) => one.text)).toEqual([
      'Anna Petrova arrived in Vienna on Wednesday.'
    ])
    expect(await item('Anna Petrova')).toMatchObject({ kind: 'person', verdict: 'found' })
    await judge('Anna Petrova', 'confirmed')
    expect((await item('Anna Petrova')).verdict).toBe('confirmed')
    await judge('Vienna', 'dismissed')
    await test.restart()
    expect((await item('Vienna')).verdict).toBe('dismissed')
    await test.call('history.undo', {})
    expect((await item('Vienna')).verdict).toBe('found')
    await test.call('history.redo', {})
    expect((await item('Vienna')).verdict).toBe('dismissed')
    await judge('Vienna', 'found')
    expect(test.app.context.db.prepare('SELECT count(*) FROM sheet_entries').pluck().get()).toBe(1)
  })

  it('keeps definitions and questions, and forgets emptied ones', async () => {
    const { versionId } = await sheet()
    const [place] = (await item('thiourea')).places
    const word = { articleId, versionId, word: 'thiourea', ...place! }
    await test.call('sheets.define', { ...word, definition: 'A sulphur compound.' })
    expect((await item('thiourea')).definition).toBe('A sulphur compound.')
    const id = crypto.randomUUID() as SheetEntryId
    await test.call('sheets.saveQuestion', { id, articleId, body: 'Why wait?' })
    expect((await sheet()).questions).toEqual([{ id, body: 'Why wait?' }])
    later()
    await test.call('sheets.saveQuestion', { id, articleId, body: ' ' })
    later()
    await test.call('sheets.define', { ...word, definition: '' })
    expect((await sheet()).questions).toEqual([])
    await test.call('history.undo', {})
    await test.call('history.undo', {})
    expect((await sheet()).questions).toHaveLength(1)
  })

  it('refuses places outside the text, other articles and missing ones', async () => {
    const { versionId } = await sheet()
    const finding = {
      articleId,
      kind: 'person',
      label: 'X',
      detail: '',
      verdict: 'confirmed',
      versionId
    } as const
    await expect(test.call('sheets.judge', { ...finding, start: 5, end: 5_000_000 })).rejects.toMatchObject({
      code: 'conflict'
    })
    await expect(test.call('sheets.judge', { ...finding, start: 9, end: 9 })).rejects.toMatchObject({
      code: 'conflict'
    })
    const nowhere = crypto.randomUUID() as ArticleId
    await expect(test.call('sheets.get', { articleId: nowhere })).rejects.toMatchObject({ code: 'not-found' })
    await expect(
      test.call('sheets.judge', { ...finding, articleId: nowhere, start: 0, end: 1 })
    ).rejects.toMatchObject({ code: 'not-found' })
    await judge('Vienna', 'confirmed')
    const id = test.app.context.db.prepare('SELECT id FROM sheet_entries').pluck().get() as SheetEntryId
    await expect(test.call('sheets.saveQuestion', { id, articleId, body: 'x' })).rejects.toMatchObject({
      code: 'conflict'
    })
  })

  it('keeps what was judged also when the rules no longer find it', async () => {
    await judge('Vienna', 'confirmed')
    test.app.context.db.exec("UPDATE sheet_entries SET label = 'Old Vienna'")
    expect(await item('Old Vienna')).toMatchObject({ verdict: 'confirmed', places: [{}] })
    expect((await item('Vienna')).verdict).toBe('found')
  })

  it('is made anew when the day of publication is set', async () => {
    expect((await item('Wednesday')).from).toBe('')
    test.app.context.db.exec("UPDATE articles SET published = '2023-02-24'")
    expect((await item('Wednesday')).from).toBe('2023-02-22')
  })

  it('gathers a name from all articles, leaving out where it was dismissed and the Trash', async () => {
    const other = await test.add(
      'A second report\n\nIn Vienna it rained. Nobody in Vienna minded the rain at all.',
      'rain.txt'
    )
    await sheet()
    const vienna = () => test.call('sheets.mentions', { kind: 'place', name: 'Vienna' })
    for (let round = 0; round < 10 && (await vienna()).waiting > 0; round += 1)
      await test.call('sheets.lookThrough', {})
    const found = await vienna()
    expect(found.waiting).toBe(0)
    expect(found.articles.map((one) => [one.articleId, one.passages.length]).toSorted()).toEqual(
      [
        [articleId, 1],
        [other, 2]
      ].toSorted()
    )
    for (const { passages } of found.articles) for (const { exact } of passages) expect(exact).toBe('Vienna')
    await judge('Vienna', 'dismissed')
    expect((await vienna()).articles.map((one) => one.articleId)).toEqual([other])
    await test.call('articles.trash', { articleIds: [other] })
    expect((await vienna()).articles).toEqual([])
  })
})
