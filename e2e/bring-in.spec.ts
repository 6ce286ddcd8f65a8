import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { writePdf } from '../src/main/import/fixtures/write-pdf.ts'
import { expect, type RunningApp, startApp, test } from './app.ts'
import { ask, call } from './bridge.ts'
import { LibraryPage } from './pages/library.ts'
import { runCommand } from './pages/palette.ts'
import { ReaderPage } from './pages/reader.ts'

const root = resolve(import.meta.dirname, '..')
const harbour = {
  file: join(import.meta.dirname, 'fixtures/harbour.txt'),
  title: 'Harbour town counts its lanterns again'
}

/** Runs a program to its end. */
function finish(args: string[], env: NodeJS.ProcessEnv): Promise<{ code: number | null; out: string }> {
  const child = spawn(process.env.LECTERN_ELECTRON ?? join(root, '.electron/42.0.0/electron'), args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore']
  })
  let out = ''
  child.stdout.on('data', (part: Buffer) => {
    out += part.toString()
  })
  return new Promise((done, failed) => {
    child.once('error', failed)
    child.once('close', (code) => done({ code, out }))
  })
}

/** A file of ours, beside the library. */
function write(app: RunningApp, name: string, content: string): string {
  const file = join(app.folder, name)
  writeFileSync(file, content)
  return file
}

const paragraph =
  'The gardener kept a book of frosts, one line for each, and lent it to nobody until the pear trees had flowered. '

test('pasted text becomes an article, plain or rich, in the library and while reading', async ({ app }) => {
  const { page } = app
  const library = new LibraryPage(page)
  const reader = new ReaderPage(page)
  await expect(library.title('Welcome to Lectern')).toBeVisible()

  await app.electron.evaluate(
    async ({ clipboard }, words) => {
      await clipboard.writeText(words)
    },
    `The book of frosts\n\n${paragraph.repeat(2)}\n\n${paragraph}\n`
  )
  await page.keyboard.press('ControlOrMeta+v')
  await expect(library.title('The book of frosts')).toBeVisible()

  // The page's own clipboard: its call is the same in every Electron.
  const html = `<h1>Pears and their keepers</h1><p>${paragraph}<em>Every</em> tree had a name.</p><h2>The north wall</h2><p>${paragraph}</p><img src=x onerror="document.title='ran'"><script>document.title='ran'</script>`
  await page.evaluate(async (rich) => {
    await navigator.clipboard.write([
      new ClipboardItem({
        'text/html': new Blob([rich], { type: 'text/html' }),
        'text/plain': new Blob(['Pears and their keepers'], { type: 'text/plain' })
      })
    ])
  }, html)
  // In a text field a paste is the field's.
  await page.keyboard.press('/')
  await page.keyboard.press('ControlOrMeta+v')
  await expect(page.locator(':focus')).toHaveValue('Pears and their keepers')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('Delete')
  await page.keyboard.press('Escape')

  // While reading the focus is in the article's frame.
  await library.open('The book of frosts')
  await reader.isShowing('The book of frosts')
  await page.keyboard.press('ControlOrMeta+v')
  await expect(page.getByText('Added “Pears and their keepers”').first()).toBeVisible()
  await runCommand(page, 'Go to Library')
  await library.open('Pears and their keepers')
  await reader.isShowing('Pears and their keepers')
  await expect(reader.article.getByRole('heading', { level: 2, name: 'The north wall' })).toBeVisible()
  await expect(reader.article.locator('em', { hasText: 'Every' })).toBeVisible()
  await expect(reader.article.locator('script, [onerror]')).toHaveCount(0)
  expect(await page.title()).not.toBe('ran')
  expect(app.complaints).toEqual([])
})

