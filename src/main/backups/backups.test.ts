import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PromptId } from '../../shared/cards.ts'
import type { NotebookId } from '../../shared/notebooks.ts'
import type { ReviewId } from '../../shared/reviews.ts'
import type { SavedSearchId } from '../../shared/saved-searches.ts'
import type { ArticleId, NoteId } from '../../shared/values.ts'
import {
  INDEX_FILE,
  LIBRARY_FILE,
  PREPARED_FILE,
  READY_FILE,
  REPAIRED_FILE,
  SHEETS_FILE
} from '../db/library-files.ts'
import { openLibrary } from '../db/open-library.ts'
import { libraryHash } from '../export/library-hash.ts'
import { reachScreen } from '../testing/durability/reach-screen.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'
import { backupsFolder, listBackups, nameBackup } from './backup-files.ts'
import { checkRows } from './check-rows.ts'
import { finishRestore, PLAN_FILE } from './finish-restore.ts'
import { mendRows } from './mend-rows.ts'
import { repairLibrary } from './repair-library.ts'
import { prepareRestore, putInPlace } from './restore-backup.ts'

let test: TestApp
let articleId: ArticleId
let time = Date.UTC(2026, 3, 5, 6, 7, 8, 9)

beforeEach(async () => {
  test = testApp({ now: () => time })
  articleId = await test.add('Tides\n\nThe sea comes and goes, and nobody asks it why.')
  await note('First note.')
})
afterEach(() => test.close())

const note = (body: string) =>
  test.call('notes.save', { id: v7() as NoteId, articleId, highlightId: null, body })
const library = () => join(test.folder, LIBRARY_FILE)
const backup = (name: string) => join(backupsFolder(test.folder), name)
/** Writes over bytes of the closed library's text. */
const damage = (from: string, to: string) => {
  const bytes = readFileSync(library())
  let at = bytes.indexOf(from)
  expect(at).toBeGreaterThan(0)
  for (; at >= 0; at = bytes.indexOf(from, at)) bytes.write(to, at)
  writeFileSync(library(), bytes)
}

