import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { textLines, writePdf } from '../src/main/import/fixtures/write-pdf.ts'
import type { SentReply } from '../src/shared/bridge.ts'
import { expect, type RunningApp, startApp, test } from './app.ts'
import { ask, call } from './bridge.ts'
import { answerDialogs } from './pages/dialogs.ts'

/** As main has it (ipc/serve.ts). */
const CALLS_PER_SECOND = 2000

async function bringIn(app: RunningApp, name: string, bytes: string | Uint8Array) {
  const file = join(app.folder, name)
  writeFileSync(file, bytes)
  const { results } = await ask(app.page, 'imports.files', { batchId: crypto.randomUUID(), paths: [file] })
  return results[0]!
}

test('every window, the hidden ones too, is locked down from its first moment, and its gates stand', async ({
  app
}) => {
  await app.electron.evaluate(({ app: self }) => {
    const seen: Record<string, unknown>[] = []
    ;(globalThis as { seenWindows?: unknown }).seenWindows = seen
    self.on('web-contents-created', (_event, contents) => {
      const { getLastWebPreferences } = contents as unknown as {
        getLastWebPreferences(): Record<string, unknown>
      }
      const one: Record<string, unknown> = { ...getLastWebPreferences.call(contents) }
      one.type = contents.getType()
      one.webrtc = contents.getWebRTCIPHandlingPolicy()
      seen.push(one)
    })
  })
  const { articleId } = await bringIn(
    app,
    'harbour.pdf',
    writePdf({
      info: { Title: 'Harbours' },
      pages: [
        {
          texts: textLines(
            [
              'The harbour lies behind two long walls of stone, and the older of',
              'them was begun before anybody wrote down why. What is left of the'
            ],
            { x: 60, y: 740 }
          )
        }
      ]
    })
  )
  expect(articleId).toBeTruthy()
  const { id: versionId } = (await ask(app.page, 'reading.open', { articleId: articleId! })).version
  // The window that draws pages, and the one that prints.
  expect(await call(app.page, 'originals.open', { versionId })).toMatchObject({ ok: true })
  await answerDialogs(app.electron, join(app.folder, 'printed.pdf'))
  expect(await call(app.page, 'printing.savePdf', { articleId })).toMatchObject({
    ok: true
  })

  const seen = await app.electron.evaluate(
    () => (globalThis as { seenWindows?: unknown }).seenWindows as Record<string, unknown>[]
  )
  expect(seen.length).toBeGreaterThanOrEqual(2)
  for (const one of seen) {
    expect(one).toMatchObject({
      type: 'window',
      sandbox: true,
      contextIsolation: true,
      webSecurity: true,
      nodeIntegration: false,
      webrtc: 'disable_non_proxied_udp'
    })
    // Only the reader's window has a preload, and that one was there before.
    expect(one.preload ?? '').toBe('')
    for (const name of [
      'webviewTag',
      'experimentalFeatures',
      'allowRunningInsecureContent',
      'nodeIntegrationInSubFrames',
      'nodeIntegrationInWorker'
    ])
      expect(one[name] ?? false, name).toBe(false)
  }

  // From inside the window that draws: no other window, nowhere to go, no permission, no file.
  const inside = await app.electron.evaluate(async ({ webContents, session }) => {
    const drawing = webContents.getAllWebContents().find((one) => one.getURL().startsWith('pages:'))!
    const outcome: Record<string, unknown> = {}
    outcome.opened = await drawing.executeJavaScript("window.open('https://example.com/') === null", true)
    await drawing.executeJavaScript("location.href = 'https://example.com/'; 0", true)
    await new Promise((done) => setTimeout(done, 300))
    outcome.stayed = drawing.getURL()
    outcome.camera = await drawing.executeJavaScript(
      "navigator.permissions.query({ name: 'camera' }).then(({ state }) => state, () => 'none')"
    )
    outcome.device = await drawing.executeJavaScript(
      "navigator.mediaDevices ? navigator.mediaDevices.getDisplayMedia({ video: true }).then(() => 'given', () => 'refused') : 'none'"
    )
    const pages = session.fromPartition('original-pages', { cache: false })
    outcome.spelling = [pages.isSpellCheckerEnabled(), pages.getSpellCheckerLanguages()]
    outcome.proxy = await pages.resolveProxy('https://example.com/')
    return outcome
  })
  expect(inside).toMatchObject({
    opened: true,
    stayed: 'pages://lectern/',
    spelling: [false, []],
    proxy: 'PROXY 127.0.0.1:9'
  })
  expect(inside.camera).not.toBe('granted')
  expect(inside.device).not.toBe('given')
})

