import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blocksFromHtml } from '../blocks/blocks-from-html.ts'
import { aroundSquare as around, canary, hostileDrawings as hostile } from '../fixtures/hostile-drawings.ts'
import { parseHtml } from '../html/html-tree.ts'
import { imageFromBytes } from '../pictures/image-bytes.ts'
import { inertSvgSize } from '../svg/check-svg.ts'
import { importHtml, importPastedHtml } from '../web-page/html.ts'
import { drawingsAsPictures } from './page-drawings.ts'
import { readDrawing } from './read-drawing.ts'

const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAEklEQVR4nGP4z8DwnwEMgDQDAB3aAv7RXYTmAAAAAElFTkSuQmCC'

const read = (svg: string) => readDrawing(Buffer.from(svg))
/** What the page gives the drawing; never nothing. */
const sizeOf = (svg: string) => {
  const { width, height } = read(svg)!.asset
  return { width, height }
}
const written = (svg: string) => Buffer.from(read(svg)?.asset.bytes ?? []).toString()

describe('what stays of a drawing', () => {
  it('shapes, their look and the room they stand in', () => {
    expect(
      written(
        '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x "y">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="4cm"><g transform="translate(1,2)"><path d="M0 0L10,10z" style="fill:none;stroke: #F00 !important"/></g></svg>'
      )
    ).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" width="151" height="76" viewBox="0 0 40 20"><g transform="translate(1,2)"><path d="M0 0L10,10z" fill="none" stroke="#F00"/></g></svg>'
    )
  })

  it('what its style sheet says, by the weight of its rules, as plain attributes', () => {
    const out = written(
      around(
        `<style><![CDATA[ /* x */ .axis > line, #one { stroke: blue } line { stroke: red; marker: url(#m) } .axis line { stroke-width: 2px }
          @media print { line { stroke: green } } @import url(${canary}/a.css); @font-face { font-family: x; src: url(${canary}/f) } ]]></style>
         <marker id="m"><circle r="1"/></marker><g class="axis"><line x2="9"/></g><line id="one" y2="9"/>`
      )
    )
    expect(out).toContain('<line x2="9" stroke="blue" marker-start="url(#a1)"')
    expect(out).toContain('stroke-width="2px"')
    expect(out).toContain('<line y2="9" stroke="blue"')
    expect(out).not.toMatch(/style|canary|green|@/)
  })

  it('gradients, clips and parts used again, under names of our own', () => {
    const out = written(
      around(
        '<defs><linearGradient id="Big name é"><stop offset="0" stop-color="red"/></linearGradient><path id="p" d="M0 0h9"/></defs><use xlink:href="#p" y="3"/><circle r="4" fill="url(\'#Big name é\') #123"/>'
      )
    )
    expect(out).toContain('<use y="3" xlink:href="#a1"/>')
    // A name with spaces is none in url().
    expect(out).not.toContain('Big')
  })

  it('the words on it, and those that HTML set in its boxes', () => {
    const out = written(
      around(
        `<text x="5">A &amp; B <tspan font-weight="700">bold</tspan> <a href="${canary}">link</a></text><foreignObject x="10" y="10" width="60" height="20"><div style="color: #333"><b onclick="x()">Start</b><br>here</div></foreignObject>`
      )
    )
    expect(out).toContain('A &amp; B <tspan font-weight="700">bold</tspan> <tspan>link</tspan>')
    expect(out).toContain('<tspan x="40" y="10.4">Start</tspan><tspan x="40" y="29.6">here</tspan>')
    expect(out).not.toMatch(/canary|onclick|foreign/)
  })

  it('the choice for everybody, when a drawing offers several', () => {
    const out = written(
      around(
        '<switch><foreignObject width="9" height="9"><p>html</p></foreignObject><text systemLanguage="de">deutsch</text><text>for all</text></switch>'
      )
    )
    expect(out).toContain('for all')
    expect(out).not.toMatch(/html|deutsch/)
  })

  it('a photograph inside it, when its bytes are there', () => {
    expect(written(around(`<image href="${pixel}" width="3" height="2"/>`))).toContain(
      `xlink:href="${pixel}"`
    )
    expect(written(around(`<image href="${canary}/i.png" width="3" height="2"/>`))).not.toMatch(
      /image|canary/
    )
  })

  it('light lines made for a dark page get dark paper, all others none', () => {
    expect(
      written('<svg viewBox="0 0 9 9"><g stroke="#fff" fill="none"><path d="M0 0h9"/></g></svg>')
    ).toMatch(/viewBox="0 0 9 9"><rect x="0" y="0" width="9" height="9" fill="#26262a" stroke="none"\/>/)
    expect(written('<svg viewBox="0 0 9 9"><rect width="9" height="9" fill="white"/></svg>')).not.toContain(
      '#26262a'
    )
    expect(written('<svg viewBox="0 0 9 9"><path d="M0 0h9"/></svg>')).not.toContain('#26262a')
  })

  it('is the same when it comes back, and is known without being drawn', () => {
    const first = read(around('<text>a  b</text>', 'id="x" class="y"'))!
    expect(imageFromBytes(Buffer.from(first.asset.bytes))).toEqual({ asset: first.asset })
    expect(read(Buffer.from(first.asset.bytes).toString())!.asset).toEqual(first.asset)
    expect(first.asset).toMatchObject({ mediaType: 'image/svg+xml', width: 100, height: 80 })
  })
})

