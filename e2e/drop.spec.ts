import { expect, test } from './app.ts'
import { LibraryPage } from './pages/library.ts'
import { ReaderPage } from './pages/reader.ts'

test('files dragged over the article are for the library, its own words are not', async ({ app }) => {
  const { page } = app
  const reader = new ReaderPage(page)
  await new LibraryPage(page).open('Welcome to Lectern')
  await reader.isShowing('Welcome to Lectern')
  const drag = (kind: 'file' | 'words') =>
    reader.article.locator('main').evaluate((main, what) => {
      const view = main.ownerDocument.defaultView as Window & typeof globalThis
      const dataTransfer = new view.DataTransfer()
      if (what === 'file') dataTransfer.items.add(new view.File(['Words'], 'words.txt'))
      else dataTransfer.setData('text/plain', 'Words')
      const event = new view.DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true })
      return !main.dispatchEvent(event)
    }, kind)
  const invitation = page.getByText('Drop to add to your library')
  expect(await drag('words')).toBe(false)
  await expect(invitation).toBeHidden()
  expect(await drag('file')).toBe(true)
  await expect(invitation).toBeVisible()

  // Words of the article that are let go of beside it are for nobody; the same from elsewhere are asked about.
  const tellFrame = (type: string) =>
    reader.article
      .locator('main p')
      .first()
      .evaluate((paragraph, what) => {
        const view = paragraph.ownerDocument.defaultView as Window & typeof globalThis
        paragraph.firstChild?.dispatchEvent(new view.DragEvent(what, { bubbles: true, cancelable: true }))
      }, type)
  const dropBeside = () =>
    page.evaluate(() => {
      const dataTransfer = new DataTransfer()
      dataTransfer.setData('text/plain', 'https://example.org/words')
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
    })
  const dialog = page.getByRole('dialog', { name: 'Add from the web' })
  await tellFrame('dragstart')
  await dropBeside()
  await tellFrame('dragend')
  await expect(dialog).toBeHidden()
  await dropBeside()
  await expect(dialog).toBeVisible()
  await expect(invitation).toBeHidden()
})
