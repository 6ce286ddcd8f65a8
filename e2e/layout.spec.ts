import { resolve } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { directionOf, type OfferedLanguage } from '../src/shared/languages.ts'
import { expect, test } from './app.ts'
import { changeSettings, chooseInMenu, misfits, resize } from './pages/layout.ts'
import { LibraryPage } from './pages/library.ts'
import { ReaderPage } from './pages/reader.ts'

// German has the longest words, Arabic the tallest letters and the other direction.
const languages = ['de', 'ar'] as const satisfies readonly OfferedLanguage[]
// The smallest window main allows, one in which the open sidebar leaves little room, and a usual one.
const sizes = [
  [480, 400],
  [700, 500],
  [1200, 800]
] as const
const sections = ['reading', 'appearance', 'library', 'shortcuts', 'privacy'] as const
// Where axe looks, too, in Arabic: what a screen reader hears must hold in the other direction as well.
const heard = ['library', 'palette.open', 'search', 'settings-appearance', 'reader-note', 'highlights']
const title = 'Harbour town counts its lanterns again'

for (const language of languages) {
  for (const [width, height] of sizes) {
    test(`every screen has room in ${language} at ${width} by ${height}`, async ({ app }) => {
      test.slow()
      const { page } = app
      const library = new LibraryPage(page)
      const reader = new ReaderPage(page)
      const found: Record<string, string[]> = {}
      const look = async (screen: string) => {
        // Nothing is on its way to its place any more.
        await page.evaluate(() => Promise.allSettled(document.getAnimations().map((one) => one.finished)))
        const list = await misfits(page)
        if (language === 'ar' && width > 1000 && heard.includes(screen)) {
          // Legacy mode, because an Electron app has no other page for axe to finish its report in.
          const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
          list.push(
            ...violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(' ')}`))
          )
        }
        if (list.length > 0) found[screen] = list
        const shots = process.env.LECTERN_SHOTS
        if (shots) await page.screenshot({ path: `${shots}/${language}-${width}-${screen}.png` })
      }
      await library.import(app.electron, [resolve(import.meta.dirname, 'fixtures/harbour.txt')])
      await expect(library.title(title)).toBeVisible()
      await changeSettings(page, { language })
      await expect(page.locator('html')).toHaveAttribute('dir', directionOf(language))
      await resize(app, width, height)

      // What is said of the import is a dialog, too.
      const dialog = page.getByRole('dialog').and(page.locator(':not(.toast)'))
      await look('library')
      await page.keyboard.press('j')
      await page.keyboard.press('x')
      await look('library-selection')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      for (const command of ['library.tag', 'library.edit', 'import.paste', 'palette.open'] as const) {
        await chooseInMenu(app, command)
        await expect(dialog).toBeVisible()
        await look(command)
        await page.keyboard.press('Escape')
        await expect(dialog).toHaveCount(0)
      }
      await chooseInMenu(app, 'go.search')
      await page.getByRole('searchbox').or(page.getByRole('combobox')).first().fill('lanterns')
      await expect(page.locator('mark').first()).toBeVisible()
      await look('search')

      await chooseInMenu(app, 'settings.open')
      const links = page.getByRole('main').getByRole('navigation').getByRole('button')
      for (const [index, section] of sections.entries()) {
        await links.nth(index).click()
        await expect(links.nth(index)).toHaveAttribute('aria-current', 'page')
        await look(`settings-${section}`)
      }

      await chooseInMenu(app, 'go.library')
      await library.open(title)
      await reader.isShowing(title)
      await look('reader')
      // The text is there before what stands around it, which does the command.
      await expect(async () => {
        await chooseInMenu(app, 'reader.comeBack')
        await expect(page.locator('.reading-strip')).toBeVisible({ timeout: 1000 })
      }).toPass()
      await look('reader-strip')
      await reader.select('Fishing crews say', 'harbour dues')
      await expect(page.getByRole('toolbar').first()).toBeVisible()
      await look('reader-toolbar')
      await page.keyboard.press('1')
      await page.keyboard.press('n')
      await expect(page.getByRole('textbox').first()).toBeVisible()
      await look('reader-note')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      for (const command of [
        'reader.outline',
        'reader.highlights',
        'reader.find',
        'reader.typography'
      ] as const) {
        await chooseInMenu(app, command)
        await expect(page.getByRole(command === 'reader.find' ? 'search' : 'button').first()).toBeVisible()
        await look(command)
      }
      await page.keyboard.press('Escape')
      await chooseInMenu(app, 'go.highlights')
      await expect(page.getByText('Fishing crews say').first()).toBeVisible()
      await look('highlights')
      // A field would have its own words selected.
      await page.locator('.card-quote').first().focus()
      await chooseInMenu(app, 'highlights.selectAll')
      await expect(page.getByRole('toolbar').first()).toBeVisible()
      await look('highlights-selection')
      await chooseInMenu(app, 'highlights.cards')
      await expect(page.locator('.toast').first()).toBeVisible()
      await look('highlights-cards')
      await chooseInMenu(app, 'go.cards')
      await expect(page.locator('.study-row').first()).toBeVisible()
      await look('cards')
      await page.locator('.study-row-open').first().focus()
      await chooseInMenu(app, 'study.selectAll')
      await expect(page.getByRole('toolbar').first()).toBeVisible()
      await look('cards-selection')
      for (const command of ['study.due', 'study.tag', 'study.newCard'] as const) {
        await chooseInMenu(app, command)
        await expect(dialog).toBeVisible()
        await look(command)
        await page.keyboard.press('Escape')
        await expect(dialog).toHaveCount(0)
      }
      await chooseInMenu(app, 'go.study')
      await expect(page.locator('.study-waiting')).toBeVisible()
      await look('study')
      await chooseInMenu(app, 'study.start')
      await expect(page.locator('.session .face')).toBeVisible()
      await look('session')
      await chooseInMenu(app, 'study.show')
      await expect(page.locator('.grade').first()).toBeVisible()
      await look('session-answer')
      for (const command of [
        'go.today',
        'go.queue',
        'go.numbers',
        'go.notebooks',
        'notebooks.new'
      ] as const) {
        await chooseInMenu(app, command)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await look(command)
      }

      expect(found).toEqual({})
      expect(app.complaints).toEqual([])
    })
  }
}
