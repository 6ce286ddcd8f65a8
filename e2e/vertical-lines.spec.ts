import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type RunningApp, test } from './app.ts'
import { changeSettings, resize } from './pages/layout.ts'
import { LibraryPage } from './pages/library.ts'
import { ReaderPage } from './pages/reader.ts'

const title = '港の長い壁を歩く'
const words = '港は長い夕暮れの光の下で静かだった。三艘の船が北の壁につながれていた。'
const columns = Array.from({ length: 30 }, (_, n) => `夜${n + 1}`)

/** A few paragraphs, a table that is wider than the window, and more of them. */
function article(): string {
  const table = `| 灯 | ${columns.join(' | ')} |\n|${'---|'.repeat(31)}\n| 北 | ${columns.map((one) => `${one}静か`).join(' | ')} |`
  const some = (count: number) => Array(count).fill(words.repeat(3))
  return `---\ntitle: ${title}\nlanguage: ja\n---\n${[...some(4), table, ...some(12)].join('\n\n')}\n`
}

async function openVertical(app: RunningApp): Promise<ReaderPage> {
  const file = join(app.folder, 'wall.md')
  writeFileSync(file, article())
  await resize(app, 1200, 800)
  await changeSettings(app.page, { vertical: true })
  await new LibraryPage(app.page).read(app.electron, file, title)
  const reader = new ReaderPage(app.page)
  await expect(reader.article.locator(':root')).toHaveAttribute('data-writing', 'vertical-rl')
  return reader
}

test('a table between vertical lines is on one page, whole', async ({ app }) => {
  const { page } = app
  const reader = await openVertical(app)
  await page.keyboard.press('p')
  await expect(reader.article.locator(':root')).toHaveAttribute('data-paged', '')
  const table = reader.article.locator('table')
  const isWhole = () =>
    table.evaluate((element) => {
      const { left, right } = element.getBoundingClientRect()
      const view = element.ownerDocument.defaultView!
      const [from, to] = ['end', 'start'].map((edge) =>
        element.ownerDocument.querySelector(`.page-cover[data-edge="${edge}"]`)!.getBoundingClientRect()
      )
      if (right <= 0 || left >= view.innerWidth) return 'elsewhere'
      return left >= from!.right - 1 && right <= to!.left + 1 ? 'whole' : 'cut'
    })
  await expect
    .poll(async () => {
      await page.keyboard.press('PageDown')
      // The page settles, and what does not fit is covered.
      await page.waitForTimeout(300)
      return isWhole()
    })
    .toBe('whole')
  // On: no second half of it comes, and back to it as it was.
  await page.keyboard.press('PageDown')
  await expect.poll(isWhole).toBe('elsewhere')
  await page.keyboard.press('PageUp')
  await expect.poll(isWhole).toBe('whole')
  expect(app.complaints).toEqual([])
})

test('what is found at the far end of a table between vertical lines is scrolled to', async ({ app }) => {
  const { page } = app
  const reader = await openVertical(app)
  await page.keyboard.press('ControlOrMeta+f')
  await page.keyboard.type('夜30静か')
  await expect(page.getByRole('status').filter({ hasText: '1 of 1' })).toBeVisible()
  await expect(reader.article.getByText('夜30静か')).toBeInViewport({ ratio: 0.9 })
  expect(app.complaints).toEqual([])
})
