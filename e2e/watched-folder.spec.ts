import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './app.ts'
import { answerDialogs } from './pages/dialogs.ts'
import { LibraryPage } from './pages/library.ts'

test('files put into the watched folder come in by themselves, also after a restart', async ({ app }) => {
  const inbox = join(app.folder, 'inbox')
  mkdirSync(inbox)
  const text = (title: string) =>
    `${title}\n\nThe words of ${title}, enough of them to be read in peace one evening.\n`
  writeFileSync(join(inbox, 'before.txt'), text('Here before'))
  const library = new LibraryPage(app.page)
  await library.isSettled()
  await answerDialogs(app.electron, inbox)
  await app.page.keyboard.press('ControlOrMeta+,')
  await app.page.getByRole('button', { name: 'Library and backups' }).click()
  await expect(app.page.getByText('No folder is watched.')).toBeVisible()
  await app.page.getByRole('button', { name: 'Choose a folder to watch…' }).click()
  await expect(app.page.getByText(inbox)).toBeVisible()
  writeFileSync(join(inbox, 'first.txt'), text('First to come'))
  writeFileSync(join(inbox, 'broken.epub'), 'PK\x03\x04 no book')
  await expect(app.page.getByText('1 file came in from it.')).toBeVisible({ timeout: 20_000 })
  await app.page.getByText('1 file could not be read').click()
  await expect(app.page.getByText('broken.epub', { exact: true })).toBeVisible()

  await app.electron.close()
  writeFileSync(join(inbox, 'meanwhile.txt'), text('Came meanwhile'))
  await app.restart()
  const again = new LibraryPage(app.page)
  await expect(again.title('Came meanwhile')).toBeVisible({ timeout: 20_000 })
  await expect(again.title('First to come')).toHaveCount(1)
  await expect(again.title('Here before')).toHaveCount(0)
  expect(existsSync(join(inbox, 'first.txt'))).toBe(true)
  expect(app.complaints).toEqual([])
})
