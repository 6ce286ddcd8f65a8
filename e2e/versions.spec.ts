import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { findings } from './axe.ts'
import { ask } from './bridge.ts'
import { LibraryPage } from './pages/library.ts'
import { ReaderPage } from './pages/reader.ts'

const lines = {
  boats: 'Three boats were tied to the northern wall, and their lamps were still burning brightly.',
  harbour: 'The harbour lay quiet under the long evening light, and nobody spoke.',
  keeper: 'Everybody had expected the lighthouse keeper to return before the winter storms began.',
  letter: 'A letter from the capital had arrived that morning with the slow and crowded train.',
  road: 'The road along the cliff was closed for the winter, as it is every single year.'
}
const marked = [
  'quiet under the long evening light',
  'expected the lighthouse keeper to return before the winter storms',
  'boats were tied to the northern wall',
  'letter from the capital had arrived that morning',
  'was closed for the winter, as it is',
  'every single year'
]
const { boats, harbour, keeper, letter, road } = lines
const first = [harbour, keeper, boats, letter, road]
const second = [
  boats,
  harbour,
  keeper.replace('lighthouse keeper', 'harbour master'),
  'The road along the cliff was opened again after many months, as it is every single year.'
]
const title = 'The harbour in winter'

/** Highlights made as the window makes them, without six drags of the mouse. */
async function highlight(page: Page, words: readonly string[]) {
  const { items } = await ask(page, 'articles.list', {
    filter: { contains: 'in winter' },
    sort: 'added',
    descending: true,
    page: { offset: 0, limit: 10 }
  })
  const articleId = items[0]!.id
  const { version } = await ask(page, 'reading.open', { articleId })
  const range = { versionId: version.id, start: 0, end: version.textLength }
  const { text } = await ask(page, 'reading.text', range)
  for (const exact of words) {
    const start = text.indexOf(exact)
    const place = { versionId: version.id, start, end: start + exact.length, exact }
    await ask(page, 'highlights.create', { id: crypto.randomUUID(), articleId, ...place, color: 'yellow' })
  }
}

test('an article with six highlights gets a new version: verdicts, accept, put elsewhere, compare, undo', async ({
  app
}) => {
  const { page } = app
  const library = new LibraryPage(page)
  const reader = new ReaderPage(page)
  const write = (name: string, paragraphs: readonly string[]) => {
    const path = join(app.folder, name)
    writeFileSync(path, [title, ...paragraphs].join('\n\n'))
    return path
  }
  await library.import(app.electron, [write('one.txt', first)])
  await expect(library.title(title)).toBeVisible()
  await highlight(page, marked)

  // The same title with much of the same text: Lectern asks.
  await library.import(app.electron, [write('two.txt', second)])
  const question = page.getByRole('dialog', { name: 'Is this a new version?' })
  await expect(question).toBeVisible()
  await question.getByRole('button', { name: 'New version' }).click()
  await expect(page.getByText('2 highlights need a look')).toBeVisible()
  await expect(library.title(title)).toHaveCount(1)

  // The list of all highlights says which, to the eye and to a screen reader, and leads to the question.
  await page.keyboard.press('ControlOrMeta+2')
  await expect(page.getByRole('article')).toHaveCount(marked.length)
  await page.keyboard.press('Shift+V')
  await expect(page.getByRole('article')).toHaveCount(2)
  const place = page.getByRole('button', { name: 'Place in the text: Needs a look' })
  await expect(place).toBeVisible()
  const letterCard = page.getByRole('button', { name: marked[3]!, exact: true })
  await expect(letterCard).toHaveAccessibleDescription('Lost: not in the newest version')
  await expect(page.getByRole('button', { name: marked[4]!, exact: true })).toHaveAccessibleDescription(
    'Unsure where this is in the newest version'
  )
  expect(await findings(page)).toEqual([])
  // The first key only shows where one is; a second before that is seen would go on to the next.
  await page.keyboard.press('j')
  await expect(letterCard).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Choose its words' }).last()).toBeFocused()
  await page.keyboard.press('ControlOrMeta+1')

  await library.open(title)
  await reader.isShowing(title)
  const page1 = reader.article.locator('main')
  await expect(page1).toContainText('harbour master')
  // What is sure is painted on its own words; the rest is not painted at all.
  await expect
    .poll(async () => (await reader.painted('yellow')).toSorted())
    .toEqual([
      'boats were tied to the northern wall',
      'every single year',
      'expected the harbour master to return before the winter storms',
      'quiet under the long evening light'
    ])

  // Whoever missed the message is told in the bar over the article.
  await page.getByRole('button', { name: '2 highlights need a look' }).click()
  const unsure = page.getByRole('region', { name: 'Is it here?' })
  const lost = page.getByRole('region', { name: 'Not in this version' })
  const changed = page.getByRole('region', { name: 'Moved or changed' })
  await expect(lost).toContainText('letter from the capital had arrived that morning')
  await expect(unsure.locator('del')).toContainText('closed for the winter')
  await expect(changed.locator('ins').filter({ hasText: 'harbour master' })).toBeVisible()
  await expect(changed.getByText('Moved', { exact: true })).toBeVisible()

  expect(await findings(page, undefined, '.side-panel')).toEqual([])

  // Who does not see the place hears its words.
  await unsure.getByRole('button', { name: 'Show' }).click()
  await expect(page.locator('.reader > [aria-live]')).toHaveText(', as it is')

  // One key accepts.
  await page.keyboard.press('y')
  await expect(unsure).toBeHidden()
  await expect.poll(async () => (await reader.painted('yellow')).length).toBe(5)

  // The lost one is put on words the reader selects.
  await lost.getByRole('button', { name: 'Choose its words' }).click()
  const placing = page.getByRole('region', { name: 'Select the words this highlight belongs on' })
  await expect(placing).toContainText('letter from the capital had arrived that morning')
  await expect(placing.getByRole('button', { name: 'Put on the selection' })).toBeDisabled()
  expect(await findings(page, undefined, '.placing-bar')).toEqual([])
  await reader.select('lamps were still burning')
  // What is selected now is for the one that waits: no colour is offered, and no key makes another highlight.
  await expect(reader.tools.getByRole('button')).toHaveText([/^Put on the selection/, ''])
  await expect(reader.tools.getByRole('button', { name: 'Cancel' })).toBeVisible()
  await page.keyboard.press('1')
  await page.keyboard.press('Enter')
  await expect(placing).toBeHidden()
  await expect.poll(async () => (await reader.painted('yellow')).length).toBe(6)
  await expect(lost).toBeHidden()
  await expect(page.getByRole('button', { name: /need a look/ })).toBeHidden()
  await expect.poll(() => reader.painted('yellow')).toContain('lamps were still burning')

  // What changed, from one difference to the next by key.
  await page.getByRole('button', { name: 'Compare with this version' }).click()
  const compared = page.getByRole('dialog', { name: 'Version 1 and version 2' })
  await expect(compared.getByText(/^Difference 1 of/)).toBeVisible()
  await page.keyboard.press('n')
  await expect(compared.getByText(/^Difference 2 of/)).toBeVisible()
  await expect(compared.locator('del').filter({ hasText: 'A letter from the capital' })).toBeVisible()
  expect(await findings(page, undefined, '.compare-dialog')).toEqual([])
  const row = compared.getByRole('row').filter({ hasText: 'Everybody had expected' })
  await expect(row.getByRole('cell').first()).toContainText('the lighthouse keeper to return')
  await expect(row.getByRole('cell').last()).toContainText('the harbour master to return')
  await page.keyboard.press('Escape')
  await expect(compared).toBeHidden()

  // The old version is still there to read, with its own highlights where they stood.
  await page.getByRole('button', { name: 'Read this version' }).click()
  const old = page.getByRole('region', { name: `Version 1 of ${title}` })
  await expect(old).toBeVisible()
  await expect(reader.article.locator('main')).toContainText('A letter from the capital')
  await expect.poll(async () => (await reader.painted('yellow')).toSorted()).toEqual(marked.toSorted())
  await old.getByRole('button', { name: /letter from the capital/ }).click()
  await expect.poll(() => reader.painted('chosen')).toEqual([marked[3]])
  // Nothing can be marked there.
  await page.keyboard.press('2')
  await page.keyboard.press('Escape')
  await expect(old).toBeHidden()
  await expect(page1).toContainText('harbour master')
  expect(await reader.painted('green')).toEqual([])
  await page.keyboard.press('Shift+V')

  // All of it can be taken back, the new version last.
  await page.keyboard.press('ControlOrMeta+z')
  await expect(lost).toBeVisible()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(unsure).toBeVisible()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(reader.article.locator('main')).toContainText('A letter from the capital')
  await expect.poll(async () => (await reader.painted('yellow')).toSorted()).toEqual(marked.toSorted())
  expect(app.complaints).toEqual([])
})

