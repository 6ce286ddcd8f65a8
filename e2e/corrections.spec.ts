import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './app.ts'
import { LibraryPage } from './pages/library.ts'
import { runCommand } from './pages/palette.ts'
import { ReaderPage } from './pages/reader.ts'

const sentences = [
  'The keeper climbed down every morning to wind the clock of the gauge before the boats went out to sea.',
  'Nobody had thought that a brass float could outlive three harbours and the men who built them one by one.',
  'A storm in the winter took the pier away, yet the drum went on turning in its small hut of grey stone.',
  'Letters from the capital asked for figures that only this one gauge on the whole coast could ever give.'
]
const page = `<!doctype html><html lang="en"><head><title>The gauge that outlived three harbours</title></head><body>
<main><article><h1>The gauge that outlived three harbours</h1>
${sentences.map((one) => `<p>${one} ${one.toLowerCase()}</p>`).join('\n')}
<p>Those who want more of the like write to the editors, who are glad of every letter that comes by the slow train.</p>
</article></main>
<aside class="related"><p>A box about the makers of clocks stood beside the text.</p></aside></body></html>`

test('what was read wrongly is put right piece by piece, with mouse and keyboard, and taken back', async ({
  app
}) => {
  const { page: window, electron } = app
  const library = new LibraryPage(window)
  const reader = new ReaderPage(window)
  const file = join(app.folder, 'gauge.html')
  writeFileSync(file, page)
  await library.isSettled()
  await library.import(electron, [file])
  await library.open('The gauge that outlived three harbours')
  await reader.isShowing('The gauge that outlived three harbours')
  await expect(reader.article.getByText('the slow train')).toBeVisible()

  await test.step('a click takes out, the keyboard brings back', async () => {
    await window.keyboard.press('Shift+E')
    const dialog = window.getByRole('dialog', { name: 'Correct the text' })
    await dialog.getByRole('switch', { name: /the slow train/ }).click()
    await expect(dialog.getByRole('status')).toHaveText('1 taken out, 0 brought back')
    await window.keyboard.press('u')
    const box = dialog.getByRole('switch', { name: /makers of clocks/ })
    await expect(box).toBeFocused()
    await expect(box).not.toBeChecked()
    await window.keyboard.press('Space')
    await expect(box).toBeChecked()
    await expect(dialog.getByRole('status')).toHaveText('1 taken out, 1 brought back')
    if (process.env.LECTERN_SHOTS)
      await window.screenshot({ path: join(process.env.LECTERN_SHOTS, 'correct.png') })
    await window.keyboard.press('ControlOrMeta+Enter')
  })

  await expect(reader.article.getByText('makers of clocks')).toBeVisible()
  await expect(reader.article.getByText('the slow train')).toHaveCount(0)
  await expect(window.getByText('Corrected. This is version 2.')).toBeVisible()

  await test.step('the original is read again', async () => {
    await reader.article.locator('body').press('ControlOrMeta+k')
    await window.getByRole('combobox').fill('Extract anew')
    await window.keyboard.press('Enter')
    await expect(window.getByText('Extracted anew. This is version 3.')).toBeVisible()
    await expect(reader.article.getByText('the slow train')).toBeVisible()
  })

  await test.step('and taken back twice', async () => {
    await window.keyboard.press('ControlOrMeta+z')
    await expect(reader.article.getByText('makers of clocks')).toBeVisible()
    await window.keyboard.press('ControlOrMeta+z')
    await expect(reader.article.getByText('the slow train')).toBeVisible()
    await expect(reader.article.getByText('makers of clocks')).toHaveCount(0)
  })

  await test.step('what the page says above the text is put right, too, and taken back', async () => {
    const marked = 'Letters from the capital'
    await reader.select(marked)
    await window.keyboard.press('1')
    await expect.poll(() => reader.painted('yellow')).toEqual([marked])
    const heading = (title: string) =>
      reader.article.getByRole('heading', { level: 1, name: title, exact: true })
    await runCommand(window, 'Edit details')
    const dialog = window.getByRole('dialog', { name: 'Edit details' })
    await dialog.getByRole('textbox', { name: 'Title', exact: true }).fill('The last gauge')
    await dialog.getByRole('textbox', { name: 'Author' }).fill('Ada Penn')
    await window.keyboard.press('ControlOrMeta+Enter')
    await expect(heading('The last gauge')).toBeVisible()
    await expect(reader.article.getByText('Ada Penn')).toBeVisible()
    await expect.poll(() => reader.painted('yellow')).toEqual([marked])
    await window.keyboard.press('ControlOrMeta+z')
    await expect(heading('The gauge that outlived three harbours')).toBeVisible()
    await expect(reader.article.getByText('Ada Penn')).toHaveCount(0)
    await expect.poll(() => reader.painted('yellow')).toEqual([marked])
  })
  expect(app.complaints).toEqual([])
})
