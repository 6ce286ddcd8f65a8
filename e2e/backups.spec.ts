import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, type RunningApp, startApp, test } from './app.ts'
import { answerDialogs } from './pages/dialogs.ts'
import { LibraryPage } from './pages/library.ts'

const harbour = resolve(import.meta.dirname, 'fixtures/harbour.txt')
const title = 'Harbour town counts its lanterns again'

async function librarySettings(app: RunningApp) {
  await app.page.keyboard.press('ControlOrMeta+,')
  await app.page.getByRole('button', { name: 'Library and backups' }).click()
}

test('a backup is made, restored in two clicks, and the restoring itself is taken back', async ({ app }) => {
  const library = new LibraryPage(app.page)
  await expect(app.page.getByText('Welcome to Lectern').first()).toBeVisible()
  await librarySettings(app)
  await app.page.getByRole('button', { name: 'Back up now' }).click()
  await expect(app.page.getByText('The backup was made and checked.')).toBeVisible()
  const list = app.page.getByRole('list', { name: 'Backups, newest first' })
  await expect(list.getByRole('listitem')).toHaveCount(1)
  await app.page.keyboard.press('ControlOrMeta+1')
  await library.import(app.electron, [harbour])
  await expect(app.page.getByText(title).first()).toBeVisible()

  await librarySettings(app)
  await list.getByRole('button', { name: /^Restore the backup of/ }).click()
  await app.page.getByRole('alertdialog').getByRole('button', { name: 'Restore' }).click()
  await expect(app.page.getByText('Welcome to Lectern').first()).toBeVisible()
  await expect(app.page.getByText(title)).toHaveCount(0)

  await librarySettings(app)
  await expect(list.getByRole('listitem')).toHaveCount(2)
  await expect(list.getByRole('listitem').first()).toContainText('Replaced by a restored backup')
  await list
    .getByRole('button', { name: /^Restore the backup of/ })
    .first()
    .click()
  await app.page.getByRole('alertdialog').getByRole('button', { name: 'Restore' }).click()
  await expect(app.page.getByText(title).first()).toBeVisible()

  await librarySettings(app)
  await app.page.getByRole('button', { name: 'Check now' }).click()
  await expect(app.page.getByText(/things were checked\. Everything is as it was stored\./)).toBeVisible()
  expect(app.complaints).toEqual([])
})

test('backups go to a second place as well, and a copy from there is restored', async ({ app }) => {
  const library = new LibraryPage(app.page)
  await expect(app.page.getByText('Welcome to Lectern').first()).toBeVisible()
  const disk = mkdtempSync(join(tmpdir(), 'lectern-disk-'))
  await answerDialogs(app.electron, disk)
  await librarySettings(app)
  await app.page.getByRole('heading', { name: 'A second place' }).scrollIntoViewIfNeeded()
  await app.page.getByRole('button', { name: 'Choose a second place…' }).click()
  await expect(app.page.getByText(/^The newest copy there is of /)).toBeVisible()
  const [place] = readdirSync(disk)
  expect(place).toMatch(/^Lectern backups /)
  const copies = () => readdirSync(join(disk, place!))
  expect(copies()).toHaveLength(1)

  await app.page.keyboard.press('ControlOrMeta+1')
  await library.import(app.electron, [harbour])
  await expect(app.page.getByText(title).first()).toBeVisible()
  await librarySettings(app)
  await app.page.getByRole('button', { name: 'Back up now' }).click()
  await expect.poll(() => copies().length).toBe(2)

  // As on a machine whose disk broke.
  const oldest = join(disk, place!, copies().sort()[0]!)
  await answerDialogs(app.electron, oldest)
  await app.page.getByRole('button', { name: 'Restore from a file…' }).click()
  await expect(app.page.getByText('Welcome to Lectern').first()).toBeVisible()
  await expect(app.page.getByText(title)).toHaveCount(0)
  await librarySettings(app)
  await expect(app.page.getByText(join(disk, place!))).toBeVisible()
  await app.page.getByRole('button', { name: 'Copy there no longer' }).click()
  await expect(app.page.getByText(join(disk, place!))).toHaveCount(0)
  expect(copies().length).toBeGreaterThanOrEqual(2)
  rmSync(disk, { recursive: true })
  expect(app.complaints).toEqual([])
})

test('a damaged library gets a screen that repairs it on a copy, and keeps the damaged one', async () => {
  const app = await startApp()
  try {
    await new LibraryPage(app.page).import(app.electron, [harbour])
    await expect(app.page.getByText(title).first()).toBeVisible()
    await app.electron.close()
    const file = join(app.folder, 'library', 'library.sqlite')
    const bytes = readFileSync(file)
    // The first page, without which SQLite cannot read a word.
    bytes.fill(0xff, 100, 4096)
    writeFileSync(file, bytes)
    await app.restart().catch(() => {})
    await expect(app.page.getByRole('alert')).toHaveText(/damaged/)
    expect(readFileSync(file).equals(bytes)).toBe(true)
    await app.page.getByRole('button', { name: 'Repair on a copy' }).click()
    await expect(app.page.getByText(/The repaired copy holds \d+ articles/)).toBeVisible()
    expect(readFileSync(file).equals(bytes)).toBe(true)
    await app.page.getByRole('button', { name: 'Use the repaired library' }).click()
    await expect(app.page.getByText(title).first()).toBeVisible()
    await librarySettings(app)
    await expect(app.page.getByText('Replaced by a restored backup')).toBeVisible()
    expect(app.complaints).toEqual([])
  } finally {
    await app.close()
  }
})

test('a second window on the same library explains, and opens a copy for reading', async ({ app }) => {
  await new LibraryPage(app.page).import(app.electron, [harbour])
  await expect(app.page.getByText(title).first()).toBeVisible()
  // Another user: nothing of the first is known to it but the library's folder.
  const second = await startApp({
    folder: mkdtempSync(join(tmpdir(), 'lectern-second-')),
    env: { LECTERN_LIBRARY: join(app.folder, 'library') }
  })
  try {
    await expect(second.page.getByRole('alert')).toHaveText(/open in another Lectern window/)
    await second.page.getByRole('button', { name: 'Open a copy for reading' }).click()
    await expect(second.page.getByText(title).first()).toBeVisible()
    await expect(second.page.getByText(/open for reading only/)).toBeVisible()
  } finally {
    await second.close()
  }
})
