import { describe, expect, it } from 'vitest'
import { elementsOf, parseHtml } from '../html/html-tree.ts'
import { SheetAddresses } from '../html/sheet-addresses.ts'
import { sheetStyles } from '../html/sheet-styles.ts'
import { importBytes } from '../importers.ts'
import { writePng } from '../pdf/write-png.ts'
import { isSamePicture } from '../pictures/choose-picture.ts'
import { backgroundsAsPictures } from './background-pictures.ts'
import { sheetsOfPage } from './page-sheets.ts'

const page = (body: string) =>
  importBytes({
    bytes: Buffer.from(
      `<!doctype html><title>Ferries</title><main><h1>Ferries</h1><p>The ferry leaves at seven.</p>${body}</main>`
    ),
    fileName: 'x.html'
  })

// Each of these took a minute and more when it was compared piece by piece with itself.
describe('sheets that are made to be slow to read', () => {
  it('variables within variables that never end', () => {
    const { blocks } = page(`<div data-bg="${'var(--a,'.repeat(200_000)}"></div>`)
    expect(JSON.stringify(blocks)).toContain('The ferry leaves at seven.')
  })

  it('addresses that never end, after more than are set aside', () => {
    const addresses = new SheetAddresses()
    addresses.lift(`:root{--boat:url(boat.png)}${'url()'.repeat(20_000)}${'--a:url('.repeat(300_000)}`)
    expect(addresses.in('var(--boat)')).toBe('boat.png')
    expect(addresses.in('var(--a)')).toBe('')
  })

  it('one value that very many elements have', () => {
    const sheets = sheetsOfPage(
      parseHtml(`<style>.x{background:${'var(--a,'.repeat(2400)}}</style>`, 'document').root,
      '',
      undefined
    )
    const { root } = parseHtml('<div class="x"></div>'.repeat(10_000), 'fragment')
    backgroundsAsPictures(root, { sheets, leadImageUrl: '', sizeOf: () => undefined })
    expect([...elementsOf(root)].some(({ tagName }) => tagName === 'img')).toBe(false)
  })

  it('one figure that shows very many', () => {
    const { root } = parseHtml(
      `<figure>${'<i style="background:url(y)"></i>'.repeat(300)}${'<i style="background:url(x)">a</i>'.repeat(90_000)}<figcaption>c</figcaption></figure>`,
      'fragment'
    )
    backgroundsAsPictures(root, {
      sheets: { texts: [], addresses: new SheetAddresses() },
      leadImageUrl: '',
      sizeOf: () => undefined
    })
    expect([...elementsOf(root)].some(({ tagName }) => tagName === 'img')).toBe(false)
  })

  it('rules about nearly every element, far below others', () => {
    const rules = Array.from({ length: 3000 }, (_, n) => `.a${n} .b i{color:red}`).join('')
    const { root } = parseHtml(
      `<b class="a7"><b class="b">${'<u>'.repeat(300)}${'<i></i>'.repeat(5000)}${'</u>'.repeat(300)}</b></b>`,
      'fragment'
    )
    const styles = sheetStyles([rules])
    const said = [...elementsOf(root)].filter(({ tagName }) => tagName === 'i').map((one) => styles.of(one))
    expect(said[0]?.get('color')).toBe('red')
    expect(said.at(-1)?.size).toBe(0)
  })

  it('pictures under thousands of addresses each', () => {
    const image = (name: string) =>
      `<img ${Array.from({ length: 10_000 }, (_, n) => `data-a${n}-src="${name}${n}.png"`).join(' ')}>`
    const { root } = parseHtml(image('boat') + image('quay'), 'fragment')
    const [one, two] = [...elementsOf(root)]
    expect(isSamePicture(one!, two!)).toBe(false)
    expect(isSamePicture(one!, one!)).toBe(true)
  })
})

it('one large picture that stands in a page thousands of times is looked at once', () => {
  const { bytes } = writePng({ width: 300, height: 200, kind: 'rgb', data: new Uint8Array(180_000) })
  const large = Buffer.concat([bytes, Buffer.alloc(20_000_000)])
  const { assets } = importBytes({
    bytes: Buffer.from(
      `<!doctype html><title>Ferries</title><main><h1>Ferries</h1><p>The ferry leaves at seven.</p>${'<div><img src="boat.png" alt="A boat"></div>'.repeat(6000)}</main>`
    ),
    fileName: 'x.html',
    whole: true,
    resource: (reference) => (reference === 'boat.png' ? large : undefined)
  })
  expect(assets.map(({ width }) => width)).toEqual([300])
})

it('of sheets beside a page no more is read than a page has, however often one is named', () => {
  const { root } = parseHtml('<link rel="stylesheet" href="a.css">'.repeat(60), 'document')
  const bytes = new Uint8Array(12_000_000).fill(97)
  const { texts } = sheetsOfPage(root, '', () => bytes)
  expect(texts.reduce((sum, text) => sum + text.length, 0)).toBe(20_000_000)
})
