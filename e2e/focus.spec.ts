import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { ask } from './bridge.ts'
import { chooseInMenu } from './pages/layout.ts'
import { LibraryPage } from './pages/library.ts'
import { runCommand } from './pages/palette.ts'
import { ReaderPage } from './pages/reader.ts'

/** What has the focus, as somebody who cannot see it would need it named: never the bare page. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement
    if (!element || element === document.body || element === document.documentElement) return 'nothing'
    if (element.tagName === 'IFRAME') return 'the article'
    if (element.tagName === 'MAIN') return 'the place'
    return element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 80) ?? element.tagName
  })
const expectFocus = (page: Page, what: string | RegExp) => expect.poll(() => focused(page)).toMatch(what)
const expectKept = (page: Page) => expect.poll(() => focused(page)).not.toBe('nothing')

/** How far the article is scrolled, two frames from now. */
const scrolledTo = (page: Page) =>
  page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    return document.querySelector<HTMLIFrameElement>('iframe[title]')!.contentWindow!.scrollY
  })

const harbour = 'Harbour town counts its lanterns again'

test('what has the focus goes away, and the focus is never lost: lists by keyboard only', async ({ app }) => {
  const { page } = app
  const library = new LibraryPage(page)
  await library.isSettled()
  await library.import(app.electron, [resolve(import.meta.dirname, 'fixtures/harbour.txt')])
  await expect(library.title(harbour)).toBeVisible()

  // The first row goes, then the last one; what is taken back does not take the focus away.
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await expectFocus(page, harbour)
  await page.keyboard.press('Delete')
  await expect(library.title(harbour)).toHaveCount(0)
  await expectFocus(page, 'Welcome to Lectern')
  await page.keyboard.press('j')
  await expectFocus(page, 'A handshake at a long table')
  await page.keyboard.press('Delete')
  await expect(library.title('A handshake at a long table')).toHaveCount(0)
  await expectFocus(page, 'Welcome to Lectern')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(library.title('A handshake at a long table')).toBeVisible()
  await expectKept(page)
  await page.keyboard.press('ControlOrMeta+z')
  await expect(library.title(harbour)).toBeVisible()
  await expectKept(page)

  // The bar over a selection goes with it, and all rows at once leave what an empty list says.
  await page.keyboard.press('ControlOrMeta+a')
  const bar = page.getByRole('button', { name: 'Clear selection' })
  await expect(bar).toBeVisible()
  await bar.focus()
  await page.keyboard.press('Enter')
  await expect(bar).toHaveCount(0)
  await expectKept(page)
  await page.keyboard.press('j')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('Delete')
  await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible()
  await expectFocus(page, 'Choose files…')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(library.title(harbour)).toBeVisible()
  await expectKept(page)

  // A dialog opened from the menu, with nothing to give the focus back to.
  await page.evaluate(() => (document.activeElement as HTMLElement).blur())
  await chooseInMenu(app, 'import.paste')
  const paste = page.getByRole('dialog', { name: 'Add pasted text' })
  await expect(paste).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(paste).toHaveCount(0)
  await expectKept(page)

  // A notebook, and the last one.
  for (const [id, title] of [
    ['01890000-0000-7000-8000-000000000001', 'Lamps'],
    ['01890000-0000-7000-8000-000000000002', 'Oil']
  ] as const)
    await ask(page, 'notebooks.create', { id, title, body: '' })
  await page.keyboard.press('ControlOrMeta+6')
  const rows = page.getByRole('main').getByRole('button', { name: /^(Lamps|Oil)$/ })
  await expect(rows).toHaveCount(2)
  await page.keyboard.press('j')
  await expectFocus(page, /^(Lamps|Oil)$/)
  await page.keyboard.press('Delete')
  await expect(rows).toHaveCount(1)
  await expectFocus(page, /^(Lamps|Oil)$/)
  await page.keyboard.press('Delete')
  await expect(rows).toHaveCount(0)
  await expectFocus(page, /^(New notebook|the place)$/)
  expect(app.complaints).toEqual([])
})

