import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { LibraryPage } from './pages/library.ts'
import { ReaderPage } from './pages/reader.ts'

const title = 'The ferry'
const text = [
  title,
  'Naïve cafe\u0301 owners 👩‍👩‍👧 waited for the ferry.',
  'It came late, and nobody minded, because the evening was warm and the water lay flat as a table.'
].join('\n\n')

const selection = (page: Page) =>
  page.evaluate(() =>
    String(
      document.querySelector<HTMLIFrameElement>('iframe[title]')!.contentDocument!.getSelection()
    ).normalize('NFD')
  )
const caret = (page: Page) =>
  page.evaluate(() => {
    const inside = document.querySelector<HTMLIFrameElement>('iframe[title]')!.contentDocument!
    const drawn = inside.querySelector('.text-caret')?.getBoundingClientRect()
    return drawn ? { x: Math.round(drawn.x), y: Math.round(drawn.y), height: Math.round(drawn.height) } : null
  })

test('a caret goes by letters, words and lines, selects, and is said', async ({ app }) => {
  const { page } = app
  const file = join(app.folder, 'ferry.txt')
  writeFileSync(file, text)
  const library = new LibraryPage(page)
  await library.isSettled()
  await library.import(app.electron, [file])
  await library.open(title)
  const reader = new ReaderPage(page)
  await reader.isShowing(title)
  const said = page.locator('.reader > [aria-live="polite"]')

  await page.keyboard.press('F7')
  await expect(said).toHaveText(/^Caret on/)
  await expect.poll(async () => (await caret(page))?.height ?? 0).toBeGreaterThan(8)

  // To the first words, and to the beginning of their line.
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Home')
  await expect(said).toHaveText('N')
  await page.keyboard.press('ArrowRight')
  await expect(said).toHaveText('a')
  await page.keyboard.press('Control+ArrowRight')
  await page.keyboard.press('Shift+End')
  await expect.poll(() => selection(page)).toMatch(/owners .* ferry\.$/u)

  // By letters, which are what a reader takes for one: an accent or a family is not taken apart.
  await page.keyboard.press('Home')
  for (let step = 0; step < 6; step++) await page.keyboard.press('ArrowRight')
  for (let step = 0; step < 4; step++) await page.keyboard.press('Shift+ArrowRight')
  await expect.poll(() => selection(page)).toBe('cafe\u0301')
  await expect(said).toHaveText(/^(é|e\u0301) selected\s*$/u)
  await page.keyboard.press('Shift+ArrowLeft')
  await expect.poll(() => selection(page)).toBe('caf')
  await expect(said).toHaveText(/^(é|e\u0301) not selected any more\s*$/u)
  await page.keyboard.press('Shift+Control+ArrowRight')

  // What is selected is marked as with a pointer, and the caret goes on from there.
  await page.keyboard.press('2')
  await expect
    .poll(async () => (await reader.painted('green')).map((one) => one.normalize('NFD')))
    .toEqual(['cafe\u0301'])
  await page.keyboard.press('Home')
  for (let step = 0; step < 6; step++) await page.keyboard.press('ArrowRight')
  await expect(said).toHaveText(/\(highlighted green\)/i)

  // A word that is given up is said so, also when the same word is still selected elsewhere; so is a blank.
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Home')
  // “It came late, and nobody minded, because the evening was warm and”: twelve words and two commas.
  for (let step = 0; step < 14; step++) await page.keyboard.press('Shift+Control+ArrowRight')
  await expect.poll(() => selection(page)).toMatch(/^It came.* warm and\s?$/u)
  await page.keyboard.press('Shift+Control+ArrowLeft')
  await expect.poll(() => selection(page)).toMatch(/ warm\s?$/u)
  await expect(said).toHaveText(/^and not selected any more\s*$/u)
  await page.keyboard.press('Shift+ArrowLeft')
  await expect(said).toHaveText(/^\s* not selected any more\s*$/u)

  // Escape ends it and nothing else.
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Escape')
  await expect.poll(() => caret(page)).toBe(null)
  await reader.isShowing(title)
  expect(app.complaints).toEqual([])
})

test('a caret goes down and up the column of a table, in from above and out below', async ({ app }) => {
  const { page } = app
  const file = join(app.folder, 'tides.md')
  writeFileSync(
    file,
    '# Tides\n\nWhen the water is high.\n\n| Port | Morning | Evening |\n|---|---|---|\n| Brest | four | five |\n| Dover | nine | ten |\n\nAnd then again.\n'
  )
  const library = new LibraryPage(page)
  await library.isSettled()
  await library.read(app.electron, file, 'Tides')
  const said = page.locator('.reader > [aria-live="polite"]')
  await page.keyboard.press('F7')
  await expect(said).toHaveText(/^Caret on/)
  await page.keyboard.press('Control+Home')
  // Into the table at its first column, and over to the second.
  for (const line of ['Port', 'Brest', 'Dover']) {
    await page.keyboard.press('ArrowDown')
    await expect(said).toHaveText(new RegExp(`^${line}\\s*$`, 'u'))
  }
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowRight')
  await expect(said).toHaveText(/^n\s*$/u)
  for (const line of ['four', 'Morning']) {
    await page.keyboard.press('ArrowUp')
    await expect(said).toHaveText(new RegExp(`^${line}\\s*$`, 'u'))
  }
  for (const line of ['four', 'nine', 'And then again.']) {
    await page.keyboard.press('ArrowDown')
    await expect(said).toHaveText(new RegExp(`^${line}\\s*$`, 'u'))
  }
  await page.keyboard.press('Shift+ArrowUp')
  await expect.poll(() => selection(page)).toMatch(/ne|ten/u)
  expect(app.complaints).toEqual([])
})
