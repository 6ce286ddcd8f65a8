import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { buildBody } from '../body/build-body.ts'
import { importBytes } from '../importers.ts'
import { writePng } from '../pdf/write-png.ts'
import { savedAt, savedFrom } from './saved-page.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC',
  'base64'
)
const words =
  'The ferry leaves at seven and comes back when the tide allows, which nobody can say beforehand. '
const page = (top: string, picture = 'pic.png') =>
  `${top}<html lang="en"><head><title>Ferries</title></head><body><article><h1>Ferries</h1><p>${words.repeat(4)}</p><figure><img src="${picture}" alt="A boat"><figcaption>The boat</figcaption></figure><p>${words.repeat(4)} <a href="/times">Times</a></p></article></body></html>`
const bytes = (html: string) => new TextEncoder().encode(html)

it('believes the picture that was saved with the page before the address it would have come from', () => {
  const [large, small] = [200, 20].map(
    (side) =>
      writePng({ width: side, height: side, kind: 'rgb', data: new Uint8Array(side * side * 3).fill(90) })
        .bytes
  ) as [Buffer, Buffer]
  const read = (markup: string, picture: Uint8Array) => {
    const html = page('<!doctype html>').replace(/<img [^>]*>/, markup)
    const resource = (reference: string) => (reference === './Ferries_files/boat.png' ? picture : undefined)
    const article = importBytes({
      bytes: bytes(html),
      fileName: 'a.html',
      address: 'https://example.org/',
      resource
    })
    return { count: article.assets.length, html: buildBody(article.blocks).html }
  }
  const late = '<img class="lazyload" data-src="../img/boat.png" src="./Ferries_files/boat.png" alt="A boat">'
  const fallback = '<noscript><img src="../img/boat.png" alt="A boat"></noscript>'
  for (const markup of [late, late + fallback, late.replace(/data-src="[^"]*"/, '') + fallback]) {
    const whole = read(markup, large)
    expect(whole.count, markup).toBe(1)
    expect(whole.html.match(/<img /g)).toHaveLength(1)
    expect(whole.html).not.toContain('missing-image')
  }
  // A stand-in that was saved is still one.
  expect(read(late, small).html).toContain('data-url="https://example.org/img/boat.png"')
})

it('reads the style sheets that were saved beside the page, and where they lie', () => {
  const picture = writePng({
    width: 500,
    height: 300,
    kind: 'rgb',
    data: new Uint8Array(500 * 300 * 3).fill(90)
  }).bytes
  const beside = new Map<string, Uint8Array>([
    [
      './Ferries_files/sea.css',
      bytes('.b{font-weight:700;font-style:italic}.quay{background-image:url("quay.png")}')
    ],
    ['Ferries_files/quay.png', picture]
  ])
  const html = page('<!-- saved from url=(0027)https://example.org/ferries -->')
    .replace('<head>', '<head><link rel="stylesheet" href="./Ferries_files/sea.css">')
    .replace(
      '<figure>',
      `<p>It is <span class="b">late</span>.</p><div class="quay"></div><p>${words}</p><figure>`
    )
  const article = importBytes({
    bytes: bytes(html),
    fileName: 'Ferries.html',
    resource: (reference) => beside.get(reference)
  })
  expect(article.assets.map(({ width }) => width)).toEqual([500])
  expect(buildBody(article.blocks).html).toContain('It is <strong><em>late</em></strong>.')
})

it('a page without a picture of its own has none', () => {
  const article = importBytes({
    bytes: bytes(page('<!doctype html>')),
    fileName: 'a.html',
    address: 'https://example.org/a'
  })
  expect(article.leadImageUrl).toBe('')
})

describe('where a saved page came from', () => {
  it.each([
    [
      '<!--\n Page saved with SingleFile \n url: https://example.org/ferries?a=1 \n saved date: Thu Nov 26 2026 10:00:00 GMT+0100 \n-->',
      'https://example.org/ferries?a=1'
    ],
    ['<!-- saved from url=(0027)https://example.org/ferries -->', 'https://example.org/ferries'],
    ['<!-- saved from url=(0027)https://example.org/ferries-->', 'https://example.org/ferries'],
    ['<!-- saved from url=(0019)javascript:alert(1) -->', ''],
    ['<!-- a comment of somebody’s -->', '']
  ])('%s', (comment, address) => {
    expect(savedFrom(comment)).toBe(address)
  })

  it('and when: what was saved long ago is not of today', () => {
    const note = (date: string) =>
      `<!--\n Page saved with SingleFile \n url: https://example.org/ferries \n saved date: ${date} \n-->`
    expect(savedAt(note('Thu Nov 26 2026 10:00:00 GMT+0100 (Central European Standard Time)'))).toBe(
      Date.UTC(2026, 10, 26, 9)
    )
    // Without a zone it could be any of a whole day.
    expect(savedAt(note('Thu Nov 26 2026 10:00:00'))).toBeUndefined()
    expect(savedAt('<!-- saved date: Thu Nov 26 2026 10:00:00 GMT -->')).toBeUndefined()
    expect(
      importBytes({
        bytes: bytes(page(`<!doctype html>${note('2026-11-26T09:00:00Z')}`)),
        fileName: 'a.html'
      }).addedAt
    ).toBe(Date.UTC(2026, 10, 26, 9))
  })

  it('is kept, and relative addresses are relative to it', () => {
    const article = importBytes({
      bytes: bytes(page('<!doctype html><!-- saved from url=(0027)https://example.org/ferries -->')),
      fileName: 'Ferries.html'
    })
    expect(article.url).toBe('https://example.org/ferries')
    const { html } = buildBody(article.blocks)
    expect(html).toContain('href="https://example.org/times"')
    expect(html).toContain('data-url="https://example.org/pic.png"')
  })

  it('comes before the address it was found under, and after what the page says of itself', () => {
    const read = (top: string) =>
      importBytes({ bytes: bytes(page(top)), fileName: 'a.html', address: 'https://cache.example/copy' }).url
    expect(read('')).toBe('https://cache.example/copy')
    expect(read('<!-- saved from url=(0027)https://example.org/ferries -->')).toBe(
      'https://example.org/ferries'
    )
    expect(read('<link rel="canonical" href="https://example.org/real">')).toBe('https://example.org/real')
  })
})

it('takes pictures that came along, by address or by the reference as it is written, and remembers the address', () => {
  const read = (reference: string, picture: string) =>
    importBytes({
      bytes: bytes(page('', picture)),
      fileName: 'a.html',
      address: 'https://example.org/ferries',
      resource: (asked) => (asked === reference ? png : undefined)
    })
  const byAddress = read('https://example.org/pic.png', 'pic.png')
  expect(byAddress.assets).toHaveLength(1)
  expect(byAddress.leadImage).toBe(byAddress.assets[0]!.hash)
  const { html } = buildBody(byAddress.blocks)
  expect(html).toContain(
    `src="asset://image/${byAddress.assets[0]!.hash}" data-url="https://example.org/pic.png"`
  )
  expect(read('cid:7@x', 'cid:7@x').assets).toHaveLength(1)
  expect(read('something else', 'pic.png').assets).toEqual([])
})

it('reads a block of front matter at the top of a page', () => {
  const article = importBytes({
    bytes: bytes(
      page(
        '---\ntitle: "Boats: a title"\nauthor: Ada Penn\nurl: https://example.org/boats\ntags: [sea, boats]\n---\n<!doctype html>'
      )
    ),
    fileName: 'a.html'
  })
  expect(article).toMatchObject({
    title: 'Boats: a title',
    byline: 'Ada Penn',
    url: 'https://example.org/boats',
    tags: ['sea', 'boats'],
    importer: 'html/1'
  })
  expect(article.blocks.some((block) => block.type === 'figure')).toBe(true)
})
