import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect } from '@playwright/test'
import type { Settings } from '../src/shared/settings.ts'
import { type RunningApp, startApp } from './app.ts'
import { ask } from './bridge.ts'
import { answerDialogs } from './pages/dialogs.ts'
import { LibraryPage } from './pages/library.ts'
import { runCommand } from './pages/palette.ts'
import { ReaderPage } from './pages/reader.ts'

/**
 * The main job from start to finish in the real app: each step said aloud, a picture of each in
 * `out/tour/`, and exit code 0 only when every step held. With `--keep` the pictures also go to
 * `docs/tour/`, where the README shows them.
 */
const root = resolve(import.meta.dirname, '..')
const pictures = join(root, 'out', 'tour')
const keep = process.argv.includes('--keep')
rmSync(pictures, { recursive: true, force: true })
mkdirSync(pictures, { recursive: true })

// Set by the first thing the tour does; the catch and the finally must cope without it.
let app!: RunningApp
let count = 0
async function step(sentence: string, act: () => Promise<void>, picture?: string): Promise<void> {
  process.stdout.write(`${++count}. ${sentence}\n`)
  await act()
  if (!picture) return
  // Motion is over after a fifth of a second.
  await app.page.waitForTimeout(500)
  await app.page.screenshot({ path: join(pictures, `${picture}.png`) })
  if (keep) {
    mkdirSync(join(root, 'docs', 'tour'), { recursive: true })
    copyFileSync(join(pictures, `${picture}.png`), join(root, 'docs', 'tour', `${picture}.png`))
  }
}

