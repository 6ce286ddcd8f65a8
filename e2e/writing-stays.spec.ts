import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type RunningApp, test } from './app.ts'
import { ask } from './bridge.ts'
import { LibraryPage } from './pages/library.ts'
import { ReaderPage } from './pages/reader.ts'

const title = 'On tides'
const text = `${title}

The sea comes and goes twice a day, and nobody asks it to.

The moon pulls at the water, and the water follows.

${'The keeper walked along the quay at dusk and counted every flame that answered the wind.\n\n'.repeat(60)}`

async function open(app: RunningApp): Promise<ReaderPage> {
  const file = join(app.folder, 'tides.txt')
  writeFileSync(file, text)
  const library = new LibraryPage(app.page)
  await library.isSettled()
  await library.read(app.electron, file, title)
  return new ReaderPage(app.page)
}

/** The open article, and its only highlight, as main knows them. */
async function stored({ page }: RunningApp) {
  const { items } = await ask(page, 'articles.list', {
    filter: { contains: title },
    sort: 'added',
    descending: true,
    page: { offset: 0, limit: 1 }
  })
  const articleId = items[0]!.id
  const [highlight] = await ask(page, 'highlights.listByArticle', { articleId })
  return { articleId, state: items[0]!.state, highlight }
}

const noteOf = ({ page }: RunningApp) => page.getByRole('textbox', { name: 'Note on the highlight' })

test('what is typed after the key that opens a note is in the note, and nowhere else', async ({ app }) => {
  const { page } = app
  const reader = await open(app)
  await reader.select('comes and goes')
  // Without a pause; e would finish the article, s star it.
  await page.keyboard.type('nease, seen')
  await expect(noteOf(app)).toHaveValue('ease, seen')
  await page.keyboard.press('Escape')
  await expect.poll(async () => (await stored(app)).highlight?.note).toBe('ease, seen')
  expect((await stored(app)).state).toBe('reading')

  // Also where the highlight is far away, and the page has to go there first.
  await page.keyboard.press('End')
  await expect(reader.article.getByRole('heading', { level: 1 })).not.toBeInViewport()
  await page.keyboard.type('n, And now')
  await expect(noteOf(app)).toHaveValue('ease, seen, And now')
  await page.keyboard.press('Escape')

  // A key that is let go of slowly writes nothing into the field it has opened.
  await reader.select('water follows')
  for (let held = 0; held < 5; held++) await page.keyboard.down('n')
  await page.keyboard.up('n')
  await expect(noteOf(app)).toBeFocused()
  for (let held = 0; held < 3; held++) await page.keyboard.down('n')
  await page.keyboard.up('n')
  await expect(noteOf(app)).toHaveValue('nnn')
  expect(app.complaints).toEqual([])
})

test('the field of a note is there before the next key, also where that is the first of an input method', async ({
  app
}) => {
  const { page } = app
  const reader = await open(app)
  /** What has the focus in the first task after the next key in the article, which no key can come before. */
  const focusAfterKey = () =>
    page.evaluateHandle(() => {
      const inside = document.querySelector<HTMLIFrameElement>('iframe[title]')!.contentWindow!
      const { port1, port2 } = new MessageChannel()
      const told = new Promise<string>((resolve) => {
        port2.onmessage = () => resolve(document.activeElement!.tagName)
      })
      const press = () => port1.postMessage('')
      inside.addEventListener('keydown', press, { once: true, capture: true })
      return { told }
    })

  await reader.select('comes and goes')
  await expect(reader.tools).toBeVisible()
  // The words are asked for ahead.
  await page.waitForTimeout(500)
  const first = await focusAfterKey()
  await page.keyboard.press('n')
  expect(await first.evaluate(({ told }) => told)).toBe('TEXTAREA')
  const client = await page.context().newCDPSession(page)
  await client.send('Input.imeSetComposition', { text: 'しお', selectionStart: 2, selectionEnd: 2 })
  await client.send('Input.insertText', { text: '潮' })
  await expect(noteOf(app)).toHaveValue('潮')
  await page.keyboard.press('Escape')
  await expect.poll(async () => (await stored(app)).highlight?.note).toBe('潮')
  const second = await focusAfterKey()
  await page.keyboard.press('n')
  expect(await second.evaluate(({ told }) => told)).toBe('TEXTAREA')
  expect(app.complaints).toEqual([])
})

