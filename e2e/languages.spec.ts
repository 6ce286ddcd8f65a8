import { join, resolve } from 'node:path'
import { languageNames, languageTag, offeredLanguages } from '../src/shared/languages.ts'
import { expect, type RunningApp, startApp, test } from './app.ts'
import { changeSettings, chooseInMenu, misfits, resize } from './pages/layout.ts'
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
  // The menu comes once the window is there.
  await expect.poll(() => menuTitles(app)).toContain('Bearbeiten')

  // The window's page says so from its first letter, before the library is open.
  await changeSettings(app.page, { language: 'ar', theme: 'sepia' })
  await expect(app.page.locator('html')).toHaveAttribute('dir', 'rtl')
  const firstPage = () =>
    app.electron.evaluate(({ net }) => net.fetch('app://lectern/').then((one) => one.text()))
  await expect.poll(firstPage).toContain('<html lang="ar" dir="rtl" data-theme="sepia"')
  await app.restart()
  expect(await firstPage()).toContain('<html lang="ar" dir="rtl" data-theme="sepia"')
  // The words come with the scripts, and not when the first of them asks for them.
  expect(await firstPage()).toMatch(/<link rel="modulepreload" crossorigin href="\.\/assets\/ar-[\w-]+\.js">/)

  // A path keeps its order in a line that goes the other way: its first stroke is not its last.
  await chooseInMenu(app, 'settings.open')
  await app.page.getByRole('button', { name: 'المكتبة والنسخ الاحتياطية' }).click()
  await expect(app.page.getByText(join(app.folder, 'library'), { exact: true })).toHaveCSS('direction', 'ltr')
  expect(app.complaints).toEqual([])
})

test('every language it offers is spoken live and has room in the smallest window', async ({ app }) => {
  const { page } = app
  await resize(app, 480, 400)
  const found: Record<string, string[]> = {}
  const titles = new Set<string>()
  for (const language of offeredLanguages) {
    await changeSettings(page, { language })
    await expect(page.locator('html')).toHaveAttribute('lang', languageTag(language))
    for (const place of ['settings.open', 'go.library', 'go.highlights', 'go.search', 'go.study'] as const) {
      await chooseInMenu(app, place)
      const heading = page.getByRole('main').getByRole('heading', { level: 1 }).first()
      await expect(heading).toBeVisible()
      // Names of any script begin where their row does.
      const name = page.locator('.sidebar-label').first()
      await expect(name).toHaveCSS('text-align', language === 'ar' ? 'right' : 'left')
      if (place === 'settings.open') titles.add((await heading.textContent()) ?? '')
      const list = await misfits(page)
      if (list.length > 0) found[`${language} ${place}`] = list
    }
  }
  // Every language has its own word for the settings: none fell back to English.
  expect(titles.size).toBe(offeredLanguages.length)
  expect(found).toEqual({})
  expect(app.complaints).toEqual([])
})

test('a new library begins with a welcome in the language of the system', async () => {
  const app = await startApp({ env: { LANGUAGE: 'ja_JP:ja' } })
  try {
    const welcome = app.page.getByRole('main').getByRole('button', {
      name: 'Lectern へようこそ',
      exact: true
    })
    await welcome.click()
    await expect(app.page.frameLocator('iframe[title]').getByRole('heading', { level: 1 })).toHaveText(
      'Lectern へようこそ'
    )
    // Chromium itself would have forgotten the region.
    await expect(app.page.locator('html')).toHaveAttribute('data-languages', /^ja-JP /)
    expect(app.complaints).toEqual([])
  } finally {
    await app.close()
  }
})
