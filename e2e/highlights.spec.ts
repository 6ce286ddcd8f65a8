import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './app.ts'
import { ask } from './bridge.ts'
import { LibraryPage } from './pages/library.ts'
import { ReaderPage } from './pages/reader.ts'

const text = `On tides

The sea comes and goes twice a day, and nobody asks it to.

The moon pulls at the water, and the water follows.
`

test('highlights are triaged by keyboard and copied as quotations with references', async ({ app }) => {
  const { page } = app
  const file = join(app.folder, 'tides.txt')
  writeFileSync(file, text)
  const library = new LibraryPage(page)
  await library.isSettled()
  await library.import(app.electron, [file])
  await library.open('On tides')
  const reader = new ReaderPage(page)
  await reader.isShowing('On tides')
  for (const words of ['comes and goes', 'The moon pulls', 'water follows']) {
    await reader.select(words)
    await page.keyboard.press('1')
    await expect.poll(() => reader.painted('yellow')).toContain(words)
  }

  await page.keyboard.press('ControlOrMeta+2')
  const quote = (words: string) => page.getByRole('main').getByRole('button', { name: words, exact: true })
  const card = (words: string) =>
    page.getByRole('article').filter({ has: page.getByRole('button', { name: words, exact: true }) })
  await expect(quote('water follows')).toBeVisible()
  await page.keyboard.press('j')
  await expect(quote('comes and goes')).toBeFocused()
  await page.keyboard.press('j')
  await expect(quote('The moon pulls')).toBeFocused()
  await page.keyboard.press('3')
  await expect(card('The moon pulls')).toContainText('blue', { ignoreCase: true })

  await page.keyboard.press('n')
  const note = page.getByRole('dialog').getByRole('textbox', { name: 'Note on the highlight' })
  await expect(note).toBeFocused()
  await page.keyboard.type('Newton')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(card('The moon pulls')).toContainText('Newton')
  await expect(quote('The moon pulls')).toBeFocused()

  // Two at once.
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await expect(quote('water follows')).toBeFocused()
  await page.keyboard.press('x')
  await expect(page.getByRole('toolbar', { name: 'Selected highlights' })).toContainText('2 selected')
  await page.keyboard.press('t')
  const tag = page.getByRole('dialog').getByRole('combobox')
  await expect(tag).toBeFocused()
  await page.keyboard.type('water')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  for (const words of ['The moon pulls', 'water follows']) await expect(card(words)).toContainText('water')

  await page.keyboard.press('ControlOrMeta+Shift+c')
  await expect
    .poll(() => app.electron.evaluate(({ clipboard }) => clipboard.readText()))
    .toMatch(/^“The moon pulls” \(.+\)\n\n“water follows” \(.+\)\n\nOn tides\./u)

  await page.keyboard.press('Delete')
  await expect(quote('water follows')).toHaveCount(0)
  await expect(quote('comes and goes')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(card('The moon pulls')).toContainText('Newton')

  // The article gets another title, and the list says it at once.
  const { items } = await ask(page, 'articles.list', {
    filter: { contains: 'On tides' },
    sort: 'added',
    descending: true,
    page: { offset: 0, limit: 1 }
  })
  await ask(page, 'articles.update', { articleId: items[0]!.id, title: 'On ebb and flow' })
  await expect(page.getByRole('heading', { level: 2, name: 'On ebb and flow' })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(page.getByRole('heading', { level: 2, name: 'On tides' })).toBeVisible()

  // By words of the passage or the note; all that fits is what a key selects, and Escape brings the others back.
  const bar = page.getByRole('toolbar', { name: 'Selected highlights' })
  await page.keyboard.press('/')
  const words = page.getByRole('textbox', { name: 'Filter by words of the passage or note' })
  await expect(words).toBeFocused()
  await page.keyboard.type('newton')
  await expect(quote('comes and goes')).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(quote('The moon pulls')).toBeFocused()
  await page.keyboard.press('ControlOrMeta+a')
  await expect(bar).toContainText('1 selected')
  await page.keyboard.press('/')
  await page.keyboard.press('Escape')
  await expect(bar).toBeHidden()
  await expect(words).toHaveValue('')
  await expect(quote('comes and goes')).toBeVisible()

  // One that is ticked and goes away, as by undo, does not count any more; it does when it is back.
  await page.keyboard.press('ControlOrMeta+1')
  await library.open('On tides')
  await reader.select('the water')
  await page.keyboard.press('2')
  await expect.poll(() => reader.painted('green')).toContain('the water')
  await page.keyboard.press('ControlOrMeta+2')
  await card('the water').getByRole('checkbox').check()
  await card('comes and goes').getByRole('checkbox').check()
  await expect(bar).toContainText('2 selected')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(quote('the water')).toHaveCount(0)
  await expect(bar).toContainText('1 selected')
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect(bar).toContainText('2 selected')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(bar).toContainText('1 selected')
  await page.keyboard.press('Escape')
  await expect(bar).toBeHidden()

  // All that fit the filter, but one; and back in one step.
  await page.keyboard.press('ControlOrMeta+a')
  await expect(bar).toContainText('3 selected')
  await card('comes and goes').getByRole('checkbox').uncheck()
  await expect(bar).toContainText('2 selected')
  await expect(bar.getByRole('button', { name: 'Select all 3' })).toBeVisible()
  await page.keyboard.press('5')
  await expect(card('The moon pulls')).toContainText('purple', { ignoreCase: true })
  await expect(card('water follows')).toContainText('purple', { ignoreCase: true })
  await expect(card('comes and goes')).toContainText('yellow', { ignoreCase: true })
  await page.keyboard.press('ControlOrMeta+z')
  await expect(card('The moon pulls')).toContainText('blue', { ignoreCase: true })
  await expect(card('water follows')).toContainText('yellow', { ignoreCase: true })

  // Cards of those that are ticked, then of the others: each highlight has one, and each step is taken back.
  await page.keyboard.press('c')
  await expect(page.getByText('2 cards made', { exact: true })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+a')
  await bar.getByRole('button', { name: 'Make cards' }).click()
  await expect(page.getByText('Card made · 2 have cards already')).toBeVisible()
  const cards = () => ask(page, 'cards.list', { filter: {}, page: { offset: 0, limit: 10 } })
  expect((await cards()).total).toBe(3)
  for (const left of [2, 0]) {
    await page.keyboard.press('ControlOrMeta+z')
    await expect.poll(async () => (await cards()).total).toBe(left)
  }

  // A tag that only highlights have leads from the library to them.
  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+1')
  await page
    .getByRole('navigation', { name: 'Tags' })
    .getByRole('button', { name: 'water', exact: true })
    .click()
  await page.getByRole('button', { name: 'Show 2 highlights with this tag' }).click()
  await expect(quote('The moon pulls')).toBeVisible()
  await expect(quote('comes and goes')).toHaveCount(0)

  // Back from the article the list is as it was left: narrowed, and the keys at the same row.
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(quote('water follows')).toBeFocused()
  await page.keyboard.press('Enter')
  await reader.isShowing('On tides')
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(quote('water follows')).toBeFocused()
  await expect(quote('comes and goes')).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+2')
  await expect(quote('comes and goes')).toBeVisible()
  expect(app.complaints).toEqual([])
})