test('a highlight that is deleted elsewhere while its note is written comes back with it', async ({
  app
}) => {
  const { page } = app
  const reader = await open(app)
  await reader.select('comes and goes')
  await page.keyboard.press('2')
  await expect.poll(() => reader.painted('green')).toEqual(['comes and goes'])
  const { highlight } = await stored(app)
  const highlightIds = [highlight!.id]
  await ask(page, 'highlights.addTag', { highlightIds, tag: 'sea' })
  await page.keyboard.press('n')
  await page.keyboard.type('Twice')
  await expect(noteOf(app)).toHaveValue('Twice')
  await expect.poll(async () => (await stored(app)).highlight?.note).toBe('Twice')

  await ask(page, 'highlights.delete', { highlightIds })
  await expect(page.getByRole('alert')).toContainText('not in the library any more')
  await expect(noteOf(app)).toBeFocused()
  await page.keyboard.type(' each day')
  await expect(noteOf(app)).toHaveValue('Twice each day')
  await expect(page.getByText('The highlight is back, with what you wrote')).toBeVisible()
  await expect(noteOf(app)).toHaveValue('Twice each day')
  await page.keyboard.press('Escape')
  await expect.poll(() => reader.painted('green')).toEqual(['comes and goes'])
  await expect
    .poll(async () => (await stored(app)).highlight)
    .toMatchObject({ id: highlight!.id, note: 'Twice each day', tags: ['sea'], color: 'green' })

  // Deleted while nobody writes on it, it is gone, and keys are for no highlight any more.
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Highlight, Green' })).toBeVisible()
  await ask(page, 'highlights.delete', { highlightIds })
  await expect(page.getByRole('dialog', { name: 'Highlight, Green' })).toBeHidden()
  await page.keyboard.press('3')
  await page.keyboard.press('n')
  await expect(noteOf(app)).toBeHidden()
  await expect(page.locator('.toast-error')).toHaveCount(0)
  expect((await stored(app)).highlight).toBeUndefined()
  expect(app.complaints).toEqual([])
})

test('a title that is put right elsewhere waits until the note is written', async ({ app }) => {
  const { page } = app
  const reader = await open(app)
  await reader.select('comes and goes')
  await page.keyboard.press('n')
  await page.keyboard.type('Twice')
  const { articleId } = await stored(app)
  await ask(page, 'articles.update', { articleId, title: 'On tides, revised' })
  // As the bar around the page shows, the window has heard of it.
  await expect(page.getByRole('region', { name: 'On tides, revised' })).toBeVisible()
  await page.keyboard.type(' each day')
  await expect(noteOf(app)).toHaveValue('Twice each day')
  await reader.isShowing(title)
  await page.keyboard.press('Escape')
  await reader.isShowing('On tides, revised')
  await expect.poll(() => reader.painted('yellow')).toEqual(['comes and goes'])
  expect(app.complaints).toEqual([])
})

test('Escape leads from a highlight that was opened in the panel back to its row there', async ({ app }) => {
  const { page } = app
  const reader = await open(app)
  await reader.select('comes and goes')
  await page.keyboard.press('2')
  await expect.poll(() => reader.painted('green')).toEqual(['comes and goes'])
  await page.keyboard.press('h')
  const row = page.getByRole('complementary').getByRole('button', { name: /comes and goes/ })
  await row.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Highlight, Green' })).toBeVisible()
  await page.keyboard.press('n')
  await page.keyboard.type('Twice')
  await page.keyboard.press('Escape')
  await expect(row).toBeFocused()
  expect(app.complaints).toEqual([])
})
