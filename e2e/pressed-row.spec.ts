import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './app.ts'
import { ask } from './bridge.ts'
import { LibraryPage } from './pages/library.ts'
import { runCommand } from './pages/palette.ts'
import { ReaderPage } from './pages/reader.ts'

test('a key is for the row whose button was pressed, in the library and among highlights', async ({
  app
}) => {
  const { page } = app
  const library = new LibraryPage(page)
  const files = ['One', 'Two', 'Three'].map((name) => {
    const file = join(app.folder, `${name}.md`)
    writeFileSync(
      file,
      `# ${name} lamp\n\nThe first lamp of ${name} is lit.\n\nThe second lamp of ${name} is out.\n`
    )
    return file
  })
  await library.import(app.electron, files)
  for (const name of ['One', 'Two', 'Three']) await expect(library.title(`${name} lamp`)).toBeVisible()

  // The keys were at another row, and its focus was asked for.
  await page.keyboard.press('j')
  await expect(page.locator('.row-title:focus')).toBeVisible()
  const rowOf = (name: string) =>
    page.getByRole('listitem').filter({ has: page.getByRole('button', { name, exact: true }) })
  const row = rowOf('Welcome to Lectern')
  await row.hover()
  await row.getByRole('button', { name: 'Add star' }).click()
  await expect(row.getByRole('button', { name: 'Remove star' })).toBeFocused()
  await page.keyboard.press('Delete')
  await expect(library.title('Welcome to Lectern')).toBeHidden()
  await expect(library.title('One lamp')).toBeVisible()
  await expect(library.title('Three lamp')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(library.title('Welcome to Lectern')).toBeVisible()

  // The menu of a row stays open, though its row is at work only now.
  const other = rowOf('One lamp')
  await other.hover()
  await other.getByRole('button', { name: /^More/ }).click()
  await page.getByRole('menuitem', { name: 'Move to Trash' }).click()
  await expect(library.title('One lamp')).toBeHidden()

  await library.open('Two lamp')
  const reader = new ReaderPage(page)
  await reader.isShowing('Two lamp')
  for (const words of ['The first lamp', 'The second lamp']) {
    await reader.select(words)
    await page.keyboard.press('1')
    await expect.poll(() => reader.painted('yellow')).toContain(words)
    await page.keyboard.press('Escape')
  }
  await runCommand(page, 'Go to Highlights')
  await page.keyboard.press('j')
  const quotes = page.locator('.card-quote')
  await expect(quotes).toHaveText(['The first lamp', 'The second lamp'])
  const second = page.getByRole('article').filter({ hasText: 'The second lamp' })
  await second.getByRole('button', { name: /^Copy/ }).first().click()
  await page.keyboard.press('Delete')
  await expect(quotes).toHaveText(['The first lamp'])
  expect((await ask(page, 'highlights.list', { filter: {}, page: { offset: 0, limit: 9 } })).total).toBe(1)
  expect(app.complaints).toEqual([])
})

test('a menu that is opened with the mouse has no ring around it, and one that is opened by a key has', async ({
  app
}) => {
  const { page } = app
  const hasRing = () =>
    page.evaluate(() => document.activeElement?.matches('.menu:focus-visible, .menu :focus-visible'))
  const sort = page.getByRole('button', { name: 'Date added' })
  await sort.click()
  await expect(page.locator('.menu:focus, .menu :focus')).toBeVisible()
  expect(await hasRing()).toBe(false)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toBeHidden()
  await expect(sort).toBeFocused()
  await page.keyboard.press('Enter')
  await expect.poll(hasRing).toBe(true)
})
