import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from './app.ts'
import { answerDialogs } from './pages/dialogs.ts'
import { LibraryPage } from './pages/library.ts'
import { runCommand } from './pages/palette.ts'
import { ReaderPage } from './pages/reader.ts'

test('the study sheet: found, confirmed, gone to, taken back, asked, gathered, taken out', async ({
  app
}) => {
  const { page } = app
  const library = new LibraryPage(page)
  const reader = new ReaderPage(page)
  const title = 'Harbour town counts its lanterns again'
  await library.read(app.electron, resolve(import.meta.dirname, 'fixtures/harbour.txt'), title)

  await page.keyboard.press('Shift+S')
  const people = page.getByRole('region', { name: 'People' })
  const row = people.getByRole('listitem').filter({ hasText: 'Ines Calder' })
  await expect(row).toContainText('found by Lectern')
  await expect(page.getByRole('region', { name: 'Who says what' })).toContainText(
    'We did not want a ceremony'
  )

  // Bringing something in a panel into sight never moves the window itself.
  await people.evaluate((part) => part.scrollIntoView({ block: 'start' }))
  expect(
    await page.evaluate(() => [...document.querySelectorAll('body, #root, main')].map((one) => one.scrollTop))
  ).toEqual([0, 0, 0])

  await row.getByRole('button', { name: 'Confirm: Ines Calder' }).click()
  await expect(row).toContainText('confirmed by you')
  await row.getByRole('button', { name: 'Ines Calder', exact: true }).click()
  await expect
    .poll(async () => (await reader.painted('found')).concat(await reader.painted('find')).join(' '))
    .toContain('Ines Calder')

  await page.keyboard.press('ControlOrMeta+z')
  await expect(row).toContainText('found by Lectern')

  const question = page.getByRole('textbox', { name: 'A question this article leaves open' })
  await question.fill('Who voted for the darkness?')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Question 1' })).toHaveValue('Who voted for the darkness?')

  const target = resolve(app.folder, 'sheet.md')
  await answerDialogs(app.electron, target)
  await runCommand(page, 'Save the study sheet as Markdown…')
  await expect
    .poll(() => existsSync(target) && readFileSync(target, 'utf8'))
    .toContain('Who voted for the darkness')

  await row.getByRole('button', { name: 'Ines Calder in all articles' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Ines Calder' })).toBeVisible()
  await page.getByRole('button', { name: /Ines Calder, who keeps the lamp house/ }).click()
  await reader.isShowing(title)
  await expect
    .poll(async () => (await reader.painted('found')).concat(await reader.painted('find')).join(' '))
    .toContain('Calder')

  // Escape leads back from the name's page, too.
  await page.keyboard.press('Alt+ArrowLeft')
  const name = page.getByRole('heading', { level: 1, name: 'Ines Calder' })
  await expect(name).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(name).toBeHidden()
  await reader.isShowing(title)
  expect(app.complaints).toEqual([])
})
