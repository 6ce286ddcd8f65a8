import { expect, it } from 'vitest'
import { buildBody, cleanHtml } from '../body/build-body.ts'
import { elementsOf, parseHtml } from '../html/html-tree.ts'
import { importBytes } from '../importers.ts'
import { customElementsPlain } from './custom-elements.ts'
import { embedsAsFrames } from './embeds-as-frames.ts'

function read(body: string): string {
  const { blocks } = importBytes({
    bytes: Buffer.from(`<!doctype html><title>Ferries</title><body>${body}`),
    fileName: 'a.html',
    address: 'https://a.example/ferries',
    whole: true
  })
  return cleanHtml(buildBody(blocks).html).replaceAll('\n', '')
}
const picture = (url: string, name = '') =>
  `<span class="missing-image" role="img" aria-label="${name}" data-url="${url}"></span>`

it.each([
  [
    'paragraphs',
    '<x-text>One is here.</x-text><x-text>Two is there.</x-text>',
    '<p>One is here.</p><p>Two is there.</p>'
  ],
  [
    'pieces of a box',
    '<x-box><x-title>On tides</x-title><x-body>They come and go.</x-body></x-box>',
    '<p>On tides</p><p>They come and go.</p>'
  ],
  [
    'words of a line',
    '<p>The <x-term>gauge</x-term>, <x-term><x-word>hut</x-word></x-term> and pier.</p>',
    '<p>The gauge, hut and pier.</p>'
  ],
  ['words beside words', '<div>The <x-term>gauge</x-term> stands.</div>', '<p>The gauge stands.</p>'],
  [
    'a figure with its caption',
    '<x-figure><img src="a.jpg" alt="A boat"><x-caption>A boat at sea</x-caption></x-figure>',
    `<figure>${picture('https://a.example/a.jpg', 'A boat')}<figcaption><span class="caption">A boat at sea</span></figcaption></figure>`
  ],
  [
    'two pictures to compare',
    '<image-comparison><img slot="first" src="a.jpg" alt="Then"><img slot="second" src="b.jpg" alt="Now"></image-comparison>',
    `<p>${picture('https://a.example/a.jpg', 'Then')}${picture('https://a.example/b.jpg', 'Now')}</p>`
  ],
  [
    'a picture loaded late',
    '<lazy-image data-src="/a.webp" aria-label="A boat"></lazy-image>',
    `<figure>${picture('https://a.example/a.webp', 'A boat')}</figure>`
  ],
  [
    'a picture without an ending',
    '<x-img src="https://cdn.example/7" alt="A boat"></x-img>',
    `<figure>${picture('https://cdn.example/7', 'A boat')}</figure>`
  ],
  [
    'a film',
    '<x-film src="a.mp4"></x-film>',
    '<figure><figcaption><span class="caption"><a href="https://a.example/a.mp4">a.mp4</a></span></figcaption></figure>'
  ],
  ['a link to a picture that has words', '<p><x-link href="a.jpg">the boat</x-link></p>', '<p>the boat</p>'],
  [
    'a picture whose image is left out, and one with a box around it',
    '<picture><source srcset="a.jpg"></picture><picture><span><img src="b.jpg" alt="A boat"></span></picture>',
    `<p>${picture('https://a.example/a.jpg')}${picture('https://a.example/b.jpg', 'A boat')}</p>`
  ]
])('%s', (_, body, kept) => {
  expect(read(body)).toBe(kept)
})

it('elements of a site are read once however deep they stand in one another', () => {
  const [open, close] = ['<x-a><div class="youtube" data-id="ogfYd705cRs">', '</div></x-a>']
  const { root } = parseHtml(open.repeat(240) + '<b></b>'.repeat(400_000) + close.repeat(240), 'fragment')
  embedsAsFrames(root)
  customElementsPlain(root)
  expect([...elementsOf(root)].length).toBeGreaterThan(400_000)
})
