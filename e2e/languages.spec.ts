import { resolve } from 'node:path'
import { languageNames } from '../src/shared/languages.ts'
import { expect, type RunningApp, test } from './app.ts'
import { LibraryPage } from './pages/library.ts'

/** Words of the native menu's first entries. */
const menuTitles = (app: RunningApp) =>
  app.electron.evaluate(({ Menu }) => (Menu.getApplicationMenu()?.items ?? []).map(({ label }) => label))

test('speaks another language at once, in the window and in the menu, and keeps to it', async ({ app }) => {
  const { page } = app
  const library = new LibraryPage(page)
  await library.import(app.electron, [resolve(import.meta.dirname, 'fixtures/harbour.txt')])
  await expect(library.title('Harbour town counts its lanterns again')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+,')
  await page.getByRole('button', { name: 'Appearance' }).click()
  await page.getByRole('radio', { name: languageNames.de }).click()

  await expect(page.getByRole('heading', { name: 'Einstellungen' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await expect.poll(() => menuTitles(app)).toContain('Bearbeiten')
  await page.keyboard.press('ControlOrMeta+1')
  await expect(page.getByRole('heading', { name: 'Alle Artikel' })).toBeVisible()
  await expect(page.getByText(/^noch \d+ Min\.|\d+ Min\.$/).first()).toBeVisible()

  await app.restart()
  await expect(app.page.locator('html')).toHaveAttribute('lang', 'de')
  await expect(app.page.getByRole('heading', { name: 'Alle Artikel' })).toBeVisible()
  expect(await menuTitles(app)).toContain('Bearbeiten')
  expect(app.complaints).toEqual([])
})
