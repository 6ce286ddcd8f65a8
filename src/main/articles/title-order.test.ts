import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ArticleId } from '../../shared/values.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'
import { createLongWork } from '../work/long-work.ts'
import { compareWords, plainTitle } from './compare-titles.ts'
import { listArticles } from './repository.ts'
import { createTitleOrder } from './title-order.ts'

let test: TestApp
beforeEach(() => {
  test = testApp()
})
afterEach(() => test.close())

let number = 0
const add = async (title: string) => {
  const id = await test.add(
    `A text\n\nText number ${++number} has ${'other words '.repeat(number % 7)}than the rest.`
  )
  await test.call('articles.update', { articleId: id, title })
  return id
}
const page = { offset: 0, limit: 500 }
const titles = async (descending = false, filter: { starred?: boolean; trashed?: boolean } = {}) =>
  (await test.call('articles.list', { filter, sort: 'title', descending, page })).items.map(
    (one) => one.title
  )

describe('the order of titles', () => {
  it('is what a reader looks for: accents and capitals beside their letters, numbers by worth, quotes aside', async () => {
    const wanted = [
      '9 ways',
      '10 ways',
      'Äpfel',
      'apple',
      'Ärger',
      'École',
      'école 2',
      '“Night”',
      'Über',
      'Zebra',
      'Ёлка',
      'Жук',
      '日本'
    ]
    for (const title of wanted.toSorted()) await add(title)
    expect(await titles()).toEqual(wanted)
    expect(await titles(true)).toEqual(wanted.toReversed())
  })

  it('follows new titles, deletions, the Trash, filters and undo', async () => {
    const [zebra, ueber] = [await add('Zebra'), await add('Über')]
    await add('Vogel')
    expect(await titles()).toEqual(['Über', 'Vogel', 'Zebra'])
    await test.call('articles.update', { articleId: zebra, title: 'Adler' })
    expect(await titles()).toEqual(['Adler', 'Über', 'Vogel'])
    await test.call('history.undo', {})
    expect(await titles()).toEqual(['Über', 'Vogel', 'Zebra'])
    await test.call('articles.setStarred', { articleIds: [zebra, ueber], starred: true })
    expect(await titles(false, { starred: true })).toEqual(['Über', 'Zebra'])
    await test.call('articles.trash', { articleIds: [ueber] })
    expect([await titles(), await titles(false, { trashed: true })]).toEqual([['Vogel', 'Zebra'], ['Über']])
    await test.call('articles.purge', { articleIds: [ueber] })
    expect(await titles()).toEqual(['Vogel', 'Zebra'])
    await test.restart()
    await add('Uhu')
    expect(await titles()).toEqual(['Uhu', 'Vogel', 'Zebra'])
  })

  it('never repeats or leaves out a row between pages, also while titles wait for their place', async () => {
    const ids: ArticleId[] = []
    for (let n = 0; n < 12; n++) ids.push(await add(n % 3 === 0 ? 'Same' : `Title ${12 - n}`))
    const { db } = test.app.context
    const walk = () => {
      const seen: string[] = []
      for (let offset = 0; offset < 12; offset += 5)
        seen.push(
          ...listArticles(db, { trashed: false }, 'title', false, { offset, limit: 5 }).items.map(
            (one) => one.id
          )
        )
      return seen.toSorted()
    }
    expect(walk()).toEqual(ids.toSorted())
    await titles()
    expect(walk()).toEqual(ids.toSorted())
    await test.call('articles.update', { articleId: ids[5]!, title: 'Élan' })
    expect(walk()).toEqual(ids.toSorted())
  })

  it('is worked out anew for another language, and what is renamed meanwhile is put right', async () => {
    const { db } = test.app.context
    for (const title of ['Öl', 'Zoo', 'Ast', 'Żaba', 'Zug']) await add(title)
    await titles()
    const id = db.prepare("SELECT id FROM articles WHERE title = 'Zoo'").pluck().get() as string
    const work = createLongWork(() => {})
    const order = createTitleOrder({ db, work }, () => 'sv', false)
    const settled = order.settle()
    db.prepare("UPDATE articles SET title = 'Ångström' WHERE id = ?").run(id)
    await settled
    const now = listArticles(db, { trashed: false }, 'title', false, page).items.map((one) => one.title)
    expect(now).toEqual(['Ast', 'Żaba', 'Zug', 'Ångström', 'Öl'])
    expect(db.prepare('SELECT count(DISTINCT generation) FROM title_order').pluck().get()).toBe(1)
  })

  it('holds for many titles that come in any order, also where there is no room between two', async () => {
    const { db } = test.app.context
    const model = await add('m')
    const row = db.prepare('SELECT * FROM articles WHERE id = ?').get(model) as Record<string, unknown>
    const put = db.prepare(
      `INSERT INTO articles (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row)
        .map((name) => `@${name}`)
        .join(', ')})`
    )
    const order = createTitleOrder({ db, work: createLongWork(() => {}) }, () => 'de', false)
    await order.settle()
    for (let n = 0; n < 80; n++) {
      // Always between the last one and what was there before: room runs out after thirty.
      put.run({ ...row, id: `id-${n}`, title: `a${String(80 - n).padStart(3, '0')}` })
      if (n % 2 === 0) put.run({ ...row, id: `other-${n}`, title: `z${n} Ü` })
      await order.settle()
    }
    const all = listArticles(db, { trashed: false }, 'title', false, page).items.map((one) =>
      plainTitle(one.title)
    )
    expect(all).toEqual(all.toSorted(compareWords('de')))
    expect(all).toHaveLength(121)
  })
})
