import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createImportRunner } from '../import/import-runner.ts'
import { createImportBatches } from '../imports/import-batch.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'
import { createWatchedFolder, type WatchedFolder } from './watched-folder.ts'

let test: TestApp
let folder: string
const running: WatchedFolder[] = []
beforeEach(() => {
  test = testApp()
  folder = mkdtempSync(join(tmpdir(), 'lectern-watched-'))
})
afterEach(async () => {
  for (const one of running.splice(0)) await one.close()
  await test.close()
  rmSync(folder, { recursive: true, force: true })
})

const runner = createImportRunner()
const bugs: unknown[] = []
function start(): WatchedFolder {
  const { context } = test.app
  const imports = createImportBatches(context, runner, {
    onProgress: () => {},
    onAdded: () => {},
    undoable: false
  })
  const watched = createWatchedFolder(context, imports, {
    onChanged: () => {},
    onBug: (_, error) => bugs.push(error),
    quietMs: 150
  })
  running.push(watched)
  return watched
}
const write = (name: string, text: string | Uint8Array) => writeFileSync(join(folder, name), text)
const text = (title: string, more = '') =>
  `${title}\n\nThe first paragraph of ${title}, with words enough to be read in peace.${more}\n`
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
  for (const name of ['old.txt', 'new.txt']) expect(existsSync(join(folder, name))).toBe(true)
  expect(readFileSync(join(folder, 'new.txt'), 'utf8')).toBe(text('New'))
  expect(bugs).toEqual([])
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
  await new Promise((done) => setTimeout(done, 600))
  expect(await titles()).toEqual([])
})
