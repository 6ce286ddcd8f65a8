import { describe, expect, it } from 'vitest'
import type { Block } from '../../../shared/blocks.ts'
import { importBytes } from '../importers.ts'
import { writePng } from '../pdf/write-png.ts'
import { importPastedHtml } from './html.ts'

const words = 'The ferry leaves at seven and comes back when the tide allows, which nobody can say. '.repeat(
  3
)
const picture = (width: number, height: number) =>
  `data:image/png;base64,${writePng({ width, height, kind: 'rgb', data: new Uint8Array(width * height * 3).fill(90) }).bytes.toString('base64')}`
const [small, large, icon] = [picture(40, 30), picture(400, 300), picture(64, 64)] as [string, string, string]

/** What is shown: the address or, of a picture that is here, its width. */
const shown = (blocks: readonly Block[]) =>
  [...JSON.stringify(blocks).matchAll(/"image":(\{[^}]*\})/g)].map(([, image]) => {
    const { url, asset, width } = JSON.parse(image!) as { url?: string; asset?: string; width?: number }
    return asset ? width : url
  })
const named = (blocks: readonly Block[]) =>
  [...JSON.stringify(blocks).matchAll(/"alt":"([^"]*)"/g)].map(([, alt]) => alt)
const asPaste = (html: string) => shown(importPastedHtml(`<p>${words}</p>${html}<p>${words}</p>`).blocks)
const asPage = (html: string) =>
  shown(
    importBytes({
      bytes: Buffer.from(
        `<!doctype html><html><head><title>Ferries</title></head><body><article><h1>Ferries</h1><p>${words}</p>${html}<p>${words}</p><p>${words}</p></article></body></html>`
      ),
      fileName: 'x.html'
    }).blocks
  )

describe.each<[string, (html: string) => unknown]>([
  ['a paste', asPaste],
  ['a page', asPage]
])('pictures that stand in for others in their box, in %s', (_, read) => {
  it.each<[string, string, unknown[]]>([
    [
      'small and blurred, with the picture and once more for readers without scripts',
      `<figure><div><div class="progressiveMedia"><img src="https://a.example/freeze/max/60/1*boat.jpeg?q=20" class="progressiveMedia-thumbnail"><canvas></canvas><img class="progressiveMedia-image" data-src="https://a.example/max/800/1*boat.jpeg"><noscript><img src="https://a.example/max/800/1*boat.jpeg"></noscript></div></div><figcaption>The boat</figcaption></figure>`,
      ['https://a.example/max/800/1*boat.jpeg']
    ],
    [
      'in a box of its own, the picture only for readers without scripts',
      `<figure><div><div><img alt="" src="https://a.example/max/60/1*boat.jpeg?q=20" width="1200" height="800" role="presentation"></div><img alt="" width="1200" height="800"><noscript><img src="https://a.example/max/2400/1*boat.jpeg" alt="A boat"></noscript></div></figure>`,
      ['https://a.example/max/2400/1*boat.jpeg']
    ],
    [
      'in its address, beside a picture of several sizes',
      `<div><div><img aria-hidden="true" src="${small}" alt="A boat"><picture><source srcset="https://a.example/boat-700.webp 700w, https://a.example/boat-1400.webp 1400w"><img src="https://a.example/boat-700.jpg" alt="A boat"></picture></div></div>`,
      ['https://a.example/boat-1400.webp']
    ],
    ['both here', `<div><img src="${small}" alt=""><img src="${large}" alt="A boat"></div>`, [400]],
    ['a sign upon it', `<div><img src="${large}" alt="A boat"><img src="${icon}" alt=""></div>`, [400]],
    [
      'one picture twice',
      '<div><img src="https://a.example/boat.jpg" alt="A boat"><img src="https://a.example/boat.jpg" alt=""></div>',
      ['https://a.example/boat.jpg']
    ]
  ])('%s', (_what, html, expected) => expect(read(html)).toEqual(expected))

  it.each<[string, string, unknown[]]>([
    [
      'two that are called alike',
      '<div><img src="https://a.example/1/photo.jpg" alt=""><img src="https://a.example/2/photo.jpg" alt=""></div>',
      ['https://a.example/1/photo.jpg', 'https://a.example/2/photo.jpg']
    ],
    [
      'one that waits beside one that does not',
      `<div><img src="${small}" data-src="https://a.example/pier.jpg" alt=""><img src="https://a.example/boat.jpg" alt=""></div>`,
      ['https://a.example/pier.jpg', 'https://a.example/boat.jpg']
    ],
    [
      'a small one that says something else',
      `<div><img src="${icon}" alt="The flag of the line"><img src="${large}" alt="A boat"></div>`,
      [64, 400]
    ],
    [
      'one file that stands for two things',
      '<div><img src="https://a.example/gauge.jpg" alt="At dawn"><img src="https://a.example/gauge.jpg" alt="At noon"></div>',
      ['https://a.example/gauge.jpg', 'https://a.example/gauge.jpg']
    ],
    [
      'a small one of the same name that says something else',
      '<div><img src="https://a.example/1/image.jpg?w=80" alt="At dawn"><img src="https://a.example/2/image.jpg?w=600" alt="At noon"></div>',
      ['https://a.example/1/image.jpg?w=80', 'https://a.example/2/image.jpg?w=600']
    ],
    ['two small ones', `<div><img src="${small}" alt=""><img src="${icon}" alt=""></div>`, [40, 64]],
    [
      'in boxes of their own, with words',
      `<div><p><img src="${small}" alt=""> Before.</p><p><img src="${large}" alt=""> After.</p></div>`,
      [40, 400]
    ]
  ])('and not: %s', (_what, html, expected) => expect(read(html)).toEqual(expected))
})

it('of one picture twice, the one that says what it shows stays', () => {
  const twice = (first: string, second: string) =>
    `<p>${words}</p><div><img src="https://a.example/boat.jpg" alt="${first}"><img src="https://a.example/boat.jpg" alt="${second}"></div><p>${words}</p>`
  expect(named(importPastedHtml(twice('', 'A boat')).blocks)).toEqual(['A boat'])
  expect(named(importPastedHtml(twice('A boat', '')).blocks)).toEqual(['A boat'])
})
