import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, type RunningApp, test } from './app.ts'
import { ask } from './bridge.ts'
import { LibraryPage } from './pages/library.ts'
import { ReaderPage } from './pages/reader.ts'

const sentence = 'Nothing else is said here, and it is said at some length so that there is a text to read.'
const page = (head: string, body: string) =>
  `<!doctype html><html lang="en"><head>${head}</head><body><article>${body}</article></body></html>`
const files: Record<string, string> = {
  'kites.html': page(
    `<title>How kites fly</title><meta name="author" content="Ottoline Brandywine"><meta property="og:site_name" content="Quagmire Gazette"><meta name="description" content="A zephyrous beginning for those who look up.">`,
    `<h1>How kites fly</h1><p>A zephyrous beginning for those who look up.</p><p>The wind lifts the kite. ${sentence.repeat(3)}</p>
     <figure><img src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAS0lEQVR42u3PAQkAMAgAsGMY+6e0hSBsCzyyp1Z7+OZ8EhAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBBYu+3dAFyGGUSyAAAAAElFTkSuQmCC" alt="A marmalade sky"><figcaption>Drawn by a xylophonist</figcaption></figure>
     <p>A second kite follows. ${sentence.repeat(3)}</p><p>The last kite comes down at dusk. ${sentence.repeat(2)}</p>`
  ),
  'storm.html': page(
    '<title>After the storm</title>',
    `<h1>After the storm</h1><p>The kite was found on a roof. ${sentence.repeat(4)}</p>`
  )
}

async function bringIn(app: RunningApp, names: readonly string[]): Promise<string[]> {
  const folder = join(app.folder, 'texts')
  mkdirSync(folder, { recursive: true })
  const paths = names.map((name) => {
    writeFileSync(
      join(folder, name),
      files[name] ?? `${name.replace('.txt', '')}\n\nAnother kite. ${sentence}\n`
    )
    return join(folder, name)
  })
  const { results } = await ask(app.page, 'imports.files', { batchId: crypto.randomUUID(), paths })
  return results.map(({ articleId }) => articleId!)
}

const box = (window: Page) => window.getByRole('combobox', { name: 'Search everything' })

test('one box finds every kind, lands on the words, walks them, and comes back', async ({ app }) => {
  const { page: window } = app
  const kites = (await bringIn(app, ['kites.html', 'storm.html']))[0]!
  await ask(app.page, 'articles.addTag', { articleIds: [kites], tag: 'pastime' })
  const noteId = '01890a5d-ac96-774b-9000-000000000001'
  const note = { id: noteId, articleId: kites, highlightId: null, body: 'Remember the hullabaloo.' }
  await ask(app.page, 'notes.save', note)
  await window.keyboard.press('ControlOrMeta+Shift+f')
  const options = window.getByRole('option')
  for (const word of [
    'zephyrous',
    'marmalade',
    'xylophonist',
    'Brandywine',
    'Quagmire',
    'pastime',
    'hullabaloo'
  ]) {
    await box(window).fill(word)
    await expect(options.filter({ hasText: 'How kites fly' }), word).toHaveCount(1)
    await expect(window.getByRole('listbox')).toHaveAttribute('aria-busy', 'false')
  }
  await box(window).fill('kite')
  await expect(options).toHaveCount(2)
  await expect(options.first().locator('mark').first()).toHaveText(/kite/i)
  await window.keyboard.press('Enter')
  const reader = new ReaderPage(window)
  await reader.isShowing('How kites fly')
  const found = async () => (await reader.painted('found')).concat(await reader.painted('find'))
  await expect.poll(async () => (await found()).length).toBeGreaterThan(1)
  expect((await found()).every((word) => /^kites?$/i.test(word))).toBe(true)
  const bar = window.locator('.find-bar output')
  const before = await bar.textContent()
  await window.keyboard.press('n')
  await expect(bar).not.toHaveText(before ?? '')
  await window.keyboard.press('Shift+N')
  await expect(bar).toHaveText(before ?? '')
  // The marks go first, then the article.
  await window.keyboard.press('Escape')
  await expect.poll(async () => (await found()).length).toBe(0)
  await window.keyboard.press('Escape')
  await expect(box(window)).toHaveValue('kite')
  await expect(options).toHaveCount(2)
  await window.keyboard.press('Escape')
  await expect(new LibraryPage(window).title('After the storm')).toBeVisible()
  expect(app.complaints).toEqual([])
})

