import { Buffer } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { buildBody } from '../body/build-body.ts'
import { importBytes } from '../importers.ts'

/** A page as a browser has it; its types are of no use here. */
const { JSDOM } = createRequire(import.meta.url)('jsdom') as {
  JSDOM: new (html: string, options: object) => { window: { eval(code: string): unknown; Blob: typeof Blob } }
}

const folder = join(import.meta.dirname, '../../../../resources/browser-extension')
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC',
  'base64'
)
const words = 'The ferry leaves at seven and comes back when the tide allows — nobody can say beforehand. '

it('saves the page that is shown as a file that comes in with its address and its pictures', async () => {
  const address = 'https://example.org/sea/ferries?a=--%3E'
  const { window } = new JSDOM(
    `<!doctype html><html lang="en"><head><title>Ferries: a/b</title><base href="https://example.org/sea/"><meta charset="latin1"></head><body><article><h1>Ferries: a/b</h1><p>${words.repeat(4)}</p><p>${words.repeat(3)} <a href="times">Times</a></p><figure><img src="boat.png" alt="A boat"></figure><figure><img src="https://other.example/far.png" alt="Far"></figure><p>${words.repeat(4)}</p></article><script>alert(1)</script><iframe src="https://ads.example"></iframe></body></html>`,
    { url: address, runScripts: 'outside-only' }
  )
  Object.assign(window, {
    AbortSignal,
    TextEncoder,
    fetch: async (source: string) => {
      if (!source.startsWith('https://example.org/')) throw new TypeError('blocked')
      return { blob: async () => new window.Blob([new Uint8Array(png)], { type: 'image/png' }) }
    }
  })
  const script = readFileSync(join(folder, 'save-page.js'), 'utf8')
  const { name, html } = (await window.eval(script)) as { name: string; html: string }
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
  Object.assign(window, {
    TextEncoder,
    // As a server that takes a connection and says nothing, told at once that there is no more patience.
    AbortSignal: { timeout: () => AbortSignal.abort() },
    fetch: (_: string, { signal }: { signal: AbortSignal }) =>
      new Promise((_done, failed) => {
        if (signal.aborted) failed(signal.reason)
      })
  })
  const script = readFileSync(join(folder, 'save-page.js'), 'utf8')
  const { name, html } = (await window.eval(script)) as { name: string; html: string }
  expect(name).toBe('海'.repeat(66))
  expect(html).toContain('src="https://slow.example/never.png"')
  expect(html).toContain(words.trim())
  expect(html).not.toMatch(/secret-token|typed-words|typed-letter|alert/)
})

it('asks for the page it is pressed on and for saving, and for nothing else', () => {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  expect(manifest.permissions).toEqual(['activeTab', 'downloads', 'scripting'])
  expect(Object.keys(manifest)).not.toContain('host_permissions')
  expect(Object.keys(manifest)).not.toContain('content_scripts')
})
