import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type RunningApp, test } from './app.ts'
import { LibraryPage } from './pages/library.ts'
import { ReaderPage } from './pages/reader.ts'

async function bring(app: RunningApp, name: string, text: string): Promise<void> {
  const file = join(app.folder, name)
  writeFileSync(file, text)
  const library = new LibraryPage(app.page)
  await library.isSettled()
  await library.import(app.electron, [file])
  await expect(library.title(text.split('\n')[0]!)).toBeVisible()
}

const tides = 'On tides\n\nThe sea comes and goes twice a day.\n\nThe moon pulls at the water.\n'
const moons = 'On moons\n\nA moon is a companion of a planet.\n'

test('typing survives a crash of the window, and the window comes back', async ({ app }) => {
  await bring(app, 'tides.txt', tides)
  const library = new LibraryPage(app.page)
  await library.open('On tides')
  const reader = new ReaderPage(app.page)
  await reader.isShowing('On tides')
  await reader.select('comes and goes')
  await app.page.keyboard.press('n')
  const note = app.page.getByRole('textbox', { name: 'Note on the highlight' })
  await expect(note).toBeFocused()
  await app.page.keyboard.type('Every last letter')
  // The keys have reached the page; nothing was given time to be stored.
  await expect(note).toHaveValue('Every last letter')
  const crashed = app.page.waitForEvent('crash')
  await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer()
  )
  await crashed
  // The test's own hold on the crashed page ends here; main is asked whether the window has one again.
  await expect
    .poll(() =>
      app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.isCrashed())
    )
    .toBe(false)
  await app.restart()
  await new LibraryPage(app.page).open('On tides')
  await expect(new ReaderPage(app.page).article.getByText('Every last letter')).toBeVisible()
})

test('[[ links a note to an article by keyboard, and the article knows who links to it', async ({ app }) => {
  await bring(app, 'moons.txt', moons)
  await bring(app, 'tides.txt', tides)
  const { page } = app
  await new LibraryPage(page).open('On tides')
  const reader = new ReaderPage(page)
  await reader.isShowing('On tides')
  await reader.select('The moon')
  await page.keyboard.press('n')
  const note = page.getByRole('textbox', { name: 'Note on the highlight' })
  await expect(note).toBeFocused()
  await page.keyboard.type('Compare [[on moo')
  const offer = page
    .getByRole('listbox', { name: 'What to link to' })
    .getByRole('option', { name: /On moons/ })
  await expect(offer).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(note).toHaveValue(/^Compare \[On moons\]\(lectern:article\/[0-9a-f-]{36}\)$/)
  await page.keyboard.press('Escape')

  // In the margin the link leads there; there it is listed, and leads back.
  await reader.article.getByRole('link', { name: 'On moons' }).click()
  await reader.isShowing('On moons')
  await page.keyboard.press('Shift+N')
  const backlinks = page.getByRole('region', { name: 'Linked from' })
  await expect(backlinks.getByText('Compare On moons')).toBeVisible()
  await backlinks.getByRole('link').click()
  await reader.isShowing('On tides')
  expect(app.complaints).toEqual([])
})

test('a note that is longer than its place in the margin shows that it goes on', async ({ app }) => {
  await bring(app, 'tides.txt', tides)
  const { page } = app
  await new LibraryPage(page).open('On tides')
  const reader = new ReaderPage(page)
  await reader.isShowing('On tides')
  const write = async (words: string, text: string) => {
    await reader.select(words)
    await page.keyboard.press('n')
    await page.getByRole('textbox', { name: 'Note on the highlight' }).fill(text)
    await page.keyboard.press('ControlOrMeta+Enter')
    await page.keyboard.press('Escape')
  }
  await write('comes and goes', 'Short enough.')
  await write('The moon', `It is long. ${'And it goes on and on. '.repeat(60)}`)
  const body = (text: string) => reader.article.locator('.margin-note .note-body', { hasText: text })
  await expect(body('It is long.')).toHaveCSS('mask-image', /gradient/)
  await expect(body('Short enough.')).toHaveCSS('mask-image', 'none')

  // A long address makes the place where it is written no wider: every tool stays in sight.
  await reader.select('pulls at the water')
  await page.keyboard.press('n')
  await page
    .getByRole('textbox', { name: 'Note on the highlight' })
    .fill(`https://example.test/${'a'.repeat(300)}`)
  const popover = page.locator('.highlight-popover')
  expect(await popover.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0)
})