test('an old version is read as it was: its notes open beside the text, and its words are found', async ({
  app
}) => {
  const { page } = app
  const library = new LibraryPage(page)
  const reader = new ReaderPage(page)
  const name = 'The lamps in winter'
  const write = (file: string, last: string) => {
    const path = join(app.folder, file)
    writeFileSync(path, `# ${name}\n\n${[...first, last].join('\n\n')}[^oil]\n\n[^oil]: Of the whale.\n`)
    return path
  }
  await library.import(app.electron, [write('one.md', 'They burned oil at that time.')])
  await expect(library.title(name)).toBeVisible()
  await library.import(app.electron, [write('two.md', 'They burned gas, and nobody missed the smell.')])
  await page
    .getByRole('dialog', { name: 'Is this a new version?' })
    .getByRole('button', { name: 'New version' })
    .click()
  await library.open(name)
  await expect(reader.article.locator('main')).toContainText('nobody missed the smell')
  await page.keyboard.press('Shift+V')
  await page.getByRole('button', { name: 'Read this version' }).click()
  await expect(reader.article.locator('main')).toContainText('They burned oil')

  await reader.article.getByRole('link', { name: '1', exact: true }).focus()
  await page.keyboard.press('Enter')
  const note = page.getByRole('dialog', { name: 'Note 1' })
  await expect(note).toContainText('Of the whale.')
  await page.keyboard.press('Escape')
  await expect(note).toBeHidden()
  await expect(reader.article.getByRole('link', { name: '1', exact: true })).toBeFocused()

  await page.keyboard.press('ControlOrMeta+f')
  await page.keyboard.type('winter')
  const bar = page.getByRole('search', { name: 'Find in article' })
  await expect(bar.getByRole('status')).toHaveText(/of 3$/)
  await expect.poll(() => reader.painted('find-current')).toEqual(['winter'])
  await reader.article.getByRole('heading', { level: 1 }).click()
  const before = await bar.getByRole('status').textContent()
  await page.keyboard.press('n')
  await expect(bar.getByRole('status')).not.toHaveText(before!)
  // Escape ends the finding first, then the reading of the old version.
  await page.keyboard.press('Escape')
  await expect(bar).toBeHidden()
  await expect(reader.article.locator('main')).toContainText('They burned oil')
  await page.keyboard.press('Escape')
  await expect(reader.article.locator('main')).toContainText('nobody missed the smell')
  expect(app.complaints).toEqual([])
})