test('calls of every wrong kind are refused, change nothing, and keep nobody from reading', async ({
  app
}) => {
  const { articleId } = await bringIn(
    app,
    'one.txt',
    `An article\n\n${'Words that are there before and after. '.repeat(8)}`
  )
  const before = await call(app.page, 'history.state', {})
  const outcome = await app.page.evaluate(async (id) => {
    const lectern = window.lectern as { invoke(method?: unknown, input?: unknown): Promise<SentReply> }
    // What cannot be copied between processes is refused by the bridge itself, at once.
    const code = async (ask: () => Promise<SentReply>) => {
      try {
        const reply = await ask()
        return reply.ok ? 'done' : reply.error.code
      } catch {
        return 'not sent'
      }
    }
    const cyclic: Record<string, unknown> = {}
    cyclic.self = cyclic
    const note = { id: crypto.randomUUID(), articleId: id, highlightId: null }
    const huge = 'x'.repeat(100 * 1024 * 1024)
    const wrong: Record<string, string> = {
      huge: await code(() => lectern.invoke('notes.save', { ...note, body: huge })),
      hugeName: await code(() => lectern.invoke(huge.slice(0, 1_000_000), {})),
      cyclic: await code(() => lectern.invoke('notes.save', cyclic)),
      function: await code(() => lectern.invoke('notes.save', { ...note, body: () => 'x' })),
      proxy: await code(() => lectern.invoke('notes.save', new Proxy(note, {}))),
      missing: await code(() => lectern.invoke('notes.save')),
      nothing: await code(() => lectern.invoke(undefined)),
      notANumber: await code(() =>
        lectern.invoke('highlights.create', { id: Number.NaN, articleId: id, start: Number.NaN, end: -1 })
      ),
      prototype: await code(() =>
        lectern.invoke('notes.save', JSON.parse(`{"__proto__":{"articleId":"${id}"},"body":"x"}`))
      ),
      unknown: await code(() => lectern.invoke('library.deleteEverything', {})),
      inherited: await code(() => lectern.invoke('__proto__', {})),
      shell: await code(() => lectern.invoke('app.openLink', { url: 'file:///etc/passwd' }))
    }
    // More in a second than a person asks for: the rest is refused, not queued.
    const began = performance.now()
    const many = await Promise.all(
      Array.from({ length: 10_000 }, () => code(() => lectern.invoke('articles.counts', {})))
    )
    const flood = {
      answered: many.filter((one) => one !== 'forbidden').length,
      took: performance.now() - began
    }
    await new Promise((done) => setTimeout(done, 1100))
    const after = await code(() => lectern.invoke('articles.counts', {}))
    return { wrong, flood, after }
  }, articleId)
  for (const [what, code] of Object.entries(outcome.wrong)) {
    expect(['invalid-input', 'not sent', 'forbidden', 'too-large'], `${what}: ${code}`).toContain(code)
  }
  // A machine that is slow enough never comes to so many in a second.
  const seconds = outcome.flood.took / 1000 + 2
  expect(outcome.flood.answered).toBeLessThan(Math.min(10_001, seconds * CALLS_PER_SECOND))
  expect(outcome.after).toBe('done')
  expect(await call(app.page, 'history.state', {})).toEqual(before)
})

/** Every file below a folder, but for one folder in it. */
function filesOutside(folder: string, left: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.startsWith(join(folder, left)))
}

