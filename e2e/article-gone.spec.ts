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
  await ask(page, 'articles.trash', { articleIds })
  await ask(page, 'articles.purge', { articleIds })

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
