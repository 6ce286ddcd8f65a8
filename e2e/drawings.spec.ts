import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { canary, hostileDrawings } from '../src/main/import/fixtures/hostile-drawings.ts'
import { expect, test } from './app.ts'
import { ask } from './bridge.ts'
import { answerDialogs } from './pages/dialogs.ts'
import { LibraryPage } from './pages/library.ts'
import { ReaderPage } from './pages/reader.ts'
import { watchWindow } from './watch-window.ts'

const words =
  'The ferry leaves at seven and comes back when the tide allows, which nobody can say beforehand. '.repeat(4)
const flow = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 160" width="400" height="160"><title>How the ferry is planned</title>
  <style>.box{fill:none;stroke:#000;stroke-width:2} text{font:16px sans-serif;text-anchor:middle}</style>
  <defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L10 5L0 10z"/></marker></defs>
  <rect class="box" x="10" y="50" width="120" height="60"/><text x="70" y="85">Tide</text>
  <path class="box" d="M130 80H260" marker-end="url(#arrow)"/>
  <rect class="box" x="262" y="50" width="120" height="60"/><text x="322" y="85">Ferry</text><script>top.pwned=1</script></svg>`
const light = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100"><path d="M20 80L120 20L220 60L380 10" fill="none" stroke="#fff" stroke-width="3"/><text x="20" y="20" fill="white">Passengers</text></svg>`

test('drawings come in as pictures in which nothing runs, are seen in every theme, and leave with the article', async ({
  app
}) => {
  test.slow()
  const { page, electron } = app
  const library = new LibraryPage(page)
  const reader = new ReaderPage(page)
  const inbox = join(app.folder, 'inbox')
  mkdirSync(join(inbox, 'Ferry_files'), { recursive: true })
  writeFileSync(join(inbox, 'Ferry_files/light.svg'), light)
  const data = (svg: string) => `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
  writeFileSync(
    join(inbox, 'Ferry.html'),
    `<!doctype html><html lang="en"><title>Ferry</title><article><h1>Ferry</h1><p>${words}</p>${flow}<p>${words}</p>
     <figure><img src="Ferry_files/light.svg" alt="Passengers by year"><figcaption>By year</figcaption></figure><p>${words}</p>
     ${hostileDrawings.map((svg) => `<p>${words}</p><figure><img alt="h" src="${data(svg)}"></figure>${svg}`).join('')}</article></html>`
  )
  const watching = await watchWindow(page, (address) => /^(?:app|asset|data|blob):/.test(address))
  await library.isSettled()
  const { results } = await ask(page, 'imports.files', {
    batchId: crypto.randomUUID(),
    paths: [join(inbox, 'Ferry.html')]
  })
  const articleId = results[0]!.articleId!
  await page.reload()
  await library.open('Ferry')
  await reader.isShowing('Ferry')
  // Looked at from the window: what looks from inside the page counts as a script of the page.
  const shown = () =>
    page.evaluate(async () => {
      const inside = document.querySelector<HTMLIFrameElement>('iframe[title]')!.contentDocument!
      const images = [...inside.querySelectorAll<HTMLImageElement>('figure img')]
      for (const image of images) {
        image.scrollIntoView()
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
      }
      images[0]?.scrollIntoView({ block: 'center' })
      return images.map(({ alt, naturalWidth }) => [alt, naturalWidth] as const)
    })
  // Every drawing is there, those with something hostile in them, too, and each shows something.
  await expect.poll(async () => (await shown()).every(([, width]) => width > 0)).toBe(true)
  const drawings = await shown()
  expect(drawings[0]).toEqual(['How the ferry is planned', 400])
  expect(drawings.length).toBeGreaterThan(hostileDrawings.length)
  const shots = process.env.LECTERN_SHOTS
  for (const theme of ['light', 'sepia', 'dark', 'black'] as const) {
    await ask(page, 'settings.set', { theme })
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    if (shots) await page.screenshot({ path: join(shots, `drawing-${theme}.png`) })
    // Black lines on nothing have paper behind them wherever the page is dark.
    const paper = () =>
      page.evaluate(() => {
        const frame = document.querySelector<HTMLIFrameElement>('iframe[title]')!
        const image = frame.contentDocument!.querySelector('figure img')!
        return frame.contentWindow!.getComputedStyle(image).backgroundColor
      })
    if (theme === 'dark' || theme === 'black') await expect.poll(paper).toBe('rgb(255, 255, 255)')
  }

  // Enlarged, by keyboard.
  await page.evaluate(() => {
    const inside = document.querySelector<HTMLIFrameElement>('iframe[title]')!.contentDocument!
    inside.querySelector<HTMLImageElement>('figure img')!.focus()
  })
  await page.keyboard.press('Enter')
  const viewer = page.getByRole('dialog', { name: 'How the ferry is planned' })
  const large = viewer.getByRole('img')
  const before = (await large.boundingBox())!.width
  await page.keyboard.press('+')
  await expect.poll(async () => (await large.boundingBox())!.width).toBeGreaterThan(before * 1.2)
  if (shots) await page.screenshot({ path: join(shots, 'drawing-viewer.png') })
  await page.keyboard.press('Escape')
  await expect(viewer).toHaveCount(0)

  // Were a stranger's drawing in the library as it came, it would run and load nothing even so.
  await electron.evaluate(({ protocol }, list) => {
    protocol.unhandle('asset')
    protocol.handle('asset', (request) => {
      const svg = list[Number(request.url.slice(-3))]
      return new Response(svg ?? null, { headers: { 'content-type': 'image/svg+xml' } })
    })
  }, hostileDrawings)
  // A page keeps the answerers it began with.
  await page.reload()
  const hashes = hostileDrawings.map((_, at) => String(at).padStart(64, '0'))
  const loaded = await page.evaluate(async (list) => {
    let count = 0
    for (const hash of list) {
      const image = new Image()
      const done = new Promise((resolve) => {
        image.addEventListener('load', resolve, { once: true })
        image.addEventListener('error', resolve, { once: true })
      })
      image.src = `asset://image/${hash}`
      document.body.append(image)
      await done
      if (image.naturalWidth > 0) count += 1
      image.remove()
    }
    await new Promise((done) => setTimeout(done, 500))
    return count
  }, hashes)
  // Some of them are no XML and show nothing.
  expect(loaded).toBeGreaterThan(10)
  expect(watching.deeds).toEqual({ ran: [], asked: [], refused: [] })
  expect(await page.evaluate(() => (window as { pwned?: unknown }).pwned)).toBeUndefined()
  await watching.stop()

  // It leaves as it was: in the zip, the book and the page, and comes back equal.
  const save = async (name: string) => {
    const path = join(app.folder, name)
    await answerDialogs(electron, path)
    return path
  }
  const html = await save('ferry-out.html')
  await ask(page, 'exports.saveArticle', { articleId, format: 'html' })
  expect(readFileSync(html, 'utf8')).toContain('src="data:image/svg+xml;base64,')
  const epub = await save('ferry.epub')
  await ask(page, 'exports.saveArticle', { articleId, format: 'epub' })
  const book = unzipSync(readFileSync(epub))
  const drawn = Object.keys(book).filter((name) => name.endsWith('.svg'))
  expect(drawn.length).toBeGreaterThan(2)
  expect(Buffer.from(book['EPUB/package.opf']!).toString()).toContain('media-type="image/svg+xml"')
  for (const name of drawn)
    expect(Buffer.from(book[name]!).toString()).not.toMatch(new RegExp(`<script|onload=|${canary}`))
  const back = await ask(page, 'imports.files', { batchId: crypto.randomUUID(), paths: [epub] })
  // The same text is known again.
  expect(back.results[0]!.status).toBe('already-here')
  expect(app.complaints).toEqual([])
})
