/**
 * Brings thousands of attacks into the real app and looks whether one of them does anything:
 *   npm run torture -- hostile [share of the public payloads in percent, 100 by default]
 * Each payload is a page, a chapter of a book, a Markdown file, a title and an author; a part of them are
 * notes, tags, cards, notebooks and searches. The public ones lie beside the checkout (`../shared/data/xss`);
 * without them our own are used. Inside the browser, its debugger tells of every script that is compiled in
 * any frame, its network log of everything that is asked for, and a server on this machine of what arrives.
 * The control shows the same payloads, as they are, in a plain Electron window: there they must do a lot.
 */
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { _electron, type Page } from '@playwright/test'
import Sqlite from 'better-sqlite3'
import { type RunningApp, startApp } from '../e2e/app.ts'
import { ask, call } from '../e2e/bridge.ts'
import { type Deeds, showInFrames, watchWindow } from '../e2e/watch-window.ts'
import { blocksFromHtml } from '../src/main/import/blocks/blocks-from-html.ts'
import { buildBody } from '../src/main/import/body/build-body.ts'
import { violationsIn } from '../src/main/import/fixtures/allowed-html.ts'
import { parseHtml } from '../src/main/import/html/html-tree.ts'
import { inertSvgSize } from '../src/main/import/svg/check-svg.ts'
import { benignPages } from './hostile/benign-pages.ts'
import { canaryServer } from './hostile/canary-server.ts'
import { bookOf } from './hostile/chapters.ts'
import { drawingArchive, drawingBook, drawingPage } from './hostile/drawings.ts'
import { type Payload, payloads } from './hostile/payloads.ts'
import { showArticle } from './window/show-article.ts'

/** Frames shown at once; in the window without walls fewer, since one may take the window away from the others. */
const AT_ONCE = 100
const AT_ONCE_UNWALLED = 40
const CHAPTERS = 100
/** Files imported at once: before each batch Lectern copies and checks the whole library. */
const IN_A_BATCH = 5000
/** Payloads that the window without walls is shown, at most: enough to prove that the test would see them. */
const UNWALLED = 2500
/** Payloads that are also drawn, and that are written into every field, at most. */
const DRAWINGS = 2000
const FIELDS = 1000
/** As the reader's frame has it (ArticleFrame.tsx); held against the real one below. */
const SANDBOX = 'allow-same-origin'

const share = Number(process.argv[2] ?? 100) / 100
if (!(share > 0 && share <= 1)) throw new Error('Give a share in percent')
const server = await canaryServer()
const { list, isPublic } = payloads(server.address, share)
const failures: string[] = []
const demand = (what: string, holds: boolean) => {
  if (!holds) failures.push(what)
}
const began = performance.now()
const seconds = () => `${Math.round((performance.now() - began) / 1000)} s`
const pieces = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size))
const show = (lines: readonly string[]) => {
  for (const line of lines.slice(0, 10)) console.log(`    ${line}`)
}
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const filler =
  'The harbour office has kept a book of every lamp on the quay since the first of them was lit, and anybody may read it.'

console.log(
  `${list.length} payloads${isPublic ? '' : ' of our own (the public ones are not beside this checkout)'}`
)

await control()
fixpoint()
const app = await startApp()
try {
  await inTheApp(app)
} finally {
  await app.close()
}
server.close()
console.log(
  failures.length === 0 ? `nothing ran, nothing was asked (${seconds()})` : `FAILED: ${failures.join('; ')}`
)
process.exit(failures.length === 0 ? 0 : 1)

