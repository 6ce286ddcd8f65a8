import { resolve } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { ask } from './bridge.ts'
import { LibraryPage } from './pages/library.ts'
import { ReaderPage } from './pages/reader.ts'

const themes = ['light', 'sepia', 'dark', 'black'] as const

/** What axe finds on the screen, in words that fit a line. */
async function findings(page: Page): Promise<string[]> {
  // Legacy mode, because an Electron app has no other page for axe to finish its report in.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  return violations.flatMap((one) =>
    one.nodes.map(
      (node) =>
        `${one.id}: ${node.target.join(' ')} ${node.failureSummary?.replaceAll('\n', ' ').slice(0, 200)}`
    )
  )
}

for (const theme of themes) {
  test(`axe finds nothing on any screen in ${theme}`, async ({ app }) => {
    const { page } = app
    const library = new LibraryPage(page)
    const reader = new ReaderPage(page)
    const found: Record<string, string[]> = {}
    const look = async (screen: string) => {
      const list = await findings(page)
      if (list.length > 0) found[screen] = list
    }
    await ask(page, 'settings.set', { theme })
    await page.reload()
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await library.import(app.electron, [resolve(import.meta.dirname, 'fixtures/harbour.txt')])
    await expect(library.title('Harbour town counts its lanterns again')).toBeVisible()
    await expect(library.title('Welcome to Lectern')).toBeVisible()
    await look('library')
    await page.keyboard.press('ControlOrMeta+k')
    await expect(page.getByRole('combobox').first()).toBeVisible()
    await look('palette')
    await page.keyboard.press('Escape')
    await library.open('Harbour town counts its lanterns again')
    await reader.isShowing('Harbour town counts its lanterns again')
    await reader.select('Fishing crews say', 'harbour dues')
    await expect(reader.tools).toBeVisible()
    await look('reader with a selection')
    await page.keyboard.press('1')
    await page.keyboard.press('n')
    await expect(page.getByRole('textbox', { name: 'Note on the highlight' }).first()).toBeVisible()
    await look('reader with a highlight open')
    await page.keyboard.press('Escape')
    // The article comes back from now on: the strip stands under it.
    await page.keyboard.press('w')
    await expect(page.getByRole('region', { name: 'This reading' })).toBeVisible()
    await look('reader with the strip')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await ask(page, 'notebooks.create', {
      id: '01890000-0000-7000-8000-000000000001',
      title: 'Lamps',
      body: '# Keepers\n\nWho *they* were, [here](https://example.org).\n\n## Oil\n\n- one\n'
    })
    await page.keyboard.press('ControlOrMeta+6')
    await page.getByRole('main').getByRole('button', { name: 'Lamps', exact: true }).click()
    await expect(page.getByRole('textbox', { name: 'Text of the notebook' })).toBeVisible()
    await look('notebook')
    await page.keyboard.press('ControlOrMeta+Shift+g')
    await expect(page.getByRole('searchbox', { name: 'Search highlights' })).toBeFocused()
    await page.keyboard.press('ControlOrMeta+Shift+e')
    await expect(page.getByRole('heading', { name: 'Oil' })).toBeVisible()
    await look('notebook to read')
    for (const view of ['Today', 'All that comes back', 'Numbers']) {
      await page.keyboard.press('ControlOrMeta+5')
      await page.getByRole('radio', { name: view, exact: true }).click()
      await page.waitForTimeout(250)
      await look(view)
    }
    for (const [screen, keys] of [
      ['highlights', 'ControlOrMeta+2'],
      ['notebooks', 'ControlOrMeta+6'],
      ['search', 'ControlOrMeta+3'],
      ['settings', 'ControlOrMeta+,'],
      ['library again', 'ControlOrMeta+1']
    ] as const) {
      await page.keyboard.press(keys)
      await page.waitForTimeout(250)
      if (screen === 'search') {
        await page.getByRole('searchbox').or(page.getByRole('combobox')).first().fill('lantern')
        await page.waitForTimeout(500)
      }
      await look(screen)
    }
    expect(found).toEqual({})
    expect(app.complaints).toEqual([])
  })
}
