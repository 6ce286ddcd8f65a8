import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { beforeEach, describe, expect, it } from 'vitest'
import type { ArticleId } from '../../shared/values.ts'
import { INDEX_FILE, PREPARED_FILE, READY_FILE, REPAIRED_FILE, SHEETS_FILE } from '../db/library-files.ts'
import { openLibrary } from '../db/open-library.ts'
import { libraryHash } from '../export/library-hash.ts'
import { keptLibrary } from '../testing/kept-library.ts'
import { listBackups } from './backup-files.ts'
import { finishRestore, PLAN_FILE } from './finish-restore.ts'
import { prepareRestore, putInPlace } from './restore-backup.ts'

const kept = keptLibrary()
let articleId: ArticleId
beforeEach(() => {
  articleId = kept.articleId
})

describe('restoring a backup', () => {
  it('puts it in the place of the library, which is kept; stale logs are not played into it', async () => {
    const made = (await kept.test.app.keeper.backup('daily'))!
    await kept.note('Written after the backup.')
    const after = libraryHash(kept.test.app.context.db)
    await kept.test.app.close()
    // As a crash would have left it.
    writeFileSync(`${kept.file()}-wal`, 'an old log')
    writeFileSync(`${kept.file()}-shm`, 'an old index')
    prepareRestore(kept.test.folder, kept.backup(made.name))
    kept.time += 60_000
    putInPlace(kept.test.folder, kept.time)
    await kept.test.restart()
    expect((await kept.test.call('articles.get', { articleId })).note).toBe('First note.')
    const [replaced] = listBackups(kept.test.folder)
    expect(replaced).toMatchObject({ reason: 'replaced', madeAt: kept.time })
    // And back again.
    await kept.test.app.close()
    writeFileSync(`${kept.backup(replaced!.name)}-wal`, '')
    prepareRestore(kept.test.folder, kept.backup(replaced!.name))
    kept.time += 60_000
    putInPlace(kept.test.folder, kept.time)
    await kept.test.restart()
    expect(libraryHash(kept.test.app.context.db)).toBe(after)
  })

  it('that was interrupted anywhere is finished by the next start', async () => {
    const made = (await kept.test.app.keeper.backup('daily'))!
    await kept.note('Written after the backup.')
    await kept.test.app.close()
    prepareRestore(kept.test.folder, kept.backup(made.name))
    renameSync(join(kept.test.folder, PREPARED_FILE), join(kept.test.folder, READY_FILE))
    const aside = '2026-04-05T07-00-00-000Z.replaced.sqlite'
    writeFileSync(join(kept.test.folder, PLAN_FILE), JSON.stringify({ aside }))
    await kept.test.restart()
    expect((await kept.test.call('articles.get', { articleId })).note).toBe('First note.')
    expect(existsSync(kept.backup(aside))).toBe(true)
    await kept.test.app.close()
    // The plan is still there, what was ready is in its place already.
    writeFileSync(join(kept.test.folder, PLAN_FILE), JSON.stringify({ aside }))
    finishRestore(kept.test.folder)
    expect(existsSync(join(kept.test.folder, PLAN_FILE))).toBe(false)
    // A torn plan: nothing had been exchanged.
    writeFileSync(join(kept.test.folder, PLAN_FILE), '{"asi')
    await kept.test.restart()
    expect((await kept.test.call('articles.get', { articleId })).note).toBe('First note.')
  })

  it('that was interrupted when it was nearly done leaves no index of the library before', async () => {
    await kept.test.app.close()
    writeFileSync(
      join(kept.test.folder, PLAN_FILE),
      JSON.stringify({ aside: '2026-04-05T07-00-00-000Z.replaced.sqlite' })
    )
    for (const name of [INDEX_FILE, `${INDEX_FILE}-wal`, SHEETS_FILE])
      writeFileSync(join(kept.test.folder, name), 'of the library before')
    finishRestore(kept.test.folder)
    expect(readdirSync(kept.test.folder).filter((name) => /^(?:search|sheets)/.test(name))).toEqual([])
  })

  it('that fails is taken back: the library has its log again, and no start finishes it', async () => {
    const made = (await kept.test.app.keeper.backup('daily'))!
    await kept.note('Written after the backup.')
    const hash = libraryHash(kept.test.app.context.db)
    await kept.test.app.close()
    prepareRestore(kept.test.folder, kept.backup(made.name))
    writeFileSync(`${kept.file()}-wal`, '')
    const before = listBackups(kept.test.folder)
    // What cannot be removed is in the way after the log was moved.
    mkdirSync(`${kept.file()}-shm`)
    kept.time += 60_000
    expect(() => putInPlace(kept.test.folder, kept.time)).toThrow()
    rmSync(`${kept.file()}-shm`, { recursive: true })
    expect(existsSync(`${kept.file()}-wal`)).toBe(true)
    expect(listBackups(kept.test.folder)).toEqual(before)
    expect(readdirSync(kept.test.folder).filter((name) => /restoring|prepared/.test(name))).toEqual([])
    await kept.test.restart()
    expect(libraryHash(kept.test.app.context.db)).toBe(hash)
  })

  it('prepares in a place of its own, not in that of one from before which is still to be finished', async () => {
    const made = (await kept.test.app.keeper.backup('daily'))!
    await kept.test.app.close()
    const aside = '2026-04-05T07-00-00-000Z.replaced.sqlite'
    writeFileSync(join(kept.test.folder, PLAN_FILE), JSON.stringify({ aside }))
    const seen: boolean[] = []
    prepareRestore(kept.test.folder, kept.backup(made.name), {
      onStep: () => seen.push(existsSync(join(kept.test.folder, READY_FILE)))
    })
    expect(seen.length).toBeGreaterThan(0)
    expect(seen).not.toContain(true)
  })

  it('or a repair that a crash cut off leaves nothing once a start holds the library', async () => {
    const names = [PREPARED_FILE, READY_FILE, REPAIRED_FILE].flatMap((name) => [name, `${name}-journal`])
    const leave = () => {
      for (const name of names) writeFileSync(join(kept.test.folder, name), 'half of one')
    }
    const left = () => names.filter((name) => existsSync(join(kept.test.folder, name)))
    await kept.test.app.close()
    leave()
    // The command line shares the library with a window that may be preparing something.
    openLibrary(kept.test.folder).close()
    expect(left()).toEqual(names)
    await kept.test.restart()
    expect(left()).toEqual([])
    expect((await kept.test.call('articles.get', { articleId })).note).toBe('First note.')
  })

  it('keeps both of two libraries that were replaced in the same moment', async () => {
    const made = (await kept.test.app.keeper.backup('daily'))!
    await kept.test.app.close()
    for (const _ of [1, 2]) {
      prepareRestore(kept.test.folder, kept.backup(made.name))
      putInPlace(kept.test.folder, kept.time)
    }
    const replaced = listBackups(kept.test.folder).filter(({ reason }) => reason === 'replaced')
    expect(replaced.map(({ madeAt }) => madeAt)).toEqual([kept.time + 1, kept.time])
    expect(() => putInPlace(kept.test.folder, kept.time)).toThrow(
      expect.objectContaining({ code: 'not-found' })
    )
    await kept.test.restart()
  })

  it('refuses what is no sound library of ours, and nothing changes', async () => {
    const made = (await kept.test.app.keeper.backup('daily'))!
    const hash = libraryHash(kept.test.app.context.db)
    const bytes = readFileSync(kept.backup(made.name))
    const foreign = join(kept.test.folder, 'foreign.sqlite')
    const change = (edit: (db: SQLite.Database) => void) => {
      writeFileSync(foreign, bytes)
      const db = new SQLite(foreign)
      edit(db)
      db.close()
    }
    const cases: [string, () => void][] = [
      ['not-a-library', () => writeFileSync(foreign, 'PK\x03\x04 no database')],
      ['not-a-library', () => writeFileSync(foreign, '')],
      ['damaged', () => writeFileSync(foreign, bytes.subarray(0, bytes.length - 8192))],
      [
        'damaged',
        () =>
          writeFileSync(
            foreign,
            Buffer.concat([
              bytes.subarray(0, 8192),
              Buffer.alloc(4096 * 20, 7),
              bytes.subarray(8192 + 4096 * 20)
            ])
          )
      ],
      ['not-a-library', () => change((db) => db.pragma('application_id = 7'))],
      ['newer-library', () => change((db) => db.pragma('user_version = 9999'))],
      [
        'not-a-library',
        () =>
          change((db) => db.exec('CREATE TRIGGER evil AFTER INSERT ON notes BEGIN DELETE FROM articles; END'))
      ],
      ['not-a-library', () => change((db) => db.exec('CREATE VIEW evil AS SELECT load_extension(1)'))],
      [
        'not-a-library',
        () =>
          change((db) =>
            db.exec(
              'DROP TRIGGER search_note_insert; CREATE TRIGGER search_note_insert AFTER INSERT ON notes BEGIN DELETE FROM articles; END'
            )
          )
      ]
    ]
    for (const [code, prepare] of cases) {
      prepare()
      expect(() => prepareRestore(kept.test.folder, foreign), code).toThrow(expect.objectContaining({ code }))
    }
    expect(() => prepareRestore(kept.test.folder, join(kept.test.folder, 'nowhere'))).toThrow(
      expect.objectContaining({ code: 'not-found' })
    )
    mkdirSync(join(kept.test.folder, 'a-folder'))
    expect(() => prepareRestore(kept.test.folder, join(kept.test.folder, 'a-folder'))).toThrow()
    expect(libraryHash(kept.test.app.context.db)).toBe(hash)
    expect(readdirSync(kept.test.folder).filter((name) => /restoring|prepared/.test(name))).toEqual([])
  })
})