describe('what does not', () => {
  it.each(hostile)('%s', (svg) => {
    const out = written(svg)
    expect(inertSvgSize(Buffer.from(out))).toEqual(sizeOf(svg))
    expect(out).toContain('<rect width="50" height="50"')
    expect(out.replace(/&lt;script&gt;alert\(1\)&lt;\/script&gt;/g, '')).not.toMatch(
      /canary|javascript|script|\son\w+=|alert|style|foreign|animate|<set|<a[ >]|iframe|@import|ENTITY|file:/i
    )
  })

  it('what is not our own writing is no drawing to the main process', () => {
    for (const svg of hostile) expect(imageFromBytes(Buffer.from(svg))).toHaveProperty('refused')
    const good = written(around('<text>x</text>'))
    expect(inertSvgSize(Buffer.from(good))).toEqual({ width: 100, height: 80 })
    for (const bad of [
      good.replace('<rect', '<script>alert(1)</script><rect'),
      good.replace('<rect', '<rect onload="alert(1)"'),
      good.replace('<rect', `<image xlink:href="${canary}/x.png"/><rect`),
      good.replace('<rect', '<rect style="fill:red"'),
      good.replace('<rect', '<rect fill="url(https://x)"'),
      good.replace('<rect', '<rect width="1" width="2"'),
      good.replace('</text>', ''),
      good.replace('x</text>', '&x;</text>'),
      `${good}<svg/>`,
      `<?xml version="1.0"?>${good}`,
      good.replace(' width="100"', '')
    ]) {
      expect(bad).not.toBe(good)
      expect(inertSvgSize(Buffer.from(bad))).toBeUndefined()
    }
  })

  it('written as we write it is weighed all the same: a zip made by hand brings no bomb in', () => {
    const own = (inside: string) =>
      inertSvgSize(
        Buffer.from(
          `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="80" viewBox="0 0 100 80">${inside}</svg>`
        )
      )
    const size = { width: 100, height: 80 }
    const uses = (levels: number) =>
      `<path id="a0" d="M0 0h1"/>${Array.from({ length: levels }, (_, n) => `<g id="a${n + 1}">${`<use xlink:href="#a${n}"/>`.repeat(10)}</g>`).join('')}`
    expect(own(uses(3))).toEqual(size)
    expect(own(uses(7))).toBeUndefined()
    expect(own('<g id="a1"><use xlink:href="#a1"/></g>')).toBeUndefined()
    expect(own('<g id="a12"><path d="M0 0h1" fill="#a12"/></g>')).toEqual(size)
    expect(own('<path d="M0 0h1"/>'.repeat(40_001))).toBeUndefined()
    expect(own('<path d="M0 0h1"/>'.repeat(39_999))).toEqual(size)
    const line = `<marker id="a1">${'<path d="M0 0h1"/>'.repeat(100)}</marker><path d="${'M0 0'.repeat(1000)}" marker-start="url(#a1)"/>`
    expect(own(line)).toBeUndefined()
  })

  it('parts that use themselves, and parts used millions of times', () => {
    expect(
      written(around('<g id="a"><use href="#a"/><use href="#b"/></g><g id="b"><use href="#a"/></g>'))
    ).not.toContain('a3')
    const bomb = Array.from(
      { length: 7 },
      (_, n) => `<g id="u${n + 1}">${`<use href="#u${n}"/>`.repeat(10)}</g>`
    ).join('')
    expect(read(around(`<path id="u0" d="M0 0h1"/>${bomb}`))).toBeUndefined()
    const tiles = Array.from(
      { length: 7 },
      (_, n) =>
        `<pattern id="p${n + 1}" width="1" height="1">${`<rect width="1" height="1" fill="url(#p${n})"/>`.repeat(10)}</pattern>`
    ).join('')
    expect(
      read(around(`<pattern id="p0"><rect width="1"/></pattern>${tiles}<rect fill="url(#p7)"/>`))
    ).toBeUndefined()
    expect(read(around('<path d="M0 0h1"/>'.repeat(50_000)))).toBeUndefined()
    // Towers of groups fall in on themselves; what stood beside them is still there.
    const towering = written(around('<g>'.repeat(100_000)))
    expect(towering).toContain('<rect width="50" height="50"')
    expect(inertSvgSize(Buffer.from(towering))).toEqual({ width: 100, height: 80 })
  })

  it('nothing to see is no picture', () => {
    for (const empty of [
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 400"></svg>',
      '<svg><defs><path d="M0 0h1"/></defs></svg>',
      '<svg><use href="#nowhere"/></svg>',
      'text <svg',
      '<html><p>no drawing</p></html>'
    ])
      expect(read(empty)).toBeUndefined()
  })

  it('is our own writing whatever comes in (random markup), and the same the second time', () => {
    const piece = fc.oneof(
      fc
        .constantFrom(
          ...'svg g path rect circle use defs symbol text tspan a switch style script foreignObject image marker pattern linearGradient stop title p b math set'.split(
            ' '
          )
        )
        .chain((tag) => fc.constantFrom(`<${tag}>`, `</${tag}>`, `<${tag}/>`)),
      fc
        .tuple(
          fc.constantFrom(
            ...'id href xlink:href fill stroke d width height viewBox style class onload transform x font-family marker-end'.split(
              ' '
            )
          ),
          fc.oneof(
            fc.constantFrom(
              '#a',
              'a',
              'url(#a)',
              'url(https://x/#a)',
              'red',
              '#fff',
              '10',
              '1e3',
              '0 0 10 10',
              'M0 0',
              'fill:red',
              '100%',
              '"'
            ),
            fc.string({ maxLength: 8 })
          )
        )
        .map(
          ([name, value]) =>
            `<g ${name}="${value.replace(/"/g, '&quot;')}"><path id="a" ${name}='${value.replace(/'/g, '&#39;')}'/>`
        ),
      fc.string({ maxLength: 8 })
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (parts) => {
        const drawing = read(`<svg xmlns="http://www.w3.org/2000/svg">${parts.join('')}`)
        if (!drawing) return
        const bytes = Buffer.from(drawing.asset.bytes)
        expect(inertSvgSize(bytes), bytes.toString()).toEqual({
          width: drawing.asset.width,
          height: drawing.asset.height
        })
        expect(read(bytes.toString())?.asset).toEqual(drawing.asset)
      }),
      { numRuns: 1500 }
    )
  })
})

