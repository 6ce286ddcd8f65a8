import { Buffer } from 'node:buffer'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { runInContext } from 'node:vm'
import { expect, it } from 'vitest'
import { languageNames } from '../../../shared/languages.ts'
import { buildBody } from '../body/build-body.ts'
import { importBytes } from '../importers.ts'

/** A page as a browser has it; its types are of no use here. */
const { JSDOM } = createRequire(import.meta.url)('jsdom') as {
  JSDOM: new (html: string, options: object) => { window: PageWindow }
}
interface PageWindow {
  eval(code: string): unknown
  Blob: typeof Blob
}

const folder = join(import.meta.dirname, '../../../../resources/browser-extension')
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC',
  'base64'
)
const words = 'The ferry leaves at seven and comes back when the tide allows — nobody can say beforehand. '

/** What the button's scripts give on a page: its file, the address of one, or that there is nothing on it. */
async function pressed(window: PageWindow, given: object = {}) {
  Object.assign(window, { TextEncoder, AbortSignal }, given)
  runInContext(readFileSync(join(folder, 'copy-page.js'), 'utf8'), window)
  return (await runInContext(readFileSync(join(folder, 'save-page.js'), 'utf8'), window)) as {
    name: string
    html: string
    file?: string
    empty?: boolean
  }
}

it('saves the page that is shown as a file that comes in with its address and its pictures', async () => {
  const address = 'https://example.org/sea/ferries?a=--%3E'
  const { window } = new JSDOM(
    `<!doctype html><html lang="en"><head><title>Ferries: a/b</title><base href="https://example.org/sea/"><meta charset="latin1"></head><body><article><h1>Ferries: a/b</h1><p>${words.repeat(4)}</p><p>${words.repeat(3)} <a href="times">Times</a></p><figure><img src="boat.png" alt="A boat"></figure><figure><img src="https://other.example/far.png" alt="Far"></figure><p>${words.repeat(4)}</p></article><script>alert(1)</script><iframe src="https://ads.example"></iframe></body></html>`,
    { url: address, runScripts: 'outside-only' }
  )
  const { name, html } = await pressed(window, {
    AbortSignal,
    TextEncoder,
    fetch: async (source: string) => {
      if (!source.startsWith('https://example.org/')) throw new TypeError('blocked')
      return { blob: async () => new window.Blob([new Uint8Array(png)], { type: 'image/png' }) }
    }
  })
  expect(name).toBe('Ferries a b')
  const article = importBytes({ bytes: Buffer.from(html), fileName: `${name}.html` })
  expect(article).toMatchObject({ title: 'Ferries: a/b', url: address, language: 'en' })
  expect(article.assets).toHaveLength(1)
  const body = buildBody(article.blocks)
  expect(body.text).toContain('allows — nobody')
  expect(body.html).toContain('href="https://example.org/sea/times"')
  expect(body.html).toContain('data-url="https://other.example/far.png"')
  expect(html).not.toMatch(/alert|<iframe/)
})

it('leaves out what was typed, what runs and what never comes, and names the file so that every disk takes it', async () => {
  const { window } = new JSDOM(
    `<!doctype html><html><head><title>${'海'.repeat(120)}</title></head><body onload="alert(1)"><form><input type="hidden" name="token" value="secret-token"><input value="typed-words"><textarea>typed-letter</textarea></form><p onclick="alert(1)">${words.repeat(4)}</p><img src="https://slow.example/never.png"></body></html>`,
    { url: 'https://example.org/', runScripts: 'outside-only' }
  )
  const { name, html } = await pressed(window, {
    TextEncoder,
    // As a server that takes a connection and says nothing, told at once that there is no more patience.
    AbortSignal: { timeout: () => AbortSignal.abort() },
    fetch: (_: string, { signal }: { signal: AbortSignal }) =>
      new Promise((_done, failed) => {
        if (signal.aborted) failed(signal.reason)
      })
  })
  expect(name).toBe('海'.repeat(66))
  expect(html).toContain('src="https://slow.example/never.png"')
  expect(html).toContain(words.trim())
  expect(html).not.toMatch(/secret-token|typed-words|typed-letter|alert/)
})