/** The same payloads where nothing stops them. */
async function control(): Promise<void> {
  server.pages.set('/start', '<!doctype html><title>control</title><body>')
  const some = list.filter((_, index) => index % Math.ceil(list.length / UNWALLED) === 0)
  some.forEach(({ markup }, at) => {
    server.pages.set(`/raw/${at}`, `<!doctype html><title>x</title><body>${markup}`)
  })
  const isPage = (url: string) => /\/(?:raw\/\d+|start)$/.test(url) || /^(?:data|blob|about):/.test(url)
  const deeds: Deeds = { ran: [], asked: [], refused: [] }
  const sprung = new Set<string>()
  let lost = 0
  const launch = async () => {
    const electron = await _electron.launch({
      executablePath: process.env.LECTERN_ELECTRON!,
      args: [
        resolve(import.meta.dirname, 'hostile/unprotected.cjs'),
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])
      ]
    })
    const page = await electron.firstWindow()
    await page.goto(`${server.address}/start`)
    return { electron, page, watching: await watchWindow(page, isPage) }
  }
  let window = await launch()
  const work = pieces([...some.keys()], AT_ONCE_UNWALLED)
  for (let next = work.pop(); next; next = work.pop()) {
    const addresses = next.map((at) => `${server.address}/raw/${at}`)
    const outcome = await Promise.race([
      showInFrames(window.page, addresses, undefined, 6000).catch(() => undefined),
      new Promise<undefined>((done) => setTimeout(() => done(undefined), 15_000))
    ])
    for (const key of Object.keys(deeds) as (keyof Deeds)[]) deeds[key].push(...window.watching.deeds[key])
    window.watching.clear()
    if (outcome) for (const address of outcome.sprung) sprung.add(address)
    else {
      // One of them took the window away or keeps it busy: the others are shown again without it.
      if (next.length > 5) work.push(...pieces(next, 5))
      else lost += next.length
      window.electron.process().kill('SIGKILL')
      window = await launch()
    }
  }
  const { ran, asked } = deeds
  console.log(
    `control, ${some.length} of them in a window without walls: ${sprung.size} payloads sprang a trap, ${ran.filter((one) => one.startsWith('script')).length} scripts compiled, ${asked.length} requests begun, ${server.asked.length} arrived, ${lost} payloads not counted because they or one of four beside them took the window away (${seconds()})`
  )
  const enough = some.length / 5
  demand('the control sprang too few traps: the test is blind', sprung.size >= enough)
  demand('the control compiled too few scripts: the test is blind', ran.length >= enough)
  demand('the control asked for nothing: the test is blind', asked.length >= 20 && server.asked.length >= 20)
  await window.electron.close()
  server.asked.length = 0
}

/** sanitise(render(sanitise(x))) = sanitise(x), and nothing outside the allow-list. */
function fixpoint(): void {
  const rebuild = (html: string) => buildBody(blocksFromHtml(parseHtml(html, 'fragment').root).blocks).html
  const outside: string[] = []
  const moved: string[] = []
  let changed = 0
  for (const { id, markup } of list) {
    const once = rebuild(markup)
    if (once !== markup) changed++
    if (violationsIn(once).length > 0) outside.push(id)
    if (rebuild(once) !== once) moved.push(id)
  }
  console.log(
    `rebuilt: ${changed} of ${list.length} were changed, ${outside.length} left something outside the allow-list, ${moved.length} changed when rebuilt again (${seconds()})`
  )
  show([...outside, ...moved])
  demand('the rebuilt markup', outside.length === 0 && moved.length === 0 && changed > list.length / 2)
}

