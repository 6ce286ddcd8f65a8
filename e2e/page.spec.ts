import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { expect, type RunningApp, test } from './app.ts'
import { answerDialogs } from './pages/dialogs.ts'
import { changeSettings, resize } from './pages/layout.ts'
import { LibraryPage } from './pages/library.ts'
import { runCommand } from './pages/palette.ts'
import { ReaderPage } from './pages/reader.ts'

const title = 'A walk along the harbour wall'

/** A picture of our own: 600 by 400 grey pixels, as PNG. */
const lanterns = `data:image/png;base64,${png(600, 400).toString('base64')}`

/** An article of our own with everything a page can hold, long enough for many pages. */
function article(): string {
  const sentence = 'The keeper walked along the quay at dusk and counted every flame that answered the wind. '
  const parts = Array.from({ length: 40 }, (_, index) => {
    const number = index + 1
    const heading = number % 8 === 0 ? `## Stage ${number / 8}\n\n` : ''
    const note = number === 2 ? ' It was written down.[^ledger]' : ''
    return `${heading}Paragraph ${number} begins. ${sentence.repeat(2 + (number % 3))}${note}`
  })
  parts.splice(
    3,
    0,
    `![Three lanterns on a wall](${lanterns})`,
    `| Lantern | ${Array.from({ length: 24 }, (_, n) => `Night ${n + 1}`).join(' | ')} |\n|${'---|'.repeat(25)}\n| North | ${'steady | '.repeat(24)}`,
    `\`\`\`\nconst wall = ${'"stone on stone on stone", '.repeat(12)}\n\`\`\``
  )
  return `# ${title}\n\n${parts.join('\n\n')}\n\n[^ledger]: The ledger is kept in *the tower*.[^key]\n[^key]: So is its key.\n`
}

function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    const sum = Buffer.alloc(4)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  // Eight bits of grey, nothing interlaced.
  head[8] = 8
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = (x + y) % 200
  }
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  const data = deflateSync(rows)
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

async function openArticle(app: RunningApp): Promise<ReaderPage> {
  const file = join(app.folder, 'walk.md')
  writeFileSync(file, article())
  const library = new LibraryPage(app.page)
  // Rows move while they arrive: both are there before one is pressed.
  await expect(library.title('Welcome to Lectern')).toBeVisible()
  await library.import(app.electron, [file])
  await expect(library.title(title)).toBeVisible()
  await library.open(title)
  const reader = new ReaderPage(app.page)
  await reader.isShowing(title)
  return reader
}

/** The first words that are whole on screen below the bar, where the page has come to rest. */
async function topLine(page: Page): Promise<string> {
  let before = ''
  await expect
    .poll(async () => {
      const now = await page.evaluate(async () => {
        const inside = document.querySelector<HTMLIFrameElement>('iframe[title]')!.contentDocument!
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
        const range = inside.createRange()
        for (const leaf of inside.querySelectorAll('main [data-at]')) {
          if (leaf.getBoundingClientRect().bottom < 70) continue
          const text = inside.createTreeWalker(leaf, NodeFilter.SHOW_TEXT)
          for (let node = text.nextNode(); node; node = text.nextNode()) {
            for (let at = 0; at < node.textContent!.length; at++) {
              range.setStart(node, at)
              range.setEnd(node, at + 1)
              const box = range.getBoundingClientRect()
              // With its paragraph, since the same sentences come again and again.
              if (box.height > 0 && box.top >= 68)
                return `${leaf.textContent!.slice(0, 14)} ${at}: ${node.textContent!.slice(at, at + 40)}`
            }
          }
        }
        return ''
      })
      const same = now === before && now !== ''
      before = now
      return same
    })
    .toBe(true)
  return before
}

test('pages turn by whole lines and keep the place', async ({ app }) => {
  const { page } = app
  const reader = await openArticle(app)
  await page.keyboard.press('p')
  await expect(reader.article.locator('html')).toHaveAttribute('data-paged', '')

  await page.keyboard.press('PageDown')
  await expect.poll(() => topLine(page)).not.toMatch(/^Paragraph 1 /)
  const second = await topLine(page)
  await page.keyboard.press('Space')
  await expect.poll(() => topLine(page)).not.toBe(second)
  const third = await topLine(page)
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => topLine(page)).toBe(second)
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => topLine(page)).toBe(third)

  // The line stays when the page becomes a scroll again, and when the window changes.
  await page.keyboard.press('p')
  await expect(reader.article.locator('html')).not.toHaveAttribute('data-paged', '')
  await expect.poll(() => topLine(page)).toBe(third)
  const paragraph = /^Paragraph \d+/.exec(third)![0]
  await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.setContentSize(820, 640)
  )
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(820)
  await expect.poll(() => topLine(page)).toContain(paragraph)
  await page.keyboard.press('p')
  await expect.poll(() => topLine(page)).toContain(paragraph)
  await page.keyboard.press('Home')
  await expect(reader.article.getByRole('heading', { level: 1 })).toBeInViewport()
  expect(app.complaints).toEqual([])
})

