import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ArticleFilterInput, ArticleSort } from '../../shared/articles.ts'
import type { ArticleId } from '../../shared/values.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'

let test: TestApp
let ids: ArticleId[]
let time = 1_700_000_000_000

beforeEach(async () => {
  test = testApp({ now: () => time++ })
  ids = []
  for (const title of ['Apples and 100% juice', 'Beech_wood', 'Cedar']) {
    ids.push(
      await test.add(`${title}\n\n${'Words about trees and fruit. '.repeat(title.length)}`, `${title}.txt`)
    )
  }
})
afterEach(() => test.close())

const titles = async (filter: ArticleFilterInput = {}, sort: ArticleSort = 'title', descending = false) => {
  const { items } = await test.call('articles.list', {
    filter,
    sort,
    descending,
    page: { offset: 0, limit: 50 }
  })
  return items.map((item) => item.title[0]).join('')
}

describe('the library', () => {
  it('sorts, pages and narrows; what is typed is never a pattern', async () => {
    expect(await titles()).toBe('ABC')
    expect(await titles({}, 'added', true)).toBe('CBA')
    expect(await titles({}, 'length', true)).toBe('ABC')
    expect(await titles({ contains: '100%' })).toBe('A')
    expect(await titles({ contains: 'h_w' })).toBe('B')
    expect(await titles({ contains: '_' })).toBe('B')
    expect(await titles({ contains: "' OR 1=1 --" })).toBe('')
    const page = await test.call('articles.list', {
      filter: {},
      sort: 'title',
      descending: false,
      page: { offset: 1, limit: 1 }
    })
    expect(page).toMatchObject({ total: 3, items: [{ title: 'Beech_wood' }] })
    expect(await test.call('articles.ids', { filter: {}, sort: 'title', descending: false })).toEqual(ids)
  })

  it('sorts the Trash by when each was thrown away', async () => {
    for (const at of [1, 2, 0]) await test.call('articles.trash', { articleIds: [ids[at]!] })
    expect(await titles({ trashed: true }, 'trashed', true)).toBe('ACB')
    expect(await titles({ trashed: true }, 'trashed')).toBe('BCA')
    expect(
      await test.call('articles.ids', { filter: { trashed: true }, sort: 'trashed', descending: true })
    ).toEqual([ids[0], ids[2], ids[1]])
  })

  it('keeps states, stars and tags, and counts them', async () => {
    await test.call('articles.setState', { articleIds: ids.slice(0, 2), state: 'finished' })
    await test.call('articles.setStarred', { articleIds: [ids[2]!], starred: true })
    await test.call('articles.addTag', { articleIds: ids, tag: 'Wood' })
    await test.call('articles.addTag', { articleIds: [ids[0]!], tag: 'wood' })
    expect(await titles({ state: 'finished' })).toBe('AB')
    expect(await titles({ starred: true, tag: 'WOOD' })).toBe('C')
    expect(await test.call('tags.list', {})).toEqual([{ tag: 'Wood', articleCount: 3, highlightCount: 0 }])
    expect(await test.call('articles.counts', {})).toMatchObject({
      all: 3,
      later: 1,
      finished: 2,
      starred: 1
    })
    await test.call('tags.rename', { from: 'wood', to: 'Timber' })
    expect(await titles({ tag: 'timber' })).toBe('ABC')
    await test.call('history.undo', {})
    expect(await titles({ tag: 'wood' })).toBe('ABC')
  })

  it('lets details be corrected, the address too, and takes it back', async () => {
    const articleId = ids[0]!
    const url = 'https://example.org/apples'
    expect(await test.call('articles.update', { articleId, url, byline: 'Mara Lind' })).toMatchObject({ url })
    // What is shown as its source is no name that the site gave itself.
    const shown = { site: '', source: new URL(url).hostname.replace(/^www\./, '') }
    expect(await test.call('articles.get', { articleId })).toMatchObject(shown)
    for (const wrong of ['javascript:alert(1)', 'file:///etc/passwd', 'https://two words.example'])
      await expect(test.call('articles.update', { articleId, url: wrong })).rejects.toMatchObject({
        code: 'invalid-input'
      })
    await test.call('history.undo', {})
    expect(await test.call('articles.get', { articleId })).toMatchObject({ url: '', byline: '' })
  })

  it('is narrowed by the source that is shown: the site’s name, or the host where it has none', async () => {
    await test.call('articles.update', {
      articleId: ids[0]!,
      url: 'https://www.harbour.example/news/a?b=tides'
    })
    await test.call('articles.update', {
      articleId: ids[1]!,
      url: 'https://harbour.example',
      site: 'The Quay'
    })
    await test.call('articles.update', {
      articleId: ids[2]!,
      url: 'https://other.example?at=harbour.example'
    })
    expect(await titles({ contains: 'harbour.EX' })).toBe('A')
    expect(await titles({ contains: 'quay' })).toBe('B')
    for (const unseen of ['www', 'news', 'tides', 'https'])
      expect(await titles({ contains: unseen })).toBe('')
  })

  it('moves to the Trash and back, and deletes for good only from there', async () => {
    await test.call('articles.purge', { articleIds: ids })
    expect(await titles()).toBe('ABC')
    await test.call('articles.trash', { articleIds: [ids[0]!, ids[1]!] })
    expect([await titles(), await titles({ trashed: true })]).toEqual(['C', 'AB'])
    await test.call('articles.restore', { articleIds: [ids[0]!] })
    expect(await titles()).toBe('AC')
    await test.call('articles.purge', { articleIds: ids })
    expect([await titles(), await titles({ trashed: true })]).toEqual(['AC', ''])
    expect(test.app.context.db.pragma('foreign_key_check')).toEqual([])
    expect(test.app.context.db.prepare('SELECT count(*) FROM sources').pluck().get()).toBe(2)
  })

  it('remembers where the reader was, and that reading began', async () => {
    const articleId = ids[0]!
    const { version, position } = await test.call('reading.open', { articleId })
    expect(position).toBeNull()
    await test.call('reading.opened', { articleId })
    await test.call('reading.savePosition', { articleId, versionId: version.id, offset: 42, progress: 0.5 })
    await test.restart()
    expect((await test.call('reading.open', { articleId })).position).toEqual({
      versionId: version.id,
      offset: 42,
      progress: 0.5
    })
    expect(await test.call('articles.get', { articleId })).toMatchObject({ state: 'reading', progress: 0.5 })
    // Reading is no change one takes back.
    expect((await test.call('history.state', {})).undo?.label).toBe('undo.import')
  })

  it('keeps settings, and forgives values it does not know', async () => {
    await test.call('settings.set', { theme: 'sepia', fontSize: 22 })
    test.app.context.db.exec(
      "INSERT OR REPLACE INTO settings VALUES ('leading', '99'), ('typeface', 'not json'), ('fromTheFuture', '1'), ('__proto__', '{}')"
    )
    expect(await test.call('settings.get', {})).toMatchObject({
      theme: 'sepia',
      fontSize: 22,
      leading: 1.6,
      typeface: 'literata'
    })
  })

  it('hears of what another program writes', async () => {
    const { default: SQLite } = await import('better-sqlite3')
    const other = new SQLite(test.app.libraryFile)
    test.events.length = 0
    other.prepare('UPDATE articles SET starred = 1 WHERE id = ?').run(ids[0])
    other.close()
    await expect.poll(() => test.events.some(({ event }) => event === 'data.changed')).toBe(true)
  })
})