async function inTheApp(running: RunningApp): Promise<void> {
  const { page } = running
  await page.getByRole('main').waitFor()
  await installTraps(running)
  const globals = await globalsOf(running)
  const isOurs = (address: string) => /^(?:app|asset|data|blob):/.test(address)
  const watching = await watchWindow(page, isOurs)
  const total: Deeds = { ran: [], asked: [], refused: [] }
  /** Says what was done meanwhile, and forgets it. */
  const tell = async (what: string) => {
    const caught = await trapsSprung(running)
    const { ran, asked, refused } = watching.deeds
    ran.push(...caught.ran)
    asked.push(...caught.asked)
    console.log(
      `${what}: ${ran.length} ran, ${asked.length} asked, ${refused.length} had to be refused by the page's policy (${seconds()})`
    )
    show([...ran, ...asked, ...refused])
    for (const key of Object.keys(total) as (keyof Deeds)[]) total[key].push(...watching.deeds[key])
    watching.clear()
  }

  const folder = join(running.folder, 'attacks')
  mkdirSync(folder)
  const write = (name: string, content: string | Uint8Array) => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }

  // As pages, the payload also the title, the author and the site.
  const pages = list.map(({ markup }, at) =>
    write(
      `page-${at}.html`,
      `<!doctype html><html><head><meta charset="utf-8"><title>${escaped(markup)}</title><meta name="author" content="${escaped(markup)}"><meta property="og:site_name" content="${escaped(markup)}"></head><body><article><h1>${escaped(markup)}</h1><p>${filler} Page ${at}.</p>${markup}<p>${filler}</p></article></body></html>`
    )
  )
  const asPages = await importAll(page, pages)
  await tell(
    `imported as pages: ${asPages.articles.length} articles, ${asPages.refused} refused with a sentence`
  )
  demand('too few pages became articles', asPages.articles.length > list.length * 0.9)
  await viewAll(running, asPages.articles, tell, 'pages')

  const notes = list.map(({ markup }, at) =>
    write(`note-${at}.md`, `# Text ${at}\n\n${filler} ${at}\n\n${markup}\n`)
  )
  const asMarkdown = await importAll(page, notes)
  await viewAll(running, asMarkdown.articles, tell, 'Markdown')

  // As books: each chapter is parsed by itself, all of them stand on one page of the real reader.
  const books = pieces(list, CHAPTERS).map((some, at) =>
    write(`book-${at}.epub`, attackBook(some, `Book ${at}`))
  )
  const asBooks = await importAll(page, books)
  for (const articleId of asBooks.articles) await readInReader(running, articleId)
  await tell(`read as ${asBooks.articles.length} books of ${CHAPTERS} chapters in the reader`)
  demand('too few books could be read', asBooks.articles.length >= books.length * 0.9)

  await asDrawings(running, write, tell)

  await inEveryField(running, asPages.articles)
  await tell('as notes, tags, cards, notebooks, saved searches and queries, on every screen')
  await library(page)
  await tell('the whole list of titles')

  await page.evaluate(() => new Promise((done) => setTimeout(done, 500)))
  demand('something ran', total.ran.length === 0)
  demand('something was asked for', total.asked.length === 0 && server.asked.length === 0)
  demand('something had to be refused by the last wall', total.refused.length === 0)
  console.log(`asked of the canary: ${server.asked.length}`)
  show(server.asked)
  const after = await globalsOf(running)
  const isSame = JSON.stringify(after) === JSON.stringify(globals)
  console.log(`the window's globals, its bridge and its prototypes: ${isSame ? 'as before' : 'CHANGED'}`)
  if (!isSame) show([JSON.stringify(globals), JSON.stringify(after)])
  demand('the globals changed', isSame)
  if (total.ran.length + total.asked.length + server.asked.length > 0) await bisect(running, list)
  await benign(running, write)
  await watching.stop()
}

