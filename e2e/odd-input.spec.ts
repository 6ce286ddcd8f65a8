import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, type RunningApp, test } from './app.ts'
import { ask } from './bridge.ts'
import { LibraryPage } from './pages/library.ts'
import { ReaderPage } from './pages/reader.ts'

async function bring(app: RunningApp, title: string, text: string): Promise<ReaderPage> {
  const file = join(app.folder, `${title}.txt`)
  writeFileSync(file, `${title}\n\n${text}`)
  const library = new LibraryPage(app.page)
  await library.isSettled()
  await library.import(app.electron, [file])
  await library.open(title)
  const reader = new ReaderPage(app.page)
  await reader.isShowing(title)
  return reader
}

/** Selects units of the text that holds `words`, counted from where they begin, as only a program can. */
async function pick(page: Page, words: string, from: number, to: number): Promise<void> {
  await page.evaluate(
    ([needle, first, last]) => {
      const inside = document.querySelector<HTMLIFrameElement>('iframe[title]')!.contentDocument!
      const walker = inside.createTreeWalker(inside.body, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent!.indexOf(needle)
        if (at >= 0) return inside.getSelection()!.setBaseAndExtent(node, at + first, node, at + last)
      }
      throw new Error(`Not in the article: ${needle}`)
    },
    [words, from, to] as const
  )
}

const kept = async (page: Page) =>
  (await ask(page, 'highlights.list', { filter: {}, page: { offset: 0, limit: 50 } })).items

const sentence = 'The keeper walked along the quay at dusk and counted every flame. '
/** The last 21 letters on the clipboard. */
const lastCopied = async (app: RunningApp) => (await copied(app)).slice(-21)
/** Edit › Copy, as the menu does it. */
const copyByMenu = (app: RunningApp) =>
  app.electron.evaluate(({ BrowserWindow, Menu }) => {
    const [window] = BrowserWindow.getAllWindows()
    const all = Menu.getApplicationMenu()!.items.flatMap(({ submenu }) => submenu?.items ?? [])
    all.find(({ role }) => role === 'copy')!.click(undefined, window, window!.webContents)
  })

const copied = (app: RunningApp) => app.electron.evaluate(({ clipboard }) => clipboard.readText())
const putOnClipboard = (app: RunningApp, words: string, times: number) =>
  app.electron.evaluate(({ clipboard }, [text, count]) => clipboard.writeText(text.repeat(count)), [
    words,
    times
  ] as const)

test('selections of nothing, inside letters, of turned and of towering text: nothing, or exactly what one sees', async ({
  app
}) => {
  const { page } = app
  const family = '👨‍👩‍👧‍👦'
  const tower = [...'ledger'].map((letter) => letter + '\u0353'.repeat(24)).join('')
  const turned = '\u202edesrever si siht\u202c'
  const reader = await bring(
    app,
    'Odd letters',
    `A family ${family} stood by the quay, e\u0301 and all.\n\nThe ${tower} lay open.\n\nHe wrote ${turned} and went.`
  )
  // Nothing: no tools, and a key makes nothing.
  await pick(page, 'stood', 2, 2)
  await page.keyboard.press('1')
  await expect(reader.tools).toBeHidden()
  expect(await kept(page)).toEqual([])

  for (const [words, from, to, exact] of [
    [family, 1, 4, family],
    ['e\u0301', 1, 2, 'e\u0301'],
    [tower, 60, 61, `d${'\u0353'.repeat(24)}`],
    [turned, 1, 9, 'desrever']
  ] as const) {
    await pick(page, words, from, to)
    await expect(reader.tools).toBeVisible()
    await page.keyboard.press('2')
    await expect.poll(async () => (await kept(page)).map((one) => one.exact)).toContain(exact)
  }
  // Each can be taken back, and the list of all shows them without turning anything around it.
  await page.keyboard.press('ControlOrMeta+2')
  await expect(page.locator('.card-quote')).toHaveCount(4)
  await page.keyboard.press('ControlOrMeta+z')
  await expect(page.locator('.card-quote')).toHaveCount(3)
  expect(app.complaints).toEqual([])
})

