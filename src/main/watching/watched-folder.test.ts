import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type FSWatcher, watch } from 'chokidar'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createImportRunner } from '../import/worker/import-runner.ts'
import { createImportBatches, type ImportBatches } from '../imports/import-batch.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'
import { createWatchedFolder, type WatchedFolder } from './watched-folder.ts'

// The real one, counted.
vi.mock('chokidar', { spy: true })

let test: TestApp
let folder: string
const running: WatchedFolder[] = []
beforeEach(() => {
  test = testApp()
  folder = mkdtempSync(join(tmpdir(), 'lectern-watched-'))
  changes = 0
})
afterEach(async () => {
  for (const one of running.splice(0)) await one.close()
  await test.close()
  rmSync(folder, { recursive: true, force: true })
})

const runner = createImportRunner()
const bugs: unknown[] = []
/** How many versions the library had each time the window was told of a new one. */
const toldOf: unknown[] = []
/** How often there was something new to say of the folder. */
let changes = 0
const importing = () =>
  createImportBatches(test.app.context, runner, { onProgress: () => {}, onAdded: () => {}, undoable: false })
function start({ imports = importing(), background = false } = {}): WatchedFolder {
  const watched = createWatchedFolder(test.app.context, imports, {
    onChanged: () => changes++,
    onNewVersion: () => toldOf.push(countVersions()),
    onBug: (_, error) => bugs.push(error),
    quietMs: 150,
    lookMs: 100,
    background
  })
  running.push(watched)
  return watched
}
const write = (name: string, text: string | Uint8Array) => writeFileSync(join(folder, name), text)
const text = (title: string, more = '') =>
  `${title}\n\nThe first paragraph of ${title}, with words enough to be read in peace.${more}\n`
const countVersions = () => test.app.context.db.prepare('SELECT count(*) FROM article_versions').pluck().get()
const titles = async () =>
  (
    await test.call('articles.list', {
      filter: {},
      sort: 'added',
      descending: false,
      page: { offset: 0, limit: 50 }
    })
  ).items.map(({ title }) => title)
const eventually = (look: () => Promise<unknown>, expected: unknown) =>
  expect.poll(look, { timeout: 15_000, interval: 100 }).toEqual(expected)

it('brings new files in once, leaves what was there before, and touches no file', async () => {
  write('old.txt', text('Old'))
  const watched = start()
  await watched.choose(folder)
  write('new.txt', text('New'))
  write('.hidden.txt', text('Hidden'))
  // As Lectern writes its own articles into a Markdown folder.
  write('Ours.md', `---\nlectern: 01930000-0000-7000-8000-000000000001\ntitle: Ours\n---\n${text('Ours')}`)
  write('download.txt.part', text('Half'))
  mkdirSync(join(folder, 'Page_files'))
  write('Page_files/frame.html', text('Frame'))
  await eventually(titles, ['New'])
  expect(await watched.state()).toMatchObject({ folder, isThere: true, added: 1, failures: [] })
  await expect.poll(() => changes).toBe(1)
  for (const name of ['old.txt', 'new.txt']) expect(existsSync(join(folder, name))).toBe(true)
  expect(readFileSync(join(folder, 'new.txt'), 'utf8')).toBe(text('New'))
  expect(bugs).toEqual([])
})

it('watches what was chosen last, also when stopping was still on its way', async () => {
  const watched = start()
  await watched.choose(folder)
  const inner = join(folder, 'inner')
  mkdirSync(inner)
  // As on a share that takes its time.
  const watcher = vi.mocked(watch).mock.results.at(-1)!.value as FSWatcher
  const close = watcher.close.bind(watcher)
  watcher.close = () => close().then(() => delay(50))
  await Promise.all([watched.stop(), watched.choose(inner)])
  expect(await watched.state()).toMatchObject({ folder: inner })
  await Promise.all([watched.choose(folder), watched.stop()])
  expect(await watched.state()).toMatchObject({ folder: null })
})