test('a saved search is a list in the sidebar that keeps itself up to date', async ({ app }) => {
  const { page: window } = app
  await bringIn(app, ['kites.html', 'storm.html'])
  await window.keyboard.press('ControlOrMeta+Shift+f')
  await box(window).fill('"kite" -roof')
  await window.keyboard.press('ControlOrMeta+s')
  const name = window.getByRole('textbox', { name: 'Name' })
  await expect(name).toHaveValue('kite · \u2212roof')
  await name.fill('Kites')
  await window.keyboard.press('Enter')
  await expect(name).toBeHidden()
  await box(window).fill('tag:none')
  await window.keyboard.press('ControlOrMeta+s')
  await expect(name).toHaveValue('none')
  await expect(name).toBeFocused()
  await window.keyboard.press('Enter')
  const saved = window.getByRole('navigation', { name: 'Saved searches' })
  const links = saved.locator('.sidebar-link')
  await expect(links).toHaveText([/^Kites1$/, /^none$/])

  const library = new LibraryPage(window)
  await links.first().press('Enter')
  await expect(window.getByRole('heading', { level: 1, name: 'Kites' })).toBeVisible()
  await expect(library.title('How kites fly')).toBeVisible()
  await expect(library.title('After the storm')).toBeHidden()
  await bringIn(app, ['Third.txt'])
  await expect(library.title('Third')).toBeVisible()
  await expect(links.first()).toHaveText('Kites2')

  // Moved, renamed, deleted and brought back by keyboard.
  await links.first().press('Alt+ArrowDown')
  await expect(links).toHaveText([/^none$/, /^Kites2$/])
  await links.nth(1).press('F2')
  await expect(name).toHaveValue('Kites')
  await name.fill('Things in the air')
  await window.keyboard.press('Enter')
  await expect(links).toHaveText([/^none$/, /^Things in the air2$/])
  await expect(window.getByRole('heading', { level: 1, name: 'Things in the air' })).toBeVisible()
  await links.nth(1).press('Delete')
  await expect(links).toHaveText([/^none$/])
  await expect(links.first()).toBeFocused()
  await expect(window.getByRole('heading', { name: 'This saved search was deleted' })).toBeVisible()
  await window.keyboard.press('ControlOrMeta+z')
  await expect(links).toHaveText([/^none$/, /^Things in the air2$/])
  await expect(library.title('Third')).toBeVisible()
  await links.first().press('Enter')
  await expect(
    window.getByRole('heading', { name: 'Nothing in your library matches this search' })
  ).toBeVisible()
  await app.restart()
  await expect(
    app.page.getByRole('navigation', { name: 'Saved searches' }).locator('.sidebar-link')
  ).toHaveText([/^none$/, /^Things in the air2$/])
  expect(app.complaints).toEqual([])
})

test('at the end of an article stands what is like it, and opens by keyboard', async ({ app }) => {
  const { page: window } = app
  const folder = join(app.folder, 'texts')
  mkdirSync(folder, { recursive: true })
  const texts = {
    'Tides.txt':
      'Tides\n\nThe estuary floods twice a day, and the mudflats feed sandpipers and curlews at every ebb.\n',
    'Birds.txt':
      'Birds of the mudflats\n\nSandpipers and curlews wait for the ebb, when the estuary uncovers its mudflats.\n'
  }
  const paths = Object.entries(texts).map(([name, text]) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  })
  await ask(window, 'imports.files', { batchId: crypto.randomUUID(), paths })
  const library = new LibraryPage(window)
  const reader = new ReaderPage(window)
  // Rows move while they arrive: both are there before one is pressed.
  await expect(library.title('Birds of the mudflats')).toBeVisible()
  await expect(library.title('Tides')).toBeVisible()
  await library.open('Tides')
  await reader.isShowing('Tides')
  const related = reader.article.getByRole('navigation', { name: 'Related in your library' })
  await expect(related.getByRole('button').first()).toContainText('Birds of the mudflats')
  await related.getByRole('button', { name: 'Birds of the mudflats' }).press('Enter')
  await reader.isShowing('Birds of the mudflats')
  await window.keyboard.press('Escape')
  await reader.isShowing('Tides')
  expect(app.complaints).toEqual([])
})