/** In drawings: where they stand in a page and as addresses, as files of books, as parts of saved pages. */
async function asDrawings(
  running: RunningApp,
  write: (name: string, content: string | Uint8Array) => string,
  tell: (what: string) => Promise<void>
): Promise<void> {
  const drawn = list.filter((_, index) => index % Math.ceil(list.length / DRAWINGS) === 0)
  const carriers = pieces(drawn, 25).flatMap((some, at) => [
    write(`drawn-${at}.html`, drawingPage(some, `Drawn ${at}`, filler)),
    write(`drawn-${at}.epub`, drawingBook(some, `Drawn book ${at}`, filler)),
    write(`drawn-${at}.mhtml`, drawingArchive(some, `Drawn archive ${at}`, filler))
  ])
  const { articles, refused } = await importAll(running.page, carriers)
  await viewAll(running, articles, tell, 'articles with drawings')
  for (const articleId of articles.slice(0, 30)) await readInReader(running, articleId)
  const db = new Sqlite(join(running.folder, 'library', 'library.sqlite'), { readonly: true })
  const kept = db
    .prepare<[], Buffer>("SELECT bytes FROM assets WHERE media_type = 'image/svg+xml'")
    .pluck()
    .all()
  db.close()
  const strange = kept.filter((bytes) => inertSvgSize(bytes) === undefined)
  await tell(
    `${drawn.length} drawings of attacks in ${articles.length} pages, books and archives (${refused} refused): ${kept.length} different pictures kept, ${strange.length} of them not our own writing`
  )
  demand('too few of the carriers of drawings came in', articles.length >= carriers.length * 0.9)
  demand('too few drawings were kept: nothing was tried', kept.length >= drawn.length / 2)
  demand('a drawing that is not our own writing was kept', strange.length === 0)
}

async function importAll(
  page: Page,
  paths: readonly string[]
): Promise<{ articles: string[]; refused: number }> {
  const articles = new Set<string>()
  let refused = 0
  for (const some of pieces(paths, IN_A_BATCH)) {
    const { results } = await ask(page, 'imports.files', { batchId: crypto.randomUUID(), paths: some })
    for (const { articleId, message } of results) {
      if (articleId) articles.add(articleId)
      else {
        refused++
        assert(message.length > 0, 'a refusal without a sentence')
      }
    }
  }
  return { articles: [...articles], refused }
}

/** The reading pages of articles, many at once, in frames like the reader's. */
async function viewAll(
  { page, folder }: RunningApp,
  articles: readonly string[],
  tell: (what: string) => Promise<void>,
  kind: string
): Promise<void> {
  const db = new Sqlite(join(folder, 'library', 'library.sqlite'), { readonly: true })
  const current = db.prepare<[string], { id: string; html: string }>(
    'SELECT v.id, v.html FROM articles a JOIN article_versions v ON v.id = a.current_version_id WHERE a.id = ?'
  )
  const versions = articles.map((id) => current.get(id)!)
  db.close()
  const outside = versions.flatMap(({ html }) => violationsIn(html))
  demand(
    `stored ${kind} hold something outside the allow-list: ${outside.slice(0, 3).join()}`,
    outside.length === 0
  )
  let elements = 0
  let unfinished = 0
  const sprung: string[] = []
  for (const some of pieces(versions, AT_ONCE)) {
    const outcome = await showInFrames(
      page,
      some.map(({ id }) => `app://lectern/read/${id}`),
      SANDBOX
    )
    elements += outcome.elements
    unfinished += outcome.unfinished
    sprung.push(...outcome.sprung)
  }
  await tell(
    `${versions.length} ${kind} shown, ${elements} elements poked, ${unfinished} not shown, ${sprung.length} traps sprung`
  )
  demand(`${kind} sprang a trap`, sprung.length === 0)
  demand(`${kind} were not shown`, unfinished === 0)
}

function attackBook(some: readonly Payload[], title: string): Uint8Array {
  return bookOf(
    title,
    some.map(({ id, markup }) => `<h1>${escaped(id)}</h1><p>${filler}</p>${markup}`)
  )
}