test('a folder is looked at before it is added; what came of it is told and saved', async ({ app }) => {
  const { page } = app
  const library = new LibraryPage(page)
  const inbox = join(app.folder, 'inbox')
  const report = join(app.folder, 'report.csv')
  mkdirSync(inbox)
  write(app, 'inbox/frosts.txt', `The book of frosts\n\n${paragraph.repeat(2)}`)
  write(app, 'inbox/again.txt', `The book of frosts\n\n${paragraph.repeat(2)}`)
  write(app, 'inbox/broken.pdf', '%PDF-1.7 cut short')
  writeFileSync(join(inbox, 'scan.pdf'), writePdf({ pages: [{ content: '0 0 100 100 re f' }] }))
  await library.isSettled()
  await app.electron.evaluate(
    ({ dialog }, given) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [given.inbox] })
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: given.report })
    },
    { inbox, report }
  )
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Add a folder…' }).click()
  const plan = page.getByRole('dialog', { name: 'What would come in' })
  await expect(plan).toContainText('2 articles would be added')
  await expect(plan).toContainText('1 is in your library already')
  await expect(plan).toContainText('“broken.pdf” is a damaged PDF')
  await expect(plan).toContainText('This PDF holds pictures of its pages and no text')
  expect(await ask(page, 'articles.counts', {})).toMatchObject({ all: 2 })

  await page.keyboard.press('Enter')
  await expect(library.title('The book of frosts')).toBeVisible()
  await page.getByRole('button', { name: 'Why' }).click()
  const came = page.getByRole('dialog', { name: 'What came of the import' })
  await expect(came).toContainText('2 added, 1 here already, 1 could not be added.')
  await page.keyboard.press('Escape')
  await expect(came).toBeHidden()
  await app.restart()
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, report)
  const again = new LibraryPage(app.page)
  await again.isSettled()
  await runCommand(app.page, 'Reports of imports')
  const reports = app.page.getByRole('dialog', { name: 'Reports of imports' })
  await expect(reports.getByRole('listitem')).toContainText(['inbox'])
  const shots = process.env.LECTERN_SHOTS
  if (shots) await app.page.screenshot({ path: join(shots, 'reports.png') })
  // Deleted with two keys, and there again with one.
  await app.page.keyboard.press('Tab')
  await app.page.keyboard.press('Enter')
  await expect(reports.getByText('No import has left a report yet.')).toBeVisible()
  await app.page.keyboard.press('ControlOrMeta+z')
  await expect(reports.getByRole('listitem')).toContainText(['inbox'])
  await reports.getByRole('button', { name: /^inbox/ }).focus()
  await app.page.keyboard.press('Enter')
  const reread = app.page.getByRole('dialog', { name: 'What came of the import' })
  await reread.getByRole('button', { name: 'Save the report…' }).click()
  await expect(app.page.getByText('The report was saved.')).toBeVisible()
  if (shots) await app.page.screenshot({ path: join(shots, 'report.png') })
  // What there is to know of an article is told in the article, too.
  await reread.getByRole('button', { name: 'scan' }).click()
  await new ReaderPage(app.page).isShowing('scan')
  await app.page.keyboard.press('Shift+V')
  const remark = app.page.getByRole('list', { name: 'What to know about it' })
  await expect(remark).toContainText('This PDF holds pictures of its pages and no text')
  if (shots) await app.page.screenshot({ path: join(shots, 'remarks.png') })
  const rows = readFileSync(report, 'utf8').trimEnd().split('\n')
  expect(rows).toHaveLength(5)
  expect(rows.filter((row) => /broken\.pdf,failed,/.test(row))).toHaveLength(1)
  expect(rows.filter((row) => /scan\.pdf,added,/.test(row))).toHaveLength(1)
  expect(app.complaints).toEqual([])
})

test('what the command line adds appears in the open window', async ({ app }) => {
  const library = new LibraryPage(app.page)
  await expect(library.title('Welcome to Lectern')).toBeVisible()
  const { code, out } = await finish(
    ['src/main/cli/cli.ts', 'import', harbour.file, '--library', join(app.folder, 'library'), '--json'],
    { ELECTRON_RUN_AS_NODE: '1' }
  )
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ status: 'added' })
  await expect(library.title(harbour.title)).toBeVisible({ timeout: 2000 })
  expect(app.complaints).toEqual([])
})

