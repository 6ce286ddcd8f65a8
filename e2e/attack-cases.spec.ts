import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { book, page as chapter, container, opf } from '../src/main/import/fixtures/epub.ts'
import { hostileMarkup } from '../src/main/import/fixtures/hostile-markup.ts'
import { firstFree, writePdf } from '../src/main/import/fixtures/write-pdf.ts'
import type { ArticleId } from '../src/shared/values.ts'
import { expect, type RunningApp, test } from './app.ts'
import { ask, call } from './bridge.ts'
import { ReaderPage } from './pages/reader.ts'
import { type Deeds, showInFrames, watchWindow } from './watch-window.ts'

// What happened to other apps, tried on this one. Thousands of public payloads do the same in
// `npm run torture -- hostile`.

/** Nobody listens there: whatever asks is seen before it could be answered. */
const canary = 'http://127.0.0.1:9'
const attacks = hostileMarkup(canary)
const isOurs = (address: string) => /^(?:app|asset|data|blob|pages):/.test(address)
const nothing: Deeds = { ran: [], asked: [], refused: [] }
const filler =
  'The harbour office has kept a book of every lamp on the quay since the first of them was lit, and anybody may read it.'

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

async function bringIn(app: RunningApp, files: Record<string, string | Uint8Array>): Promise<ArticleId[]> {
  const paths = Object.entries(files).map(([name, content]) => {
    const path = join(app.folder, name)
    writeFileSync(path, content)
    return path
  })
  const { results } = await ask(app.page, 'imports.files', { batchId: crypto.randomUUID(), paths })
  return results.flatMap(({ articleId }) => (articleId ? [articleId] : []))
}

const versionOf = async (app: RunningApp, articleId: ArticleId) =>
  (await ask(app.page, 'reading.open', { articleId })).version

test('nothing that comes in runs or asks: as pages, chapters, titles, notes, tags, cards and queries, on every screen', async ({
  app
}) => {
  const { page } = app
  await page.getByText('Welcome to Lectern').first().waitFor()
  const watching = await watchWindow(page, isOurs)
  const pages = await bringIn(
    app,
    Object.fromEntries(
      attacks.map((markup, at) => [
        `page-${at}.html`,
        `<!doctype html><meta charset="utf-8"><title>${escaped(markup)}</title><meta name="author" content="${escaped(markup)}"><article><h1>${escaped(markup)}</h1><p>${filler} ${at}</p>${markup}<p>${filler}</p></article>`
      ])
    )
  )
  expect(pages.length).toBeGreaterThan(attacks.length * 0.9)
  const chapters = attacks.map((_, at) => `text/x${at}.html`)
  const [attackBook] = await bringIn(app, {
    'attacks.epub': book({
      'META-INF/container.xml': container,
      'OPS/book.opf': opf(
        '3.0',
        chapters
          .map((href, at) => `<item id="x${at}" href="${href}" media-type="application/xhtml+xml"/>`)
          .join('')
      )
        .replace('The Salt Road', 'A book of attacks')
        .replace(
          /<spine[\s\S]*<\/spine>/,
          () => `<spine>${chapters.map((_, at) => `<itemref idref="x${at}"/>`).join('')}</spine>`
        ),
      ...Object.fromEntries(
        chapters.map((href, at) => [
          `OPS/${href}`,
          chapter(`<h1>Attack ${at}</h1><p>${filler}</p>${attacks[at]}`)
        ])
      )
    })
  })

  const addresses: string[] = []
  for (const id of [...pages, attackBook!])
    addresses.push(`app://lectern/read/${(await versionOf(app, id)).id}`)
  let seen = 0
  for (let at = 0; at < addresses.length; at += 20) {
    const { sprung, elements, unfinished } = await showInFrames(
      page,
      addresses.slice(at, at + 20),
      'allow-same-origin'
    )
    expect({ sprung, unfinished }).toEqual({ sprung: [], unfinished: 0 })
    seen += elements
  }
  expect(seen).toBeGreaterThan(pages.length * 5)
  expect(watching.deeds).toEqual(nothing)

  // What the reader writes and names.
  const some = attacks.filter((_, at) => at % 4 === 0)
  for (const [at, markup] of some.entries()) {
    const articleId = pages[at]!
    const body = markup.replaceAll('\0', '')
    const line = body.replace(/\s+/g, ' ').slice(0, 60).trim()
    await call(page, 'notes.save', { id: crypto.randomUUID(), articleId, highlightId: null, body })
    await call(page, 'articles.addTag', { articleIds: [articleId], tag: line })
    await call(page, 'cards.create', {
      promptId: crypto.randomUUID(),
      kind: 'question',
      front: body,
      back: body,
      picture: null,
      source: null,
      tags: [line]
    })
    if (at % 5 === 0) {
      await ask(page, 'notebooks.create', { id: crypto.randomUUID() as never, title: line, body })
    }
  }
  for (const key of ['1', '2', '4', '5', '6', ',', '3']) {
    await page.keyboard.press(`ControlOrMeta+${key}`)
    await page.waitForTimeout(200)
  }
  const box = page.getByRole('searchbox').or(page.getByRole('combobox')).first()
  await box.fill('img src onerror')
  await expect(page.locator('.results mark').first()).toBeVisible()
  await box.fill(attacks[7]!)
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type(attacks[7]!)
  await page.keyboard.press('Escape')
  expect(watching.deeds).toEqual(nothing)

  // In the reader itself; and the control: what gets past the sanitiser is seen by this test.
  await page.keyboard.press('ControlOrMeta+1')
  await page.getByRole('main').getByRole('button', { name: 'A book of attacks', exact: true }).click()
  await new ReaderPage(page).isShowing('A book of attacks')
  await page.waitForTimeout(300)
  expect(watching.deeds).toEqual(nothing)
  await page.evaluate((address) => {
    const inside = document.querySelector<HTMLIFrameElement>('iframe[title]')!.contentDocument!
    const image = inside.createElement('img')
    image.src = `${address}/seen.png`
    inside.body.append(image)
  }, canary)
  await expect.poll(() => watching.deeds.asked.length + watching.deeds.refused.length).toBeGreaterThan(0)
  expect(watching.deeds.ran).toEqual([])
})