/** Opens an article as a reader does, waits until the last of it is there, and pokes at it. */
async function readInReader(app: RunningApp, articleId: string): Promise<void> {
  const { page } = app
  await showArticle(app, articleId, 60_000)
  const sandbox = await page.evaluate(async () => {
    const frame = document.querySelector<HTMLIFrameElement>('iframe.article-frame')!
    const inside = frame.contentDocument!
    const view = frame.contentWindow as Window & typeof globalThis
    for (const element of [...inside.querySelectorAll('main *')].slice(0, 5000)) {
      for (const type of ['pointerover', 'mouseover', 'mousemove', 'focusin'])
        element.dispatchEvent(new view.MouseEvent(type, { bubbles: true }))
    }
    view.scrollTo(0, inside.documentElement.scrollHeight)
    await new Promise((done) => setTimeout(done, 60))
    return frame.getAttribute('sandbox')
  })
  assert.equal(sandbox, SANDBOX, 'the frames of this test are not walled as the reader’s')
}

/** Payloads as what the reader writes and names, and every screen looked at. */
async function inEveryField(running: RunningApp, articles: readonly string[]): Promise<void> {
  const { page } = running
  const line = (text: string, most: number) =>
    [...text.replace(/[\u0000-\u001f\u007f]+/g, ' ').toWellFormed()].slice(0, most).join('').trim() || 'x'
  for (const [at, { markup }] of list
    .filter((_, index) => index % Math.ceil(list.length / FIELDS) === 0)
    .entries()) {
    const articleId = articles[at % articles.length]!
    const body = markup.replaceAll('\0', '').toWellFormed()
    const { version } = await ask(page, 'reading.open', { articleId: articleId as never })
    const exact = await textOf(running, version.id)
    if (exact) {
      const highlightId = crypto.randomUUID()
      await call(page, 'highlights.create', {
        id: highlightId,
        articleId,
        versionId: version.id,
        start: 0,
        end: exact.length,
        exact,
        color: 'yellow'
      })
      await call(page, 'notes.save', { id: crypto.randomUUID(), articleId, highlightId, body })
      await call(page, 'highlights.addTag', { highlightIds: [highlightId], tag: line(markup, 60) })
    }
    await call(page, 'notes.save', { id: crypto.randomUUID(), articleId, highlightId: null, body })
    await call(page, 'cards.create', {
      promptId: crypto.randomUUID(),
      kind: 'question',
      front: body.slice(0, 5000) || 'x',
      back: body.slice(0, 5000) || 'x',
      picture: null,
      source: null,
      tags: [line(markup, 60)]
    })
    if (at % 10 === 0)
      await call(page, 'notebooks.create', { id: crypto.randomUUID(), title: line(markup, 200), body })
    if (at % 30 === 0)
      await call(page, 'savedSearches.create', {
        id: crypto.randomUUID(),
        name: line(markup, 60),
        query: line(markup, 200)
      })
  }
  for (const key of ['1', '2', '3', '4', '5', '6', ',']) {
    await page.keyboard.press(`ControlOrMeta+${key}`)
    await page.waitForTimeout(400)
    await scrollAll(page)
  }
  await page.keyboard.press('ControlOrMeta+6')
  for (let at = 0; at < 12; at++) {
    const rows = page.getByRole('main').getByRole('button')
    if (at >= (await rows.count())) break
    await rows
      .nth(at)
      .click({ timeout: 2000 })
      .catch(() => {})
    await page.keyboard.press('ControlOrMeta+Shift+e')
    await page.waitForTimeout(150)
    await page.keyboard.press('ControlOrMeta+6')
    await page.waitForTimeout(100)
  }
  await page.keyboard.press('ControlOrMeta+3')
  const box = page.getByRole('searchbox').or(page.getByRole('combobox')).first()
  for (const query of [
    'img src onerror',
    'script alert',
    'svg onload',
    'javascript',
    '<img src=x onerror=alert(1)>',
    '"><script>',
    'harbour lamp'
  ]) {
    await box.fill(query)
    await page.waitForTimeout(500)
  }
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('<img src=x onerror=alert(1)>')
  await page.waitForTimeout(200)
  await page.keyboard.press('Escape')
}