test('a second start hands its file to the first', async ({ app }) => {
  const library = new LibraryPage(app.page)
  await expect(library.title('Welcome to Lectern')).toBeVisible()
  const { code } = await finish([root, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), harbour.file], {
    LECTERN_HOME: join(app.folder, 'home'),
    LECTERN_LIBRARY: join(app.folder, 'library')
  })
  expect(code).toBe(0)
  await new ReaderPage(app.page).isShowing(harbour.title)
  expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  expect(app.complaints).toEqual([])
})

test('a link is shown before it is opened, and only the web and mail are', async ({ app }) => {
  const { page } = app
  const library = new LibraryPage(page)
  const reader = new ReaderPage(page)
  const file = write(
    app,
    'links.html',
    `<!doctype html><title>Ways out of the garden</title><article><h1>Ways out of the garden</h1>
<p>${paragraph} <a href="https://bücher.example/path?a=1">to the shop</a></p>
<p>${paragraph} <a href="javascript:document.title='ran'">to a script</a> <a href="file:///etc/passwd">to a file</a> <a href="data:text/html,x">to data</a></p></article>`
  )
  await library.read(app.electron, file, 'Ways out of the garden')

  // The system's question and the system's browser; everything before them is real.
  await app.electron.evaluate(({ dialog, shell }) => {
    const seen = { asked: [] as string[], opened: [] as string[], answer: 1 }
    ;(globalThis as unknown as { seen: typeof seen }).seen = seen
    dialog.showMessageBox = ((...given: unknown[]) => {
      const { message, detail } = given.at(-1) as { message: string; detail: string }
      seen.asked.push(`${message} ${detail}`)
      return Promise.resolve({ response: seen.answer, checkboxChecked: false })
    }) as typeof dialog.showMessageBox
    shell.openExternal = (url) => {
      seen.opened.push(url)
      return Promise.resolve()
    }
  })
  const seen = () =>
    app.electron.evaluate(
      () => (globalThis as unknown as { seen: { asked: string[]; opened: string[] } }).seen
    )
  const shop = reader.article.getByRole('link', { name: 'to the shop' })

  await shop.focus()
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await seen()).asked.length).toBe(1)
  // As the network will see it: a name that looks like another cannot hide.
  expect((await seen()).asked[0]).toContain('xn--bcher-kva.example')
  expect((await seen()).opened).toEqual([])

  await app.electron.evaluate(() => {
    ;(globalThis as unknown as { seen: { answer: number } }).seen.answer = 0
  })
  await shop.focus()
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await seen()).opened).toEqual(['https://xn--bcher-kva.example/path?a=1'])

  for (const words of ['to a script', 'to a file', 'to data']) {
    await expect(reader.article.getByText(words)).toBeVisible()
    await expect(reader.article.getByRole('link', { name: words })).toHaveCount(0)
  }
  for (const url of [
    "javascript:document.title='ran'",
    'file:///etc/passwd',
    'data:text/html,x',
    'app://lectern/'
  ])
    expect(await call(page, 'app.openLink', { url }), url).toMatchObject({ error: { code: 'forbidden' } })
  expect(await seen()).toMatchObject({ opened: ['https://xn--bcher-kva.example/path?a=1'] })
  expect((await seen()).asked).toHaveLength(2)
  expect(page.url()).toMatch(/^app:\/\/lectern\//)
  expect(await page.title()).not.toBe('ran')
  expect(app.complaints).toEqual([])
})