it('saves what stands in shadow roots and in a frame that fills the window, and what was drawn', async () => {
  const { window } = new JSDOM(
    `<!doctype html><html><head><title>Parts</title></head><body><x-words></x-words><iframe class="main"></iframe><iframe class="small"></iframe><canvas width="300" height="200" aria-label="A chart"></canvas><canvas width="16" height="16"></canvas></body></html>`,
    { url: 'https://example.org/parts/', runScripts: 'outside-only' }
  )
  window.eval(`
    const root = document.querySelector('x-words').attachShadow({ mode: 'open' })
    root.innerHTML = '<style>p { color: red }</style><p onclick="alert(1)">In the root. <a href="../up">Up</a></p><script>alert(1)</script><x-deep></x-deep>'
    root.querySelector('x-deep').attachShadow({ mode: 'open' }).innerHTML = '<p>In a root in the root.</p>'
    for (const frame of document.querySelectorAll('iframe'))
      frame.contentDocument.body.innerHTML = '<p>In the ' + frame.className + ' frame.</p>'
    document.querySelector('.main').getBoundingClientRect = () => ({ width: innerWidth, height: innerHeight })
    HTMLCanvasElement.prototype.toDataURL = function () {
      return this.isConnected ? 'data:image/png;base64,${png.toString('base64')}' : 'data:,'
    }`)
  const { html } = await pressed(window)
  expect(html).not.toMatch(/alert|small frame|color: red/)
  expect((await pressed(window)).html, 'pressed again').toBe(html)
  const article = importBytes({ bytes: Buffer.from(html), fileName: 'Parts.html' })
  const body = buildBody(article.blocks)
  expect(body.text).toContain('In the root. Up')
  expect(body.text).toContain('In a root in the root.')
  expect(body.text).toContain('In the main frame.')
  expect(body.html).toContain('href="https://example.org/up"')
  expect(body.html).toContain('alt="A chart"')
  expect(article.assets).toHaveLength(1)
})

it('takes the picture that is meant where a dot still stands in its place', async () => {
  const dot = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'
  const { window } = new JSDOM(
    `<!doctype html><title>Late</title><p>${words.repeat(4)}</p><picture><source srcset="/other.png 2x"><img src="${dot}" data-src="/late.png" alt="Late"></picture>`,
    { url: 'https://example.org/', runScripts: 'outside-only' }
  )
  const asked: string[] = []
  const { html } = await pressed(window, {
    fetch: async (source: string) => {
      asked.push(source)
      return { blob: async () => new window.Blob([new Uint8Array(png)], { type: 'image/png' }) }
    }
  })
  expect(asked).toEqual(['https://example.org/late.png'])
  expect(html).toContain(`src="data:image/png;base64,${png.toString('base64')}"`)
  expect(html).not.toMatch(/other\.png|late\.png/)
})

it('gives the file of a PDF and not the viewer around it, and says when there is nothing to read', async () => {
  const viewer = new JSDOM('<!doctype html><body><embed type="application/pdf">', {
    url: 'https://example.org/papers/Tides%20of%20Man.pdf?page=3',
    runScripts: 'outside-only'
  })
  viewer.window.eval(`Object.defineProperty(document, 'contentType', { value: 'application/pdf' })`)
  expect(await pressed(viewer.window)).toEqual({
    name: 'Tides of Man',
    file: 'https://example.org/papers/Tides%20of%20Man.pdf?page=3'
  })
  const blank = new JSDOM('<!doctype html><title>Soon</title><body><div> </div><script>later()</script>', {
    url: 'https://example.org/',
    runScripts: 'outside-only'
  })
  expect(await pressed(blank.window)).toEqual({ name: 'Soon', empty: true })
})

it.each([
  ['a page', { id: 7 }, { name: 'Tides', html: '<p>Ebb</p>' }, 'Lectern/Tides.html', '✓', undefined],
  ['a PDF', { id: 7 }, { name: 'Tides', file: 'https://a.example/t' }, 'Lectern/Tides.pdf', '✓', undefined],
  [
    'a PDF that the browser lets nobody look into',
    { id: 7, url: 'https://a.example/low%20tide.pdf?x=1' },
    undefined,
    'Lectern/low_tide.pdf',
    '✓',
    undefined
  ],
  ['a page of the browser', { id: 7, url: 'chrome://version' }, undefined, undefined, '!', 'closedPage'],
  ['an empty page', { id: 7 }, { name: 'Soon', empty: true }, undefined, '!', 'emptyPage'],
  ['a full disk', { id: 7 }, { name: 'Full', html: '<p>Ebb</p>' }, 'Lectern/Full.html', '!', 'notSaved']
])('the button says how it went: %s', async (_what, tab, answer, file, sign, reason) => {
  const saved: string[] = []
  const signs: string[] = []
  const popups: string[] = []
  let press: (tab: object) => Promise<void> = async () => {}
  const chrome = {
    action: {
      onClicked: { addListener: (listener: typeof press) => (press = listener) },
      setBadgeText: async ({ text }: { text: string }) => void signs.push(text),
      setTitle: async () => {},
      setPopup: async ({ popup }: { popup: string }) => void popups.push(popup),
      openPopup: async () => {}
    },
    scripting: {
      executeScript: async () => {
        if (!answer) throw new Error('Cannot access a chrome:// URL')
        return [{ result: answer }]
      }
    },
    downloads: {
      download: async ({ filename }: { filename: string }) => saved.push(filename),
      search: async () => [{ state: saved[0] === 'Lectern/Full.html' ? 'interrupted' : 'complete' }]
    },
    i18n: { getMessage: (key: string) => key }
  }
  const background = readFileSync(join(folder, 'background.js'), 'utf8')
  new Function('globalThis', 'setTimeout', background)({ chrome }, () => 0)
  await press(tab)
  expect(saved).toEqual(file ? [file] : [])
  expect(signs).toEqual(['…', sign])
  expect(popups).toEqual(reason ? [`not-saved.html?${reason}`, ''] : [])
})