test('what one reads stands in the library and nowhere else: no log, no cache, no setting; links from elsewhere do nothing', async () => {
  const app = await startApp()
  const canary = 'quokkaphone'
  let said = ''
  for (const stream of [app.electron.process().stdout, app.electron.process().stderr])
    stream?.on('data', (bytes) => {
      said += bytes
    })
  const inbox = `${canary}-article.html`
  const { articleId } = await bringIn(
    app,
    inbox,
    `<!doctype html><title>The ${canary} title</title><link rel="canonical" href="https://${canary}.example/page"><article><h1>The ${canary} title</h1><p>${`Words about the ${canary} and its habits. `.repeat(12)}</p><p><a href="https://${canary}.example/link">link</a></p></article>`
  )
  expect(articleId).toBeTruthy()
  // What fails is told to the reader, with its name, and to nobody else.
  const bad = await bringIn(
    app,
    `${canary}.bin`,
    Uint8Array.from({ length: 3000 }, (_, i) => (i * 89) % 256)
  )
  expect(bad.message).toContain(canary)
  const zip = await bringIn(app, `${canary}.docx`, `PK\x03\x04 ${canary} no archive`)
  expect(zip.articleId).toBeNull()
  expect(
    await call(app.page, 'notes.save', {
      id: crypto.randomUUID(),
      articleId,
      highlightId: null,
      body: `A note on the ${canary}`
    })
  ).toMatchObject({ ok: true })
  await call(app.page, 'search.query', { query: canary })
  await call(app.page, 'notes.save', { wrong: canary })
  await call(app.page, `${canary}.method`, {})
  await app.page.reload()
  await app.page.getByText(`The ${canary} title`).first().click()
  await expect(app.page.frameLocator('iframe').getByText(`Words about the ${canary}`).first()).toBeVisible()
  await app.page.keyboard.press('ControlOrMeta+f')
  await app.page.keyboard.type(canary)

  // A second start, as a link in a browser makes it, with everything that must not work.
  await expect.poll(async () => (await ask(app.page, 'articles.counts', {})).reading).toBe(1)
  const counts = await call(app.page, 'articles.counts', {})
  await app.electron.evaluate(({ app: self }, word) => {
    const hostile = [
      `lectern:purge?what=${word}`,
      `lectern:add?url=file:///${word}`,
      `lectern:add?url=javascript:${word}`,
      `lectern:add?url=https%3A%2F%2F${word}%00.example`,
      `lectern:add?url=https://${word}\\@evil.example`,
      `lectern://add/../../${word}`,
      `lectern://article/../../${word}`,
      `lectern:${word.repeat(200_000)}`,
      '--inspect=0',
      `--load-extension=/${word}`,
      '--remote-debugging-port=0',
      `-${word}`,
      `"${word}\n--inspect"`
    ]
    self.emit('second-instance', {}, ['electron', '.', ...hostile], '/')
  }, canary)
  expect(await call(app.page, 'app.takeOffer', {})).toMatchObject({ ok: true, value: null })
  expect(await call(app.page, 'app.takeLink', {})).toMatchObject({ ok: true, value: [] })
  await expect(app.page.getByRole('dialog')).toHaveCount(0)
  expect(await call(app.page, 'articles.counts', {})).toEqual(counts)
  // A mistake of ours that nobody waited for is told by its kind, and its words are not.
  await app.electron.evaluate((_electron, word) => {
    void Promise.reject(new RangeError(`No ${word} here`))
  }, canary)
  await expect.poll(() => said).toContain('RangeError')

  await app.electron.close()
  expect(said.includes(canary), said).toBe(false)
  const files = filesOutside(app.folder, 'library').filter(
    (file) => !file.startsWith(join(app.folder, canary))
  )
  expect(files.length).toBeGreaterThan(3)
  const found = files.filter((file) => {
    const bytes = readFileSync(file)
    return bytes.includes(canary) || bytes.includes(Buffer.from(canary, 'utf16le'))
  })
  expect(found.map((file) => `${file.slice(app.folder.length)} (${statSync(file).size} bytes)`)).toEqual([])
  // The control: the same search does find it where it belongs.
  const kept = readdirSync(join(app.folder, 'library')).map((name) => join(app.folder, 'library', name))
  expect(kept.some((file) => statSync(file).isFile() && readFileSync(file).includes(canary))).toBe(true)
  await app.close()
})
