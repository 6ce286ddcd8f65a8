import { resolve } from 'node:path'
import { highlightColors } from '../src/shared/highlights.ts'
import { expect, test } from './app.ts'
import { chooseInMenu, misfits, resize } from './pages/layout.ts'
import { LibraryPage } from './pages/library.ts'
import { ReaderPage } from './pages/reader.ts'

const title = 'Harbour town counts its lanterns again'

test('at twice the size nothing is lost; forced colours tell highlights apart; motion can be still', async ({
  app
}) => {
  test.slow()
  const { page } = app
  const library = new LibraryPage(page)
  const reader = new ReaderPage(page)
  await library.import(app.electron, [resolve(import.meta.dirname, 'fixtures/harbour.txt')])
  await expect(library.title(title)).toBeVisible()
  await resize(app, 1200, 800)
  await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.webContents.setZoomFactor(2)
  )
  await expect.poll(() => page.evaluate(() => devicePixelRatio)).toBe(2)
  const found: Record<string, string[]> = { library: await misfits(page) }
  await chooseInMenu(app, 'settings.open')
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
  found.settings = await misfits(page)
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
  await chooseInMenu(app, 'go.library')
  await library.open(title)
  await reader.isShowing(title)
  found.reader = await misfits(page)
  expect(found).toEqual({ library: [], settings: [], reader: [] })

  // The smallest window, and the tools at a selection in it.
  await resize(app, 480, 700)
  await page.keyboard.press('v')
  await expect(reader.tools).toBeVisible()
  expect(await misfits(page)).toEqual([])
  await page.keyboard.press('Escape')

  // Without their colours, highlights differ by the line under them.
  const lines = await page.evaluate(
    (colors) => {
      const inside = document.querySelector<HTMLIFrameElement>('iframe[title]')!
      return colors.map((color) => {
        const style = inside.contentWindow!.getComputedStyle(
          inside.contentDocument!.body,
          `::highlight(${color})`
        )
        return `${style.textDecorationLine} ${style.textDecorationStyle} ${style.textDecorationThickness}`
      })
    },
    [...highlightColors]
  )
  expect(new Set(lines).size).toBe(highlightColors.length)

  // One paragraph, one line and all of a text stand out by more than colours that are taken away.
  await resize(app, 1200, 800)
  await page.keyboard.press('f')
  await expect(reader.article.locator('[data-current]')).toHaveCSS('outline-style', 'solid')
  await page.keyboard.press('f')
  await page.keyboard.press('u')
  await expect(reader.article.locator('.ruler')).toBeVisible()
  await expect(reader.article.locator('.ruler')).not.toHaveCSS('box-shadow', 'none')
  await page.keyboard.press('u')

  const slowest = await page.evaluate(() =>
    Math.max(
      ...[...document.querySelectorAll('*')].map((one) =>
        Number.parseFloat(getComputedStyle(one).transitionDuration)
      )
    )
  )
  expect(slowest).toBeLessThan(0.01)
  expect(app.complaints).toEqual([])
})