test('a text that is still coming is copied to its end', async ({ app }) => {
  const { page } = app
  const paragraphs = Array.from({ length: 6000 }, (_, at) => `Night ${at + 1}. ${sentence.repeat(9)}`.trim())
  await bring(app, 'Six thousand nights', paragraphs.join('\n\n'))
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('ControlOrMeta+c')
  await expect.poll(async () => (await copied(app)).slice(0, 30)).toBe('Six thousand nights\n\nNight 1. ')
  expect((await copied(app)).split('\n\n')).toHaveLength(6001)
})

test('so it is by the menu, wherever the focus is, and in an old version', async ({ app }) => {
  const { page } = app
  const title = 'Six thousand nights in winter'
  const paragraphs = Array.from({ length: 6000 }, (_, at) => `Night ${at + 1}. ${sentence.repeat(9)}`.trim())
  const write = (name: string, last: string) => {
    const file = join(app.folder, name)
    writeFileSync(file, `# ${title}\n\n${[...paragraphs, last].join('\n\n')}\n`)
    return file
  }
  const library = new LibraryPage(page)
  await library.import(app.electron, [write('one.md', 'Then they burned oil.')])
  await expect(library.title(title)).toBeVisible()
  await library.import(app.electron, [write('two.md', 'Then they burned gas.')])
  await page
    .getByRole('dialog', { name: 'Is this a new version?' })
    .getByRole('button', { name: 'New version' })
    .click()
  await expect(library.title(title)).toHaveCount(1)
  await library.open(title)
  const reader = new ReaderPage(page)
  await reader.isShowing(title)
  await page.keyboard.press('ControlOrMeta+a')
  await copyByMenu(app)
  await expect.poll(() => lastCopied(app)).toBe('Then they burned gas.')
  expect((await copied(app)).split('\n\n')).toHaveLength(6002)
  await putOnClipboard(app, 'nothing', 1)
  await reader.tools.getByRole('button').first().focus()
  await copyByMenu(app)
  await expect.poll(() => lastCopied(app)).toBe('Then they burned gas.')
  await page.keyboard.press('Escape')

  const readOld = async () => {
    await page.keyboard.press('Shift+V')
    await page.getByRole('button', { name: 'Read this version' }).click()
    await expect(page.getByText('For reading only.')).toBeVisible()
    await reader.isShowing(title)
    await page.keyboard.press('ControlOrMeta+a')
  }
  await readOld()
  await page.keyboard.press('ControlOrMeta+c')
  await expect.poll(() => lastCopied(app)).toBe('Then they burned oil.')
  expect((await copied(app)).split('\n\n')).toHaveLength(6002)
  // Escape lets go of what is selected, and then leads back.
  await page.keyboard.press('Escape')
  await expect(reader.article.locator('html')).not.toHaveAttribute('data-all-selected')
  await page.keyboard.press('Escape')
  await expect(page.getByText('For reading only.')).toBeHidden()
  await readOld()
  await putOnClipboard(app, 'nothing', 1)
  await copyByMenu(app)
  await expect.poll(() => lastCopied(app)).toBe('Then they burned oil.')
  expect(app.complaints).toEqual([])
})

test('a whole long article is selected, copied, highlighted and let go', async ({ app }) => {
  const { page } = app
  const paragraphs = Array.from({ length: 400 }, (_, at) => `Night ${at + 1}. ${sentence.repeat(9)}`.trim())
  const text = paragraphs.join('\n\n')
  expect(text.length).toBeGreaterThan(200_000)
  const reader = await bring(app, 'Four hundred nights', text)
  await page.keyboard.press('ControlOrMeta+a')
  await expect(reader.tools).toBeVisible()
  // It looks selected, also where one scrolls to, and a key that is not meant for it leaves it.
  await expect(reader.article.locator('html')).toHaveAttribute('data-all-selected', '')
  await page.keyboard.press('PageDown')
  await expect(reader.tools).toBeVisible()
  await page.keyboard.press('ControlOrMeta+c')
  await expect.poll(async () => (await copied(app)).length).toBeGreaterThan(200_000)
  expect((await copied(app)).startsWith('Four hundred nights\n\nNight 1. The keeper')).toBe(true)
  expect((await copied(app)).endsWith('every flame.')).toBe(true)

  await page.keyboard.press('3')
  await expect
    .poll(async () => (await kept(page)).map((one) => one.start + one.end > 200_000))
    .toEqual([true])
  await expect(reader.tools).toBeHidden()
  await expect(reader.article.locator('html')).not.toHaveAttribute('data-all-selected')
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(() => kept(page)).toEqual([])

  // Another selection takes its place, and Escape lets go of it.
  await page.keyboard.press('ControlOrMeta+a')
  await expect(reader.tools).toBeVisible()
  await reader.select('Night 3')
  await page.keyboard.press('1')
  await expect.poll(async () => (await kept(page)).map((one) => one.exact)).toEqual(['Night 3'])
  await page.keyboard.press('ControlOrMeta+a')
  await expect(reader.tools).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(reader.tools).toBeHidden()
  // Chosen in the menu it is the same.
  await app.electron.evaluate(({ Menu }) => {
    const all = Menu.getApplicationMenu()!.items.flatMap(({ submenu }) => submenu?.items ?? [])
    all.find(({ label }) => label === 'Select all')!.click()
  })
  await expect(reader.tools).toBeVisible()
  await expect(reader.article.locator('html')).toHaveAttribute('data-all-selected', '')
  expect(app.complaints).toEqual([])
})