it('takes a file when it has been written to the end, and a changed one as a new version', async () => {
  const watched = start()
  await watched.choose(folder)
  write('slow.txt', text('Slow'))
  await eventually(titles, ['Slow'])
  const { articleId } = test.app.context.db
    .prepare('SELECT article_id AS articleId FROM watched_files')
    .get() as { articleId: string }
  write(
    'slow.txt',
    text('Slow', ' And a sentence that came later, when the writer had thought about it once more.')
  )
  const versions = async () =>
    test.app.context.db
      .prepare('SELECT count(*) FROM article_versions WHERE article_id = ?')
      .pluck()
      .get(articleId)
  await eventually(versions, 2)
  expect(await titles()).toEqual(['Slow'])
  // The two of the article, and the one of its copy in the Trash.
  expect(toldOf).toEqual([3])
})

it('notes what cannot be read, and does not try it again before it changes', async () => {
  const watched = start()
  await watched.choose(folder)
  write('empty.txt', '')
  write('fine.txt', text('Fine'))
  await eventually(async () => (await watched.state()).failures.length, 1)
  expect((await watched.state()).failures[0]).toMatchObject({
    fileName: 'empty.txt',
    message: expect.stringContaining('empty')
  })
  await eventually(titles, ['Fine'])
  write('empty.txt', text('No longer empty'))
  await eventually(async () => (await watched.state()).failures.length, 0)
})

it('goes on after a restart with what came meanwhile, and brings nothing back that was deleted', async () => {
  const first = start()
  await first.choose(folder)
  write('one.txt', text('One'))
  await eventually(titles, ['One'])
  await first.close()
  running.length = 0
  const one = test.app.context.db.prepare('SELECT id FROM articles').pluck().get() as string
  await test.call('articles.trash', { articleIds: [one as never] })
  write('two.txt', text('Two'))
  await test.restart()
  start().resume()
  await eventually(titles, ['Two'])
})

it('says when the folder is gone, and stops when told to', async () => {
  const watched = start()
  await watched.choose(folder)
  renameSync(folder, `${folder}-moved`)
  expect(await watched.state()).toMatchObject({ folder, isThere: false })
  renameSync(`${folder}-moved`, folder)
  await watched.stop()
  expect(await watched.state()).toEqual({ folder: null, isThere: false, added: 0, failures: [] })
  write('late.txt', text('Late'))
  await delay(600)
  expect(await titles()).toEqual([])
})

const noted = () => test.app.context.db.prepare('SELECT path FROM watched_files').pluck().all() as string[]

it('notes what lay in a folder before with a few transactions, not with one to each file', async () => {
  for (let n = 0; n < 620; n++) write(`${n}.txt`, text(`Old ${n}`))
  const { db } = test.app.context
  let byItself = 0
  db.function('note_row', () => {
    if (!db.inTransaction) byItself++
    return null
  })
  db.exec('CREATE TEMP TRIGGER row_noted AFTER INSERT ON main.watched_files BEGIN SELECT note_row(); END')
  const transactions = vi.spyOn(db, 'transaction')
  await start().choose(folder)
  expect(noted()).toHaveLength(620)
  expect(byItself).toBe(0)
  // The folder itself, five hundred, the rest.
  expect(transactions).toHaveBeenCalledTimes(3)
})

it('begins anew when another folder is chosen while it looks at the first', async () => {
  for (let n = 0; n < 620; n++) write(`${n}.txt`, text(`Old ${n}`))
  const other = join(folder, '.other')
  mkdirSync(other)
  writeFileSync(join(other, 'one.txt'), text('One'))
  vi.mocked(watch).mockClear()
  const watched = start()
  const first = watched.choose(folder)
  while (vi.mocked(watch).mock.calls.length === 0) await new Promise(setImmediate)
  await watched.choose(other)
  // Does not wait for a walk that was broken off.
  await first
  expect(noted()).toEqual([join(other, 'one.txt')])
})

it('watches the later of two folders that are chosen at once', async () => {
  const other = join(folder, '.other')
  mkdirSync(other)
  vi.mocked(watch).mockClear()
  const watched = start()
  await Promise.all([watched.choose(folder), watched.choose(other)])
  expect((await watched.state()).folder).toBe(other)
  expect(vi.mocked(watch).mock.calls.map(([path]) => path)).toEqual([other])
})