test('a PDF that opens, runs and submits does nothing, read or seen; hostile paste stays words', async ({
  app
}) => {
  const { page } = app
  await page.getByText('Welcome to Lectern').first().waitFor()
  const seen = await app.electron.evaluate(({ app: self, shell, dialog }) => {
    const list: string[] = []
    ;(globalThis as { deeds?: string[] }).deeds = list
    shell.openExternal = async (url) => void list.push(`opened ${url}`)
    dialog.showMessageBox = async () => {
      list.push('asked the reader')
      return { response: 1, checkboxChecked: false }
    }
    self.on('web-contents-created', (_event, contents) => {
      contents.on('did-start-navigation', (event) => {
        if (!/^(?:app|pages):/.test(event.url)) list.push(`went to ${event.url}`)
      })
      contents.on('console-message', (event) => list.push(`said ${event.message}`))
    })
    return list.length
  })
  expect(seen).toBe(0)
  const free = firstFree(1)
  const script = (code: string) => `<< /S /JavaScript /JS (${code}) >>`
  const [pdf] = await bringIn(app, {
    'paper.pdf': writePdf({
      info: { Title: '<img src=x onerror=alert(1)>' },
      catalog: `/OpenAction ${script('app.alert(1); globalThis.pdfCanary = 1')} /AA << /WC ${script('app.launchURL("http://127.0.0.1:9/")')} >> /Names << /JavaScript << /Names [(a) ${free} 0 R] >> >> /AcroForm << /Fields [] >>`,
      pages: [
        {
          texts: [
            { x: 60, y: 740, text: 'The harbour lies behind two long walls of stone, older than the town.' }
          ],
          annotations: [
            `<< /Type /Annot /Subtype /Link /Rect [0 0 600 800] /A ${script('app.alert(2)')} >>`,
            '<< /Type /Annot /Subtype /Link /Rect [0 0 600 800] /A << /S /Launch /F (calc.exe) >> >>',
            '<< /Type /Annot /Subtype /Link /Rect [0 0 600 800] /A << /S /GoToR /F (\\\\\\\\host\\\\share\\\\x.pdf) /D [0 /Fit] >> >>',
            '<< /Type /Annot /Subtype /Link /Rect [0 0 600 800] /A << /S /SubmitForm /F (http://127.0.0.1:9/form) >> >>'
          ]
        }
      ],
      objects: [script('globalThis.pdfCanary = 1')]
    })
  })
  expect(pdf).toBeTruthy()
  const watching = await watchWindow(page, isOurs)
  const version = await versionOf(app, pdf!)
  const { sprung } = await showInFrames(page, [`app://lectern/read/${version.id}`], 'allow-same-origin')
  expect(sprung).toEqual([])
  expect(await call(page, 'originals.open', { versionId: version.id })).toMatchObject({ ok: true })
  const drawn = await app.electron.evaluate(async ({ webContents, session }, id) => {
    const picture = await session.defaultSession.fetch(`app://lectern/original/${id}/1/600`)
    const drawing = webContents.getAllWebContents().find((one) => one.getURL().startsWith('pages:'))!
    return {
      status: picture.status,
      canary: await drawing.executeJavaScript('typeof globalThis.pdfCanary'),
      address: drawing.getURL()
    }
  }, version.id)
  expect(drawn).toEqual({ status: 200, canary: 'undefined', address: 'pages://lectern/' })

  // Rich text on the clipboard, into every kind of field: words, never markup.
  const rich = `<b class="sidebar" style="position:fixed;inset:0;z-index:9">bold</b>${attacks.join('')}`
  await page.evaluate(
    ([html, text]) =>
      navigator.clipboard.write([
        new ClipboardItem({
          'text/html': new Blob([html!], { type: 'text/html' }),
          'text/plain': new Blob([text!], { type: 'text/plain' })
        })
      ]),
    [rich, '<img src=x onerror=alert(1)> bold']
  )
  // Chromium reads the markup through once when it is copied, and says what the page's policy kept it from.
  await page.waitForTimeout(200)
  watching.clear()
  await page.keyboard.press('ControlOrMeta+3')
  const box = page.getByRole('searchbox').or(page.getByRole('combobox')).first()
  await box.focus()
  await page.keyboard.press('ControlOrMeta+v')
  await expect(box).toHaveValue('<img src=x onerror=alert(1)> bold')
  const id = crypto.randomUUID()
  await ask(page, 'notebooks.create', { id: id as never, title: 'Pasted', body: '' })
  await page.keyboard.press('ControlOrMeta+6')
  await page.getByRole('main').getByRole('button', { name: 'Pasted', exact: true }).click()
  const text = page.getByRole('textbox', { name: 'Text of the notebook' })
  await text.focus()
  await page.keyboard.press('ControlOrMeta+v')
  await expect(text).toHaveValue(/<img src=x onerror=alert\(1\)> bold/)
  await page.keyboard.press('ControlOrMeta+Shift+e')
  await page.waitForTimeout(200)
  expect(await page.locator('main :is(script, img[onerror], iframe:not([title]))').count()).toBe(0)
  // As an article: rebuilt.
  const { results } = await ask(page, 'imports.paste', {
    batchId: crypto.randomUUID(),
    text: 'x',
    html: rich
  })
  const pasted = await versionOf(app, results[0]!.articleId!)
  const outcome = await showInFrames(page, [`app://lectern/read/${pasted.id}`], 'allow-same-origin')
  expect(outcome.sprung).toEqual([])
  expect(watching.deeds).toEqual(nothing)
  expect(await app.electron.evaluate(() => (globalThis as { deeds?: string[] }).deeds)).toEqual([])
})

