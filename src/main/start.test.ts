import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NoteId } from '../shared/values.ts'
import { listBackups } from './backups/backup-files.ts'
import { INDEX_FILE, LIBRARY_FILE, SHEETS_FILE } from './db/library-files.ts'
import { lockLibrary } from './db/lock-library.ts'
import { migrations } from './db/migrations/index.ts'
import { makeOldLibrary } from './testing/durability/migration-kills.ts'
import { failsToReachScreen, reachScreen } from './testing/durability/reach-screen.ts'
import { testApp } from './testing/test-app.ts'
import { createLongWork, type LongWork } from './work/long-work.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-start-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A library with one article and a note, closed. */
async function makeLibrary(): Promise<void> {
  const test = testApp({ folder })
  const articleId = await test.add('Tides\n\nThe sea comes and goes.')
  await test.call('notes.save', { id: v7() as NoteId, articleId, highlightId: null, body: 'A note.' })
  await test.app.keeper.backup('daily')
  await test.app.close()
}

const wipe = (from: number, to: number) => {
  const bytes = readFileSync(join(folder, LIBRARY_FILE))
  writeFileSync(join(folder, LIBRARY_FILE), bytes.fill(0xff, from, to))
}

describe('a start', () => {
  it.each([
    ['the library is missing', 'not-found', () => rmSync(join(folder, LIBRARY_FILE)), ['create', 'restore']],
    [
      'the library is empty',
      'damaged',
      () => writeFileSync(join(folder, LIBRARY_FILE), ''),
      ['repair', 'restore']
    ],
    [
      'another file is there',
      'not-a-library',
      () => writeFileSync(join(folder, LIBRARY_FILE), 'My diary'),
      ['restore']
    ],
    ['the library is damaged', 'damaged', () => wipe(100, 8192), ['repair', 'restore', 'read-only']]
  ] as const)(
    'where %s offers what helps, and a backup brings it back',
    async (_what, code, breakIt, offers) => {
      await makeLibrary()
      breakIt()
      expect(await failsToReachScreen(folder)).toBeUndefined()
      const screen = await reachScreen(folder)
      expect(screen.state.trouble).toMatchObject({ code, offers: expect.arrayContaining([...offers]) })
      const [backup] = listBackups(folder)
      const after = await screen.start.recover({ action: 'restore', backup: backup!.name })
      expect(after.trouble).toBeNull()
      const count = screen.start.app()!.context.db.prepare('SELECT body FROM notes').pluck().get()
      expect(count).toBe('A note.')
      await screen.start.close()
      expect(screen.bugs).toEqual([])
    }
  )

  it('whose repair is chosen uses what was salvaged, and keeps the damaged file', async () => {
    await makeLibrary()
    wipe(100, 4096)
    const damaged = readFileSync(join(folder, LIBRARY_FILE))
    const screen = await reachScreen(folder)
    const repaired = await screen.start.recover({ action: 'repair' })
    expect(repaired.trouble?.repaired).toMatchObject({ articles: 1, notes: 1, damaged: 0 })
    expect(readFileSync(join(folder, LIBRARY_FILE)).equals(damaged)).toBe(true)
    expect((await screen.start.recover({ action: 'use-repaired' })).trouble).toBeNull()
    const replaced = listBackups(folder).find(({ reason }) => reason === 'replaced')!
    expect(readFileSync(join(folder, 'backups', replaced.name)).equals(damaged)).toBe(true)
    await screen.start.close()
  })

  it('that cannot use a backup says why and changes nothing', async () => {
    await makeLibrary()
    wipe(100, 4096)
    const [backup] = listBackups(folder)
    writeFileSync(join(folder, 'backups', backup!.name), 'not a library any more')
    const before = readFileSync(join(folder, LIBRARY_FILE))
    const screen = await reachScreen(folder)
    const after = await screen.start.recover({ action: 'restore', backup: backup!.name })
    expect(after.trouble).toMatchObject({
      code: 'damaged',
      answer: expect.stringContaining('not a Lectern library')
    })
    expect(readFileSync(join(folder, LIBRARY_FILE)).equals(before)).toBe(true)
    await screen.start.close()
  })

  it('of a second window is told that the library is in use', async () => {
    await makeLibrary()
    const first = await reachScreen(folder)
    const second = await reachScreen(folder)
    expect(second.state.trouble).toMatchObject({ code: 'busy', offers: ['retry', 'choose', 'read-only'] })
    expect((await second.start.recover({ action: 'read-only' })).trouble).toBeNull()
    expect(second.start.app()?.readOnly).toBe(true)
    await second.start.close()
    await first.start.close()
  })

  it('of every released schema copies the library first, and brings it up to date', async () => {
    for (const { version } of migrations.slice(0, -1)) {
      const old = join(folder, `v${version}`)
      makeOldLibrary(old, version)
      const screen = await reachScreen(old)
      expect(screen.state.trouble, `version ${version}`).toBeNull()
      const { db } = screen.start.app()!.context
      expect(db.prepare('SELECT body FROM notes').pluck().get()).toBe('An old note')
      expect(listBackups(old).map(({ reason }) => reason)).toEqual(['update'])
      await screen.start.close()
    }
  })

  it('does not update a library that another window has open', async () => {
    const old = join(folder, 'open')
    makeOldLibrary(old, 1)
    const release = lockLibrary(old)
    const screen = await reachScreen(old)
    expect(screen.state.trouble).toMatchObject({ code: 'busy', offers: expect.arrayContaining(['retry']) })
    const db = new SQLite(join(old, LIBRARY_FILE))
    expect(db.pragma('user_version', { simple: true })).toBe(1)
    db.close()
    release()
    expect((await screen.start.recover({ action: 'retry' })).trouble).toBeNull()
    await screen.start.close()
  })

  it('opens the library again when it could not be closed for a restore, and says why it was not restored', async () => {
    await makeLibrary()
    const screen = await reachScreen(folder)
    const app = screen.app!
    app.search.close = () => Promise.reject(new Error('does not end'))
    const [backup] = listBackups(folder)
    await expect(screen.start.restore(backup!.name)).rejects.toThrow('does not end')
    expect(screen.start.state().trouble).toBeNull()
    expect(await screen.start.dispatch()('articles.counts', {})).toMatchObject({
      ok: true,
      value: { all: 1 }
    })
    expect(listBackups(folder).map(({ reason }) => reason)).not.toContain('replaced')
    await screen.start.close()
  })

  it('tells of the copy before an update, which can be stopped: then the library is as it was', async () => {
    const old = join(folder, 'stopped')
    makeOldLibrary(old, 1)
    const before = readFileSync(join(old, LIBRARY_FILE))
    const work = createLongWork(() => {})
    const labels: string[] = []
    const stopped: LongWork['follow'] = ({ label }, job) => {
      labels.push(label)
      const stopping = new AbortController()
      const working = job(stopping.signal, () => {})
      stopping.abort()
      return working
    }
    const screen = await reachScreen(old, { work: { ...work, follow: stopped } })
    expect(labels).toEqual(['backups.working'])
    expect(screen.state.trouble).toMatchObject({
      code: 'cancelled',
      message: expect.stringContaining('Nothing was changed'),
      offers: expect.arrayContaining(['retry', 'choose'])
    })
    expect(listBackups(old)).toEqual([])
    expect(readFileSync(join(old, LIBRARY_FILE)).equals(before)).toBe(true)
    await screen.start.close()
    const again = await reachScreen(old)
    expect(again.state.trouble).toBeNull()
    await again.start.close()
  })

  it('with a damaged index or sheet makes them anew', async () => {
    await makeLibrary()
    for (const name of [INDEX_FILE, SHEETS_FILE]) {
      for (const suffix of ['', '-wal']) writeFileSync(join(folder, name + suffix), 'no database')
    }
    const screen = await reachScreen(folder)
    expect(screen.state.trouble).toBeNull()
    const search = screen.start.app()!.search
    await search.caughtUp()
    expect((await search.query({ query: 'sea' })).hits.length).toBe(1)
    await screen.start.close()
  })

  it('puts settings it cannot understand aside, and says so', async () => {
    await makeLibrary()
    const test = testApp({ folder })
    await test.call('settings.set', { fontSize: 22 })
    const put = test.app.context.db.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)')
    put.run('theme', '"holographic"')
    put.run('leading', '{torn')
    put.run('ofTheFuture', '{"a":1}')
    await test.restart()
    const settings = await test.call('settings.get', {})
    expect(settings).toMatchObject({ theme: 'system', leading: 1.6, fontSize: 22 })
    expect((await test.call('notices.list', {})).map(({ id }) => id)).toEqual(['settings'])
    const kept = test.app.context.db
      .prepare("SELECT key, value FROM settings WHERE key LIKE 'aside.%' ORDER BY key")
      .raw()
    expect(kept.all()).toEqual([
      ['aside.leading', '"{torn"'],
      ['aside.theme', '"\\"holographic\\""']
    ])
    await test.app.close()
  })

  it('goes on, but saves nothing, when the library is moved away meanwhile', async () => {
    await makeLibrary()
    const test = testApp({ folder })
    const articleId = test.app.context.db.prepare('SELECT id FROM articles').pluck().get() as never
    mkdirSync(join(folder, 'elsewhere'))
    renameSync(join(folder, LIBRARY_FILE), join(folder, 'elsewhere', LIBRARY_FILE))
    const note = { id: v7() as NoteId, articleId, highlightId: null, body: 'To nowhere' }
    await expect(test.call('notes.save', note)).rejects.toMatchObject({ code: 'not-found' })
    expect((await test.call('articles.get', { articleId })).note).toBe('A note.')
    // Nor what comes in by longer work, while copies of what is open can still be made.
    const paste = { batchId: v7(), text: 'Waves\n\nThey come and go.', html: '' }
    await expect(test.call('imports.paste', paste)).rejects.toMatchObject({ code: 'not-found' })
    await expect(test.call('history.undo', {})).rejects.toMatchObject({ code: 'not-found' })
    expect((await test.call('articles.counts', {})).all).toBe(1)
    expect(await test.call('backups.list', {})).toMatchObject({ backups: [{ reason: 'daily' }] })
    await test.close()
  })

  it('says that the folder is empty now where a library was open before', async () => {
    await makeLibrary()
    rmSync(folder, { recursive: true })
    const screen = await reachScreen(folder)
    expect(screen.state.trouble).toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('There was a library in this folder')
    })
    expect(existsSync(folder)).toBe(false)
  })

  it('that is asked for twice at once opens the library once', async () => {
    await makeLibrary()
    renameSync(join(folder, LIBRARY_FILE), join(folder, 'aside'))
    const screen = await reachScreen(folder)
    expect(screen.state.trouble?.code).toBe('not-found')
    const [backup] = listBackups(folder)
    const answers = await Promise.all([
      screen.start.recover({ action: 'restore', backup: backup!.name }),
      screen.start.recover({ action: 'retry' })
    ])
    expect(answers.map(({ trouble }) => trouble)).toEqual([null, null])
    expect(screen.opened()).toBe(1)
    await screen.start.close()
  })
})

