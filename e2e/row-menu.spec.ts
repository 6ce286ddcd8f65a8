import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './app.ts'
import { LibraryPage } from './pages/library.ts'
import { runCommand } from './pages/palette.ts'
import { ReaderPage } from './pages/reader.ts'

test('a row has its menu at the pointer and by key, and the focus afterwards', async ({ app }) => {
  const { page } = app
  const library = new LibraryPage(page)
  const names = Array.from({ length: 24 }, (_, at) => `Lamp ${String(at + 1).padStart(2, '0')}`)
  const files = names.map((name) => {
    const file = join(app.folder, `${name}.md`)
    writeFileSync(file, `# ${name}\n\nThe first flame of ${name} is lit, and the second one is out.\n`)
    return file
  })
  await library.isSettled()
  await library.import(app.electron, files)
  await expect(library.title('Lamp 24')).toBeVisible()

  // At the pointer.
  const named = page.getByRole('button', { name: 'Lamp 22', exact: true })
  const row = page.getByRole('listitem').filter({ has: named })
  const box = (await row.boundingBox())!
  const at = { x: Math.round(box.width / 3), y: Math.round(box.height / 2) }
  await row.click({ button: 'right', position: at })
  const menu = page.getByRole('menu')
  await expect(menu).toBeVisible()
  await expect
    .poll(async () => {
      const shown = (await menu.boundingBox())!
      return Math.abs(shown.x - box.x - at.x) < 12 && Math.abs(shown.y - box.y - at.y) < 12
    })
    .toBe(true)
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await expect(library.title('Lamp 22')).toBeFocused()
  await row.click({ button: 'right', position: at })
  // Also after a key, by which the title has its ring.
  await expect(menu).toBeFocused()
  expect(await menu.evaluate((popup) => getComputedStyle(popup).outlineStyle)).toBe('none')
  await menu.getByRole('menuitem', { name: 'Move to Trash' }).click()
  await expect(library.title('Lamp 22')).toBeHidden()

  // By key, at the row at work; the list goes to its ends and by screens.
  const active = page.locator('.list-row[data-active]')
  // The focus is somewhere in the list again, once the menu and the row have gone.
  await expect(async () => {
    await page.keyboard.press('End')
    await expect(active).toHaveAttribute('data-index', '24', { timeout: 2000 })
  }).toPass()
  const last = page.locator('.row-title:focus')
  await expect(last).toBeVisible()
  const title = (await last.textContent())!
  await page.keyboard.press('Home')
  await expect(library.title('Lamp 24')).toBeFocused()
  await page.keyboard.press('PageDown')
  await expect(active).not.toHaveAttribute('data-index', '0')
  await page.keyboard.press('End')
  await expect(library.title(title)).toBeFocused()
  for (const key of ['Shift+F10', 'ContextMenu']) {
    await page.keyboard.press(key)
    await expect(menu.getByRole('menuitem', { name: 'Open' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(menu).toBeHidden()
    await expect(library.title(title)).toBeFocused()
  }

  // Among highlights, too.
  await page.keyboard.press('Home')
  await library.open('Lamp 23')
  const reader = new ReaderPage(page)
  await reader.isShowing('Lamp 23')
  for (const words of ['first flame', 'second one']) {
    await reader.select(words)
    await page.keyboard.press('1')
    await expect.poll(() => reader.painted('yellow')).toContain(words)
  }
  await runCommand(page, 'Go to Highlights')
  const card = page.getByRole('button', { name: 'second one' })
  await card.click({ button: 'right' })
  await menu.getByRole('menuitemradio', { name: 'Green' }).click()
  await expect(page.locator('.card-green .card-quote')).toHaveText('second one')
  await expect(card).toBeFocused()
  await page.keyboard.press('Home')
  await expect(page.getByRole('button', { name: 'first flame' })).toBeFocused()
  await page.keyboard.press('Shift+F10')
  await expect(menu.getByRole('menuitem', { name: 'Open in article' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'first flame' })).toBeFocused()
  expect(app.complaints).toEqual([])
})

test('a highlight is opened by a right click on it, and the chosen one by the menu key', async ({ app }) => {
  const { page } = app
  const library = new LibraryPage(page)
  const file = join(app.folder, 'lamp.md')
  writeFileSync(file, '# The lamp\n\nThe first flame is lit, and the second one is out.\n')
  await library.isSettled()
  await library.read(app.electron, file, 'The lamp')
  const reader = new ReaderPage(page)
  await reader.select('first flame')
  await page.keyboard.press('2')
  await expect.poll(() => reader.painted('green')).toEqual(['first flame'])
  await page.keyboard.press('Escape')
  const { x, y } = await page.evaluate(() => {
    const frame = document.querySelector<HTMLIFrameElement>('iframe[title]')!
    const { CSS } = frame.contentWindow as Window & typeof globalThis
    const ranges: AbstractRange[] = []
    CSS.highlights.get('green')!.forEach((one) => {
      ranges.push(one)
    })
    const words = (ranges[0] as Range).getBoundingClientRect()
    const at = frame.getBoundingClientRect()
    return { x: at.x + words.x + words.width / 2, y: at.y + words.y + words.height / 2 }
  })
  const client = await page.context().newCDPSession(page)
  for (const [type, buttons] of [
    ['mousePressed', 2],
    ['mouseReleased', 0]
  ] as const)
    await client.send('Input.dispatchMouseEvent', { type, x, y, button: 'right', buttons, clickCount: 1 })
  const opened = page.getByRole('dialog', { name: 'Highlight, Green' })
  await expect(opened).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(opened).toBeHidden()
  await page.keyboard.press('Shift+F10')
  await expect(opened).toBeVisible()
  expect(app.complaints).toEqual([])
})
