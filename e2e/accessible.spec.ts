import { resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { findings } from './axe.ts'
import { ask } from './bridge.ts'
import { LibraryPage } from './pages/library.ts'
import { runCommand } from './pages/palette.ts'
import { ReaderPage } from './pages/reader.ts'

const themes = ['light', 'sepia', 'dark', 'black'] as const

/** Everything is looked at in light; of the other themes what depends on colours. */
const rulesIn = (theme: (typeof themes)[number]) =>
  theme === 'light' ? undefined : ['color-contrast', 'link-in-text-block']

/** Looks at a screen, or at a part of it, in every theme. */
function looker(page: Page) {
  const found: Record<string, string[]> = {}
  const look = async (screen: string, part?: string) => {
    for (const theme of themes) {
      await ask(page, 'settings.set', { theme })
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
      const list = await findings(page, rulesIn(theme), part)
      if (list.length > 0) found[`${screen} in ${theme}`] = list
    }
    await ask(page, 'settings.set', { theme: 'light' })
  }
  return { found, look }
}

test('axe finds nothing on any screen, in any theme', async ({ app }) => {
  test.setTimeout(180_000)
  const { page } = app
  const library = new LibraryPage(page)
  const reader = new ReaderPage(page)
  const { found, look } = looker(page)
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

test('axe finds nothing while studying and in the dialogs, in any theme, and they give the focus back', async ({
  app
}) => {
  test.setTimeout(180_000)
  const { page } = app
  const library = new LibraryPage(page)
  const reader = new ReaderPage(page)
  const title = 'Harbour town counts its lanterns again'
  const { found, look } = looker(page)
  const closed = async (screen: string) => {
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.tagName ?? 'nothing'), { message: screen })
      .not.toBe('BODY')
  }

  await library.read(app.electron, resolve(import.meta.dirname, 'fixtures/harbour.txt'), title)
  await reader.select('Ines Calder')
  await page.keyboard.press('c')
  const editor = page.getByRole('dialog', { name: 'New card' })
  await editor.getByRole('textbox', { name: 'Question' }).fill('Who keeps the lamp house?')
  await look('new card')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(editor).toBeHidden()

  for (const command of ['Edit details', 'Export…', 'Correct the text'] as const) {
    await runCommand(page, command)
    await expect(page.getByRole('dialog')).toHaveCount(1)
    await look(command)
    await closed(command)
  }
  await reader.select('Tom Ruane')
  await page.keyboard.press('1')
  await page.keyboard.press('Shift+B')
  await expect(page.getByRole('dialog')).toHaveCount(1)
  await look('add to a notebook')
  await closed('add to a notebook')
  await page.keyboard.press('Shift+S')
  await expect(page.getByRole('region', { name: 'People' })).toBeVisible()
  // The heading of the page is the article's own, in its frame.
  await look('study sheet', '.side-panel')

  await page.keyboard.press('ControlOrMeta+4')
  await expect(page.getByRole('heading', { level: 1, name: 'Study' })).toBeVisible()
  await look('study')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('article', { name: 'Question' })).toBeVisible()
  await page.keyboard.press('Space')
  await expect(page.getByRole('article', { name: 'Answer' })).toBeVisible()
  await look('an answer')
  await page.keyboard.press('3')
  await page.keyboard.press('Escape')
  await runCommand(page, 'Go to Cards')
  await expect(page.getByRole('button', { name: /^Edit: Who keeps/ })).toBeVisible()
  await look('cards')

  await page.keyboard.press('ControlOrMeta+1')
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN')
  await runCommand(page, 'Add from the web')
  await expect(page.getByRole('dialog')).toHaveCount(1)
  await look('from the web')
  await closed('from the web')

  expect(found).toEqual({})
  expect(app.complaints).toEqual([])
})