const folder = mkdtempSync(join(tmpdir(), 'lectern-tour-'))
const title = 'Harbour town counts its lanterns again'
try {
  app = await startApp({ folder })
  let { page } = app
  let library = new LibraryPage(page)
  let reader = new ReaderPage(page)
  /** What was just said has been read, and stands in no picture; one message may come behind another. */
  const dismiss = async () => {
    const said = page.locator('.toast-close')
    for (let quiet = 0; quiet < 4; await page.waitForTimeout(100)) {
      if ((await said.count()) === 0) quiet++
      else {
        quiet = 0
        await said
          .first()
          .click({ timeout: 1000 })
          .catch(() => {})
      }
    }
  }
  const setTheme = (theme: Settings['theme']) => ask(page, 'settings.set', { theme })

  await step('Lectern opens with a welcome article and a longer one to study.', async () => {
    await setTheme('light')
    await page.reload()
    await expect(library.title('Welcome to Lectern')).toBeVisible({ timeout: 20_000 })
  })
  await step(
    'A text file is added; it becomes an article with its title, standfirst, picture and source.',
    async () => {
      await library.import(app.electron, [join(root, 'e2e', 'fixtures', 'harbour.txt')])
      await expect(library.title(title)).toBeVisible()
    },
    '1-library'
  )
  await step(
    'The welcome article is read.',
    async () => {
      await library.open('Welcome to Lectern')
      await reader.isShowing('Welcome to Lectern')
    },
    '2-welcome'
  )
  await step('Back in the library, the new article is opened.', async () => {
    await page.keyboard.press('Escape')
    await expect(page.getByText('Added “')).toBeHidden({ timeout: 15_000 })
    await library.open(title)
    await reader.isShowing(title)
  })
  await step(
    'Words across two paragraphs are selected with the mouse.',
    async () => {
      await reader.select('said that the glass had been washed by hand', 'We wanted to see our own feet')
      await expect(reader.tools).toBeVisible()
    },
    '3-selection'
  )
  await step(
    'One key highlights them, another opens a note, and the note is written.',
    async () => {
      await page.keyboard.press('1')
      await expect.poll(async () => (await reader.painted('yellow')).length).toBeGreaterThan(0)
      await page.keyboard.press('n')
      await page
        .getByRole('textbox', { name: 'Note on the highlight' })
        .first()
        .fill('Nobody wanted a ceremony. A *lamp* is for feet, not for speeches.')
      await page.keyboard.press('ControlOrMeta+Enter')
      await expect(reader.article.getByText('Nobody wanted a ceremony.')).toBeVisible()
    },
    '4-highlight-and-note'
  )
  await step('Another passage is marked in another colour.', async () => {
    await reader.select('the light is worth more than the harbour dues')
    await page.keyboard.press('3')
    await expect.poll(async () => (await reader.painted('blue')).length).toBeGreaterThan(0)
    await page.keyboard.press('Escape')
  })
  await step(
    'The note is found again while its words are typed.',
    async () => {
      await page.keyboard.press('ControlOrMeta+Shift+f')
      await page.getByRole('searchbox').or(page.getByRole('combobox')).first().fill('cermony')
      await expect(page.getByText('Nobody wanted a').first()).toBeVisible()
    },
    '5-search'
  )
  await step('Enter lands on the exact words in the article.', async () => {
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await reader.isShowing(title)
  })
  await step(
    'Everything marked is gathered in one place.',
    async () => {
      await page.keyboard.press('ControlOrMeta+2')
      await expect(page.getByText('the light is worth more').first()).toBeVisible()
    },
    '6-highlights'
  )
  await step(
    'A notebook gathers what was marked.',
    async () => {
      await page.keyboard.press('ControlOrMeta+Shift+n')
      await page.getByRole('textbox', { name: 'Name of the notebook' }).fill('Light and its price')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('textbox', { name: 'Text of the notebook' })).toBeFocused()
      await page.keyboard.insertText(
        '# What the light is for\n\nNot for a ceremony: for feet on the way home.\n\n'
      )
      await page.getByRole('radio', { name: 'Highlights' }).click()
      const put = page.getByRole('button', { name: /^Put into the notebook/ })
      await expect(put).toHaveCount(2)
      for (const one of await put.all()) await one.click()
      await page.getByRole('radio', { name: 'Read' }).click()
      await expect(page.locator('.embed')).toHaveCount(2)
      await page.getByRole('radio', { name: 'Outline' }).click()
      await dismiss()
    },
    '7-notebook'
  )
  await step(
    'The study sheet says who is in the article, and who says what.',
    async () => {
      await page.keyboard.press('ControlOrMeta+1')
      await library.open(title)
      await reader.isShowing(title)
      await page.keyboard.press('Shift+S')
      const people = page.getByRole('region', { name: 'People' })
      await expect(people.getByRole('listitem').filter({ hasText: 'Ines Calder' })).toBeVisible()
      await people.evaluate((part) => part.scrollIntoView({ block: 'start' }))
    },
    '8-study-sheet'
  )
  await step('A card is made from a selection, with its answer filled in.', async () => {
    await page.keyboard.press('Escape')
    await reader.select('Ines Calder')
    await page.keyboard.press('c')
    const editor = page.getByRole('dialog', { name: 'New card' })
    await editor.getByRole('textbox', { name: 'Question' }).fill('Who keeps the lamp house?')
    await expect(editor.getByRole('textbox', { name: 'Answer' })).toHaveValue('Ines Calder')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(editor).toBeHidden()
    await dismiss()
  })
  await step(
    'It is asked, and says when it comes back for each of four answers.',
    async () => {
      await page.keyboard.press('ControlOrMeta+4')
      await expect(page.getByRole('heading', { level: 1, name: 'Study' })).toBeVisible()
      await page.keyboard.press('Enter')
      await expect(page.getByRole('article', { name: 'Question' })).toContainText('Who keeps the lamp house?')
      await page.keyboard.press('Space')
      await expect(page.getByRole('article', { name: 'Answer' })).toContainText('Ines Calder')
    },
    '9-card'
  )
  await step(
    'The command palette does anything.',
    async () => {
      await page.keyboard.press('3')
      await page.keyboard.press('Escape')
      await page.keyboard.press('ControlOrMeta+k')
      await page.getByRole('combobox').first().fill('theme')
      await expect(page.getByRole('option').first()).toBeVisible()
    },
    '10-palette'
  )
  await step(
    'At night the page is dark.',
    async () => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('ControlOrMeta+1')
      await library.open('A handshake at a long table')
      await reader.isShowing('A handshake at a long table')
      await page.keyboard.press('ControlOrMeta+k')
      await page.getByRole('combobox').first().fill('theme: dark')
      await page.keyboard.press('Enter')
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    },
    '11-dark'
  )
  await step('Lectern is closed and opened again: everything is there.', async () => {
    await app.restart()
    page = app.page
    library = new LibraryPage(page)
    reader = new ReaderPage(page)
    await library.open(title)
    await reader.isShowing(title)
    await expect.poll(async () => (await reader.painted('yellow')).length).toBeGreaterThan(0)
  })
  await step('A highlight is taken back, and put there again.', async () => {
    await reader.select('half the town came down to look')
    await page.keyboard.press('2')
    await expect.poll(async () => (await reader.painted('green')).length).toBeGreaterThan(0)
    await page.keyboard.press('ControlOrMeta+z')
    await expect.poll(() => reader.painted('green')).toEqual([])
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await expect.poll(async () => (await reader.painted('green')).length).toBeGreaterThan(0)
  })
  await step('Highlights and notes leave as Markdown.', async () => {
    const target = join(folder, 'export.md')
    await answerDialogs(app.electron, target)
    await runCommand(page, 'Export highlights as Markdown…')
    await expect.poll(() => existsSync(target)).toBe(true)
    await expect.poll(() => readFileSync(target, 'utf8')).toContain('Nobody wanted a ceremony.')
  })
  if (app.complaints.length > 0) throw new Error(`The window complained: ${app.complaints.join('; ')}`)
  process.stdout.write(`Every step held. Pictures: out/tour/\n`)
} catch (error) {
  process.exitCode = 1
  process.stdout.write(
    `Step ${count} did not hold: ${error instanceof Error ? error.message : String(error)}\n`
  )
  await app?.page.screenshot({ path: join(pictures, 'where-it-stopped.png') }).catch(() => {})
} finally {
  await app?.close()
}
