import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './app.ts'
import { ask } from './bridge.ts'
import { LibraryPage } from './pages/library.ts'
import { ReaderPage } from './pages/reader.ts'

test('an article deleted for good while it is open: the window says so and goes on', async ({ app }) => {
  const { page } = app
  const title = 'Soon gone'
  const file = join(app.folder, 'gone.txt')
  writeFileSync(file, `${title}\n\nThese words are read by one window and deleted by another program.`)
  const library = new LibraryPage(page)
  await library.isSettled()
  await library.import(app.electron, [file])
  await library.open(title)
  const reader = new ReaderPage(page)
  await reader.isShowing(title)
  await reader.select('read by one window')
  await page.keyboard.press('1')
  await expect.poll(() => reader.painted('yellow')).toEqual(['read by one window'])

  // As the command line would, behind the window's back.
  const { items } = await ask(page, 'articles.list', {
    filter: { contains: title },
    sort: 'added',
    descending: true,
    page: { offset: 0, limit: 10 }
  })
  const articleIds = items.map(({ id }) => id)
  await reader.select('deleted by another program')
  await page.keyboard.press('n')
  await page.keyboard.type('half a thought')
  await ask(page, 'articles.trash', { articleIds })
  await ask(page, 'articles.purge', { articleIds })
  await page.keyboard.type(', and its end')
  await page.keyboard.press('Escape')
  await expect(page.getByText('Your note could not be stored: “half a thought, and its end”')).toBeVisible()
  await page.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect
    .poll(() => app.electron.evaluate(({ clipboard }) => clipboard.readText()))
    .toBe('half a thought, and its end')
  await expect(page.getByText('This article was deleted for good.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Restore' })).toHaveCount(0)

  // What is on screen can still be read; what is done to it is refused with a sentence.
  await reader.select('deleted by another program').catch(() => {})
  await page.keyboard.press('2')
  for (
    let step = 0;
    step < 6 && (await page.getByRole('button', { name: 'Welcome to Lectern' }).count()) === 0;
    step++
  )
    await page.keyboard.press('Escape')
  await expect(library.title('Welcome to Lectern')).toBeVisible()
  await expect(library.title(title)).toHaveCount(0)
  await library.open('Welcome to Lectern')
  await reader.isShowing('Welcome to Lectern')
  expect(app.complaints).toEqual([])
})