test('Trash keeps, gives back, and deletes for good only when asked twice', async ({ app }) => {
  const { page } = app
  const library = new LibraryPage(page)
  await library.isSettled()
  await library.import(app.electron, [harbour.file])
  const row = library.title(harbour.title)
  await expect(row).toBeVisible()
  const menu = () => page.getByRole('button', { name: new RegExp(`^More.*${harbour.title}`) })

  await menu().click()
  await page.getByRole('menuitem', { name: 'Move to Trash' }).click()
  await expect(row).toBeHidden()
  await runCommand(page, 'Show Trash')
  await expect(row).toBeVisible()
  await menu().click()
  await page.getByRole('menuitem', { name: /^Restore/ }).click()
  await expect(row).toBeHidden()
  await runCommand(page, 'Show all articles')
  await expect(row).toBeVisible()

  await menu().click()
  await page.getByRole('menuitem', { name: 'Move to Trash' }).click()
  await expect(row).toBeHidden()
  await runCommand(page, 'Show Trash')
  const question = page.getByRole('alertdialog')
  await menu().click()
  await page.getByRole('menuitem', { name: /^Delete for good/ }).click()
  await expect(question).toBeVisible()
  // The harmless answer has the focus.
  await page.keyboard.press('Enter')
  await expect(question).toBeHidden()
  await expect(row).toBeVisible()
  await menu().click()
  await page.getByRole('menuitem', { name: /^Delete for good/ }).click()
  await question.getByRole('button', { name: 'Delete for good' }).click()
  await expect(row).toBeHidden()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(page.getByText('The Trash is empty')).toBeVisible()
  expect(await ask(page, 'articles.counts', {})).toMatchObject({ trashed: 0, all: 2 })
  expect(app.complaints).toEqual([])
})

test('an exported library comes back whole in a new one', async ({ app }) => {
  const { page } = app
  const library = new LibraryPage(page)
  const reader = new ReaderPage(page)
  const content = (from: Page) =>
    Promise.all([
      ask(from, 'articles.list', {
        filter: { trashed: false },
        sort: 'title',
        descending: false,
        page: { offset: 0, limit: 100 }
      }).then(({ items }) =>
        items.map(({ title, tags, highlightCount }) => ({ title, tags, highlightCount }))
      ),
      ask(from, 'highlights.list', {
        filter: {},
        page: { offset: 0, limit: 100 }
      }).then(({ items }) => items)
    ])
  await library.read(app.electron, harbour.file, harbour.title)
  await page.keyboard.press('v')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(reader.tools).toBeVisible()
  await page.keyboard.press('3')
  await expect.poll(async () => (await reader.painted('blue')).length).toBeGreaterThan(0)
  await page.keyboard.press('n')
  await page.getByRole('textbox', { name: 'Note on the highlight' }).first().fill('Carried *over*')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect.poll(async () => JSON.stringify((await content(page))[1])).toContain('Carried *over*')
  const before = await content(page)
  expect(before[0]).toHaveLength(3)

  const zip = join(app.folder, 'library.zip')
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, zip)
  await runCommand(page, 'Export the whole library…')
  await expect(
    page
      .getByText('library.zip')
      .or(page.getByText(/export/i))
      .first()
  ).toBeVisible()

  const folder = mkdtempSync(join(tmpdir(), 'lectern-e2e-'))
  const other = await startApp({ folder })
  try {
    // A new library has its own copies of the two articles Lectern brings; they are not brought twice.
    await expect(new LibraryPage(other.page).title('Welcome to Lectern')).toBeVisible()
    await expect.poll(async () => (await content(other.page))[0].length).toBe(2)
    await other.electron.evaluate(({ dialog }, filePath) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] })
    }, zip)
    await runCommand(other.page, 'Bring back an exported library…')
    await expect(new LibraryPage(other.page).title(harbour.title)).toBeVisible()
    expect(await content(other.page)).toEqual(before)
    await new LibraryPage(other.page).open(harbour.title)
    await expect
      .poll(async () => new ReaderPage(other.page).painted('blue'))
      .toEqual(await reader.painted('blue'))
    expect(other.complaints).toEqual([])
  } finally {
    await other.close()
    rmSync(folder, { recursive: true, force: true })
  }
  expect(app.complaints).toEqual([])
})
