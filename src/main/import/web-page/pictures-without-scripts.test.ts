import { describe, expect, it } from 'vitest'
import type { Block } from '../../../shared/blocks.ts'
import { importBytes } from '../importers.ts'
import { importPastedHtml } from './html.ts'

const words = 'The ferry leaves at seven and comes back when the tide allows, which nobody can say. '.repeat(
  3
)
const spacer = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'
const boat = '<img src="https://a.example/boat.jpg" alt="A boat">'

const addresses = (blocks: readonly Block[]) =>
  [...JSON.stringify(blocks).matchAll(/"url":"([^"]+)"/g)].map(([, url]) => url)

const asPaste = (html: string) => addresses(importPastedHtml(`<p>${words}</p>${html}<p>${words}</p>`).blocks)
const asPage = (html: string, whole: boolean) =>
  addresses(
    importBytes({
      bytes: Buffer.from(
        `<!doctype html><html><head><title>Ferries</title></head><body><article><h1>Ferries</h1><p>${words}</p>${html}<p>${words}</p></article></body></html>`
      ),
      fileName: 'x.html',
      whole
    }).blocks
  )

describe.each<[string, (html: string) => unknown]>([
  ['a paste', asPaste],
  ['a page', (html) => asPage(html, false)],
  ['a whole page', (html) => asPage(html, true)]
])('pictures kept for readers without scripts, in %s', (_, read) => {
  it.each<[string, string, string[]]>([
    ['alone', `<figure><noscript>${boat}</noscript></figure>`, ['https://a.example/boat.jpg']],
    [
      'beside a spacer',
      `<figure><img src="${spacer}" class="lazy" alt=""><noscript>${boat}</noscript></figure>`,
      ['https://a.example/boat.jpg']
    ],
    [
      'beside a box that holds nothing but a blurred one',
      `<div><div><img src="https://a.example/boat-blur.jpg" class="blur-up" alt=""></div><noscript>${boat}</noscript></div>`,
      ['https://a.example/boat.jpg']
    ],
    [
      'said already by what waits',
      `<figure><img src="${spacer}" data-src="https://a.example/boat.jpg" alt="A boat"><noscript>${boat}</noscript></figure>`,
      ['https://a.example/boat.jpg']
    ],
    [
      'at another size',
      `<figure><img src="https://a.example/boat-300x200.jpg" alt="A boat"><noscript>${boat}</noscript></figure>`,
      ['https://a.example/boat-300x200.jpg']
    ],
    [
      'beside another picture',
      `<figure><img src="https://a.example/pier.jpg" alt=""></figure><figure><noscript>${boat}</noscript></figure>`,
      ['https://a.example/pier.jpg', 'https://a.example/boat.jpg']
    ],
    [
      'as a counting pixel',
      '<noscript><img src="https://count.example/?p=1" width="1" height="1" alt=""></noscript>',
      []
    ],
    ['with words that ask for scripts', `<noscript><p>Please enable JavaScript.</p>${boat}</noscript>`, []]
  ])('%s', (_what, html, expected) => expect(read(html)).toEqual(expected))
})
