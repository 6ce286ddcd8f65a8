import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './app.ts'
import { answerDialogs } from './pages/dialogs.ts'
import { LibraryPage } from './pages/library.ts'

import { runCommand } from './pages/palette.ts'
import { ReaderPage } from './pages/reader.ts'

test('another app’s library: asked first, added with its highlights, and twice is once', async ({ app }) => {
  const { page } = app
  const library = new LibraryPage(page)
  const file = join(app.folder, 'wallabag.json')
  writeFileSync(
    file,
    JSON.stringify([
      {
        is_archived: 0,
        tags: ['sea'],
        title: 'What the tide leaves',
        url: 'https://example.org/tide',
        content: '<p>Every tide leaves a line of small things.</p><p>Some of them are worth a pocket.</p>',
        created_at: '2021-02-03T04:05:06+0000',
        annotations: [{ quote: 'worth a pocket', text: 'Which ones?' }]
      },
      { is_archived: 0, tags: [], title: 'No address at all' }
    ])
  )
  await library.isSettled()
  await library.import(app.electron, [file])
  const asked = page.getByRole('dialog', { name: 'Import from wallabag' })
  await expect(asked.getByText('1 article would be added')).toBeVisible()
  await expect(asked.getByText('1 highlight comes along')).toBeVisible()
  await page.keyboard.press('Enter')
  const report = page.getByRole('dialog', { name: 'Imported from wallabag' })
  await expect(report.getByText('No address at all')).toBeVisible()
  await page.keyboard.press('Escape')
  await library.open('What the tide leaves')
  const reader = new ReaderPage(page)
  await reader.isShowing('What the tide leaves')
  await expect.poll(() => reader.painted('yellow')).toEqual(['worth a pocket'])
  await expect(reader.article.getByText('Which ones?')).toBeVisible()

  await page.keyboard.press('Escape')
  await library.import(app.electron, [file])
  await expect(asked.getByText('0 articles would be added')).toBeVisible()
  await expect(asked.getByText('1 is in your library already', { exact: false })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(report.getByText('0 added, 1 here already', { exact: false })).toBeVisible()
  expect(app.complaints).toEqual([])
})

test('a clipped note comes in with the words that were marked in it, of the day it was clipped', async ({
  app
}) => {
  const { page } = app
  const library = new LibraryPage(page)
  const file = join(app.folder, 'Tides.md')
  writeFileSync(
    file,
    '---\ntitle: What the tide leaves\nsource: https://example.org/tide\ncreated: 2024-05-06\n---\nEvery tide leaves ==a line of small things==.\n\n> [!note] Mind\n> Its height is $h_1 \\cdot h_2$.\n\n- [x] swim\n'
  )
  await library.isSettled()
  await library.import(app.electron, [file])
  await library.open('What the tide leaves')
  const reader = new ReaderPage(page)
  await reader.isShowing('What the tide leaves')
  await expect.poll(() => reader.painted('yellow')).toEqual(['a line of small things'])
  await expect(reader.article.getByText('h_1 \\cdot h_2')).toBeVisible()
  await expect(reader.article.getByText('☑ swim')).toBeVisible()
  const shots = process.env.LECTERN_SHOTS
  if (shots) await page.screenshot({ path: join(shots, 'clipped-note.png') })
  expect(app.complaints).toEqual([])
})

test('exports of other apps in a folder are seen, and asked about one after the other', async ({ app }) => {
  const { page } = app
  const library = new LibraryPage(page)
  const folder = join(app.folder, 'from-elsewhere')
  mkdirSync(folder)
  writeFileSync(
    join(folder, 'tide.md'),
    '# What the tide leaves\n\nEvery tide leaves a line of small things.\n'
  )
  writeFileSync(join(folder, 'money.csv'), 'day,sum\n1,2\n')
  const table = (name: string) =>
    `title,url,time_added,tags,status\n${name},https://example.org/${name},1700000000,,unread\n`
  writeFileSync(join(folder, 'first.csv'), table('Ebb'))
  writeFileSync(join(folder, 'second.csv'), table('Flow'))
  await library.isSettled()
  await answerDialogs(app.electron, folder)
  await runCommand(page, 'Add a folder…')
  const plan = page.getByRole('dialog', { name: 'What would come in' })
  await expect(plan.getByText('first.csv')).toBeVisible()
  await expect(plan.getByText('second.csv')).toBeVisible()
  await expect(plan.getByText('money.csv')).toHaveCount(0)
  await page.keyboard.press('Enter')
  const asked = page.getByRole('dialog', { name: 'Import from Pocket' })
  await expect(asked.getByText('first.csv')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(asked.getByText('second.csv')).toBeVisible()
  await page.keyboard.press('Enter')
  for (const title of ['What the tide leaves', 'Ebb', 'Flow'])
    await expect(library.title(title)).toBeVisible()
  expect(app.complaints).toEqual([])
})