/** Changes rows of the closed library as a disk would: no trigger hears of it. */
const onDisk = (sql: string) => {
  const db = new SQLite(library())
  const triggers = db
    .prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    .all()
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`)
  db.exec(sql)
  for (const trigger of triggers) db.exec(trigger.sql)
  db.close()
}

describe('backups', () => {
  it('are made, checked and listed, and not made again when nothing changed', async () => {
    const made = await test.app.keeper.backup('daily')
    expect(made).toMatchObject({
      name: '2026-04-05T06-07-08-009Z.daily.sqlite',
      reason: 'daily',
      madeAt: time
    })
    time += 1000
    expect(await test.app.keeper.backup('daily')).toBeNull()
    await note('Second note.')
    time += 1000
    expect(await test.app.keeper.backup('daily')).not.toBeNull()
    const { backups } = await test.call('backups.list', {})
    expect(backups.map(({ madeAt }) => madeAt)).toEqual([time, time - 2000])
    expect(readdirSync(backupsFolder(test.folder)).length).toBe(2)
    // A whole library of its own: equal to what it was made of.
    const copy = new SQLite(backup(backups[0]!.name), { readonly: true })
    expect(libraryHash(copy)).toBe(libraryHash(test.app.context.db))
    expect(copy.pragma('journal_mode', { simple: true })).toBe('delete')
    copy.close()
  })

  it('leave the copy alone that another process is making, and remove what a crash left of one', async () => {
    const folder = backupsFolder(test.folder)
    mkdirSync(folder)
    const name = nameBackup(time, 'daily')
    for (const part of ['theirs', 'crashed']) writeFileSync(backup(`${name}.${part}.part`), 'half of a copy')
    writeFileSync(backup(`${name}.crashed.part-journal`), 'its journal')
    const longAgo = Date.now() / 1000 - 7200
    for (const end of ['', '-journal']) utimesSync(backup(`${name}.crashed.part${end}`), longAgo, longAgo)
    expect(await test.app.keeper.backup('daily')).toMatchObject({ name })
    expect(readdirSync(folder).sort()).toEqual([name, `${name}.theirs.part`])
  })

  it('do not wait for the check nobody waits for, which goes on afterwards', async () => {
    for (let at = 0; at < 12; at++) await test.add(`Tides ${at}\n\nThe sea of day ${at} comes and goes.`)
    const order: string[] = []
    const looking = test.app.keeper.look(false).then(() => order.push('checked'))
    // The next look comes before the check is over, as it does every half hour.
    const again = test.app.keeper.look(false)
    // Its own backup is over: the check is next, and then on its way.
    while (listBackups(test.folder).length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    for (const turn of [1, 2]) {
      await note(`Note ${turn}.`)
      time += 1000
      await test.app.keeper.backup('import')
      order.push('copied')
    }
    await Promise.all([looking, again])
    expect(order).toEqual(['copied', 'copied', 'checked'])
    expect(test.app.keeper.damages()).toEqual({ checkedAt: time, damages: [] })
  })

  it('of a clock that was ahead are left alone, and keep nothing from being made once a day and rotated', async () => {
    const now = time
    time += 3650 * 86_400_000
    await test.app.keeper.backup('daily')
    time = now
    for (let day = 0; day < 40; day++) {
      await note(`Day ${day}.`)
      // The week's check, without the rests of the one that nobody waits for.
      if (day % 7 === 0) await test.app.keeper.check()
      // As it looks every half hour.
      for (const _ of [1, 2]) await test.app.keeper.look(false)
      time += 86_400_000 + 1
    }
    const made = listBackups(test.folder).map(({ madeAt }) => madeAt)
    expect(made.filter((at) => at > time).length).toBe(1)
    expect(made.length).toBeLessThan(25)
    expect(made.length).toBeGreaterThan(7)
    await note('One more.')
    await test.app.keeper.look(false)
    await note('And another.')
    const before = listBackups(test.folder)
    await test.app.keeper.look(false)
    expect(listBackups(test.folder)).toEqual(before)
  }, 60_000)

  it('and checks on their way are over when the library is closed', async () => {
    for (let at = 0; at < 12; at++) await test.add(`Tides ${at}\n\nThe sea of day ${at} comes and goes.`)
    let isOver = false
    const checking = test.app.keeper.look(true).finally(() => {
      isOver = true
    })
    while (listBackups(test.folder).length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    await test.app.keeper.close()
    await new Promise((resolve) => setImmediate(resolve))
    expect(isOver).toBe(true)
    await checking
  })

  it('before an import are told, and stopped end the import with nothing added', async () => {
    const paths = Array.from({ length: 20 }, (_, at) => {
      const path = join(test.folder, `many-${at}.txt`)
      writeFileSync(path, `Many ${at}\n\nA text of its own, the ${at}th of many.`)
      return path
    })
    const { work } = test.app.context
    const follow = work.follow
    const labels: string[] = []
    work.follow = ({ label }, job) => {
      labels.push(label)
      const stopping = new AbortController()
      return job(stopping.signal, () => stopping.abort())
    }
    const before = libraryHash(test.app.context.db)
    const files = { batchId: crypto.randomUUID(), paths }
    expect(await test.call('imports.files', files)).toMatchObject({ results: [], stopped: true })
    expect(labels).toEqual(['backups.working'])
    expect(libraryHash(test.app.context.db)).toBe(before)
    expect(readdirSync(backupsFolder(test.folder))).toEqual([])
    expect(await test.call('notices.list', {})).toEqual([])
    // Cancelling the import is the same.
    work.follow = follow
    const importing = test.call('imports.files', files)
    await test.call('imports.cancel', { batchId: files.batchId })
    expect(await importing).toMatchObject({ results: [], stopped: true })
    const whole = await test.call('imports.files', files)
    expect(whole.results.map(({ status }) => status)).toEqual(paths.map(() => 'added'))
    expect(listBackups(test.folder).map(({ reason }) => reason)).toEqual(['import'])
  })

  it('are whole also while somebody writes', async () => {
    let isDone = false
    const making = test.app.keeper.backup('daily').finally(() => {
      isDone = true
    })
    let writes = 0
    while (!isDone) {
      await note(`Note number ${writes++}.`)
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(await making).not.toBeNull()
    expect(writes).toBeGreaterThan(1)
  })

  it('come back in the place of the library, which is kept; stale logs are not played into them', async () => {
    const made = (await test.app.keeper.backup('daily'))!
    await note('Written after the backup.')
    const after = libraryHash(test.app.context.db)
    await test.app.close()
    // As a crash would have left it.
    writeFileSync(`${library()}-wal`, 'an old log')
    writeFileSync(`${library()}-shm`, 'an old index')
    prepareRestore(test.folder, backup(made.name))
    time += 60_000
    putInPlace(test.folder, time)
    await test.restart()
    expect((await test.call('articles.get', { articleId })).note).toBe('First note.')
    const [replaced] = listBackups(test.folder)
    expect(replaced).toMatchObject({ reason: 'replaced', madeAt: time })
    // And back again.
    await test.app.close()
    writeFileSync(`${backup(replaced!.name)}-wal`, '')
    prepareRestore(test.folder, backup(replaced!.name))
    time += 60_000
    putInPlace(test.folder, time)
    await test.restart()
    expect(libraryHash(test.app.context.db)).toBe(after)
  })

  it('an exchange that was interrupted anywhere is finished by the next start', async () => {
    const made = (await test.app.keeper.backup('daily'))!
    await note('Written after the backup.')
    await test.app.close()
    prepareRestore(test.folder, backup(made.name))
    renameSync(join(test.folder, PREPARED_FILE), join(test.folder, READY_FILE))
    const aside = '2026-04-05T07-00-00-000Z.replaced.sqlite'
    writeFileSync(join(test.folder, PLAN_FILE), JSON.stringify({ aside }))
    await test.restart()
    expect((await test.call('articles.get', { articleId })).note).toBe('First note.')
    expect(existsSync(backup(aside))).toBe(true)
    await test.app.close()
    // The plan is still there, what was ready is in its place already.
    writeFileSync(join(test.folder, PLAN_FILE), JSON.stringify({ aside }))
    finishRestore(test.folder)
    expect(existsSync(join(test.folder, PLAN_FILE))).toBe(false)
    // A torn plan: nothing had been exchanged.
    writeFileSync(join(test.folder, PLAN_FILE), '{"asi')
    await test.restart()
    expect((await test.call('articles.get', { articleId })).note).toBe('First note.')
  })

  it('an exchange that was interrupted when it was nearly done leaves no index of the library before', async () => {
    await test.app.close()
    writeFileSync(
      join(test.folder, PLAN_FILE),
      JSON.stringify({ aside: '2026-04-05T07-00-00-000Z.replaced.sqlite' })
    )
    for (const name of [INDEX_FILE, `${INDEX_FILE}-wal`, SHEETS_FILE])
      writeFileSync(join(test.folder, name), 'of the library before')
    finishRestore(test.folder)
    expect(readdirSync(test.folder).filter((name) => /^(?:search|sheets)/.test(name))).toEqual([])
  })

  it('an exchange that fails is taken back: the library has its log again, and no start finishes it', async () => {
    const made = (await test.app.keeper.backup('daily'))!
    await note('Written after the backup.')
    const hash = libraryHash(test.app.context.db)
    await test.app.close()
    prepareRestore(test.folder, backup(made.name))
    writeFileSync(`${library()}-wal`, '')
    const before = listBackups(test.folder)
    // What cannot be removed is in the way after the log was moved.
    mkdirSync(`${library()}-shm`)
    time += 60_000
    expect(() => putInPlace(test.folder, time)).toThrow()
    rmSync(`${library()}-shm`, { recursive: true })
    expect(existsSync(`${library()}-wal`)).toBe(true)
    expect(listBackups(test.folder)).toEqual(before)
    expect(readdirSync(test.folder).filter((name) => /restoring|prepared/.test(name))).toEqual([])
    await test.restart()
    expect(libraryHash(test.app.context.db)).toBe(hash)
  })

  it('what is being prepared is not what an exchange of before, which is still to be finished, would use', async () => {
    const made = (await test.app.keeper.backup('daily'))!
    await test.app.close()
    const aside = '2026-04-05T07-00-00-000Z.replaced.sqlite'
    writeFileSync(join(test.folder, PLAN_FILE), JSON.stringify({ aside }))
    const seen: boolean[] = []
    prepareRestore(test.folder, backup(made.name), {
      onStep: () => seen.push(existsSync(join(test.folder, READY_FILE)))
    })
    expect(seen.length).toBeGreaterThan(0)
    expect(seen).not.toContain(true)
  })

  it('what a crash left of a restore or a repair goes with the next start that holds the library', async () => {
    const names = [PREPARED_FILE, READY_FILE, REPAIRED_FILE].flatMap((name) => [name, `${name}-journal`])
    const leave = () => {
      for (const name of names) writeFileSync(join(test.folder, name), 'half of one')
    }
    const left = () => names.filter((name) => existsSync(join(test.folder, name)))
    await test.app.close()
    leave()
    // The command line shares the library with a window that may be preparing something.
    openLibrary(test.folder).close()
    expect(left()).toEqual(names)
    await test.restart()
    expect(left()).toEqual([])
    expect((await test.call('articles.get', { articleId })).note).toBe('First note.')
  })

  it('two libraries that were replaced in the same moment are both kept', async () => {
    const made = (await test.app.keeper.backup('daily'))!
    await test.app.close()
    for (const _ of [1, 2]) {
      prepareRestore(test.folder, backup(made.name))
      putInPlace(test.folder, time)
    }
    const replaced = listBackups(test.folder).filter(({ reason }) => reason === 'replaced')
    expect(replaced.map(({ madeAt }) => madeAt)).toEqual([time + 1, time])
    expect(() => putInPlace(test.folder, time)).toThrow(expect.objectContaining({ code: 'not-found' }))
    await test.restart()
  })

  it('that are no sound library of ours are refused, and nothing changes', async () => {
    const made = (await test.app.keeper.backup('daily'))!
    const hash = libraryHash(test.app.context.db)
    const bytes = readFileSync(backup(made.name))
    const foreign = join(test.folder, 'foreign.sqlite')
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
      expect(() => prepareRestore(test.folder, foreign), code).toThrow(expect.objectContaining({ code }))
    }
    expect(() => prepareRestore(test.folder, join(test.folder, 'nowhere'))).toThrow(
      expect.objectContaining({ code: 'not-found' })
    )
    mkdirSync(join(test.folder, 'a-folder'))
    expect(() => prepareRestore(test.folder, join(test.folder, 'a-folder'))).toThrow()
    expect(libraryHash(test.app.context.db)).toBe(hash)
    expect(readdirSync(test.folder).filter((name) => /restoring|prepared/.test(name))).toEqual([])
  })
})

describe('a library opened for reading only', () => {
  it('is neither copied, checked nor mended: what would be written is a copy that goes with the window', async () => {
    await test.app.keeper.backup('daily')
    await test.app.close()
    const screen = await reachScreen(test.folder)
    const reader = await reachScreen(test.folder)
    await reader.start.recover({ action: 'read-only' })
    for (const method of ['backups.make', 'backups.check', 'backups.mend']) {
      const reply = await reader.start.dispatch()(method, {})
      expect(reply, method).toMatchObject({ ok: false, error: { code: 'read-only' } })
    }
    await reader.start.close()
    await screen.start.close()
    await test.restart()
  })
})

describe('the check', () => {
  it('finds what the disk changed, which SQLite does not, and brings it back from a backup', async () => {
    await test.app.keeper.backup('daily')
    expect(await test.call('backups.check', {})).toMatchObject({ damages: [] })
    const hash = libraryHash(test.app.context.db)
    await test.app.close()
    damage('First note.', 'Worst note.')
    damage('nobody asks it', 'nobody tells it'.slice(0, 14))
    await test.restart()
    expect(test.app.context.db.pragma('integrity_check', { simple: true })).toBe('ok')
    const { damages } = await test.call('backups.check', {})
    expect(damages.map(({ kind }) => kind).sort()).toEqual(['note', 'version'])
    expect(damages.every(({ title }) => title === 'Tides')).toBe(true)
    expect((await test.call('notices.list', {}))[0]).toMatchObject({ id: 'damage' })
    // It is known after a restart, too.
    await test.restart()
    expect((await test.call('backups.damages', {})).damages.length).toBe(2)
    expect(await test.call('backups.mend', {})).toEqual({ mended: 2, left: 0 })
    expect((await test.call('articles.get', { articleId })).note).toBe('First note.')
    expect(libraryHash(test.app.context.db)).toBe(hash)
    expect((await test.call('backups.check', {})).damages).toEqual([])
    expect(await test.call('notices.list', {})).toEqual([])
    expect(test.bugs).toEqual([])
  })

  it('finds a notebook that the disk changed, and brings it back from a backup', async () => {
    const id = v7() as NotebookId
    await test.call('notebooks.create', { id, title: 'The coast', body: 'What the keepers wrote.' })
    // A backup of a Lectern that knew no notebooks is passed over.
    await test.app.keeper.backup('daily')
    const old = new SQLite(backup(listBackups(test.folder)[0]!.name))
    old.exec("DROP TABLE notebooks; DELETE FROM seals WHERE kind = 'notebook'; PRAGMA user_version = 12")
    expect([...checkRows(old)].flatMap(({ damages }) => damages)).toEqual([])
    old.close()
    time -= 1000
    await test.app.keeper.backup('daily')
    time += 1000
    await test.app.close()
    damage('What the keepers wrote.', 'What the keeners wrote.')
    await test.restart()
    const { damages } = await test.call('backups.check', {})
    expect(damages).toEqual([{ kind: 'notebook', id, articleId: null, title: 'The coast' }])
    expect(await test.call('backups.mend', {})).toEqual({ mended: 1, left: 0 })
    expect((await test.call('notebooks.get', { id })).body).toBe('What the keepers wrote.')
    await test.call('notebooks.save', { id, body: 'What I wrote.', base: 'What the keepers wrote.' })
    await test.call('notebooks.delete', { id })
    expect((await test.call('backups.check', {})).damages).toEqual([])
  })

  it('finds and brings back, when the file is made anew, what a notebook said', async () => {
    const id = v7() as NotebookId
    await test.call('notebooks.create', { id, title: 'The coast', body: 'What the keepers wrote.' })
    await test.app.keeper.backup('daily')
    await test.app.close()
    damage('What the keepers wrote.', 'What the keeners wrote.')
    expect(repairLibrary(test.folder)).toMatchObject({ mended: 1, damaged: 0 })
    const repaired = new SQLite(join(test.folder, REPAIRED_FILE), { readonly: true })
    expect(repaired.prepare('SELECT body FROM notebooks').pluck().all()).toEqual(['What the keepers wrote.'])
    repaired.close()
    await test.restart()
  })

  it('finds and brings back cards, answers, study sheets, tags, the queue and the state of articles', async () => {
    const [promptId, searchId] = [v7() as PromptId, v7() as SavedSearchId]
    await test.call('cards.create', {
      promptId,
      kind: 'question',
      front: 'What comes and goes?',
      back: 'The sea',
      picture: null,
      source: null,
      tags: ['coast']
    })
    const { card } = await test.call('reviews.session', {})
    await test.call('reviews.grade', {
      id: v7() as ReviewId,
      cardId: card!.id,
      grade: 3,
      reps: card!.reps,
      duration: 1000
    })
    const { version } = await test.call('reading.open', { articleId })
    const place = { versionId: version.id, start: 0, end: 3 }
    await test.call('sheets.define', { articleId, word: 'sea', ...place, definition: 'Salt water.' })
    await test.call('articles.addTag', { articleIds: [articleId], tag: 'tides' })
    // One of the same length that the reader gave is not taken for what the disk makes of it.
    await test.call('articles.addTag', { articleIds: [articleId], tag: 'times' })
    await test.call('articles.setState', { articleIds: [articleId], state: 'finished' })
    await test.call('queue.add', { articleIds: [articleId] })
    await test.call('savedSearches.create', { id: searchId, name: 'At sea', query: 'sea' })
    expect((await test.call('backups.check', {})).damages).toEqual([])
    await test.app.keeper.backup('daily')
    const hash = libraryHash(test.app.context.db)
    // What the reader changes afterwards is no damage, and is not taken back either.
    await test.call('articles.setStarred', { articleIds: [articleId], starred: true })
    await test.call('history.undo', {})
    await test.app.close()
    onDisk(`
      UPDATE prompts SET back = 'The tea';
      UPDATE cards SET due_day = due_day + 64;
      UPDATE reviews SET grade = 1;
      UPDATE sheet_entries SET body = 'Malt water.';
      UPDATE article_tags SET tag = 'sides' WHERE tag = 'tides';
      DELETE FROM prompt_tags;
      UPDATE articles SET state = 'later';
      UPDATE queue_entries SET priority = 1;
      UPDATE saved_searches SET query = 'tea';`)
    await test.restart()
    const { damages } = await test.call('backups.check', {})
    const told = damages.map(({ kind, title }) => `${kind} ${title}`).sort()
    expect(told).toEqual([
      'article-tag tides',
      'card What comes and goes?',
      'prompt What comes and goes?',
      'prompt-tag coast',
      'queue-entry Tides',
      'review What comes and goes?',
      'saved-search At sea',
      'sheet-entry Tides',
      'state Tides'
    ])
    expect(await test.call('backups.mend', {})).toEqual({ mended: told.length, left: 0 })
    // Also the tag that the disk made of another has gone.
    expect(libraryHash(test.app.context.db)).toBe(hash)
    expect((await test.call('backups.check', {})).damages).toEqual([])
    // The same when the file is made anew, page by page.
    await test.app.close()
    onDisk(`
      UPDATE reviews SET grade = 1;
      UPDATE articles SET state = 'later';
      UPDATE article_tags SET tag = 'sides' WHERE tag = 'tides';
      DELETE FROM sheet_entries;`)
    expect(repairLibrary(test.folder)).toMatchObject({ mended: 4, damaged: 0 })
    const repaired = new SQLite(join(test.folder, REPAIRED_FILE), { readonly: true })
    expect(libraryHash(repaired)).toBe(hash)
    repaired.close()
    await test.restart()
    expect(test.bugs).toEqual([])
  })

  it('brings back what it can where something it belongs to is in no backup as it was', async () => {
    const id = await test.mark(articleId, 'comes and goes', { note: 'Does it?', tag: 'sea' })
    await test.app.keeper.backup('daily')
    await test.call('highlights.setColor', { highlightIds: [id], color: 'blue' })
    expect(await test.call('backups.check', {})).toMatchObject({ damages: [] })
    await test.app.close()
    damage('First note.', 'Worst note.')
    onDisk(`PRAGMA foreign_keys = OFF; DELETE FROM highlights; DELETE FROM highlight_tags;
      DELETE FROM notes WHERE highlight_id IS NOT NULL;`)
    await test.restart()
    const kinds = async () => (await test.call('backups.damages', {})).damages.map(({ kind }) => kind).sort()
    await test.call('backups.check', {})
    expect(await kinds()).toEqual(['highlight', 'highlight-tag', 'note', 'note'])
    expect(await test.call('backups.mend', {})).toEqual({ mended: 1, left: 3 })
    expect((await test.call('articles.get', { articleId })).note).toBe('First note.')
    expect(await kinds()).toEqual(['highlight', 'highlight-tag', 'note'])
    expect(test.app.context.db.pragma('foreign_key_check')).toEqual([])
    expect(test.bugs).toEqual([])
  })

  it('brings back the rest where the reader wrote again what was lost', async () => {
    const highlightId = await test.mark(articleId, 'comes and goes', { note: 'Does it?' })
    await test.app.keeper.backup('daily')
    await test.app.close()
    damage('First note.', 'Worst note.')
    onDisk('DELETE FROM notes WHERE highlight_id IS NOT NULL;')
    await test.restart()
    await test.call('notes.save', { id: v7() as NoteId, articleId, highlightId, body: 'It does, again.' })
    await test.call('backups.check', {})
    expect(await test.call('backups.mend', {})).toEqual({ mended: 1, left: 1 })
    expect((await test.call('articles.get', { articleId })).note).toBe('First note.')
    expect((await test.call('highlights.listByArticle', { articleId }))[0]?.note).toBe('It does, again.')
    expect(test.bugs).toEqual([])
  })

  it('leaves alone what the reader writes while backups are looked through', async () => {
    await test.call('articles.addTag', { articleIds: [articleId], tag: 'sea' })
    await test.app.keeper.backup('daily')
    await test.app.close()
    damage('First note.', 'Worst note.')
    onDisk("UPDATE article_tags SET tag = 'see'")
    await test.restart()
    await test.call('backups.check', {})
    const { damages } = test.app.keeper.damages()
    expect(damages.map(({ kind }) => kind).sort()).toEqual(['article-tag', 'note'])
    const worker = new SQLite(library())
    const transaction = worker.transaction.bind(worker)
    worker.transaction = ((work: () => void) => {
      const other = new SQLite(library())
      other.exec("UPDATE notes SET body = 'What I wrote since.'")
      other.close()
      worker.transaction = transaction
      return transaction(work)
    }) as SQLite.Database['transaction']
    expect(mendRows(worker, test.folder, damages)).toEqual([])
    worker.close()
    expect((await test.call('articles.get', { articleId })).note).toBe('What I wrote since.')
    expect((await test.call('articles.get', { articleId })).tags).toEqual(['sea'])
  })

  it('forgets what the reader wrote anew or deleted since it was found damaged, and nothing else', async () => {
    const highlightId = await test.mark(articleId, 'comes and goes', { note: 'Does it?' })
    const gone = await test.add('Dunes\n\nThe sand goes with the wind.')
    await test.call('articles.addTag', { articleIds: [gone], tag: 'sand' })
    await test.app.close()
    damage('First note.', 'Worst note.')
    damage('Does it?', 'Does at?')
    damage('The sand goes', 'The sank goes')
    onDisk("DELETE FROM article_tags WHERE tag = 'sand'")
    await test.restart()
    await test.call('backups.check', {})
    const kinds = async () => (await test.call('backups.damages', {})).damages.map(({ kind }) => kind).sort()
    expect(await kinds()).toEqual(['article-tag', 'note', 'note', 'version'])
    const { id } = test.app.context.db.prepare('SELECT id FROM notes WHERE highlight_id IS NULL').get() as {
      id: NoteId
    }
    await test.call('notes.save', { id, articleId, highlightId: null, body: 'Written anew.' })
    await expect.poll(kinds).toEqual(['article-tag', 'note', 'version'])
    await test.call('articles.trash', { articleIds: [gone] })
    await test.call('articles.purge', { articleIds: [gone] })
    await expect.poll(kinds).toEqual(['note'])
    await test.call('highlights.delete', { highlightIds: [highlightId] })
    await expect.poll(kinds).toEqual([])
    expect(await test.call('notices.list', {})).toEqual([])
    expect(test.bugs).toEqual([])
  })

  it('does not take the reader’s own changes for damage, nor an older note from a backup for the newer one', async () => {
    await test.app.keeper.backup('daily')
    await note('A newer note.')
    await test.call('articles.update', { articleId, title: 'Other tides' })
    await test.call('articles.setState', { articleIds: [articleId], state: 'finished' })
    await test.call('history.undo', {})
    expect((await test.call('backups.check', {})).damages).toEqual([])
    await test.app.close()
    damage('A newer note.', 'A never note.')
    await test.restart()
    expect((await test.call('backups.check', {})).damages.length).toBe(1)
    expect(await test.call('backups.mend', {})).toEqual({ mended: 0, left: 1 })
    expect((await test.call('articles.get', { articleId })).note).toBe('A never note.')
  })
})
