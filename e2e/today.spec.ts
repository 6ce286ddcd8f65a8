import { resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { ask, travel } from './bridge.ts'
import { LibraryPage } from './pages/library.ts'
import { runCommand } from './pages/palette.ts'
import { ReaderPage } from './pages/reader.ts'

const file = resolve(import.meta.dirname, 'fixtures/harbour.txt')
const title = 'Harbour town counts its lanterns again'

/** Opens the page of the day anew, as one does on another day. */
async function openToday(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+1')
  await page.keyboard.press('ControlOrMeta+5')
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible()
}

test('extracts and articles come back over days, by keyboard alone, and old highlights are met again', async ({
  app
}) => {
  const { page } = app
  const library = new LibraryPage(page)
  const reader = new ReaderPage(page)
  await library.read(app.electron, file, title)
  const strip = page.getByRole('region', { name: 'This reading' })
  await expect(strip).toBeHidden()

  // One key makes a reading of its own of the selection; the source shows it, beside the words.
  await reader.select('Ines Calder')
  await expect(reader.tools.getByRole('button', { name: /^Make an extract/ })).toBeVisible()
  await page.keyboard.press('i')
  await expect(page.getByText('Extracted: Ines Calder')).toBeVisible()
  await expect.poll(async () => (await reader.painted('yellow')).join(' ')).toContain('Ines Calder')
  await expect(reader.article.getByRole('link', { name: 'Open the extract: Ines Calder' })).toBeVisible()

  // The article itself is put away for later, and urgent.
  await page.keyboard.press('w')
  await expect(strip).toContainText('1 day')
  await page.keyboard.press('Shift+G')
  await expect(strip).toContainText('Urgent')

  await openToday(page)
  await expect(page.getByText('Done for today. You put 1 reading away.')).toBeVisible()

  // Tomorrow both wait, the urgent one first. The whole session is keys.
  await travel(app.electron, 1)
  await openToday(page)
  await expect(page.getByRole('heading', { name: '2 readings wait' })).toBeVisible()
  await page.keyboard.press('Enter')
  await reader.isShowing(title)
  await expect(strip).toContainText('1 more waits')
  await page.keyboard.press('w')
  await reader.isShowing('Ines Calder')
  await expect(strip).toContainText('the last one today')

  // The extract leads back to its words and says so in the source.
  await page.keyboard.press('Shift+I')
  await reader.isShowing(title)
  await expect.poll(async () => (await reader.painted('chosen')).join(' ')).toContain('Ines Calder')
  await page.keyboard.press('Alt+ArrowLeft')
  await reader.isShowing('Ines Calder')
  await page.keyboard.press('e')
  await expect(page.getByText('Done for today. You put 1 reading away.')).toBeVisible()

  // Taken back, the extract waits again; the queue says when the article comes back.
  await page.keyboard.press('ControlOrMeta+z')
  await expect(page.getByRole('heading', { name: '1 reading waits' })).toBeVisible()
  await runCommand(page, 'Go to what comes back')
  const queue = page.getByRole('list', { name: 'All that comes back' })
  await expect(queue.getByRole('listitem')).toHaveCount(2)
  await expect(queue.getByRole('listitem').filter({ hasText: title }).last()).toContainText('in 2 days')

  // In the library extracts are a list of their own, and search finds them.
  await runCommand(page, 'Show extracts')
  await expect(page.getByRole('heading', { level: 1, name: 'Extracts' })).toBeVisible()
  await expect(page.getByRole('main')).toContainText(`Extract from ${title}`)

  // Weeks later the highlight is met again, and leads to its place.
  await travel(app.electron, 20)
  await openToday(page)
  const met = page.getByRole('region', { name: 'Once marked' })
  await expect(met.locator('blockquote').first()).toHaveText('Ines Calder')
  await met.getByRole('button', { name: title }).click()
  await reader.isShowing(title)
  // The time spent was counted while somebody was there; counting can be turned off.
  await page.keyboard.press('ArrowDown')
  await page.waitForTimeout(1200)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Escape')
  await runCommand(page, 'Go to Numbers')
  await expect(page.getByRole('heading', { name: 'Reading time' })).toBeVisible()
  const counted = async () => (await ask(page, 'statistics.get', {})).allMinutes
  await expect.poll(counted).toBeGreaterThan(1 / 60)
  const before = await counted()
  await page.getByRole('switch', { name: 'Count how long I read' }).click()
  await expect(page.getByRole('switch', { name: 'Count how long I read' })).not.toBeChecked()
  await page.getByRole('button', { name: 'Forget the reading time…' }).click()
  await page.getByRole('button', { name: 'Forget it' }).click()
  await expect(page.getByText('Reading time is not counted.')).toBeVisible()
  expect(before).toBeLessThan(10)
  expect(app.complaints).toEqual([])
})
