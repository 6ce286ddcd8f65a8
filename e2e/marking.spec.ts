import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { CALL_CHANNEL } from '../src/shared/bridge.ts'
import { expect, type RunningApp, test } from './app.ts'
import { resize } from './pages/layout.ts'
import { LibraryPage } from './pages/library.ts'
import { runCommand } from './pages/palette.ts'
import { ReaderPage } from './pages/reader.ts'

const text = `On tides

The sea comes and goes twice a day, and nobody asks it to.

The moon pulls at the water, and the water follows.
`

async function open(app: RunningApp): Promise<ReaderPage> {
  const file = join(app.folder, 'tides.txt')
  writeFileSync(file, text)
  const library = new LibraryPage(app.page)
  await library.isSettled()
  await library.import(app.electron, [file])
  await library.open('On tides')
  const reader = new ReaderPage(app.page)
  await reader.isShowing('On tides')
  return reader
}

/** Selects words and presses a key in one breath, before the browser can tell anybody of the selection. */
function selectAndPress(page: Page, words: string, key: string): Promise<void> {
  return page.evaluate(
    ([quote, pressed]) => {
      const inside = document.querySelector<HTMLIFrameElement>('iframe[title]')!.contentDocument!
      const view = inside.defaultView as Window & typeof globalThis
      const walker = inside.createTreeWalker(inside.body, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent!.indexOf(quote!)
        if (at < 0) continue
        inside.getSelection()!.setBaseAndExtent(node, at, node, at + quote!.length)
        inside.body.dispatchEvent(
          new view.KeyboardEvent('keydown', {
            key: pressed!,
            code: /\d/.test(pressed!) ? `Digit${pressed}` : `Key${pressed!.toUpperCase()}`,
            bubbles: true,
            cancelable: true
          })
        )
        return
      }
      throw new Error(`Not in the article: ${quote}`)
    },
    [words, key]
  )
}

test('a key acts on the selection of its own moment', async ({ app }) => {
  const reader = await open(app)
  await selectAndPress(app.page, 'comes and goes', '1')
  await expect.poll(() => reader.painted('yellow')).toEqual(['comes and goes'])
  await reader.select('twice a day')
  await selectAndPress(app.page, 'water follows', '2')
  await expect.poll(() => reader.painted('green')).toEqual(['water follows'])
  expect(await reader.painted('yellow')).toEqual(['comes and goes'])
  expect(app.complaints).toEqual([])
})

test('what could not be deleted is back, what could not be made is gone, and it is said why', async ({
  app
}) => {
  const { page } = app
  const reader = await open(app)
  await reader.select('comes and goes')
  await page.keyboard.press('1')
  await expect.poll(() => reader.painted('yellow')).toEqual(['comes and goes'])
  const library = join(app.folder, 'library/library.sqlite')
  renameSync(library, `${library}.moved`)
  await page.keyboard.press('Delete')
  await expect(page.getByText('The library was moved or replaced')).toBeVisible()
  await expect.poll(() => reader.painted('yellow')).toEqual(['comes and goes'])
  await page.locator('.toast-close').click()

  await reader.select('water follows')
  await page.evaluate(() => {
    const { contentWindow } = document.querySelector<HTMLIFrameElement>('iframe[title]')!
    const green = (contentWindow as Window & typeof globalThis).CSS.highlights.get('green')!
    const { add } = green
    green.add = (range) => {
      document.body.dataset.drawn = 'true'
      return add.call(green, range)
    }
  })
  await page.keyboard.press('2')
  await expect(page.getByText('The library was moved or replaced')).toBeVisible()
  // It was on the page with the key.
  await expect(page.locator('body')).toHaveAttribute('data-drawn', 'true')
  await expect.poll(() => reader.painted('green')).toEqual([])
  renameSync(`${library}.moved`, library)
  // It is still selected: the same key tries again.
  await page.keyboard.press('2')
  await expect.poll(() => reader.painted('green')).toEqual(['water follows'])
  await page.keyboard.press('Delete')
  await expect(page.getByText('Highlight deleted')).toBeVisible()
  expect(await reader.painted('green')).toEqual([])
  expect(await reader.painted('yellow')).toEqual(['comes and goes'])
  expect(app.complaints).toEqual([])
})