const payloads = new URL('../../../../../shared/data/xss/payloads.json', import.meta.url)
describe.skipIf(!existsSync(payloads))(
  'public payloads inside a drawing (from ../shared, when it is there)',
  () => {
    it('leave nothing but our own writing', () => {
      const list = JSON.parse(readFileSync(payloads, 'utf8')) as { id: string; payload: string }[]
      const bad: string[] = []
      for (const { id, payload } of list) {
        for (const svg of [around(payload), payload]) {
          const out = read(svg)
          if (out && !inertSvgSize(out.asset.bytes)) bad.push(id)
        }
      }
      expect(bad).toEqual([])
    }, 240_000)
  }
)

describe('drawings in a page', () => {
  const page = (html: string) => {
    const { root } = parseHtml(html, 'fragment')
    drawingsAsPictures(root, { baseUrl: 'https://a.example/' })
    return blocksFromHtml(root, { baseUrl: 'https://a.example/' })
  }
  const chart =
    '<svg width="300" height="200" role="img"><title>Rainfall</title><desc>By month</desc><path class="line" d="M0 0L300 200"/><text>Jan</text></svg>'

  it('become pictures where they stand, named by what they say', () => {
    const { blocks, assets } = page(`<p>before</p>${chart}<p>after</p>`)
    expect(assets).toHaveLength(1)
    expect(blocks[1]).toMatchObject({
      type: 'figure',
      image: { asset: assets[0]!.hash, alt: 'Rainfall: By month', width: 300, height: 200 }
    })
  })

  it('follow the style sheets of their page', () => {
    const { assets } = page(`<style>.line{fill:none;stroke:#369}</style>${chart}`)
    expect(Buffer.from(assets[0]!.bytes).toString()).toContain('fill="none" stroke="#369"')
  })

  it.each([
    ['small', '<svg width="24" height="24"><path d="M0 0h9"/></svg>'],
    ['by its view', '<svg viewBox="0 0 24 24"><path d="M0 0h9"/></svg>'],
    ['hidden from readers', `<div aria-hidden="true">${chart}</div>`],
    ['in a button', `<button>${chart}</button>`],
    ['called an icon', chart.replace('<svg', '<svg class="icon icon-share"')],
    ['sized by the page alone', '<svg viewBox="0 0 512 512"><path d="M0 0h9"/></svg>'],
    ['in em', '<svg width="1em" height="1em" viewBox="0 0 512 512"><path d="M0 0h9"/></svg>'],
    [
      'beside words',
      "<p>Words<img alt=\"\" src=\"data:image/svg+xml,%3Csvg width='16' height='16'%3E%3Cpath d='M0 0h9'/%3E%3C/svg%3E\"></p>"
    ]
  ])('are left out when they are signs: %s', (_, html) => {
    expect(page(html).assets).toHaveLength(0)
  })

  it('are kept when a page holds them as an image, an object or an address of data, in any coding', () => {
    const plain = around('')
    const files = [
      `<img alt="x" src="data:image/svg+xml;base64,${Buffer.from(plain).toString('base64')}">`,
      `<img alt="x" src="data:image/svg+xml,${encodeURIComponent(plain)}">`,
      `<img alt="x" src='data:image/svg+xml;utf8,${plain.replaceAll('#', '%23')}'>`,
      `<object type="image/svg+xml" aria-label="x" data="data:image/svg+xml;base64,${Buffer.from(plain).toString('base64')}"></object>`
    ]
    for (const file of files) {
      const { blocks, assets } = page(file)
      expect(assets, file).toHaveLength(1)
      expect(blocks[0]).toMatchObject({ type: 'figure', image: { alt: 'x', width: 100, height: 80 } })
    }
  })

  it('take the place the page gives a picture', () => {
    const svg = `data:image/svg+xml,${encodeURIComponent('<svg viewBox="0 0 24 12"><path d="M0 0h24"/></svg>')}`
    expect(page(`<img alt="x" width="500" src="${svg}">`).assets[0]).toMatchObject({
      width: 500,
      height: 250
    })
    expect(page(`<img alt="x" src="${svg}">`).assets[0]).toMatchObject({ width: 640, height: 320 })
  })

  it('one around a single photograph is the photograph', () => {
    const { blocks } = page(`<svg viewBox="0 0 9 9"><title>Cover</title><image xlink:href="${pixel}"/></svg>`)
    expect(blocks).toMatchObject([{ type: 'figure', image: { alt: 'Cover', width: 3, height: 2 } }])
  })

  it('do not stand for their article in lists', () => {
    const photo = `<figure><img alt="x" src="${pixel}"></figure>`
    const leadOf = (html: string) => {
      const bytes = Buffer.from(`<title>Rain</title>${html}`)
      return importHtml.run({ bytes, fileName: 'rain.html' }).leadImage
    }
    expect(leadOf(`${photo}<p>a</p>`)).not.toBeNull()
    expect(leadOf(`${chart}<p>a</p>`)).toBeNull()
  })

  it('are pasted like any picture', () => {
    const { assets, blocks } = importPastedHtml(`<p>a</p>${chart}`)
    expect(assets).toHaveLength(1)
    expect(blocks).toHaveLength(2)
  })
})
