import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from './app.ts'
import { answerDialogs } from './pages/dialogs.ts'
import { LibraryPage } from './pages/library.ts'
import { runCommand } from './pages/palette.ts'
import { ReaderPage } from './pages/reader.ts'
import { story } from './story-article.ts'

test('things leave in every format with a preview, and a Markdown folder brings edits back', async ({
  app
}) => {
  test.slow()
  const { page } = app
  const library = new LibraryPage(page)
  const reader = new ReaderPage(page)
  const folder = mkdtempSync(join(tmpdir(), 'lectern-vault-'))
  const shots = process.env.LECTERN_SHOTS
  const shoot = async (name: string) => {
    if (shots) await page.screenshot({ path: join(shots, `${name}.png`) })
  }
  try {
    await library.isSettled()
    await library.read(app.electron, story.file, story.title)
    await reader.select(story.from, story.to)
    await page.keyboard.press('1')
    await expect.poll(async () => (await reader.painted('yellow')).length).toBeGreaterThan(0)
    await page.keyboard.press('n')
    await page.getByRole('textbox', { name: 'Note on the highlight' }).first().fill('Written in the margin.')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(reader.article.getByText('Written in the margin.')).toBeVisible()

    // By keyboard from the article: what, as what, the reader's own template and what it makes.
    await page.keyboard.press('ControlOrMeta+e')
    const dialog = page.getByRole('dialog', { name: 'Export' })
    await expect(dialog.getByRole('radio', { name: 'This article' })).toBeChecked()
    await shoot('export-dialog')
    await dialog.getByRole('button', { name: 'Use your own template…' }).click()
    const preview = dialog.getByRole('region', { name: 'Preview' })
    await expect(preview).toContainText('Written in the margin.')
    await dialog
      .getByRole('textbox', { name: 'Template' })
      .fill('{{#highlights}}{{color}}: {{{note}}}{{/highlights}}')
    await expect(preview).toHaveText(/^\s*Preview\s*yellow: Written in the margin\.\s*$/)
    await shoot('export-template')
    await dialog.getByRole('textbox', { name: 'Template' }).fill('{{#highlights}}')
    await expect(preview).toContainText('This template cannot be understood')
    await dialog.getByRole('button', { name: 'Begin with an example' }).click()
    await expect(preview).toContainText(story.title)
    await dialog.getByRole('button', { name: 'Lectern’s own form' }).click()
    await dialog.getByRole('radio', { name: 'Table (CSV)' }).click()
    await expect(dialog.getByRole('status')).toContainText('Left out')
    const table = join(folder, 'table.csv')
    await answerDialogs(app.electron, table)
    await dialog.getByRole('button', { name: 'Export…' }).click()
    await expect(dialog).toHaveCount(0)
    expect(readFileSync(table, 'utf8')).toContain('Written in the margin.')

    // The Markdown folder.
    await answerDialogs(app.electron, folder)
    await page.keyboard.press('ControlOrMeta+,')
    await page.getByRole('button', { name: 'Library and backups' }).click()
    await page.getByRole('button', { name: 'Choose a folder…' }).click()
    await expect(page.getByText('1 file was written.')).toBeVisible()
    await shoot('vault-settings')
    const file = join(folder, readdirSync(folder).find((name) => name.endsWith('.md'))!)
    expect(readFileSync(file, 'utf8')).toContain('Written in the margin.')
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace('Written in the margin.', 'Written in another program.')
    )
    await runCommand(page, 'Bring the Markdown folder into step')
    await expect(page.getByText('Edits came in from 1 file.')).toBeVisible()
    await page.keyboard.press('ControlOrMeta+1')
    await library.open(story.title)
    await expect(reader.article.getByText('Written in another program.')).toBeVisible()
    await page.keyboard.press('ControlOrMeta+z')
    await expect(reader.article.getByText('Written in the margin.')).toBeVisible()
    expect(app.complaints).toEqual([])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
