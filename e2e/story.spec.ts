import { expect, test } from './app.ts'
import { LibraryPage } from './pages/library.ts'
import { ReaderPage } from './pages/reader.ts'
import { story } from './story-article.ts'
import { THOUGHT, takesBackAndForth, takesItOut } from './story-end.ts'

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
  await note.fill(THOUGHT)
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(reader.article.getByText(THOUGHT)).toBeVisible()

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

  // Everything can be taken back, after a restart too.
  await takesBackAndForth(app, reader)

  expect(await takesItOut(app)).toContain(story.to)

  expect(app.complaints).toEqual([])
})
