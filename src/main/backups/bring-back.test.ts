import { readdirSync, renameSync } from 'node:fs'
import SQLite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { NotebookId } from '../../shared/notebooks.ts'
import type { ArticleId } from '../../shared/values.ts'
import { migrate } from '../db/migrate.ts'
import { migrations } from '../db/migrations/index.ts'
import { keptLibrary } from '../testing/kept-library.ts'
import { backupsFolder } from './backup-files.ts'

const kept = keptLibrary()

/** Throws articles away, and deletes them for good. */
async function purge(articleIds: ArticleId[]) {
  await kept.test.call('articles.trash', { articleIds })
  await kept.test.call('articles.changeMany', { articleIds, change: { kind: 'purge' } })
}
const titles = async () =>
  (
    await kept.test.call('articles.list', {
      filter: {},
      sort: 'title',
      descending: false,
      page: { offset: 0, limit: 50 }
    })
  ).items.map(({ title }) => title)

/** Makes a library file one of an older Lectern, with the same rows. */
function asOfVersion(file: string, version: number) {
  const older = `${file}.older`
  const old = new SQLite(older)
  migrate(
    old,
    migrations.filter((one) => one.version <= version)
  )
  old.pragma('foreign_keys = OFF')
  old.prepare('ATTACH ? AS newer').run(file)
  const tables = old
    .prepare<[], string>(
      "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    )
    .pluck()
    .all()
  for (const table of tables) {
    const columns = old.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table)
    old.exec(
      `INSERT OR REPLACE INTO main.${table} (${columns.join()}) SELECT ${columns.join()} FROM newer.${table}`
    )
  }
  old.close()
  renameSync(older, file)
}

describe('bringing back from a backup', () => {
  it('adds what is gone, as it was, and leaves everything else as it is now', async () => {
    const { test, articleId } = kept
    const waves = await test.add('Waves\n\nThey rise and fall, and rise again.', 'waves.txt')
    const marked = await test.mark(waves, 'rise and fall', { color: 'blue', note: 'Why?', tag: 'sea' })
    const card = await test.learn(waves, 'rise again')
    const other = await test.learn(articleId, 'nobody asks')
    await test.call('articles.addTag', { articleIds: [waves], tag: 'exam' })
    const id = crypto.randomUUID() as NotebookId
    await test.call('notebooks.create', { id, title: 'Essay', body: 'On waves.' })
    const backup = await test.app.keeper.backup('manual', true)

    await purge([waves])
    await test.call('notebooks.delete', { id })
    await test.call('cards.delete', { promptIds: [other.promptId] })
    await kept.note('Written since.')
    await test.add('Ebb\n\nIt came later than the backup.', 'ebb.txt')
    expect(await titles()).toEqual(['Ebb', 'Tides'])

    const before = readdirSync(backupsFolder(test.folder))
    expect(await test.call('backups.bringBack', { name: backup!.name })).toEqual({
      articles: 1,
      notebooks: 1,
      failed: 0
    })
    expect(await titles()).toEqual(['Ebb', 'Tides', 'Waves'])
    expect((await test.call('articles.get', { articleId: waves })).tags).toEqual(['exam'])
    expect(await test.call('highlights.listByArticle', { articleId: waves })).toMatchObject([
      { id: marked, color: 'blue', note: 'Why?', tags: ['sea'] }
    ])
    const { items } = await test.call('cards.list', { filter: {}, page: { offset: 0, limit: 9 } })
    expect(items.map((one) => one.id)).toEqual([card.id])
    expect((await test.call('notebooks.get', { id })).body).toBe('On waves.')
    expect((await test.call('articles.get', { articleId })).note).toBe('Written since.')
    await test.app.search.caughtUp()
    expect((await test.call('search.query', { query: 'rise' })).hits.length).toBeGreaterThan(0)
    // The backup is as it was, and nothing lies beside it.
    expect(readdirSync(backupsFolder(test.folder))).toEqual(before)
    expect(await test.call('backups.bringBack', { name: backup!.name })).toEqual({
      articles: 0,
      notebooks: 0,
      failed: 0
    })
    expect(test.bugs).toEqual([])
  })

  it('reads a backup of an older Lectern, and says when one is not there any more', async () => {
    const { test } = kept
    const waves = await test.add('Waves\n\nThey rise and fall.', 'waves.txt')
    const backup = await test.app.keeper.backup('manual', true)
    await purge([waves])
    const file = kept.backup(backup!.name)
    asOfVersion(file, 28)
    expect(await test.call('backups.bringBack', { name: backup!.name })).toMatchObject({ articles: 1 })
    expect(await titles()).toEqual(['Tides', 'Waves'])
    const check = new SQLite(file, { readonly: true })
    expect(check.pragma('user_version', { simple: true })).toBe(28)
    check.close()
    await test.call('backups.delete', { name: backup!.name })
    await expect(test.call('backups.bringBack', { name: backup!.name })).rejects.toMatchObject({
      code: 'not-found'
    })
    expect(test.bugs).toEqual([])
  })
})
