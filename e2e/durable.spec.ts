import { resolve } from 'node:path'
import { expect, test } from './app.ts'
import { LibraryPage } from './pages/library.ts'
import { ReaderPage } from './pages/reader.ts'

const title = 'Harbour town counts its lanterns again'

test('words typed a moment ago survive closing the window, and the death of its process', async ({ app }) => {
  const openNote = async () => {
    const reader = new ReaderPage(app.page)
    await new LibraryPage(app.page).open(title)
    await reader.isShowing(title)
    return reader
  }
  await new LibraryPage(app.page).import(app.electron, [resolve(import.meta.dirname, 'fixtures/harbour.txt')])
  let reader = await openNote()
  await reader.select('Fishing crews say')
  await app.page.keyboard.press('n')
  const note = () => app.page.getByRole('textbox', { name: 'Note on the highlight' }).first()
  await note().fill('Typed just before the end')
  // Closed while the words are not half a second old.
  await app.restart()
  reader = await openNote()
  await expect(reader.article.getByText('Typed just before the end')).toBeVisible()

  // The window's process dies; what was typed a second before is there.
  await reader.article.getByRole('button', { name: /Fishing crews say/ }).click()
  await note().fill('Typed a second before the crash')
  await app.page.waitForTimeout(1200)
  await app.kill()
  await app.restart().catch(() => {})
  reader = await openNote()
  await expect(reader.article.getByText('Typed a second before the crash')).toBeVisible()
  expect(app.complaints).toEqual([])
})
