import { expect, it } from 'vitest'
import type { Block } from '../../../shared/blocks.ts'
import { importBytes } from '../importers.ts'

const words = 'The ferry leaves at seven and comes back when the tide allows, which nobody can say. '.repeat(
  3
)

function picturesOf(html: string): string[] {
  const { blocks } = importBytes({
    bytes: Buffer.from(
      `<!doctype html><html><head><title>Ferries</title><base href="https://a.example/sea/"></head><body><article><h1>Ferries</h1><p>${words}</p>${html}<p>${words}</p><p>${words}</p></article></body></html>`
    ),
    fileName: 'x.html'
  })
  const said = (list: readonly Block[]) => [
    ...JSON.stringify(list).matchAll(
      /"alt":"([^"]*)"[^{}]*?"url":"([^"]+)"|"url":"([^"]+)"[^{}]*?"alt":"([^"]*)"/g
    )
  ]
  return said(blocks).map(([, alt, url, first, last]) => `${url ?? first} ${alt ?? last}`.trim())
}

it.each<[string, string, string[]]>([
  [
    'with a role and a label',
    '<div role="img" aria-label="A boat" style="height:20em; background-image: url(\'boat.jpg\')"></div>',
    ['https://a.example/sea/boat.jpg A boat']
  ],
  [
    'as all that a figure with a caption shows',
    '<figure><div style="background: #eee url(boat.jpg) no-repeat"></div><figcaption>The boat of the morning</figcaption></figure>',
    ['https://a.example/sea/boat.jpg']
  ],
  ['without a label', '<div style="background-image:url(boat.jpg)"></div>', []],
  ['with a role alone', '<div role="img" style="background-image:url(boat.jpg)"></div>', []],
  [
    'behind words',
    '<div role="img" aria-label="A boat" style="background-image:url(boat.jpg)">Ferries to the island</div>',
    []
  ],
  [
    'in a figure that shows another picture',
    '<figure><div style="background:url(dots.png)"></div><img src="boat.jpg" alt="A boat"><figcaption>The boat</figcaption></figure>',
    ['https://a.example/sea/boat.jpg A boat']
  ],
  [
    'of an address that is none',
    '<div role="img" aria-label="A boat" style="background-image:url(javascript:alert(1))"></div>',
    []
  ]
])('a picture painted behind an element, %s', (_, html, pictures) => {
  expect(picturesOf(html)).toEqual(pictures)
})
