/**
 * Gives the real app every file of our plan of bad input, does to it what else the plan names, and holds each to the
 * plan's rules at once:
 *   npm run torture -- bad-input [part of a name, or a row; `short`: every eighth, and what costs little;
 *   `acts`: all that is no file]
 * R1 a sentence that names the file; R2 every row that was there is there and the same; R3 neither the window nor
 * main is busy for more than 200 ms; R4 nobody is asked, no file is made outside of the library and no other
 * program started; R5 the app starts again with the same rows; R6 none stops the rest of a batch.
 * What is read is opened, too.
 */
import { mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { startApp } from '../e2e/app.ts'
import { ask } from '../e2e/bridge.ts'
import { type BadAct, badActs } from './bad-input/bad-acts.ts'
import { type BadFile, badFiles, badFolder } from './bad-input/bad-files.ts'
import { badStarts } from './bad-input/bad-starts.ts'
import { filesUnder, programsUnder, rowsOf } from './bad-input/surroundings.ts'
import { canaryServer } from './hostile/canary-server.ts'
import { beginTasks, longestTasks } from './pauses/longest-task.ts'
import { showArticle } from './window/show-article.ts'

/** Of the processor's time, so that it says the same on a busy machine; milliseconds. */
const MOST = 200
const PATIENCE = 120_000

const only = process.argv[2] ?? ''
const failures: string[] = []
const fail = (what: string) => {
  failures.push(what)
  console.log(`  FAILED ${what}`)
}
const server = await canaryServer()
const folder = mkdtempSync(join(tmpdir(), 'lectern-bad-'))
const places = ['inbox', 'tmp', 'user'].map((name) => join(folder, name))
for (const place of places) mkdirSync(place)
const [inbox, temporary, user] = places as [string, string, string]
/** Files that acts write for themselves. */
const given = join(folder, 'given')
mkdirSync(given)
const app = await startApp({ folder, env: { TMPDIR: temporary, HOME: user } })
await app.page.getByRole('main').waitFor({ timeout: 60_000 })
await app.page.waitForTimeout(2000)
const electron = readlinkSync(`/proc/${app.electron.process().pid}/exe`)
const rows = () => {
  const db = new Sqlite(join(folder, 'library', 'library.sqlite'), { readonly: true })
  const found = rowsOf(db)
  db.close()
  return found
}
const bring = async (...paths: string[]) =>
  (await ask(app.page, 'imports.files', { batchId: crypto.randomUUID(), paths })).results

writeFileSync(
  join(inbox, 'first.txt'),
  'A first article\n\nWith a paragraph that must stay as it is, whatever comes after it.'
)
await bring(join(inbox, 'first.txt'))

const worst = { window: 0, main: 0 }
/** Rows of the short run that are no files: some seconds each. */
const quick: ReadonlySet<number> = new Set([37, 41, 42, 49, 51, 54, 58])
const isShort = only === 'short'
const chosen = ({ name, row }: { name: string; row: number }) =>
  only === 'acts' || (isShort ? quick.has(row) : name.includes(only) || String(row) === only)
const files = badFiles(server.address).filter((file, at) =>
  isShort ? at % 8 === 0 : only !== 'acts' && chosen(file)
)
for (const file of files) await give(file)
const acts = badActs.filter(chosen)
for (const act of acts) await doAct(act)
if (files.length > 0)
  await together(files.filter(({ outcome, row }) => outcome !== 'read' && row !== 10 && row !== 13))

const before = rows()
await app.restart()
await app.page.getByRole('main').waitFor({ timeout: 60_000 })
const after = rows()
for (const row of before) if (!after.has(row)) fail(`R5: after a restart a row is gone: ${row.slice(0, 150)}`)
if (server.asked.length > 0) fail(`R4: asked ${server.asked.slice(0, 5).join(', ')}`)
if (app.complaints.length > 0) fail(`the app complained: ${app.complaints[0]!.slice(0, 200)}`)
await app.close()
const starts = badStarts.filter(chosen)
for (const { row, name, start } of starts) {
  const place = mkdtempSync(join(tmpdir(), 'lectern-bad-start-'))
  await start(place)
    .then((said) => console.log(`${row} ${name}: ${said}`))
    .catch((error: unknown) => fail(`${row} ${name}: ${String(error).slice(0, 300)}`))
  rmSync(place, { recursive: true, force: true })
}
if (server.asked.length > 0) fail(`R4: asked ${server.asked.slice(0, 5).join(', ')}`)
server.close()
rmSync(folder, { recursive: true, force: true })
console.log(
  `${files.length} files and ${acts.length + starts.length} acts of ${new Set([...files, ...acts, ...starts].map(({ row }) => row)).size} rows; busy for at most ${worst.window.toFixed(0)} ms (window) and ${worst.main.toFixed(0)} ms (main), the limit is ${MOST} ms`
)
console.log(failures.length === 0 ? 'every rule held' : `FAILED: ${failures.length} times`)
process.exit(failures.length === 0 ? 0 : 1)

/** What is the same for whatever is done: rules R2 to R4, and how long both were busy. */
async function guarded(
  label: string,
  work: () => Promise<void>,
  may: { pauses?: BadAct['pauses']; changes?: string | undefined } = {}
): Promise<{ more: number; busy: string }> {
  const known = rows()
  const around = filesUnder(places)
  const strange = new Set<string>()
  const look = () => {
    for (const program of programsUnder(app.electron.process().pid!))
      if (program !== electron && !program.endsWith(' (deleted)')) strange.add(program)
  }
  const looking = setInterval(look, 200)
  await beginTasks(app.electron)
  await work().catch((error: unknown) => fail(`${label}: ${String(error).slice(0, 300)}`))
  const busy = await longestTasks(app.electron)
  look()
  clearInterval(looking)
  const now = rows()
  for (const one of known)
    if (!now.has(one) && (may.changes === undefined || !one.includes(may.changes)))
      fail(`${label}: R2, a row has changed: ${one.slice(0, 200)}`)
  for (const thread of ['window', 'main'] as const) {
    if (may.pauses === 'told' || (thread === 'window' && may.pauses === 'main')) continue
    worst[thread] = Math.max(worst[thread], busy[thread].work)
    if (busy[thread].work > MOST)
      fail(`${label}: R3, ${thread} was busy for ${busy[thread].work.toFixed(0)} ms`)
  }
  const made = filesUnder(places)
  for (const one of made) if (!around.includes(one)) fail(`${label}: R4, made or changed ${one}`)
  for (const one of around) if (!made.includes(one)) fail(`${label}: R4, changed or removed ${one}`)
  if (strange.size > 0) fail(`${label}: R4, started ${[...strange].join(', ')}`)
  if (server.asked.length > 0) fail(`${label}: R4, asked ${server.asked.splice(0).join(', ')}`)
  return {
    more: now.size - known.size,
    busy: `busy ${busy.window.work.toFixed(0)} ms, main ${busy.main.work.toFixed(0)} ms`
  }
}

async function give({ row, name, write, outcome }: BadFile): Promise<void> {
  const path = join(inbox, name)
  const label = `${row} ${JSON.stringify(name.slice(0, 40))}`
  write(path)
  let result: Awaited<ReturnType<typeof bring>>[number] | undefined
  const { more, busy } = await guarded(label, async () => {
    ;[result] = await bring(path)
    if (result?.articleId && result.status !== 'failed') await read(result.articleId)
  })
  const said = result?.message ?? ''
  const isRefused = result?.status === 'failed'
  if (!result) fail(`${label}: nothing was said`)
  else if (isRefused ? outcome === 'read' : outcome === 'refused') fail(`${label}: ${result.status}, ${said}`)
  // R1. A link is named by what it leads to, and a name with a line break is shown in one line.
  else if (isRefused && !/[“"].+[”"]/.test(said)) fail(`${label}: R1, names no file: ${said}`)
  if (isRefused && more !== 0) fail(`${label}: R2, refused and ${more} rows more`)
  console.log(`${label}: ${result?.status}${isRefused ? `, ${said.slice(0, 90)}` : ''}; ${busy}`)
}

/** A row that is no file. What it gives to the app is written into a folder that may change. */
async function doAct({ row, name, act, prepare, pauses, changes }: BadAct): Promise<void> {
  const label = `${row} ${name}`
  let outcome = ''
  await prepare?.({ app, inbox: given, bring })
  const { busy } = await guarded(
    label,
    async () => {
      outcome = await act({ app, inbox: given, bring })
    },
    { pauses, changes }
  )
  console.log(`${label}: ${outcome}; ${busy}`)
}

/** Opens an article, scrolls to its end and leaves it. */
async function read(articleId: string): Promise<void> {
  const { page } = app
  await showArticle(app, articleId, PATIENCE)
  await page.waitForTimeout(300)
  await page.keyboard.press('End')
  await page.waitForTimeout(300)
  await page.keyboard.press('ControlOrMeta+1')
  await page.locator('iframe.article-frame').waitFor({ state: 'detached', timeout: PATIENCE })
}

/** R6: one batch of all that is refused, with a good file before, among and after them, and in a folder. */
async function together(bad: readonly BadFile[]): Promise<void> {
  const good = ['a', 'b', 'c'].map((name) => {
    const path = join(inbox, `good-${name}.txt`)
    writeFileSync(path, `Good ${name}\n\nThe words of the good file ${name}, of which nothing is the matter.`)
    return path
  })
  badFolder(join(inbox, 'folder'))
  const middle = Math.floor(bad.length / 2)
  const paths = bad.map(({ name }) => join(inbox, name))
  const order = [
    good[0]!,
    ...paths.slice(0, middle),
    good[1]!,
    join(inbox, 'folder'),
    ...paths.slice(middle),
    good[2]!
  ]
  const results = await bring(...order)
  // What was read before is here already, and so may be what is cut.
  const added = results.filter(({ status }) => status === 'added').length
  const goodOnes = results.filter(({ file }) => /good/.test(file))
  if (results.length !== order.length) fail(`R6: ${results.length} answers to ${order.length} files`)
  if (goodOnes.length !== 4 || goodOnes.some(({ status }) => status !== 'added'))
    fail(`R6: of the good files ${goodOnes.map(({ status }) => status).join(', ')}`)
  console.log(
    `one batch of ${order.length}: ${added} added, ${results.filter(({ status }) => status === 'failed').length} refused`
  )
}
