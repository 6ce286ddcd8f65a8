import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

/** What opens connections: Node's modules and globals, and Electron's `net`. */
const ways =
  /from '(?:node:)?(?:http2?|https|net|tls|dgram|dns(?:\/promises)?)'|from '(?:undici|ws|got|axios)'|\b(?:globalThis\.)?fetch\(['"`h]|new (?:WebSocket|EventSource|XMLHttpRequest)\(|\bnet\s*[,}][^'"]{0,200}from 'electron'/

it('nothing but the process that fetches knows a way to the network', () => {
  const found = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .filter((file) => ways.test(readFileSync(join(root, file), 'utf8')))
    .map((file) => file.split(sep).join('/'))
  expect(found.sort()).toEqual([
    'main/network/fetch-resource.ts',
    // Only asks whether a text is an IP address.
    'main/network/web-address.ts',
    // The window's files while developing, from the developer's own server; no packaged app does.
    'main/protocol.ts',
    // A window that reaches nothing but its own files and one document of the library (e2e/pdf.spec.ts).
    'renderer/original-pages/draw-pages.ts'
  ])
})