test('the switch for hyphenation says so where no words are divided', async ({ app }) => {
  const { page } = app
  const reader = await openArticle(app)
  // Told apart from the code that asks the same: by the lines of a narrow paragraph of the article itself.
  const divides = await page.evaluate(() => {
    const { contentDocument: article } = document.querySelector<HTMLIFrameElement>('iframe[title]')!
    const trial = article!.querySelector<HTMLElement>('main p')!.cloneNode() as HTMLElement
    trial.textContent = 'uncharacteristically'
    trial.style.cssText = 'width:4em;hyphens:auto'
    article!.querySelector('main section')!.append(trial)
    const { height } = trial.getBoundingClientRect()
    trial.style.hyphens = 'none'
    const whole = trial.getBoundingClientRect().height
    trial.remove()
    return height > whole
  })
  await page.getByRole('button', { name: 'Type and theme' }).click()
  const hyphenation = page.getByRole('switch', { name: 'Hyphenation' })
  await expect(hyphenation).toBeVisible()
  if (divides) await expect(hyphenation).not.toHaveAccessibleDescription(/./)
  else
    await expect(hyphenation).toHaveAccessibleDescription(
      'Words of this language are not divided on this computer.'
    )
  await page.keyboard.press('Escape')
  await reader.isShowing(title)
  expect(app.complaints).toEqual([])
})

