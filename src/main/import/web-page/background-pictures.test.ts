import { expect, it } from 'vitest'
import type { Block } from '../../../shared/blocks.ts'
import { importBytes } from '../importers.ts'
import { writePng } from '../pdf/write-png.ts'

const words = 'The ferry leaves at seven and comes back when the tide allows, which nobody can say. '.repeat(
  3
)

const png = (width: number, height: number) =>
  writePng({ width, height, kind: 'rgb', data: new Uint8Array(width * height * 3).fill(90) }).bytes
const here = new Map([
  ['https://a.example/css/page.css', Buffer.from('.boat{background:#eee url(../img/boat.png) center/cover}')],
  ['https://a.example/img/boat.png', png(600, 400)],
  ['https://a.example/sea/wave.png', png(600, 40)],
  ['https://a.example/sea/boat.png', png(600, 400)]
])

function read(html: string, { head = '', top = '' } = {}) {
  return importBytes({
    bytes: Buffer.from(
      `<!doctype html><html><head><title>Ferries</title><base href="https://a.example/sea/">${head}</head><body><article><h1>Ferries</h1>${top}<p>${words}</p>${html}<p>${words}</p><p>${words}</p></article></body></html>`
    ),
    fileName: 'x.html',
    resource: (reference) => here.get(reference)
  }).blocks
}

function picturesOf(html: string): string[] {
  const said = (list: readonly Block[]) => [
    ...JSON.stringify(list).matchAll(
      /"alt":"([^"]*)"[^{}]*?"url":"([^"]+)"|"url":"([^"]+)"[^{}]*?"alt":"([^"]*)"/g
    )
  ]
  return said(read(html)).map(([, alt, url, first, last]) => `${url ?? first} ${alt ?? last}`.trim())
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
  [
    'later, by a script',
    '<div role="img" aria-label="A boat" class="lazy" data-bg="url(boat.jpg)"></div><div role="img" aria-label="A quay" data-background-image="quay.jpg"></div>',
    ['https://a.example/sea/boat.jpg A boat', 'https://a.example/sea/quay.jpg A quay']
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

const sheet = (rule: string) => ({ head: `<style>${rule}</style>` })
const linked = { head: '<link rel="stylesheet" href="/css/page.css">' }
const inData = `url("data:image/png;base64,${png(500, 300).toString('base64')}")`
const painted = '.boat{color:red;background-image:url(boat.png);height:20em}'

it.each<[string, string, { head?: string; top?: string }, number]>([
  ['with a role and a label', '<div role="img" aria-label="A boat" class="boat"></div>', sheet(painted), 1],
  [
    'in a figure with a caption',
    '<figure><span class="boat"></span><figcaption>The boat</figcaption></figure>',
    sheet(painted),
    1
  ],
  ['large and between two paragraphs', '<div class="boat"></div>', sheet(painted), 1],
  ['the same in a box of its own', '<div><div class="boat"></div></div>', sheet(painted), 1],
  ['by a sheet that came along, which says where it is', '<div class="boat"></div>', linked, 1],
  [
    'by a variable that holds its data',
    '<div class="boat"></div>',
    sheet(`:root{--sf-img-3:${inData}}.boat{background-image:var(--sf-img-3)!important}`),
    1
  ],
  [
    'as what the page states for itself, though it is not here',
    '<div style="background-image:url(/img/quay.jpg?w=900)"></div>',
    { head: '<meta property="og:image" content="https://a.example/img/quay.jpg">' },
    1
  ],
  [
    'above the text, on the box of that name',
    '',
    { ...sheet(painted), top: '<div class="boat entry-image"></div>' },
    1
  ],
  ['above the text, on any other', '', { ...sheet(painted), top: '<div class="boat"></div>' }, 0],
  ['twice', '<div class="boat"></div><p>Between them.</p><div class="boat"></div>', sheet(painted), 0],
  ['flat', '<div class="wave"></div>', sheet('.wave{background-image:url(wave.png)}'), 0],
  ['again and again', '<div class="boat"></div>', sheet('.boat{background:url(boat.png) repeat-x}'), 0],
  ['by its name for the look alone', '<div class="boat section-divider"></div>', sheet(painted), 0],
  ['hidden from screen readers', '<div class="boat" aria-hidden="true"></div>', sheet(painted), 0],
  ['without its bytes', '<div class="quay"></div>', sheet('.quay{background-image:url(quay.png)}'), 0],
  ['for paper', '<div class="boat"></div>', { head: `<style media="print">${painted}</style>` }, 0],
  ['behind words', '<div class="boat">Ferries to the island</div>', sheet(painted), 0]
])('a picture that a style sheet paints, %s', (_, html, page, count) => {
  const figures = read(html, page).filter((block) => block.type === 'figure' && block.image)
  expect(figures).toHaveLength(count)
})

it('a picture kept once, in a variable, and painted on the images that show it', () => {
  const empty = `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='500' height='300'><rect fill-opacity='0'/></svg>`
  const image = (more: string) =>
    `<img alt="A boat" src="${empty}" style="background-blend-mode:normal!important;background-position:50% 50%!important;background-color:rgba(0,0,0,0)!important;${more};background-size:100% 100%!important;background-origin:content-box!important">`
  const head = `<style>:root{--sf-img-2: ${inData};--sf-img-3:url(wave.png)}</style>`
  const widths = (html: string) => {
    const bytes = Buffer.from(
      `<!doctype html><html><head><title>Ferries</title><base href="https://a.example/sea/">${head}</head><body><article><h1>Ferries</h1><p>${words}</p>${html}<p>${words}</p><p>${words}</p></article></body></html>`
    )
    return importBytes({ bytes, fileName: 'x.html' })
      .assets.filter(({ mediaType }) => mediaType === 'image/png')
      .map(({ width }) => width)
  }
  expect(widths(image('background-image:var(--sf-img-2)!important'))).toEqual([500])
  expect(widths(image('background-image:var(--unknown)'))).toEqual([])
  // One sign of a sheet of many.
  expect(widths(image(`background: ${inData.replaceAll('"', "'")} -20px -40px`))).toEqual([])
})
