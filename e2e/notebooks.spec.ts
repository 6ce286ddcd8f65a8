import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from './app.ts'
import { answerDialogs } from './pages/dialogs.ts'
import { LibraryPage } from './pages/library.ts'
import { runCommand } from './pages/palette.ts'
import { ReaderPage } from './pages/reader.ts'

const file = resolve(import.meta.dirname, 'fixtures/harbour.txt')
const title = 'Harbour town counts its lanterns again'

test('a notebook gathers highlights, is kept through a crash, found, moved about and taken out', async ({
  app
}) => {
  const { page } = app
  const library = new LibraryPage(page)
  const reader = new ReaderPage(page)
  await library.read(app.electron, file, title)
  await reader.select('Ines Calder')
  await expect(reader.tools).toBeVisible()
  await page.keyboard.press('1')
  await expect.poll(async () => (await reader.painted('yellow')).join(' ')).toContain('Ines Calder')

  // From the reader into a new notebook, by keyboard alone.
  await page.keyboard.press('Shift+B')
  const choice = page.getByRole('dialog', { name: 'Add to a notebook' })
  await expect(choice.getByRole('textbox', { name: 'Filter by title' })).toBeFocused()
  await page.keyboard.type('Lamps and quays')
  await expect(choice.getByRole('button', { name: 'A new notebook: Lamps and quays' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByText('1 highlight is in Lamps and quays')).toBeVisible()

  await page.keyboard.press('ControlOrMeta+6')
  await page.getByRole('main').getByRole('button', { name: 'Lamps and quays', exact: true }).click()
  const text = page.getByRole('textbox', { name: 'Text of the notebook' })
  await expect(text).toBeFocused()
  await expect(text).toHaveValue(/^\[Ines Calder\]\(lectern:highlight\/[0-9a-f-]{36}\)\n$/)

  // Headings make the outline; a section is moved with all under it, and the field's own undo takes it back.
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.insertText('\n# Keepers\n\nWho they were.\n\n# Oil\n\nWhat it cost.\n')
  const outline = page.getByRole('complementary', { name: 'Beside the notebook' })
  await expect(outline.getByRole('listitem')).toHaveText(['Keepers', 'Oil'])
  await page.keyboard.press('Alt+Shift+ArrowUp')
  await expect(outline.getByRole('listitem')).toHaveText(['Oil', 'Keepers'])
  await page.keyboard.press('ControlOrMeta+z')
  await expect(outline.getByRole('listitem')).toHaveText(['Keepers', 'Oil'])
  await outline.getByRole('button', { name: 'Move Oil up' }).click()
  await expect(text).toHaveValue(/# Oil[\s\S]*# Keepers/)

  // A highlight is found and put where one writes; a link to the article is typed with [[.
  await page.keyboard.press('ControlOrMeta+Shift+g')
  await expect(page.getByRole('searchbox', { name: 'Search highlights' })).toBeFocused()
  await outline.getByRole('button', { name: /^Put into the notebook: Ines Calder/ }).click()
  await expect(text).toBeFocused()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.insertText('\nSee ')
  await page.keyboard.type('[[Harbour')
  await expect(page.getByRole('option', { name: new RegExp(title) }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(text).toHaveValue(/See \[Harbour town counts its lanterns again\]\(lectern:article\//)
  const written = await text.inputValue()

  // The window dies at once; nothing that was written is lost.
  const crashed = page.waitForEvent('crash')
  await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer()
  )
  await crashed
  await app.restart()
  await app.page
    .getByRole('navigation', { name: 'Places' })
    .getByRole('button', { name: 'Notebooks' })
    .click()
  await app.page.getByRole('main').getByRole('button', { name: 'Lamps and quays', exact: true }).click()
  await expect(app.page.getByRole('textbox', { name: 'Text of the notebook' })).toHaveValue(written)

  // To read: the quote with its source, which opens the passage.
  await app.page.keyboard.press('ControlOrMeta+Shift+e')
  const embed = app.page.getByRole('main').getByRole('figure').first()
  await expect(embed).toContainText('Ines Calder')
  await embed.getByRole('button', { name: title }).click()
  const again = new ReaderPage(app.page)
  await again.isShowing(title)
  await expect.poll(async () => (await again.painted('chosen')).join(' ')).toContain('Ines Calder')
  // The highlight says which notebook it is in.
  await app.page.keyboard.press('Enter')
  await expect(app.page.getByRole('region', { name: 'Linked from' })).toContainText('Lamps and quays')
  await app.page.keyboard.press('Escape')

  // Found by search as a kind of its own.
  await runCommand(app.page, 'Go to Search')
  await app.page.getByRole('combobox', { name: /^Search everything/ }).fill('what it cost')
  await app.page.getByRole('option', { name: /Lamps and quays/ }).click()
  await expect(app.page.getByRole('textbox', { name: 'Name of the notebook' })).toHaveValue('Lamps and quays')

  // Out as one document with a reference.
  const target = join(app.folder, 'out.md')
  await answerDialogs(app.electron, target)
  await runCommand(app.page, 'Take the notebook out as one document…')
  await app.page
    .getByRole('dialog', { name: 'Notebook as one document' })
    .getByRole('button', { name: 'Save…' })
    .click()
  await expect(app.page.getByText('Saved as out.md')).toBeVisible()
  const document = readFileSync(target, 'utf8')
  expect(document).toContain('> Ines Calder\n>\n> — Harbour town counts its lanterns again')
  expect(document).toContain('## References')

  // Deleted, and brought back.
  await app.page.getByRole('button', { name: 'Delete the notebook' }).click()
  await expect(app.page.getByRole('heading', { name: 'No notebook yet' })).toBeVisible()
  await app.page.keyboard.press('ControlOrMeta+z')
  await expect(app.page.getByRole('button', { name: 'Lamps and quays', exact: true })).toBeVisible()
  expect(app.complaints.filter((one) => !one.includes('crash'))).toEqual([])
})

test('a highlight dragged into a notebook is a paragraph of its own', async ({ app }) => {
  const { page } = app
  const library = new LibraryPage(page)
  const reader = new ReaderPage(page)
  await library.read(app.electron, file, title)
  await reader.select('Ines Calder')
  await page.keyboard.press('2')
  await expect.poll(async () => (await reader.painted('green')).join(' ')).toContain('Ines Calder')
  await page.keyboard.press('ControlOrMeta+1')
  await page.keyboard.press('ControlOrMeta+Shift+n')
  await page.getByRole('textbox', { name: 'Name of the notebook' }).fill('Dragged')
  await page.keyboard.press('Enter')
  await page.getByRole('radio', { name: 'Highlights' }).click()
  const text = page.getByRole('textbox', { name: 'Text of the notebook' })
  await page.getByRole('button', { name: /^Put into the notebook/ }).dragTo(text)
  await expect(text).toHaveValue(/^\[Ines Calder\]\(lectern:highlight\/[0-9a-f-]{36}\)\n/)
  expect(app.complaints).toEqual([])
})

test('a new notebook is named and then written in', async ({ app }) => {
  const { page } = app
  await new LibraryPage(page).isSettled()
  await page.keyboard.press('ControlOrMeta+6')
  await page.getByRole('main').getByRole('button', { name: 'New notebook' }).first().click()
  const name = page.getByRole('textbox', { name: 'Name of the notebook' })
  await expect(name).toBeFocused()
  await page.keyboard.type('Tides')
  await page.keyboard.press('Enter')
  const text = page.getByRole('textbox', { name: 'Text of the notebook' })
  await expect(text).toBeFocused()
  // Longer than the name takes to be stored and to come back.
  await page.keyboard.type('High water at six.', { delay: 40 })
  await expect(text).toHaveValue('High water at six.')
  await expect(name).toHaveValue('Tides')
  expect(app.complaints).toEqual([])
})

test('sections moved while reading and then while writing stay whole', async ({ app }) => {
  const { page } = app
  await new LibraryPage(page).isSettled()
  await page.keyboard.press('ControlOrMeta+Shift+n')
  await page.getByRole('textbox', { name: 'Name of the notebook' }).fill('Sections')
  const text = page.getByRole('textbox', { name: 'Text of the notebook' })
  await text.click()
  const a = '# A\n\nShort.\n\n'
  const b = `# B\n\n${'A good deal longer than the first. '.repeat(6).trim()}\n\n`
  const c = '# C\n\nSomewhere between the two of them.\n\n'
  await page.keyboard.insertText(a + b + c)
  const outline = page.getByRole('complementary', { name: 'Beside the notebook' })
  await expect(outline.getByRole('listitem')).toHaveText(['A', 'B', 'C'])

  await page.getByRole('radio', { name: 'Read' }).click()
  await outline.getByRole('button', { name: 'Move A down' }).click()
  await expect(outline.getByRole('listitem')).toHaveText(['B', 'A', 'C'])
  await page.getByRole('radio', { name: 'Write' }).click()
  await expect(text).toHaveValue(b + a + c)
  await expect(outline.getByRole('listitem')).toHaveText(['B', 'A', 'C'])
  await outline.getByRole('button', { name: 'Move C up' }).click()
  // What comes to stand last ends with one line's end.
  await expect(text).toHaveValue(`${b}${c}${a.trimEnd()}\n`)
  await expect(outline.getByRole('listitem')).toHaveText(['B', 'C', 'A'])
  expect(app.complaints).toEqual([])
})