test('a note of 50 MB is refused and the note kept; one of nearly a million letters is written', async ({
  app
}) => {
  const { page } = app
  await bring(app, 'On tides', 'The sea comes and goes twice a day.')
  await page.keyboard.press('Shift+N')
  const note = page.getByRole('textbox', { name: 'Note on the article' })
  await expect(note).toBeFocused()
  await page.keyboard.type('Mine: ')
  await putOnClipboard(app, 'The tide comes twice. ', 2_300_000)
  await page.keyboard.press('ControlOrMeta+v')
  await expect(page.getByText('A note holds up to 1,000,000 letters')).toBeVisible()
  await expect(note).toHaveValue('Mine: ')
  // Words without a break are what the browser is slowest with.
  await putOnClipboard(app, 'The tide comes twice. ', 45_000)
  await page.keyboard.press('ControlOrMeta+v')
  await page.keyboard.type('and goes')
  await expect.poll(async () => (await note.inputValue()).length).toBe(6 + 22 * 45_000 + 8)
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(note).toBeHidden()
  await app.restart()
  const { items } = await ask(app.page, 'articles.list', {
    filter: { contains: 'On tides' },
    sort: 'added',
    descending: true,
    page: { offset: 0, limit: 1 }
  })
  const article = await ask(app.page, 'articles.get', { articleId: items[0]!.id })
  expect(article.note.endsWith('twice. and goes')).toBe(true)
  expect(app.complaints).toEqual([])
})

test('a hundred thousand files at once: they come in while one goes on, stop when told to, and what was left out is said', async ({
  app
}) => {
  const { page } = app
  const folder = join(app.folder, 'many')
  mkdirSync(folder)
  for (let at = 0; at < 100_001; at++) writeFileSync(join(folder, `${String(at).padStart(6, '0')}.txt`), '')
  // The first of them have words; the rest are empty, and would each be refused with a sentence.
  for (let at = 0; at < 30; at += 2)
    writeFileSync(
      join(folder, `${String(at).padStart(6, '0')}.txt`),
      `Paper ${at}\n\nThe words of paper ${at}.`
    )
  const library = new LibraryPage(page)
  await library.isSettled()
  await library.import(app.electron, [folder])
  const progress = page.getByRole('region', { name: 'Files being added' })
  await expect(progress.getByRole('status')).toHaveText(/^Adding [1-9]\d* of 100,000/)
  // Meanwhile one reads.
  await expect(library.title('Paper 28')).toBeVisible()
  await library.open('Paper 28')
  await new ReaderPage(page).isShowing('Paper 28')
  await progress.getByRole('button', { name: 'Stop' }).click()
  await expect(progress).toBeHidden()
  await page.getByRole('button', { name: 'Why' }).click()
  const report = page.getByRole('dialog', { name: 'What came of the import' })
  await expect(report).toContainText('000001.txt')
  await expect(report).toContainText('“000001.txt” is empty')
  // However many there are, only those in sight stand in the window; the last says what was left out.
  expect(await report.getByRole('listitem').count()).toBeLessThan(40)
  await report.locator('.import-report-scroller').evaluate((list) => list.scrollTo(0, list.scrollHeight))
  await expect(report).toContainText('100000.txt')
  await expect(report).toContainText('More than 100,000 files came at once')
  expect(app.complaints).toEqual([])
})
