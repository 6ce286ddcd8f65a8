import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type RunningApp, test } from './app.ts'
import { ask } from './bridge.ts'
import { LibraryPage } from './pages/library.ts'

const kept = (app: RunningApp) => join(app.folder, 'library', 'last-screen.json')
const markup = (app: RunningApp) => (JSON.parse(readFileSync(kept(app), 'utf8')) as { markup: string }).markup

/** What this start did: when what was shown last was painted, and when the window took its place; ms. */
const marks = (app: RunningApp) =>
  app.page.evaluate(() =>
    Object.fromEntries(performance.getEntriesByType('mark').map(({ name, startTime }) => [name, startTime]))
  )

/** The words in markup that React wrote. */
const wordsOf = (html: string) =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(
      /&(lt|gt|quot|#x27|amp);/g,
      (_, name) => ({ lt: '<', gt: '>', quot: '"', '#x27': "'" })[name as string] ?? '&'
    )

test('the next start shows at once what the library showed last, and the window takes its place', async ({
  app
}) => {
  const id = (await ask(app.page, 'articles.ids', { filter: {}, sort: 'added', descending: true }))[0]!
  await ask(app.page, 'articles.setStarred', { articleIds: [id], starred: true })
  // From another place than the one the next start begins with.
  await app.page.keyboard.press('Control+,')
  await expect(app.page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
  await app.restart()
  const library = new LibraryPage(app.page)
  await library.isSettled()
  const { 'last screen painted': painted, 'window is there': there } = await marks(app)
  expect(painted).toBeGreaterThan(0)
  expect(there).toBeGreaterThan(painted!)
  await expect(app.page.locator('#last-screen')).toHaveCount(0)
  expect(wordsOf(markup(app))).toBe(await app.page.locator('#root').evaluate((root) => root.textContent))
  expect(markup(app)).toContain('aria-pressed="true"')
  expect(app.complaints).toEqual([])
})

test('what is pressed or clicked before the window is there is done when it is', async ({ app }) => {
  const heading = (name: string) => app.page.getByRole('heading', { name, level: 1 })
  await app.restart({ early: true })
  await app.page.keyboard.press('Control+k')
  await app.page.keyboard.type('numb')
  await expect(app.page.getByRole('combobox')).toHaveValue('numb')

  const place = await app.page.locator('.sidebar-places').getByText('Highlights').boundingBox()
  await app.restart({ early: true })
  await app.page.mouse.click(place!.x + 5, place!.y + 5)
  await expect(heading('Highlights')).toBeVisible()
  expect(app.complaints).toEqual([])
})

test('after a crash, or for a library that has changed, nothing of the last time is shown', async ({
  app
}) => {
  await app.restart()
  await new LibraryPage(app.page).isSettled()
  const [id] = await ask(app.page, 'articles.ids', { filter: {}, sort: 'added', descending: true })
  await ask(app.page, 'articles.setStarred', { articleIds: [id!], starred: true })
  await app.kill()
  await app.restart()
  await new LibraryPage(app.page).isSettled()
  expect(await marks(app)).toEqual({})
  expect(app.complaints).toEqual([])
})

test('what stands in the file and is no plain markup is not shown', async ({ app }) => {
  await app.restart()
  await app.electron.close()
  expect(existsSync(kept(app))).toBe(true)
  const text = readFileSync(kept(app), 'utf8')
  writeFileSync(kept(app), text.replace('"markup":"', '"markup":"<script src=\\"/a.js\\"></script>'))
  await app.restart()
  await new LibraryPage(app.page).isSettled()
  expect(await marks(app)).toEqual({})
})
