import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from './app.ts'
import { answerDialogs } from './pages/dialogs.ts'
import { LibraryPage } from './pages/library.ts'
import { runCommand } from './pages/palette.ts'
import { ReaderPage } from './pages/reader.ts'
import { story } from './story-article.ts'

test('the story: welcome, import, read, highlight, note, find, restart, undo, export', async ({ app }) => {
  let { page } = app
  let library = new LibraryPage(page)
  let reader = new ReaderPage(page)

  await library.isSettled()
  await library.import(app.electron, [story.file])
  await expect(library.title(story.title)).toBeVisible()

  await library.open(story.title)
  await reader.isShowing(story.title)
  await expect(reader.article.locator('main p[data-at]')).toHaveCount(story.paragraphs)

  // Across two paragraphs, with the mouse and one key.
  await reader.select(story.from, story.to)
  await expect(reader.tools).toBeVisible()
  await page.keyboard.press('2')
  await expect.poll(async () => (await reader.painted('green')).join(' ')).toContain(story.from)
  expect((await reader.painted('green')).join(' ')).toContain(story.to)

  // A note beside it.
  await page.keyboard.press('n')
  const note = page.getByRole('textbox', { name: 'Note on the highlight' }).first()
  await note.fill('A thought about quixotic harbours')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(reader.article.getByText('A thought about quixotic harbours')).toBeVisible()

  // Found while typing; Enter lands on the words.
  await page.keyboard.press('ControlOrMeta+Shift+f')
  const box = page.getByRole('searchbox').or(page.getByRole('combobox')).first()
  await box.fill('quixotic')
  await expect(page.getByText('A thought about').first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await reader.isShowing(story.title)
  await page.keyboard.press('ControlOrMeta+Shift+f')
  await box.fill(story.find)
  await expect(page.locator('mark').filter({ hasText: story.find }).first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await reader.isShowing(story.title)
  await expect
    .poll(async () => (await reader.painted('found')).concat(await reader.painted('find')).join(' '))
    .toContain(story.find)
  const place = await reader.firstVisibleWords()
  // The place is kept a second after scrolling stopped.
  await page.waitForTimeout(1500)

  await app.restart()
  page = app.page
  library = new LibraryPage(page)
  reader = new ReaderPage(page)
  await library.open(story.title)
  await reader.isShowing(story.title)
  await expect.poll(() => reader.firstVisibleWords()).toBe(place)
  await expect.poll(async () => (await reader.painted('green')).length).toBeGreaterThan(0)

  // Everything can be taken back, after a restart too.
  await page.keyboard.press('ControlOrMeta+z')
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(() => reader.painted('green')).toEqual([])
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect.poll(async () => (await reader.painted('green')).length).toBeGreaterThan(0)

  const target = resolve(app.folder, 'export.md')
  await answerDialogs(app.electron, target)
  await runCommand(page, 'Export highlights as Markdown…')
  await expect.poll(() => existsSync(target)).toBe(true)
  await expect.poll(() => readFileSync(target, 'utf8')).toContain('A thought about quixotic harbours')
  expect(readFileSync(target, 'utf8')).toContain(story.to)

  expect(app.complaints).toEqual([])
})