it('brings nothing in that was found in a folder before another was chosen', async () => {
  const imports = importing()
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const asked: string[] = []
  const slow: ImportBatches = {
    ...imports,
    async files(batchId, paths) {
      asked.push(...paths)
      await held
      return await imports.files(batchId, paths)
    }
  }
  const other = join(folder, '.other')
  mkdirSync(other)
  const watched = start({ imports: slow })
  await watched.choose(folder)
  write('one.txt', text('One'))
  write('two.txt', text('Two'))
  await expect.poll(() => asked.length, { timeout: 15_000 }).toBe(1)
  // The second waits behind the first by now.
  await delay(1000)
  await watched.choose(other)
  release()
  writeFileSync(join(other, 'three.txt'), text('Three'))
  await eventually(async () => (await titles()).includes('Three'), true)
  expect(asked).toHaveLength(2)
  await eventually(async () => noted(), [join(other, 'three.txt')])
  expect(bugs).toEqual([])
})

it('resumes a little after the start, once, and not after it was closed', async () => {
  const first = start()
  await first.choose(folder)
  await first.close()
  const begun = vi.mocked(watch).mockClear()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const closed = start({ background: true })
    await closed.close()
    closed.resume()
    const watched = start({ background: true })
    vi.advanceTimersByTime(3900)
    expect(begun).not.toHaveBeenCalled()
    vi.advanceTimersByTime(200)
    expect(begun).toHaveBeenCalledTimes(1)
    watched.resume()
    expect(begun).toHaveBeenCalledTimes(1)
    const stopped = start({ background: true })
    await stopped.stop()
    await stopped.choose(folder)
    vi.advanceTimersByTime(10_000)
    expect(begun).toHaveBeenCalledTimes(2)
  } finally {
    vi.useRealTimers()
  }
})

it.each([
  [
    'moved away and back',
    () => renameSync(`${folder}-moved`, folder),
    () => renameSync(folder, `${folder}-moved`)
  ],
  ['deleted and made anew', () => mkdirSync(folder), () => rmSync(folder, { recursive: true })]
])(
  'goes on with a folder that was %s, as a drive or a share that is not always there',
  async (_, comeBack, goAway) => {
    const watched = start()
    await watched.choose(folder)
    write('before.txt', text('Before'))
    await eventually(titles, ['Before'])
    goAway()
    // Long enough to be missed; were it not, what comes after would come in all the same.
    await delay(700)
    expect(await watched.state()).toMatchObject({ folder, isThere: false })
    comeBack()
    write('after.txt', text('After'))
    await eventually(titles, ['Before', 'After'])
    write('later.txt', text('Later'))
    await eventually(titles, ['Before', 'After', 'Later'])
    expect(bugs).toEqual([])
  }
)

it('waits for a folder that is not there at the start', async () => {
  const first = start()
  await first.choose(folder)
  await first.close()
  running.length = 0
  renameSync(folder, `${folder}-moved`)
  start().resume()
  await delay(500)
  renameSync(`${folder}-moved`, folder)
  write('new.txt', text('New'))
  await eventually(titles, ['New'])
})

it('brings in a replaced file as its new version, and a renamed one not again', async () => {
  const watched = start()
  await watched.choose(folder)
  write('notes.txt', text('Notes'))
  await eventually(titles, ['Notes'])
  // As editors and sync programs save: written beside it, then put in its place.
  write('notes.txt.tmp', text('Notes', ' And a sentence that was added when the file was saved again.'))
  renameSync(join(folder, 'notes.txt.tmp'), join(folder, 'notes.txt'))
  await eventually(async () => countVersions(), 3)
  expect(await titles()).toEqual(['Notes'])
  renameSync(join(folder, 'notes.txt'), join(folder, 'renamed.txt'))
  write('last.txt', text('Last'))
  await eventually(titles, ['Notes', 'Last'])
  await delay(500)
  expect(await titles()).toEqual(['Notes', 'Last'])
})
