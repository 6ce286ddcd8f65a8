import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { textLines, writePdf } from '../src/main/import/fixtures/write-pdf.ts'
import { expect, type RunningApp, test } from './app.ts'
import { ask } from './bridge.ts'
import { LibraryPage } from './pages/library.ts'
import { ReaderPage } from './pages/reader.ts'

const lines = [
  'The harbour lies behind two long walls of stone, and the older of',
  'them was begun before anybody wrote down why. What is left of the',
  'trade has moved to the deep water, but the small boats still come',
  'in with every tide, and the sheds along the quay are full of nets.'
]
const later = [
  'Nobody who lives there would call it a quiet place. The winches run',
  'from four in the morning, and a ferry takes whoever asks and pays.'
]
const book = () =>
  writePdf({
    info: { Title: 'The Walls of the Harbour', Author: 'Jane Doe' },
    catalog: '/PageLabels << /Nums [0 << /S /r >> 2 << /S /D /St 1 >>] >>',
    pages: Array.from({ length: 12 }, (_, index) => ({
      texts: [
        {
          x: 60,
          y: 780,
          text: `${['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon', 'Zeta', 'Eta', 'Theta', 'Iota', 'Kappa', 'Lambda', 'Mu'][index]}`,
          size: 15
        },
        ...textLines(lines, { x: 60, y: 740 }),
        ...textLines([...later, `So it was written on leaf number ${index + 1} of this book.`], {
          x: 60,
          y: 660
        }),
        ...textLines(lines, { x: 60, y: 600 })
      ]
    }))
  })

async function open(app: RunningApp, name: string, bytes: Uint8Array, title: string): Promise<ReaderPage> {
  const file = join(app.folder, name)
  writeFileSync(file, bytes)
  await ask(app.page, 'imports.files', { batchId: crypto.randomUUID(), paths: [file] })
  await new LibraryPage(app.page).open(title)
  const reader = new ReaderPage(app.page)
  await reader.isShowing(title)
  return reader
}

/** Waits until a page of the original has been drawn. */
const drawn = (app: RunningApp, name: string) =>
  expect
    .poll(
      () =>
        app.page
          .getByRole('img', { name, exact: true })
          .evaluate((image) => (image as HTMLImageElement).naturalWidth)
          .catch(() => 0),
      { timeout: 30_000 }
    )
    .toBeGreaterThan(200)

test('a PDF is read as an article, with its pages named, gone to, and seen beside the text', async ({
  app
}) => {
  const { page } = app
  const reader = await open(app, 'walls.pdf', book(), 'The Walls of the Harbour')
  // Names of pages stand in the margin and are no text.
  expect(
    await reader.article
      .locator('a.page')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-label')))
  ).toEqual(['i', 'ii', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'])
  await expect(reader.article.locator('main')).not.toContainText('viii')

  await page.keyboard.press('g')
  await page.getByLabel('Page', { exact: true }).fill('xx')
  await page.keyboard.press('Enter')
  await expect(page.getByText('There is no such page')).toBeVisible()
  await page.getByLabel('Page', { exact: true }).fill('7')
  await page.keyboard.press('Enter')
  await expect(reader.article.getByText('leaf number 9 of this book')).toBeInViewport()

  // The pages stand beside, at the line that is read, with the highlights on them.
  await page.keyboard.press('Shift+P')
  await drawn(app, 'Page 7')
  await expect(page.getByText('Page 7, 9 of 12')).toBeVisible()
  await reader.select('leaf number 9')
  await page.keyboard.press('1')
  await expect(page.locator('.original-page-mark[data-color="yellow"]')).toHaveCount(1)

  // A page leads to its text; zooming draws it anew.
  await page.getByRole('button', { name: 'Larger pages' }).click()
  await drawn(app, 'Page 7')
  await page.getByRole('region', { name: 'Original pages' }).evaluate((panel) => panel.scrollTo(0, 0))
  await page.getByRole('button', { name: 'Read from page i in the text' }).click()
  await expect(reader.article.getByRole('heading', { name: 'Alpha' })).toBeInViewport()

  // What draws the pages can reach nothing and run nothing that the pages bring.
  const reached = await app.electron.evaluate(async ({ webContents }) => {
    const contents = webContents.getAllWebContents().find((one) => one.getURL().startsWith('pages:'))!
    return (await contents.executeJavaScript(`(async () => {
      const tried = {}
      for (const address of ['https://example.org/', 'http://127.0.0.1/', 'app://lectern/', 'asset://image/${'0'.repeat(64)}', 'file:///etc/passwd', 'data:text/plain,x', 'pages://lectern/index.html', 'pages://lectern/../package.json'])
        tried[address] = await fetch(address).then((answer) => answer.status, () => 'refused')
      try { eval('1'); tried.eval = 'ran' } catch { tried.eval = 'refused' }
      tried.node = [typeof require, typeof process, typeof lectern].join()
      return tried
    })()`)) as Record<string, unknown>
  })
  expect(reached).toEqual({
    'https://example.org/': 'refused',
    'http://127.0.0.1/': 'refused',
    'app://lectern/': 'refused',
    [`asset://image/${'0'.repeat(64)}`]: 'refused',
    'file:///etc/passwd': 'refused',
    'data:text/plain,x': 'refused',
    'pages://lectern/index.html': 404,
    'pages://lectern/../package.json': 404,
    eval: 'refused',
    node: 'undefined,undefined,undefined'
  })

  await page.keyboard.press('Shift+P')
  await expect(page.getByRole('complementary', { name: 'Original pages' })).toBeHidden()
  expect(app.complaints).toEqual([])
})

test('a scan is told and shown by its pages; what draws them may die and comes back', async ({ app }) => {
  const { page } = app
  const scan = writePdf({
    info: { Title: 'A scan of two leaves' },
    pages: [
      { content: '0.5 g 60 60 400 600 re f' },
      { content: '0.2 g 100 100 200 200 re f', width: 100_000, height: 50 }
    ]
  })
  await open(app, 'scan.pdf', scan, 'A scan of two leaves')
  await drawn(app, 'Page 1')
  await app.electron.evaluate(({ webContents }) => {
    webContents
      .getAllWebContents()
      .find((one) => one.getURL().startsWith('pages:'))!
      .forcefullyCrashRenderer()
  })
  await page.getByRole('button', { name: 'Larger pages' }).click()
  await drawn(app, 'Page 1')
  await page.getByRole('button', { name: 'Close the pages' }).click()
  expect(app.complaints).toEqual([])
})
