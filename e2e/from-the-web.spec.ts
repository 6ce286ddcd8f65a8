import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { articleLink } from '../src/shared/deep-link.ts'
import { expect, startApp, test } from './app.ts'
import { ask } from './bridge.ts'
import { LibraryPage } from './pages/library.ts'
import { runCommand } from './pages/palette.ts'
import { ReaderPage } from './pages/reader.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC',
  'base64'
)
const words =
  'The ferry leaves at seven and comes back when the tide allows, which nobody can say beforehand. '

/** A web site on this machine that remembers what it was asked. */
async function site() {
  const asked: { path: string; cookie: string | undefined; referrer: string | undefined }[] = []
  const server = createServer((request, response) => {
    const { cookie, referer } = request.headers
    asked.push({ path: request.url ?? '', cookie, referrer: referer })
    if (request.url === '/boat.png') response.writeHead(200, { 'content-type': 'image/png' }).end(png)
    else if (request.url === '/slow') response.writeHead(200, { 'content-type': 'text/html' }).write('<p>')
    else
      response
        .writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'who=you' })
        .end(
          `<!doctype html><html lang="en"><title>Ferries</title><article><h1>Ferries</h1><p>${words.repeat(4)}</p><figure><img src="/boat.png" alt="A boat"><figcaption>The boat</figcaption></figure><p>${words.repeat(4)}</p><script src="/track.js"></script><img src="/pixel.gif" width="1" height="1"></article></html>`
        )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    asked,
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections()
      server.close()
    }
  }
}