/** The first words of a version's text, for a highlight. */
async function textOf({ folder }: RunningApp, versionId: string): Promise<string> {
  const db = new Sqlite(join(folder, 'library', 'library.sqlite'), { readonly: true })
  const text = db
    .prepare<[string], string>('SELECT substr(text, 1, 60) FROM article_versions WHERE id = ?')
    .pluck()
    .get(versionId)
  db.close()
  // No half of a letter.
  return (text ?? '').replace(/[\ud800-\udbff]$/, '')
}

/** Scrolls whatever scrolls, to its end and back. */
async function scrollAll(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const scrollers = [...document.querySelectorAll<HTMLElement>('main, main *')].filter(
      (one) =>
        one.scrollHeight > one.clientHeight + 200 && /auto|scroll/.test(getComputedStyle(one).overflowY)
    )
    for (const one of scrollers) {
      for (let at = 0, turns = 0; at < one.scrollHeight && turns < 40; at += one.clientHeight, turns++) {
        one.scrollTop = at
        await new Promise((done) => setTimeout(done, 15))
      }
      one.scrollTop = 0
    }
  })
}

async function library(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+1')
  await page.waitForTimeout(300)
  await page.evaluate(async () => {
    const list = [...document.querySelectorAll<HTMLElement>('main, main *')].find(
      (one) =>
        one.scrollHeight > one.clientHeight + 200 && /auto|scroll/.test(getComputedStyle(one).overflowY)
    )
    if (!list) return
    for (let at = 0; at < list.scrollHeight; at += list.clientHeight) {
      list.scrollTop = at
      await new Promise((done) => setTimeout(done, 25))
    }
  })
}

type Trapped = typeof globalThis & { sprungTraps?: string[] }

/** Traps in main and in the window: anything that leaves through a gate leaves its name. */
async function installTraps({ electron, page }: RunningApp): Promise<void> {
  await electron.evaluate(({ app: self, session, shell, dialog, webContents }) => {
    const seen: string[] = []
    ;(globalThis as Trapped).sprungTraps = seen
    shell.openExternal = async (url) => void seen.push(`openExternal ${url.slice(0, 100)}`)
    dialog.showMessageBox = async () => {
      seen.push('a question to the reader')
      return { response: 1, checkboxChecked: false }
    }
    const watchContents = (contents: Electron.WebContents) => {
      contents.on('did-start-navigation', (event) => {
        if (!/^(?:app|pages):/.test(event.url)) seen.push(`navigation to ${event.url.slice(0, 100)}`)
      })
      contents.on('did-create-window', () => seen.push('a window'))
      contents.on('render-process-gone', (_event, { reason }) =>
        seen.push(`the window's process ended: ${reason}`)
      )
    }
    for (const contents of webContents.getAllWebContents()) watchContents(contents)
    self.on('web-contents-created', (_event, contents) => watchContents(contents))
    // The guard cancels what would leave: whatever it had to cancel got further than it should.
    session.defaultSession.webRequest.onErrorOccurred(({ url, error }) => {
      if (!/^(?:app|asset|data|blob):/.test(url)) seen.push(`request ${url.slice(0, 100)} ${error}`)
    })
    session.defaultSession.on('will-download', () => seen.push('a download'))
  })
  await page.evaluate(() => {
    const seen: string[] = []
    ;(globalThis as Trapped).sprungTraps = seen
    for (const name of ['alert', 'prompt', 'confirm', 'print', 'open'] as const)
      window[name] = (() => seen.push(name)) as never
    document.addEventListener('securitypolicyviolation', (event) => {
      seen.push(`policy ${event.violatedDirective} ${event.sample}`)
    })
  })
}

async function trapsSprung({ electron, page }: RunningApp): Promise<{ ran: string[]; asked: string[] }> {
  const inMain = await electron.evaluate(() => (globalThis as Trapped).sprungTraps!.splice(0))
  const inWindow = await page.evaluate(() => (globalThis as Trapped).sprungTraps!.splice(0))
  const isAsking = (one: string) => /^(?:request|navigation|openExternal)/.test(one)
  return { ran: [...inWindow, ...inMain.filter((one) => !isAsking(one))], asked: inMain.filter(isAsking) }
}