test('of highlights that lie over each other the one a click would open is seen, until it is gone', async ({
  app
}) => {
  const { page } = app
  const reader = await open(app)
  await reader.select('comes and goes')
  await page.keyboard.press('1')
  await expect.poll(() => reader.painted('yellow')).toEqual(['comes and goes'])
  await reader.select('goes twice a day')
  await page.keyboard.press('2')
  await expect.poll(() => reader.painted('green')).toEqual(['goes twice a day'])
  const point = await reader.pointAt('goes twice', 'start')
  await reader.dragTo({ x: point.x + 2, y: point.y }, { x: point.x + 2, y: point.y })
  await page.keyboard.press('Escape')
  await reader.moveTo({ x: point.x + 6, y: point.y })
  await expect.poll(async () => (await reader.painted('hover')).length).toBe(1)
  await page.keyboard.press('Control+z')
  await expect.poll(() => reader.painted('green')).toEqual([])
  await page.keyboard.press('Control+z')
  await expect.poll(() => reader.painted('yellow')).toEqual([])
  expect(await reader.painted('hover')).toEqual([])
  expect(app.complaints).toEqual([])
})

test('a highlight is reshaped: by keys, by its knobs, merged, split, and taken back', async ({ app }) => {
  const { page } = app
  const reader = await open(app)
  await reader.select('comes and')
  await page.keyboard.press('1')
  await expect.poll(() => reader.painted('yellow')).toEqual(['comes and'])

  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await expect.poll(() => reader.painted('yellow')).toEqual(['comes and goes twice'])
  await page.keyboard.press('Alt+Shift+ArrowLeft')
  await expect.poll(() => reader.painted('yellow')).toEqual(['sea comes and goes twice'])
  await page.keyboard.press('Shift+ArrowLeft')
  await expect.poll(() => reader.painted('yellow')).toEqual(['sea comes and goes'])

  // The knob is held where it is pressed: it goes as far as the hand does.
  const [knob, from, to] = [
    await reader.knob('end'),
    await reader.pointAt('sea comes and goes', 'end'),
    await reader.pointAt('twice a day', 'end')
  ]
  await reader.dragTo(knob, { x: knob.x + (to.x - from.x), y: knob.y + (to.y - from.y) })
  await expect.poll(() => reader.painted('yellow')).toEqual(['sea comes and goes twice a day'])

  // Brought onto the words, it takes their line.
  await reader.dragTo(await reader.knob('end'), await reader.pointAt('twice', 'end'))
  await expect.poll(() => reader.painted('yellow')).toEqual(['sea comes and goes twice'])
  await reader.dragTo(await reader.knob('end'), await reader.pointAt('twice a day', 'end'))
  await expect.poll(() => reader.painted('yellow')).toEqual(['sea comes and goes twice a day'])

  // One over the other: a click takes the smaller, a second one the next.
  await reader.select('goes twice')
  await page.keyboard.press('3')
  await expect.poll(() => reader.painted('blue')).toEqual(['goes twice'])
  await page.keyboard.press('Escape')
  const place = await reader.pointAt('goes twice', 'start')
  await reader.dragTo({ x: place.x + 4, y: place.y }, { x: place.x + 4, y: place.y })
  await expect(page.getByRole('dialog', { name: 'Highlight, blue' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await reader.dragTo({ x: place.x + 4, y: place.y }, { x: place.x + 4, y: place.y })
  await expect(page.getByRole('dialog', { name: 'Highlight, yellow' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.keyboard.press('m')
  await expect.poll(() => reader.painted('blue')).toEqual([])
  expect(await reader.painted('yellow')).toEqual(['sea comes and goes twice a day'])

  await reader.select('goes twice')
  await page.keyboard.press('x')
  await expect.poll(() => reader.painted('yellow')).toEqual(['sea comes and', 'goes twice a day'])

  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(() => reader.painted('yellow')).toEqual(['sea comes and goes twice a day'])
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(() => reader.painted('blue')).toEqual(['goes twice'])
  // What undo brought back can be merged again, and is told when nothing touches it any more.
  await page.keyboard.press(']')
  await page.keyboard.press('m')
  await expect.poll(() => reader.painted('blue')).toEqual([])
  await page.keyboard.press('m')
  await expect(page.getByText('No other highlight touches this one')).toBeVisible()
  expect(app.complaints).toEqual([])
})

/** Keeps the window's calls that move edges waiting, as a main that is busy would, until they are let through. */
const holdResizes = (app: RunningApp) =>
  app.electron.evaluate(({ ipcMain }, channel) => {
    type Call = (event: unknown, method: unknown, input: unknown) => Promise<unknown>
    const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, Call> }
    const call = handlers.get(channel)!
    const held = globalThis as { letResizesThrough?: () => void }
    const gate = new Promise<void>((open) => {
      held.letResizesThrough = open
    })
    handlers.set(channel, async (event, method, input) => {
      if (method === 'highlights.resize') await gate
      return call(event, method, input)
    })
  }, CALL_CHANNEL)

const letResizesThrough = (app: RunningApp) =>
  app.electron.evaluate(() => (globalThis as { letResizesThrough?: () => void }).letResizesThrough?.())

test('a hand faster than the library loses no end of a highlight', async ({ app }) => {
  const reader = await open(app)
  await reader.select('comes and')
  await app.page.keyboard.press('1')
  await expect.poll(() => reader.painted('yellow')).toEqual(['comes and'])
  await holdResizes(app)
  await reader.dragTo(await reader.knob('end'), await reader.pointAt('goes twice', 'end'))
  // Where the one end was let go, it stays while the other is dragged, and while nothing is stored.
  const end = await reader.knob('end')
  const goal = await reader.pointAt('goes twice', 'end')
  expect(Math.abs(end.x - goal.x)).toBeLessThan(4)
  await reader.dragTo(await reader.knob('start'), await reader.pointAt('The sea', 'start'))
  expect((await reader.knob('end')).x).toBe(end.x)
  await app.page.keyboard.press('Shift+ArrowRight')
  await letResizesThrough(app)
  await expect.poll(() => reader.painted('yellow')).toEqual(['The sea comes and goes twice a'])
  // Back to what was there before everything: to where it is now, that is a change.
  await reader.dragTo(await reader.knob('end'), await reader.pointAt('goes twice', 'end'))
  await expect.poll(() => reader.painted('yellow')).toEqual(['The sea comes and goes twice'])

  // Moves may be lost on a busy machine: where the button is let go counts.
  const knob = await reader.knob('start')
  const to = await reader.pointAt('comes', 'start')
  await reader.jump(knob, to)
  await expect.poll(() => reader.painted('yellow')).toEqual(['comes and goes twice'])
  expect(app.complaints).toEqual([])
})

test('the knobs stay on the ends of a highlight when its note makes room beside the text', async ({
  app
}) => {
  const { page } = app
  const reader = await open(app)
  await resize(app, 1200, 800)
  await reader.select('comes and goes')
  const before = (await reader.pointAt('comes and goes', 'end')).x
  await page.keyboard.press('1')
  await reader.knob('end')
  await page.keyboard.press('n')
  await page.keyboard.type('Twice.')
  await page.keyboard.press('Escape')
  // The text has made room; the knobs went with it.
  await expect.poll(async () => (await reader.pointAt('comes and goes', 'end')).x).toBeLessThan(before - 20)
  for (const edge of ['start', 'end'] as const) {
    await expect
      .poll(async () =>
        Math.abs((await reader.knob(edge)).x - (await reader.pointAt('comes and goes', edge)).x)
      )
      .toBeLessThan(3)
  }
})

test('in vertical lines words are marked and reshaped with the mouse, and a sign says that there is a note', async ({
  app
}) => {
  const { page } = app
  const file = join(app.folder, 'lights.md')
  const words = '港は長い夕暮れの光の下で静かだった。三艘の船が北の壁につながれていた。'
  writeFileSync(file, `---\ntitle: 港の灯り\nlanguage: ja\n---\n${Array(12).fill(words).join('\n\n')}\n`)
  const library = new LibraryPage(page)
  await library.isSettled()
  await library.import(app.electron, [file])
  await library.open('港の灯り')
  const reader = new ReaderPage(page)
  await reader.isShowing('港の灯り')
  await runCommand(page, 'Vertical lines')
  await expect.poll(() => reader.article.locator(':root').getAttribute('data-writing')).toBe('vertical-rl')

  await reader.dragTo(await reader.pointAt('夕暮れ', 'start'), await reader.pointAt('光の下', 'end'))
  await page.keyboard.press('1')
  await expect.poll(() => reader.painted('yellow')).toEqual(['夕暮れの光の下'])
  // The knobs stand at the ends of the words, before and behind their line.
  const [knob, end] = [await reader.knob('end'), await reader.pointAt('光の下', 'end')]
  expect(Math.abs(knob.y - end.y)).toBeLessThan(3)
  expect(Math.abs(knob.x - end.x)).toBeLessThan(40)
  await reader.dragTo(knob, await reader.pointAt('静かだった', 'end'))
  await expect.poll(() => reader.painted('yellow')).toEqual(['夕暮れの光の下で静かだった'])

  // The arrows follow the eye: along the line they go down and up.
  await page.keyboard.press('Shift+ArrowUp')
  await expect.poll(async () => (await reader.painted('yellow'))[0]!.length).toBeLessThan(13)
  const shorter = await reader.painted('yellow')
  await page.keyboard.press('Shift+ArrowLeft')
  await expect.poll(() => reader.painted('yellow')).toEqual(['夕暮れの光の下で静かだった'])
  await page.keyboard.press('Shift+ArrowRight')
  await expect.poll(() => reader.painted('yellow')).toEqual(shorter)
  await page.keyboard.press('Shift+ArrowDown')
  await expect.poll(() => reader.painted('yellow')).toEqual(['夕暮れの光の下で静かだった'])

  await page.keyboard.press('n')
  await page.keyboard.type('縦書き')
  await page.keyboard.press('Escape')
  const sign = reader.article.getByRole('button', { name: 'Note on “夕暮れの光の下で静かだった”' })
  await expect(sign).toBeInViewport()
  await sign.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Note on the highlight' })).toBeFocused()
  await page.keyboard.press('Escape')

  // Lines go across again, and the note stands beside them where the window has room for it.
  await resize(app, 1200, 800)
  await runCommand(page, 'Vertical lines')
  await expect(sign).toBeHidden()
  const beside = reader.article.getByRole('button', {
    name: 'Highlight, Yellow: 夕暮れの光の下で静かだった'
  })
  await expect(beside).toBeVisible()
  await expect(beside).toHaveAccessibleDescription('縦書き')
  await resize(app, 800, 600)
  await expect(sign).toBeInViewport()

  // A second one in the same line has the same sign.
  await reader.select('三艘の船')
  await page.keyboard.press('t')
  await expect(page.getByRole('combobox', { name: 'Tags of the highlight' })).toBeFocused()
  await page.keyboard.type('港')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await reader.article.getByRole('button', { name: '2 notes in this line' }).press('Enter')
  await expect(page.getByRole('dialog').getByText('1 of 2')).toBeVisible()
})

test('in a quotation that runs from the right, the arrows that reshape a highlight follow the eye', async ({
  app
}) => {
  const { page } = app
  const file = join(app.folder, 'quoted.html')
  const quoted = 'قال الحارس إن المصباح لا يضيء لمن ينام'
  writeFileSync(
    file,
    `<title>What the keeper said</title><article><h1>What the keeper said</h1><p>${'He said it once, and the clerk wrote it down in the book of the harbour. '.repeat(6)}</p><blockquote dir="rtl" lang="ar"><p dir="rtl">${quoted}</p></blockquote></article>`
  )
  const library = new LibraryPage(page)
  await library.import(app.electron, [file])
  await library.open('What the keeper said')
  const reader = new ReaderPage(page)
  await reader.isShowing('What the keeper said')
  await page.evaluate((words) => {
    const inside = document.querySelector<HTMLIFrameElement>('iframe[title]')!.contentDocument!
    const leaf = [...inside.querySelectorAll('[data-at]')].find((one) => one.textContent!.includes(words))!
    const text = leaf.firstChild!
    const start = text.textContent!.indexOf(words)
    inside.getSelection()!.setBaseAndExtent(text, start, text, start + words.length)
  }, 'الحارس إن')
  await expect(reader.tools).toBeVisible()
  await page.keyboard.press('1')
  await expect.poll(() => reader.painted('yellow')).toEqual(['الحارس إن'])
  await page.keyboard.press('Shift+ArrowLeft')
  await expect.poll(() => reader.painted('yellow')).toEqual(['الحارس إن المصباح'])
  await page.keyboard.press('Alt+Shift+ArrowRight')
  await expect.poll(() => reader.painted('yellow')).toEqual(['قال الحارس إن المصباح'])
  expect(app.complaints).toEqual([])
})