it('has its words in every language that Lectern speaks', () => {
  const locales = readdirSync(join(folder, '_locales'))
  expect(locales.map((one) => one.replace('_CN', '')).toSorted()).toEqual(
    Object.keys(languageNames).toSorted()
  )
  const said = locales.map(
    (one) => JSON.parse(readFileSync(join(folder, '_locales', one, 'messages.json'), 'utf8')) as object
  )
  for (const messages of said) {
    expect(Object.keys(messages)).toEqual(['name', 'description', 'closedPage', 'emptyPage', 'notSaved'])
    for (const { message } of Object.values(messages)) expect(message).toMatch(/\p{L}/u)
  }
})

it('asks for the page it is pressed on and for saving, and for nothing else', () => {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  expect(manifest.permissions).toEqual(['activeTab', 'downloads', 'scripting'])
  expect(Object.keys(manifest)).not.toContain('host_permissions')
  expect(Object.keys(manifest)).not.toContain('content_scripts')
})

it.each([
  ['https://example.org/tides.txt', 'Tides'],
  ['https://example.org/raw?id=1', 'Tides'],
  ['https://example.org/tides.md', 'Tides']
])('saves a text that the browser shows as the text it is: %s', async (address, title) => {
  const isMarkdown = address.endsWith('.md')
  const text = `${isMarkdown ? '# ' : ''}Tides\n\n${words}&lt;3\n\n${words}`
  const { window } = new JSDOM(`<html><head></head><body><pre>${text}</pre></body></html>`, {
    url: address,
    contentType: 'text/html',
    runScripts: 'outside-only'
  })
  Object.defineProperty((window as unknown as { document: object }).document, 'contentType', {
    value: 'text/plain'
  })
  const { name, html } = await pressed(window)
  const article = importBytes({ bytes: Buffer.from(html), fileName: `${name}.html` })
  expect(article).toMatchObject({ title, url: address, warnings: [] })
  expect(article.blocks.map(({ type }) => type)).toEqual(['paragraph', 'paragraph'])
  expect(buildBody(article.blocks).text).toContain('beforehand. <3')
})

it.each([
  ['a program, by its address', 'https://example.org/tides.py', 'text/plain'],
  ['a page of code', 'https://example.org/tides', 'text/html']
])('keeps %s as code', async (_, address, contentType) => {
  const { window } = new JSDOM(
    `<html><head><title>Tides</title></head><body><pre>${words}\n\n${words}</pre></body></html>`,
    { url: address, runScripts: 'outside-only' }
  )
  Object.defineProperty((window as unknown as { document: object }).document, 'contentType', {
    value: contentType
  })
  const { name, html } = await pressed(window)
  const { blocks } = importBytes({ bytes: Buffer.from(html), fileName: `${name}.html` })
  expect(blocks.map(({ type }) => type)).toEqual(['code'])
})

it('asks for browsers that have what its scripts use', () => {
  const scripts = readdirSync(folder).filter((file) => file.endsWith('.js'))
  expect(scripts.some((file) => readFileSync(join(folder, file), 'utf8').includes('URL.parse('))).toBe(true)
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  // URL.parse came last of what they use: Chrome 126 and Firefox 126 (MDN's table of browsers).
  expect(Number(manifest.minimum_chrome_version)).toBeGreaterThanOrEqual(126)
  expect(
    Number.parseInt(manifest.browser_specific_settings.gecko.strict_min_version, 10)
  ).toBeGreaterThanOrEqual(126)
})