test('the focus is never lost while reading, marking and studying', async ({ app }) => {
  const { page } = app
  const library = new LibraryPage(page)
  const reader = new ReaderPage(page)
  await library.isSettled()
  await library.read(app.electron, resolve(import.meta.dirname, 'fixtures/harbour.txt'), harbour)
  for (const [words, color] of [
    ['Ines Calder', 'yellow'],
    ['half the town', 'green'],
    ['the last boat is in', 'blue']
  ] as const) {
    await reader.select(words)
    const place = await scrolledTo(page)
    await page.keyboard.press({ yellow: '1', green: '2', blue: '3' }[color])
    await expect.poll(() => reader.painted(color)).toEqual([words])
    // The colour is remembered, and the words one looks at stay where they are.
    await expect.poll(async () => (await ask(page, 'settings.get', {})).lastColor).toBe(color)
    expect(await scrolledTo(page)).toBe(place)
  }

  // A click opens a highlight, and the keys of the text mean it there, too.
  await page.keyboard.press('Escape')
  const words = await reader.pointAt('the last boat is in', 'start')
  await reader.dragTo(words, words)
  await expectFocus(page, 'Blue')
  await page.keyboard.press('5')
  await expect.poll(() => reader.painted('purple')).toEqual(['the last boat is in'])
  await page.keyboard.press('3')
  await expect.poll(() => reader.painted('blue')).toEqual(['the last boat is in'])
  await page.keyboard.press('n')
  await expectFocus(page, 'Note on the highlight')
  await page.keyboard.type('123')
  await expect(page.getByRole('textbox', { name: 'Note on the highlight' })).toHaveValue('123')
  await page.keyboard.press('Escape')
  await expectFocus(page, 'the article')

  // The popover's own button deletes what it stands beside.
  await page.keyboard.press('Enter')
  const remove = page.getByRole('button', { name: 'Delete highlight' })
  await expect(remove).toBeVisible()
  await remove.focus()
  await page.keyboard.press('Enter')
  await expect(remove).toHaveCount(0)
  await expectFocus(page, 'the article')
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(() => reader.painted('blue')).toEqual(['the last boat is in'])
  await expectFocus(page, 'the article')

  // A tag taken off, the last one too; the panel closed by its own button.
  await page.keyboard.press('Shift+T')
  await expectFocus(page, 'Tags of the article')
  for (const tag of ['lamps', 'harbours']) {
    await page.keyboard.type(tag)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: `Remove tag ${tag}` })).toBeVisible()
  }
  await page.getByRole('button', { name: 'Remove tag lamps' }).focus()
  await page.keyboard.press('Enter')
  await expectFocus(page, 'Remove tag harbours')
  await page.keyboard.press('Enter')
  await expectFocus(page, 'Tags of the article')
  await page.getByRole('button', { name: 'Close panel' }).focus()
  await page.keyboard.press('Enter')
  await expectFocus(page, 'the article')
  // Escape leaves the field for tags and the panel at once when nothing is typed.
  await page.keyboard.press('Shift+T')
  await expectFocus(page, 'Tags of the article')
  await page.keyboard.press('Escape')
  await expectFocus(page, 'the article')

  // Escape is not used up by the name that is shown beside a button.
  await page.keyboard.press('ControlOrMeta+f')
  await page.keyboard.type('lamp')
  const next = page.getByRole('button', { name: 'Next', exact: true })
  await next.focus()
  await page.keyboard.press('Escape')
  await expectFocus(page, 'the article')

  // Highlights, from the middle, from the end, and the last one.
  await page.keyboard.press('ControlOrMeta+2')
  await expect(page.locator('.card-quote')).toHaveCount(3)
  await page.keyboard.press('j')
  await expectFocus(page, 'half the town')
  await page.keyboard.press('j')
  await expectFocus(page, 'Ines Calder')
  await page.keyboard.press('Delete')
  await expectFocus(page, 'the last boat is in')
  await page.keyboard.press('Delete')
  await expectFocus(page, 'half the town')
  await page.keyboard.press('Delete')
  await expect(page.getByText('No highlights yet')).toBeVisible()
  await expectFocus(page, 'the place')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(page.locator('.card-quote')).toHaveCount(1)
  await expectKept(page)

  // Cards: the menu of a row deletes it.
  for (const front of ['Who keeps it?', 'What burns?'])
    await ask(page, 'cards.create', {
      promptId: randomUUID(),
      kind: 'question',
      front,
      back: 'Somebody',
      picture: null,
      source: null,
      tags: []
    })
  await runCommand(page, 'Go to Cards')
  const cards = page.getByRole('button', { name: 'More for this card' })
  await expect(cards).toHaveCount(2)
  for (const left of [1, 0]) {
    await cards.last().focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: /^Delete/ }).focus()
    await page.keyboard.press('Enter')
    await expect(cards).toHaveCount(left)
    await expectKept(page)
  }
  expect(app.complaints).toEqual([])
})