/** Names of everything global in the window, in its own world and in the preload's, and what the bridge is. */
async function globalsOf({ electron, page }: RunningApp): Promise<unknown> {
  const look = `(() => {
    const bridge = globalThis.lectern ?? {}
    return {
      globals: Object.getOwnPropertyNames(globalThis).filter((name) => !/^\\d+$|^__playwright|^__pw/.test(name)).sort(),
      bridge: Object.keys(bridge).map((name) => name + ' ' + typeof bridge[name]),
      frozen: Object.isFrozen(bridge),
      prototypes: [Object, Array, Function, String, Promise, Node, Element].map((one) => Object.getOwnPropertyNames(one.prototype).length),
      inherited: Object.keys(Object.getPrototypeOf({}))
    }
  })()`
  const own = await page.evaluate(look)
  const preload = await electron.evaluate(
    // Electron's own number for the world of preloads.
    ({ BrowserWindow }, code) =>
      BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScriptInIsolatedWorld(999, [{ code }]),
    look
  )
  return { own, preload }
}

/** Something was done: names the payloads that did it, each alone. */
async function bisect(running: RunningApp, suspects: readonly Payload[]): Promise<void> {
  const { page, folder } = running
  const isGuilty = async (some: readonly Payload[]): Promise<boolean> => {
    server.asked.length = 0
    const path = join(folder, `suspects-${crypto.randomUUID()}.epub`)
    writeFileSync(path, attackBook(some, `Suspects ${path.slice(-12)}`))
    const { articles } = await importAll(page, [path])
    const watching = await watchWindow(page, (address) => /^(?:app|asset|data|blob):/.test(address))
    if (articles[0]) await readInReader(running, articles[0])
    const { ran, asked } = await trapsSprung(running)
    const { deeds } = watching
    await watching.stop()
    return ran.length + asked.length + deeds.ran.length + deeds.asked.length + server.asked.length > 0
  }
  const search = async (some: readonly Payload[]): Promise<void> => {
    if (some.length === 0 || !(await isGuilty(some))) return
    if (some.length === 1) console.log(`  ${some[0]!.id}: ${some[0]!.markup.slice(0, 300)}`)
    else {
      await search(some.slice(0, some.length / 2))
      await search(some.slice(some.length / 2))
    }
  }
  for (const some of pieces(suspects, CHAPTERS)) await search(some)
}

/** What means no harm keeps everything. */
async function benign(running: RunningApp, write: (name: string, content: string) => string): Promise<void> {
  const lost: string[] = []
  for (const [at, { name, markup, keeps, says }] of benignPages.entries()) {
    const path = write(
      `benign-${at}.html`,
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Benign ${at}</title></head><body><article><h1>Benign ${at}</h1>${markup}</article></body></html>`
    )
    const { articles } = await importAll(running.page, [path])
    const { version } = await ask(running.page, 'reading.open', { articleId: articles[0] as never })
    const db = new Sqlite(join(running.folder, 'library', 'library.sqlite'), { readonly: true })
    const { html, text } = db
      .prepare<[string], { html: string; text: string }>(
        'SELECT html, text FROM article_versions WHERE id = ?'
      )
      .get(version.id)!
    db.close()
    for (const [tag, count] of Object.entries(keeps)) {
      const found = html.match(new RegExp(`<${tag}[ >]`, 'g'))?.length ?? 0
      if (found < count) lost.push(`${name}: ${found} of ${count} ${tag}`)
    }
    for (const words of says) if (!text.includes(words)) lost.push(`${name}: “${words}”`)
  }
  console.log(`benign: ${benignPages.length} rich pages, ${lost.length} things lost (${seconds()})`)
  show(lost)
  demand('a benign page lost something', lost.length === 0)
}