test('a page comes from the web when the reader says so, whole, and nobody else is asked', async () => {
  const web = await site()
  const app = await startApp({ env: { LECTERN_WEB_IS_LOCAL: '1' } })
  const { page } = app
  const library = new LibraryPage(page)
  const dialog = page.getByRole('dialog', { name: 'Add from the web' })

  // The palette knows an address when it sees one; looking at it asks nobody.
  await page.getByText('Welcome to Lectern').first().waitFor()
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox').first().fill(`${web.address}/ferries`)
  await expect(page.getByRole('option', { name: /from the web/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('tells the site your internet address')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  expect(web.asked).toEqual([])

  await page.keyboard.press('ControlOrMeta+Shift+O')
  await dialog.getByRole('textbox').fill(`${web.address}/ferries`)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Read', exact: true }).click()
  const reader = new ReaderPage(page)
  await reader.isShowing('Ferries')
  const picture = reader.article.locator('img')
  await expect(picture).toHaveAttribute('src', /^asset:/)
  await expect.poll(() => picture.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(10)
  expect(web.asked.map(({ path }) => path)).toEqual(['/ferries', '/boat.png'])
  for (const { cookie, referrer } of web.asked) expect([cookie, referrer]).toEqual([undefined, undefined])

  // What takes for ever is stopped by its button, and leaves nothing.
  await page.keyboard.press('ControlOrMeta+Shift+O')
  await dialog.getByRole('textbox').fill(`${web.address}/slow`)
  await page.keyboard.press('Enter')
  const working = page.getByRole('region', { name: 'Files being added' })
  await expect(working).toContainText('127.0.0.1')
  await working.getByRole('button', { name: 'Stop' }).click()
  await expect(working).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(library.title('Ferries')).toBeVisible()
  expect(app.complaints).toEqual([])
  await app.close()
  web.close()
})

test('pictures that were missing come into the open page when the reader asks, and nothing else moves', async () => {
  const web = await site()
  const app = await startApp({ env: { LECTERN_WEB_IS_LOCAL: '1' } })
  const { page } = app
  const file = join(app.folder, 'ferries.html')
  writeFileSync(
    file,
    `<!doctype html><html lang="en"><title>Ferries</title><article><h1>Ferries</h1><p>${words.repeat(4)}</p><figure><img src="${web.address}/boat.png" alt="A boat"></figure><p>Last of all: ${words.repeat(4)}</p></article></html>`
  )
  const library = new LibraryPage(page)
  await library.isSettled()
  await library.import(app.electron, [file])
  await library.open('Ferries')
  const reader = new ReaderPage(page)
  await reader.isShowing('Ferries')
  await expect(reader.article.locator('.missing-image')).toHaveCount(1)
  await reader.select('Last of all')
  await page.keyboard.press('1')
  await expect.poll(() => reader.painted('yellow')).toEqual(['Last of all'])
  await page.keyboard.press('Escape')
  expect(web.asked).toEqual([])

  await runCommand(page, 'Load missing pictures from the web')
  await expect(page.getByText('1 picture is there now.')).toBeVisible()
  const picture = reader.article.locator('img')
  await expect.poll(() => picture.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(10)
  await expect(reader.article.locator('.missing-image')).toHaveCount(0)
  await expect.poll(() => reader.painted('yellow')).toEqual(['Last of all'])
  expect(web.asked.map(({ path }) => path)).toEqual(['/boat.png'])
  expect(app.complaints).toEqual([])
  await app.close()
  web.close()
})

test('the parts of an article become one, in their order, and a page without words says why', async () => {
  const part = (page: number) =>
    `<!doctype html><html lang="en"><title>The crossing</title><article><h1>The crossing</h1><p>Part ${page} begins. ${words.repeat(4)}</p><p>${words.repeat(4)} So part ${page} ends.</p></article></html>`
  const server = createServer((request, response) => {
    const page = URL.parse(request.url ?? '/', 'http://x')?.searchParams.get('page')
    const empty = '<!doctype html><title>App</title><div id="root"></div><script src="/app.js"></script>'
    response.writeHead(200, { 'content-type': 'text/html' }).end(page ? part(Number(page)) : empty)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/crossing`
  const app = await startApp({ env: { LECTERN_WEB_IS_LOCAL: '1' } })
  const { page } = app
  const get = async (which: string) => {
    await page.keyboard.press('ControlOrMeta+Shift+O')
    await page.getByRole('dialog', { name: 'Add from the web' }).getByRole('textbox').fill(which)
    await page.keyboard.press('Enter')
  }
  await new LibraryPage(page).isSettled()
  await get(`${address}?page=2`)
  await expect(page.getByText('Added “The crossing”').first()).toBeVisible()
  await get(`${address}?page=1`)
  await page
    .getByRole('dialog', { name: 'Is this another part?' })
    .getByRole('button', { name: 'Join them' })
    .click()
  await expect(page.getByText('One article now')).toBeVisible()
  await page.getByRole('button', { name: 'Read', exact: true }).last().click()
  const reader = new ReaderPage(page)
  await reader.isShowing('The crossing')
  const text = await reader.article.locator('body').innerText()
  const places = ['Part 1 begins.', 'So part 1 ends.', 'Part 2 begins.', 'So part 2 ends.'].map((one) =>
    text.indexOf(one)
  )
  expect(places).not.toContain(-1)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  await page.keyboard.press('Escape')
  await get(address)
  await expect(page.getByText('127.0.0.1 sent a page without any text', { exact: false })).toBeVisible()
  expect(app.complaints).toEqual([])
  await app.close()
  server.close()
})

test('a link from elsewhere only ever asks', async () => {
  const web = await site()
  const link = `lectern:add?url=${encodeURIComponent(`${web.address}/handed-over`)}`
  const app = await startApp({ args: [link], env: { LECTERN_WEB_IS_LOCAL: '1' } })
  const { page } = app
  const dialog = page.getByRole('dialog', { name: 'Add from the web' })
  await expect(dialog.getByRole('textbox')).toHaveValue(`${web.address}/handed-over`)
  await page.keyboard.press('Escape')
  await new LibraryPage(page).isSettled()

  // A second start hands its arguments over and ends; what is no such link is nothing.
  const hand = (...args: string[]) =>
    new Promise((done) => {
      const root = resolve(import.meta.dirname, '..')
      const own = app.electron.process()
      const second = spawn(
        own.spawnfile,
        [root, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...args],
        {
          env: {
            ...process.env,
            LECTERN_HOME: join(app.folder, 'home'),
            LECTERN_LIBRARY: join(app.folder, 'library')
          },
          stdio: 'ignore'
        }
      )
      second.on('exit', done)
    })
  await hand('lectern:delete?url=https%3A%2F%2Fexample.org', 'lectern:add?url=file%3A%2F%2F%2Fetc%2Fpasswd')
  await expect(dialog).toBeHidden()
  await hand(`lectern:add?url=${encodeURIComponent(`${web.address}/second`)}`)
  await expect(dialog.getByRole('textbox')).toHaveValue(`${web.address}/second`)
  expect(web.asked).toEqual([])

  // What an export calls “Open in Lectern” does so, once nothing half written stands in the way.
  const { items } = await ask(page, 'articles.list', {
    filter: {},
    sort: 'added',
    descending: true,
    page: { offset: 0, limit: 50 }
  })
  const { id, title } = items.find((one) => one.title === 'Welcome to Lectern')!
  await hand(articleLink(id))
  await expect(dialog.getByRole('textbox')).toHaveValue(`${web.address}/second`)
  await page.keyboard.press('Escape')
  const reader = new ReaderPage(page)
  await reader.isShowing(title)
  await page.keyboard.press('Escape')
  await hand(articleLink('01890000-0000-7000-8000-000000000000'))
  await expect(page.getByText('is not in the library any more')).toBeVisible()
  await app.close()
  web.close()
})

test('this machine and its network are no web', async ({ app }) => {
  const web = await site()
  const { page } = app
  await page.getByText('Welcome to Lectern').first().waitFor()
  await page.keyboard.press('ControlOrMeta+Shift+O')
  await page.getByRole('dialog').getByRole('textbox').fill(`${web.address}/`)
  await page.keyboard.press('Enter')
  await expect(
    page.getByText('127.0.0.1 is an address on this computer or inside its network.')
  ).toBeVisible()
  expect(web.asked).toEqual([])
  web.close()
})
