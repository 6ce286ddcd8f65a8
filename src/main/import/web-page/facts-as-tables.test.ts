import { expect, it } from 'vitest'
import { buildBody } from '../body/build-body.ts'
import { importBytes } from '../importers.ts'

const said = (day: string) =>
  `On ${day} the keeper rowed out to the gauge, wrote down what it said, and rowed back before the tide turned against her.`
const prose = ['Monday', 'Tuesday', 'Wednesday'].map((day) => `<p>${said(day)}</p>`).join('')
const fact = (label: string, value: string) =>
  `<div class="pi-data"><h3 class="pi-data-label">${label}</h3><div class="pi-data-value">${value}</div></div>`

function read(box: string, around = (inner: string) => inner): string {
  const bytes = Buffer.from(
    `<!doctype html><html lang="en"><head><title>Ada Quill</title></head><body><main><h1>Ada Quill</h1><div class="text">${around(`${box}${prose}`)}</div></main></body></html>`
  )
  return buildBody(importBytes({ bytes, fileName: 'x.html' }).blocks).html.replace(/ data-at="\d+"/g, '')
}

it('a box of facts about what an article is about is a table', () => {
  const html = read(
    `<aside role="region" class="portable-infobox"><h2 class="pi-title">Ada Quill</h2><figure><a href="https://a.example/ada.png"><img src="https://a.example/ada.png" alt="" width="268" height="356"></a><figcaption>Ada at the gauge</figcaption></figure><section><h2>Life</h2>${fact('Home', '<a href="/wiki/Harbour">The harbour</a>')}${fact('Born', '1870')}${fact('Kin', '<ul><li>Ben</li><li>Cora</li></ul>')}</section><section><table><caption>Keepers</caption><tr><th>Before</th><th>After</th></tr><tr><td>Xaver</td><td>Yann</td></tr></table></section></aside>`
  )
  const rows = [
    '<th colspan="2">Life</th>',
    '<th>Home</th><td>The harbour</td>',
    '<th>Born</th><td>1870</td>',
    '<th>Kin</th><td><ul><li>Ben</li><li>Cora</li></ul></td>',
    '<th colspan="2">Keepers</th>',
    '<th>Before</th><th>After</th>',
    '<td>Xaver</td><td>Yann</td>'
  ]
  expect(html).toContain(rows.map((row) => `<tr>${row}</tr>`).join(''))
  expect(html).toMatch(
    /^<table><tr><td colspan="2"><figure>.*data-url="https:\/\/a.example\/ada.png".*Ada at the gauge/
  )
  expect(html).not.toMatch(/<h[2-6]/)
})

it('a box that says its facts by a list of terms or a table stays', () => {
  const terms = '<dl><dt>Home</dt><dd>The harbour</dd><dt>Born</dt><dd>1870</dd><dt>Kin</dt><dd>Ben</dd></dl>'
  expect(read(`<aside><h2>Facts</h2>${terms}</aside>`)).toContain(terms)
  const table =
    '<table><tr><th>Home</th><td>The harbour</td></tr><tr><th>Born</th><td>1870</td></tr><tr><th>Kin</th><td>Ben</td></tr></table>'
  expect(read(`<aside class="sidebox">${table}</aside>`)).toContain(table)
})

it.each([
  [
    'headlines that lead to other articles',
    `<aside>${[1, 2, 3].map((n) => fact(`<a href="/${n}">The harbour of ${n}</a>`, `What became of the harbour in the year ${n}.`)).join('')}</aside>`
  ],
  [
    'what a site sells',
    `<aside class="product-box">${fact('Price', '4')}${fact('Size', '3')}${fact('Colour', 'red')}</aside>`
  ],
  [
    'what asks for something',
    `<aside>${fact('Name', '<input>')}${fact('Town', 'yours')}${fact('Age', 'yours')}${fact('Boat', 'yours')}</aside>`
  ],
  [
    'what is read most, counted',
    `<aside><h3>Most read</h3><ol>${[1, 2, 3, 4].map((n) => `<li><span>${n}</span><a href="/${n}">The harbour</a></li>`).join('')}</ol></aside>`
  ],
  [
    'headlines under their subjects',
    `<aside><h3>More</h3><ul>${['Sea', 'Land', 'Air'].map((name) => `<li><span>${name}</span><p><a href="/${name}">What became of it in the year of storms</a></p></li>`).join('')}</ul></aside>`
  ],
  ['two facts', `<aside>${fact('Home', 'The harbour')}${fact('Born', '1870')}</aside>`]
])('%s in a box are no table of facts', (_, box) => {
  expect(read(box)).not.toContain('<table')
})

it('a box that stands beside the part with the text is the page’s', () => {
  const box = `<aside>${fact('Home', 'The harbour')}${fact('Open', 'at seven')}${fact('Closed', 'at eight')}</aside>`
  expect(read(box, (inner) => inner.replace(box, `<div>${box}</div>`))).not.toContain('<table')
})

it('the words between the facts stay', () => {
  const html = read(
    `<aside class="infobox">Keeper of <b>the gauge</b>.<div>First <em>of her name</em>${fact('Home', 'The harbour')}${fact('Born', '1870')}${fact('Boat', 'The old one, which she rowed herself in every weather that there was')}</div></aside>`
  )
  expect(html).toContain('<tr><td colspan="2">Keeper of <strong>the gauge</strong>.</td></tr>')
  expect(html).toContain('<tr><td colspan="2">First <em>of her name</em></td></tr><tr><th>Home</th>')
})

it('what leads to a fact leads to it still', () => {
  const facts = ['home', 'born', 'kin'].map(
    (id) => `<div id="${id}"><b>The ${id}</b><span>known</span></div>`
  )
  expect(
    read(`<aside class="infobox">${facts.join('')}</aside><p>See <a href="#kin">her kin</a>.</p>`)
  ).toMatch(/<a class="jump"[^>]*>her kin<\/a>/)
})

it('a fact that is a program or a table stays one', () => {
  const fact = (label: string, inner: string) => `<div><b>${label}</b>${inner}</div>`
  const html = read(
    `<aside class="infobox">${fact('Call', '<pre>one\ntwo</pre>')}${fact('Tides', '<table><tr><td>seven</td></tr></table>')}${fact('Home', '<span>The harbour</span>')}</aside>`
  )
  expect(html).toContain('<tr><th>Call</th><td><pre><code>one\ntwo</code></pre></td></tr>')
  expect(html).toContain('<tr><th>Tides</th><td>seven</td></tr><tr><th>Home</th>')
})
