import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './app.ts'
import { LibraryPage } from './pages/library.ts'
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
  await expect(report.getByText('0 added, 1 were here already', { exact: false })).toBeVisible()
  expect(app.complaints).toEqual([])
})
