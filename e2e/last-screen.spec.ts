import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, type RunningApp, test } from './app.ts'
import { ask } from './bridge.ts'
import { LibraryPage } from './pages/library.ts'

const kept = (app: RunningApp) => join(app.folder, 'library', 'last-screen.json')

/** Whether the page came with what its first screen was drawn from: then its script held up the first paint. */
const hadAnswer = (app: RunningApp) =>
  app.page.evaluate(() => document.querySelector('script[blocking="render"]') !== null)

const newest = async (app: RunningApp) =>
  (await ask(app.page, 'articles.ids', { filter: {}, sort: 'added', descending: true }))[0]!

test('the next start draws the library from what it was last, and then has what main says', async ({
  app
}) => {
  await ask(app.page, 'articles.setStarred', { articleIds: [await newest(app)], starred: true })
  // From another place than the one the next start begins with.
  await app.page.keyboard.press('Control+,')
  await expect(app.page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
  await app.restart()
  expect(await hadAnswer(app)).toBe(true)
  await new LibraryPage(app.page).isSettled()
  await expect(app.page.getByRole('button', { name: /^Starred/ })).toContainText('1')
  // What was given is what main answers now.
  const first = JSON.parse(JSON.parse(readFileSync(kept(app), 'utf8')).answer)
  expect(first).toEqual(await ask(app.page, 'app.firstScreen', {}))
  await expect(app.page.locator('#last-answer')).toHaveCount(0)
  expect(app.complaints).toEqual([])
})

test('the window listens as soon as something of it is on screen', async ({ app }) => {
  await app.restart({ early: true })
  // In the page's own frame: not a moment after.
  const opened = await app.page.evaluate(
    () =>
      new Promise<string>((done) => {
        const look = () => {
          if (!document.querySelector('#root main .row')) return requestAnimationFrame(look)
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true }))
          done(document.activeElement?.tagName ?? '')
        }
        look()
      })
  )
  expect(opened).toBe('INPUT')
  expect(app.complaints).toEqual([])
})

test('what one presses as soon as something is on screen is pressed', async ({ app }) => {
  await app.restart({ early: true })
  const pressed = await app.page.evaluate(
    () =>
      new Promise<boolean>((done) => {
        new PerformanceObserver(() => {
          const title = document.querySelector('#root main .row-title')!
          const { x, y } = title.getBoundingClientRect()
          // The frame's own observer may be told before the page's.
          setTimeout(() => done(title.contains(document.elementFromPoint(x + 4, y + 4))))
        }).observe({ type: 'paint', buffered: true })
      })
  )
  expect(pressed).toBe(true)
  expect(app.complaints).toEqual([])
})

test('nothing of the first screen moves when the menu is there', async ({ app }) => {
  const height = () => app.page.evaluate(() => innerHeight)
  const items = () =>
    app.electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items[0]?.submenu?.items.length)
  // The next start knows the menus that were made.
  await expect.poll(items).toBeGreaterThan(2)
  await app.restart({ early: true })
  const early = await height()
  await new LibraryPage(app.page).isSettled()
  await expect.poll(items).toBeGreaterThan(2)
  expect(await height()).toBe(early)
})

test('after a crash, or for a library that has changed, nothing of the last time is shown', async ({
  app
}) => {
  await app.restart()
  await new LibraryPage(app.page).isSettled()
  await ask(app.page, 'articles.setStarred', { articleIds: [await newest(app)], starred: true })
  await app.kill()
  await app.restart()
  await new LibraryPage(app.page).isSettled()
  expect(await hadAnswer(app)).toBe(false)
  expect(app.complaints).toEqual([])
})

test('numbers of the first screen are those that main wrote ahead', async ({ app }) => {
  await app.restart()
  await app.electron.close()
  const screen = JSON.parse(readFileSync(kept(app), 'utf8'))
  const written = JSON.parse(screen.written)
  written.numbers[1] = 'one!'
  const text = JSON.stringify({ ...screen, written: JSON.stringify(written) })
  writeFileSync(kept(app), text)
  const looks = join(app.folder, 'home', 'looks.json')
  const seal = createHash('sha256').update(text).digest('base64url')
  writeFileSync(looks, JSON.stringify({ ...JSON.parse(readFileSync(looks, 'utf8')), lastScreen: seal }))
  await app.restart()
  expect(await hadAnswer(app)).toBe(true)
  await expect(app.page.getByRole('button', { name: 'diplomacy one!', exact: true })).toBeVisible()
  expect(app.complaints).toEqual([])
})

test('what stands in the file and was not written by this device is not shown', async ({ app }) => {
  await app.restart()
  await app.electron.close()
  expect(existsSync(kept(app))).toBe(true)
  writeFileSync(kept(app), readFileSync(kept(app), 'utf8').replace('Welcome', 'Unwelcome'))
  await app.restart()
  await new LibraryPage(app.page).isSettled()
  expect(await hadAnswer(app)).toBe(false)
})

test("the window's first script has a byte to a letter", () => {
  const folder = resolve(import.meta.dirname, '../out/renderer/assets')
  const script = readdirSync(folder).find((name) => /^first-.*\.js$/.test(name))!
  // Any other letter would make Chromium keep all of it in two.
  expect(readFileSync(join(folder, script), 'utf8').match(/[^\0-\x7f]/g) ?? []).toEqual([])
})
