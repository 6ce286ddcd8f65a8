import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { ask } from './bridge.ts'
import { LibraryPage } from './pages/library.ts'
import { ReaderPage } from './pages/reader.ts'

const MARKS = 14

/** Every kind of place a selection can begin or end in, in several scripts and in text that is meant ill. */
const html = `<!doctype html><html lang="en"><head><title>Of all sorts</title></head><body><article>
<h1>Of all sorts</h1>
<p>A plain paragraph with <em>some</em> <strong>words</strong> set apart, and a line that is long enough to be broken over at least two lines of the page.</p>
<ul><li>First of a list</li><li>Second with <code>code</code><ul><li>Deeper</li></ul></li></ul>
<table><tr><th>Port</th><th>Depth</th></tr><tr><td>North</td><td>12 m</td></tr><tr><td>South</td><td>9 m</td></tr></table>
<p>Families 👩‍👩‍👧‍👦 and flags 🇨🇭🇯🇵, letters z̸̡̛̮a̷̢l̶̛g̷o̸ and e\u0301 with marks, \u202eturned\u202c words, שלום ועולם, 潮汐是海水的运动。</p>
<blockquote><p>A quotation stands here, and says little.</p></blockquote>
<h2>And an end</h2>
<p>The last paragraph ends the text of this page without more ado, as far as one can see.</p>
</article></body></html>`

/** Seeded, so that a failure can be repeated. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** Selects between two places of the page, given as parts of its whole text, and presses 1 in the same breath. */
function mark(page: Page, from: number, to: number): Promise<string> {
  return page.evaluate(
    ([a, b]) => {
      const inside = document.querySelector<HTMLIFrameElement>('iframe[title]')!.contentDocument!
      const view = inside.defaultView as Window & typeof globalThis
      const nodes: Text[] = []
      const walker = inside.createTreeWalker(inside.querySelector('main')!, NodeFilter.SHOW_TEXT)
      while (walker.nextNode()) nodes.push(walker.currentNode as Text)
      const length = nodes.reduce((sum, node) => sum + node.data.length, 0)
      const point = (part: number): [Text, number] => {
        let left = Math.round(part * length)
        for (const node of nodes) {
          if (left <= node.data.length) return [node, left]
          left -= node.data.length
        }
        return [nodes.at(-1)!, nodes.at(-1)!.data.length]
      }
      inside.getSelection()!.setBaseAndExtent(...point(a!), ...point(b!))
      const words = String(inside.getSelection())
      inside.body.dispatchEvent(
        new view.KeyboardEvent('keydown', { key: '1', code: 'Digit1', bubbles: true, cancelable: true })
      )
      return words
    },
    [from, to]
  )
}

const stored = async (page: Page) => {
  const list = await ask(page, 'highlights.list', { filter: {}, page: { offset: 0, limit: 500 } })
  return list.items.map(({ exact }) => exact)
}

/** The painted words and where they stand on the page, in whole pixels. */
const painted = (page: Page) =>
  page.evaluate(async () => {
    const inside = document.querySelector<HTMLIFrameElement>('iframe[title]')!.contentDocument!
    await inside.fonts.ready
    const view = inside.defaultView as Window & typeof globalThis
    return [...view.CSS.highlights.get('yellow')!]
      .map((range) => {
        const boxes = [...(range as Range).getClientRects()].map((box) =>
          [box.left, box.top + view.scrollY, box.width, box.height].map(Math.round).join(' ')
        )
        return `${String(range)} at ${boxes.join(', ')}`
      })
      .sort()
  })

const solid = (text: string) => text.replace(/\s+/gu, '')

test('what is selected at random is highlighted, and is the same after a restart', async ({ app }) => {
  const dice = random(20261124)
  const file = join(app.folder, 'sorts.html')
  writeFileSync(file, html)
  const library = new LibraryPage(app.page)
  await library.isSettled()
  await library.import(app.electron, [file])
  await library.open('Of all sorts')
  await new ReaderPage(app.page).isShowing('Of all sorts')

  // Nothing selected makes nothing.
  await mark(app.page, 0.5, 0.5)
  let count = 0
  for (let i = 0; i < MARKS; i++) {
    // The last one is the whole article.
    const [from, to] = i === MARKS - 1 ? [0, 1] : [dice(), dice()]
    const words = await mark(app.page, from!, to!)
    if (words.trim() === '') continue
    count++
    await expect.poll(async () => (await stored(app.page)).length).toBe(count)
    // Edges may have grown to whole letters with all their marks, and to no more than that.
    const exact = (await stored(app.page)).map(solid)
    const best = exact.find((one) => one.includes(solid(words)))
    expect(best, words).toBeDefined()
  }
  const texts = await stored(app.page)
  for (const text of texts) expect(text.isWellFormed()).toBe(true)
  await app.page.keyboard.press('Escape')
  await expect.poll(async () => (await painted(app.page)).length).toBeGreaterThanOrEqual(count)
  const before = await painted(app.page)

  await app.restart()
  await new LibraryPage(app.page).open('Of all sorts')
  await new ReaderPage(app.page).isShowing('Of all sorts')
  expect(await stored(app.page)).toEqual(texts)
  await expect.poll(() => painted(app.page)).toEqual(before)
  expect(app.complaints).toEqual([])
})