test('addresses of every wrong kind are refused without a question, and none is opened without a yes', async ({
  app
}) => {
  await app.electron.evaluate(({ shell, dialog }) => {
    const list: string[] = []
    ;(globalThis as { deeds?: string[] }).deeds = list
    shell.openExternal = async (url) => void list.push(`opened ${url}`)
    dialog.showMessageBox = async (...given: unknown[]) => {
      list.push((given.at(-1) as { message: string }).message)
      return { response: 1, checkboxChecked: false }
    }
  })
  const open = (url: string) => call(app.page, 'app.openLink', { url })
  for (const url of [
    'file:///etc/passwd',
    'file://host/share',
    'smb://host/share',
    '\\\\host\\share',
    '//host/share',
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'java\nscript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'blob:app://lectern/1',
    'app://lectern/',
    'asset://image/1',
    'about:blank',
    'chrome://version',
    'devtools://devtools',
    'view-source:https://example.org/',
    'ms-msdt:/id x',
    'search-ms:query=x',
    'ms-officecmd:{}',
    'vscode://file/etc/passwd',
    'jar:https://example.org/x!/',
    'ssh://host',
    'telnet://host',
    'tel:1',
    'lectern:add?url=x',
    'http://user@evil.example/',
    'https://good.example:x@evil.example/',
    'https://exa\u0000mple.org/',
    'https://example.org/\u202e\\',
    'http://',
    'https:\\\\evil.example',
    '',
    `https://example.org/${'x'.repeat(2_000_000)}`
  ]) {
    expect(await open(url), url.slice(0, 60)).toMatchObject({ ok: false })
  }
  expect(await app.electron.evaluate(() => (globalThis as { deeds?: string[] }).deeds)).toEqual([])
  for (const [url, host] of [
    ['https://example.org/a', 'example.org'],
    // The host as the network sees it: a Cyrillic а is not an a.
    ['https://аpple.com/', 'xn--pple-43d.com'],
    ['mailto:keeper@example.org', 'keeper@example.org']
  ] as const) {
    expect(await open(url)).toMatchObject({ ok: true, value: { opened: false } })
    const deeds = await app.electron.evaluate(() => (globalThis as { deeds?: string[] }).deeds!.splice(0))
    expect(deeds).toHaveLength(1)
    expect(deeds[0]).toContain(host)
  }
})