describe('odd times and places', () => {
  it.each([
    ['the first day of all', 0],
    ['the year 275760', 8_640_000_000_000_000],
    ['a clock set back ten years', Date.UTC(2016, 1, 1)]
  ])('%s: lists stay in order and backups are made', async (_what, time) => {
    let now = Date.UTC(2026, 1, 1)
    const test = testApp({ folder, now: () => now })
    await test.add('One\n\nFirst words.', 'one.txt')
    await test.app.keeper.backup('daily')
    now = time
    const articleId = await test.add('Two\n\nOther words.', 'two.txt')
    await test.call('notes.save', { id: v7() as NoteId, articleId, highlightId: null, body: 'Odd' })
    const list = () =>
      test.call('articles.list', {
        filter: {},
        sort: 'added',
        descending: true,
        page: { offset: 0, limit: 9 }
      })
    const { items } = await list()
    expect(new Set(items.map(({ id }) => id)).size).toBe(2)
    expect((await list()).items).toEqual(items)
    if (time > 0) expect(await test.app.keeper.backup('daily', true)).not.toBeNull()
    expect((await test.call('backups.check', {})).damages).toEqual([])
    expect(test.bugs).toEqual([])
    await test.app.close()
  })

  it.each(['per%20cent #hash ?x=1', '😀 ünï', `${'long'.repeat(40)}`, "-dash quote'd"])(
    'a folder named “%s” holds a library and its backups',
    async (name) => {
      const place = join(folder, name)
      const test = testApp({ folder: place, now: Date.now })
      await test.add('One\n\nFirst words.')
      const backup = await test.app.keeper.backup('manual', true)
      await test.app.close()
      const screen = await reachScreen(place)
      await screen.start.restore(backup!.name)
      expect(screen.state.trouble).toBeNull()
      expect(screen.start.app()?.context.db.prepare('SELECT count(*) FROM articles').pluck().get()).toBe(1)
      await screen.start.close()
    }
  )
})