test('one paragraph, one line: focus mode and the ruler by keys', async ({ app }) => {
  const { page } = app
  const reader = await openArticle(app)
  const current = reader.article.locator('[data-current]')
  await page.keyboard.press('f')
  await expect(current).toContainText('Paragraph 1 begins')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(current).toContainText('Paragraph 3 begins')
  await page.keyboard.press('ArrowUp')
  await expect(current).toContainText('Paragraph 2 begins')
  await expect(current).toHaveCount(1)
  await page.keyboard.press('f')
  await expect(current).toHaveCount(0)

  await page.keyboard.press('u')
  const ruler = reader.article.locator('.ruler')
  await expect(ruler).toBeVisible()
  const heightOf = async () => (await ruler.boundingBox())!.y
  const before = await heightOf()
  await page.keyboard.press('ArrowDown')
  await expect.poll(heightOf).toBeGreaterThan(before + 10)
  // Chosen in the palette, which is opened again before it has faded: done all the same.
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox').fill('Reading ruler')
  await expect(page.getByRole('option', { name: 'Reading ruler' }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await page.keyboard.press('ControlOrMeta+k')
  await expect(ruler).toHaveCount(0)
  await page.keyboard.press('Escape')
  expect(app.complaints).toEqual([])
})

test('notes and pictures open where one reads, and close again', async ({ app }) => {
  const { page } = app
  const reader = await openArticle(app)

  // A footnote by keyboard, and back to its mention.
  const mention = reader.article.getByRole('link', { name: '1', exact: true })
  await mention.focus()
  await page.keyboard.press('Enter')
  const note = page.getByRole('dialog', { name: 'Note 1' })
  await expect(note).toContainText('The ledger is kept in the tower.')
  await expect(note).not.toContainText('↩')
  // A note that it mentions stands in its place, and Escape leads back to it.
  await note.getByRole('link', { name: '2' }).focus()
  await page.keyboard.press('Enter')
  const inner = page.getByRole('dialog', { name: 'Note 2' })
  await expect(inner).toContainText('So is its key.')
  await expect(note).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(note).toBeVisible()
  await note.getByRole('link', { name: '2' }).click()
  await inner.getByRole('button', { name: 'Back' }).click()
  await expect(note).toBeVisible()
  await expect(inner).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(note).toBeHidden()
  await expect(mention).toBeFocused()
  // To the note itself, and back by its own link.
  await page.keyboard.press('Enter')
  await note.getByRole('button', { name: 'Go to the note' }).click()
  await expect(reader.article.getByText('The ledger is kept in')).toBeInViewport()
  await reader.article.getByRole('link', { name: '↩' }).first().click()
  await expect(mention).toBeInViewport()

  // A picture: enlarged, moved, closed, with the focus back on it.
  const picture = reader.article.getByRole('button', { name: 'Three lanterns on a wall' })
  await picture.focus()
  await page.keyboard.press('Enter')
  const viewer = page.getByRole('dialog', { name: 'Three lanterns on a wall' })
  const shown = viewer.getByRole('img', { name: 'Three lanterns on a wall' })
  await expect(shown).toBeVisible()
  const width = async () => (await shown.boundingBox())!.width
  const fitted = await width()
  await page.keyboard.press('+')
  await expect.poll(width).toBeGreaterThan(fitted * 1.2)
  await page.keyboard.press('0')
  await expect.poll(width).toBe(fitted)
  await page.keyboard.press('Escape')
  await expect(viewer).toBeHidden()
  await expect(picture).toBeFocused()

  // What is wider than the column is reached by Tab and scrolls in place.
  for (const wide of [reader.article.getByRole('table'), reader.article.locator('pre')]) {
    await page.keyboard.press('Tab')
    await expect(wide).toBeFocused()
    const scrolled = () => wide.evaluate((element) => element.scrollLeft)
    // It fades where it goes on: at first behind, at the end before.
    await expect(wide).toHaveCSS('mask-position', '100% 0px')
    await page.keyboard.press('ArrowRight')
    await expect.poll(scrolled).toBeGreaterThan(0)
    await wide.evaluate((element) => element.scrollTo(element.scrollWidth, 0))
    await expect(wide).toHaveCSS('mask-position', /^[01](?:\.\d+)?% 0px$/)
  }
  // What fits does not.
  await resize(app, 1200, 800)
  await reader.article.locator('pre').evaluate((element) => {
    element.textContent = 'short'
  })
  await expect(reader.article.locator('pre')).toHaveCSS('mask-image', 'none')
  expect(app.complaints).toEqual([])
})

test('the article goes to paper with its highlights and notes', async ({ app }) => {
  const { page } = app
  const reader = await openArticle(app)
  await reader.select('counted every flame')
  await page.keyboard.press('3')
  await expect.poll(() => reader.painted('blue')).toEqual(['counted every flame'])
  await page.keyboard.press('n')
  await page.getByLabel('Note on the highlight').fill('A **patient** keeper')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(reader.article.getByText('patient')).toBeVisible()

  // One too long for the margin, with a list in it.
  await page.keyboard.press('Escape')
  await reader.select('It was written down')
  await page.keyboard.press('2')
  await page.keyboard.press('n')
  await page.getByLabel('Note on the highlight').fill(`- oil\n- wicks\n\n${'and so on '.repeat(60)}`)
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(reader.article.getByText('wicks')).toBeVisible()

  const target = join(app.folder, 'walk.pdf')
  await answerDialogs(app.electron, target)
  await runCommand(page, 'Save as PDF with highlights and notes…')
  await expect(page.getByText('Saved as walk.pdf')).toBeVisible({ timeout: 60_000 })

  const pages = JSON.parse(
    execFileSync(
      process.env.LECTERN_ELECTRON ?? resolve('.electron/42.0.0/electron'),
      [resolve('e2e/read-pdf.ts'), target],
      { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, maxBuffer: 1 << 26 }
    ).toString()
  ) as string[]
  expect(pages.length).toBeGreaterThan(2)
  expect(pages[0]).toContain('walk along the harbour wall')
  // It has the number that stands at its passage; what is listed in it has none.
  const ending = pages.slice(-2).join(' ')
  expect(ending).toMatch(/\[\s*2\s*\]\s+It was written down.*oil.*wicks/su)
  expect(ending.match(/\[\s*\d\s*\]/gu)).toHaveLength(1)
  // Beside its passage.
  expect(pages[0]).toMatch(/A\s+patient\s+keeper/)
  expect(app.complaints).toEqual([])
})

test('find tells words apart as asked, and the line one read is a key away', async ({ app }) => {
  const { page } = app
  const reader = await openArticle(app)
  const bar = page.getByRole('search', { name: 'Find in article' })
  const count = bar.getByRole('status')
  await page.keyboard.press('ControlOrMeta+f')
  // The title is looked in first, where one reads from the top.
  await page.keyboard.type('Wall')
  await expect(count).toHaveText('1 of 2')
  const isInTitle = () =>
    page.evaluate(() => {
      const { contentWindow } = document.querySelector<HTMLIFrameElement>('iframe[title]')!
      const { CSS } = contentWindow as Window & typeof globalThis
      const [range] = (CSS.highlights.get('find-current') ?? []) as Iterable<Range>
      return range?.startContainer.parentElement?.tagName === 'H1'
    })
  await expect.poll(isInTitle).toBe(true)
  await page.keyboard.press('Enter')
  await expect(count).toHaveText('2 of 2')
  await expect.poll(isInTitle).toBe(false)
  await page.keyboard.press('Shift+Enter')
  await expect.poll(isInTitle).toBe(true)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('paragraph 1')
  await expect(count).toHaveText('1 of 11')
  await bar.getByRole('button', { name: 'Whole words' }).click()
  await expect(count).toHaveText('1 of 1')
  await bar.getByRole('button', { name: 'Match capitals' }).click()
  await expect(count).toHaveText('Nothing found')
  await bar.getByRole('button', { name: 'Match capitals' }).click()
  await bar.getByRole('button', { name: 'Whole words' }).click()
  await expect(count).toHaveText('1 of 11')

  // From the article n and N walk the places.
  await reader.article.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('n')
  await expect(count).toHaveText('2 of 11')
  await page.keyboard.press('Shift+N')
  await expect(count).toHaveText('1 of 11')
  await page.keyboard.press('Escape')
  await expect(bar).toBeHidden()

  await page.keyboard.press('PageDown')
  await expect.poll(() => topLine(page)).not.toMatch(/^Paragraph 1 /)
  const line = await topLine(page)
  // The window has seen where one reads.
  const progress = page.getByRole('progressbar', { name: 'How far you have read' })
  await expect.poll(async () => Number(await progress.getAttribute('aria-valuenow'))).toBeGreaterThan(4)
  await page.keyboard.press('End')
  await expect(progress).toHaveAttribute('aria-valuenow', '100')
  await expect(page.getByRole('button', { name: 'Return to my line' })).toBeVisible()
  await page.keyboard.press('b')
  await expect.poll(() => topLine(page)).toBe(line)
  await expect(page.getByRole('button', { name: 'Return to my line' })).toBeHidden()
  expect(app.complaints).toEqual([])
})

test('what is found or marked far inside a table or a listing is scrolled to', async ({ app }) => {
  const { page } = app
  const reader = await openArticle(app)
  /** How far the words stand outside of the window and of what they scroll in; pixels. */
  const outside = (name: string) =>
    page.evaluate((painted) => {
      const { contentWindow } = document.querySelector<HTMLIFrameElement>('iframe[title]')!
      const view = contentWindow as Window & typeof globalThis
      const [range] = (view.CSS.highlights.get(painted) ?? []) as Iterable<Range>
      if (!range) return Number.NaN
      const words = range.getBoundingClientRect()
      const box = range.startContainer.parentElement!.closest('table, pre')!.getBoundingClientRect()
      return Math.max(box.left - words.left, words.right - box.right, words.bottom - view.innerHeight, 0)
    }, name)
  const bar = page.getByRole('search', { name: 'Find in article' })
  for (const words of ['Night 24', 'const wall', 'Lantern', 'stone", \n']) {
    await page.keyboard.press('ControlOrMeta+f')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.insertText(words.trim())
    await expect(bar.getByRole('status')).toHaveText(/^1 of/)
    if (words.startsWith('stone')) await page.keyboard.press('Shift+Enter')
    await expect.poll(() => outside('find-current')).toBe(0)
  }
  await page.keyboard.press('Escape')
  // A highlight that is walked to, too.
  await reader.select('Lantern')
  await page.keyboard.press('Escape')
  await page.evaluate(() => {
    const inside = document.querySelector<HTMLIFrameElement>('iframe[title]')!.contentDocument!
    const cell = [...inside.querySelectorAll('th')].find((one) => one.textContent === 'Night 23')!
    inside.getSelection()!.selectAllChildren(cell)
  })
  await page.keyboard.press('1')
  await expect.poll(() => reader.painted('yellow')).toEqual(['Night 23'])
  // Its knobs go with it, and are gone while it is out of sight.
  const table = reader.article.locator('table')
  const beside = async () => {
    const { x } = await reader.pointAt('Night 23', 'end')
    return Math.abs((await reader.knob('end')).x - x)
  }
  await table.evaluate((box) => box.scrollTo({ left: box.scrollWidth }))
  await expect.poll(beside).toBeLessThan(3)
  await table.evaluate((box) => box.scrollBy({ left: -30 }))
  await expect.poll(beside).toBeLessThan(3)
  await table.evaluate((box) => box.scrollTo({ left: 0 }))
  await expect(reader.article.locator('.mark-handle')).toHaveCount(2)
  for (const knob of await reader.article.locator('.mark-handle').all()) await expect(knob).toBeHidden()
  await page.keyboard.press('Escape')
  expect(await outside('yellow')).toBeGreaterThan(0)
  await page.keyboard.press(']')
  await expect.poll(() => outside('yellow')).toBe(0)
  expect(app.complaints).toEqual([])
})

test('a line near the end is come back to when what stands below has come', async ({ app }) => {
  const { page } = app
  // Higher than all that comes after the last paragraph.
  await resize(app, 1000, 1600)
  const reader = await openArticle(app)
  // What is below the last line (related articles) comes later than the text; here it comes when we say.
  const below = (share: string) =>
    page.evaluate((height) => {
      const inside = document.querySelector<HTMLIFrameElement>('iframe[title]')!.contentDocument!
      const more = inside.createElement('div')
      more.style.blockSize = height
      inside.querySelector('.end')!.append(more)
    }, share)
  const end = reader.article.locator('.end')
  await expect(end).toBeAttached()
  await below('100vh')
  await page.evaluate(() => {
    const inside = document.querySelector<HTMLIFrameElement>('iframe[title]')!.contentWindow!
    const last = [...inside.document.querySelectorAll('main p[data-at]')].at(-1)!
    inside.scrollBy(0, last.getBoundingClientRect().top - 80)
  })
  const line = await topLine(page)
  // The place is kept a moment after scrolling stopped.
  await page.waitForTimeout(1500)
  await page.keyboard.press('Escape')
  const library = new LibraryPage(page)
  await library.open(title)
  await reader.isShowing(title)
  await expect(end).toBeAttached()
  expect(await topLine(page)).not.toBe(line)
  await below('100vh')
  await expect.poll(() => topLine(page)).toBe(line)

  // Whoever has scrolled meanwhile is not taken along.
  await page.keyboard.press('Home')
  const top = await topLine(page)
  await below('100vh')
  await page.waitForTimeout(500)
  expect(await topLine(page)).toBe(top)
  expect(app.complaints).toEqual([])
})

/** Contrast, as WCAG measures it, of the sentence being said to the page around it. */
function contrastOfSpoken(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { contentWindow } = document.querySelector<HTMLIFrameElement>('iframe[title]')!
    const view = contentWindow as Window & typeof globalThis
    const drawn = new OffscreenCanvas(1, 1).getContext('2d')!
    const luminance = (color: string) => {
      drawn.fillStyle = color
      drawn.fillRect(0, 0, 1, 1)
      const [red, green, blue] = [...drawn.getImageData(0, 0, 1, 1).data].map((value) => {
        const part = value / 255
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
    }
    const root = view.document.documentElement
    const both = [
      luminance(view.getComputedStyle(root).getPropertyValue('--page-bg')),
      luminance(view.getComputedStyle(root, '::highlight(spoken-sentence)').backgroundColor)
    ]
    return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05)
  })
}

test('an article is read aloud where there are voices, and where there are none it is said', async ({
  app
}) => {
  const { page } = app
  const reader = await openArticle(app)
  const bar = page.getByRole('region', { name: 'Read aloud' })
  // No voices, as on many machines that build and test.
  await page.evaluate(() => {
    speechSynthesis.getVoices = () => []
  })
  await page.keyboard.press('l')
  await expect(bar.getByRole('status')).toContainText('This computer has no voices')
  await page.keyboard.press('Escape')
  await expect(bar).toBeHidden()

  // A voice of the test's own, which says a word when it is told to.
  await page.evaluate(() => {
    class Utterance {
      text: string
      constructor(text: string) {
        this.text = text
      }
    }
    const voice = { voiceURI: 'test', name: 'Test voice', lang: 'en-GB', localService: true, default: true }
    const synthesis = Object.assign(new EventTarget(), {
      now: undefined as Utterance | undefined,
      getVoices: () => [voice],
      speak(utterance: Utterance) {
        this.now = utterance
      },
      cancel() {}
    })
    Object.defineProperty(window, 'speechSynthesis', { value: synthesis, configurable: true })
    Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance, configurable: true })
  })
  const saying = () =>
    page.evaluate(() => (speechSynthesis as unknown as { now?: { text: string } }).now?.text ?? '')
  const tell = (event: 'word' | 'end') =>
    page.evaluate((kind) => {
      const { now } = speechSynthesis as unknown as { now: SpeechSynthesisUtterance }
      if (kind === 'end') now.onend?.({} as SpeechSynthesisEvent)
      else now.onboundary?.({ name: 'word', charIndex: 4, charLength: 6 } as SpeechSynthesisEvent)
    }, event)
  await page.keyboard.press('l')
  // At the top, the title comes first.
  await expect.poll(saying).toBe(title)
  await expect.poll(() => reader.painted('spoken-sentence')).toEqual([title])
  await tell('end')
  await expect.poll(saying).toBe('Paragraph 1 begins.')
  await tell('end')
  await expect.poll(saying).toContain('The keeper walked along the quay')
  await tell('word')
  await expect.poll(() => reader.painted('spoken')).toContain('keeper')
  // Where colours are forced, there is one for both: the word alone is marked, once it is known.
  await page.emulateMedia({ forcedColors: 'active' })
  await tell('word')
  await expect.poll(() => reader.painted('spoken-sentence')).toEqual([])
  await expect.poll(() => reader.painted('spoken')).toContain('keeper')
  await page.emulateMedia({ forcedColors: 'none' })
  await page.keyboard.press('.')
  await expect.poll(() => reader.painted('spoken-sentence')).toHaveLength(1)
  // By paragraphs, with keys and buttons; back goes to the beginning of the paragraph first.
  await page.keyboard.press('>')
  await expect.poll(saying).toBe('Paragraph 2 begins.')
  await tell('end')
  await page.keyboard.press('<')
  await expect.poll(saying).toBe('Paragraph 2 begins.')
  await page.keyboard.press('<')
  await expect.poll(saying).toBe('Paragraph 1 begins.')
  await bar.getByRole('button', { name: 'Next paragraph' }).click()
  await expect.poll(saying).toBe('Paragraph 2 begins.')
  await bar.getByRole('button', { name: 'To the beginning of the paragraph, or the one before' }).click()
  await expect.poll(saying).toBe('Paragraph 1 begins.')
  // In every theme one sees what is being said.
  for (const theme of ['light', 'sepia', 'dark', 'black'] as const) {
    await changeSettings(page, { theme })
    await expect(reader.article.locator('html')).toHaveAttribute('data-theme', theme)
    expect.soft(await contrastOfSpoken(page), theme).toBeGreaterThan(1.15)
  }
  await page.keyboard.press('l')
  await expect(bar.getByRole('button', { name: 'Read on' })).toBeVisible()
  await page.keyboard.press('l')
  await expect(bar.getByRole('button', { name: 'Pause' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(bar).toBeHidden()
  await expect.poll(() => reader.painted('spoken')).toEqual([])
  // From what is selected, wherever that is.
  await reader.select('Paragraph 9 begins')
  await page.keyboard.press('l')
  await expect.poll(saying).toBe('Paragraph 9 begins.')
  expect(app.complaints).toEqual([])
})

test('an article that is all on screen is not read yet when it is opened', async ({ app }) => {
  const { page } = app
  const file = join(app.folder, 'short.txt')
  // A minute's reading, and room for it on the screen.
  writeFileSync(file, `Short\n\n${'The sea comes and goes twice a day. '.repeat(30)}`)
  await resize(app, 1200, 900)
  const library = new LibraryPage(page)
  await library.isSettled()
  await library.read(app.electron, file, 'Short')
  const progress = page.locator('.reader-bar').getByRole('progressbar')
  // Once what stands below the text is there, the end is on screen, too.
  await expect(new ReaderPage(page).article.getByRole('button', { name: 'Mark as finished' })).toBeVisible()
  await expect(progress).toHaveAttribute('aria-valuetext', '0%')
  await expect(page.locator('.reader-bar-left')).toHaveText('0%1 min left')
  // Who wants to go on from it has read it.
  await page.keyboard.press('Space')
  await expect(progress).toHaveAttribute('aria-valuetext', '100%')
  await page.keyboard.press('Escape')
  await library.open('Short')
  await expect(progress).toHaveAttribute('aria-valuetext', '100%')
  expect(app.complaints).toEqual([])
})
