import { describe, expect, it } from 'vitest'
import { blocksFromHtml } from '../blocks/blocks-from-html.ts'
import { elementsOf, parseHtml } from '../html/html-tree.ts'
import { pictureSources } from './choose-picture.ts'
import { matchesMedia } from './media-query.ts'

function offered(html: string, widths: Record<string, number> = {}): string[] {
  const image = [...elementsOf(parseHtml(html, 'fragment').root)].find((one) => one.tagName === 'img')!
  return pictureSources(image, (reference) => widths[reference])
}
const best = (html: string, widths: Record<string, number> = {}) => offered(html, widths)[0]
const spacer = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=='

describe('the size that fills the column', () => {
  it('the smallest that is enough, then larger ones, then the largest of the others', () => {
    expect(offered('<img src="s.jpg" srcset="a.jpg 400w, b.jpg 1600w, c.jpg 3200w, d.jpg 900w">')).toEqual([
      'b.jpg',
      'c.jpg',
      'd.jpg',
      'a.jpg',
      's.jpg'
    ])
    expect(best('<img src="s.jpg" srcset="a.jpg 400w, d.jpg 900w">')).toBe('d.jpg')
  })

  it('by density, with the width the page states', () => {
    expect(best('<img src="s.jpg" srcset="a.jpg, b.jpg 2x, c.jpg 3x">')).toBe('b.jpg')
    expect(best('<img src="s.jpg" width="1500" srcset="a.jpg 1x, b.jpg 2x">')).toBe('a.jpg')
  })

  it('no larger than twice the place the page gives it', () => {
    const set = 'srcset="a.jpg 100w, b.jpg 300w, c.jpg 1600w"'
    expect(best(`<img ${set} sizes="120px">`)).toBe('b.jpg')
    expect(best(`<img ${set} sizes="(max-width: 600px) 100vw, 50px">`)).toBe('a.jpg')
    expect(best(`<img ${set} sizes="(min-width: 1000px) 720px, 50px">`)).toBe('c.jpg')
    expect(best(`<img ${set} sizes="calc(100vw - 3rem)">`)).toBe('c.jpg')
    // What a script says until it knows better.
    expect(best(`<img ${set} sizes="1px">`)).toBe('c.jpg')
  })

  it('addresses with commas, and addresses of data', () => {
    expect(
      best(
        '<img srcset="https://a.example/w_400,h_300/x.jpg 400w, https://a.example/w_1600,h_900/x.jpg 1600w">'
      )
    ).toBe('https://a.example/w_1600,h_900/x.jpg')
    expect(best(`<img src="x.jpg" srcset="${spacer} 1w">`)).toBe('x.jpg')
  })

  it('sets as they are written: without spaces, with odd descriptors, with what cannot be read', () => {
    expect(best('<img srcset="a.jpg 400w,b.jpg 1600w,c.jpg 800w">')).toBe('b.jpg')
    expect(best('<img srcset="\n a.jpg\t400w 300h ,\n b.jpg 1600.5w 900h,\n">')).toBe('b.jpg')
    expect(best('<img src="s.jpg" srcset="my photo.jpg 1600w, b.jpg 900w">')).toBe('b.jpg')
    expect(best('<img src="s.jpg" srcset="a.jpg 0w, b.jpg -2x, c.jpg 900q">')).toBe('s.jpg')
    expect(best('<img srcset="a.jpg 1.5x, b.jpg 1e1x" width="900">')).toBe('b.jpg')
    expect(best('<img src="s.jpg" srcset="">')).toBe('s.jpg')
    expect(best('<img src="s.jpg" srcset="a.jpg 400w, b.jpg 1600w" sizes="auto, 100vw">')).toBe('b.jpg')
  })

  it('what came along, before what would have to be fetched', () => {
    const png =
      'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAEklEQVR4nGP4z8DwnwEMgDQDAB3aAv7RXYTmAAAAAElFTkSuQmCC'
    const { root } = parseHtml(
      '<img alt="" src="here.png" srcset="https://a.example/far.png 1600w">',
      'fragment'
    )
    const { blocks } = blocksFromHtml(root, {
      resource: (name) => (name === 'here.png' ? Buffer.from(png, 'base64') : undefined)
    })
    expect(blocks[0]).toMatchObject({ image: { width: 3, height: 2 } })
  })
})

describe('of a picture with several sources', () => {
  const picture = (sources: string) => `<picture>${sources}<img src="plain.jpg"></picture>`
  it('the first of a kind that can be kept and for a window like ours', () => {
    expect(
      best(
        picture(
          '<source type="image/jxl" srcset="a.jxl"><source type="image/avif" srcset="b.avif 1x, b2.avif 2x">'
        )
      )
    ).toBe('b2.avif')
    expect(
      best(
        picture(
          '<source media="(max-width: 600px)" srcset="phone.jpg"><source media="(min-width: 601px)" srcset="desk.jpg">'
        )
      )
    ).toBe('desk.jpg')
    expect(best(picture('<source media="(prefers-color-scheme: dark)" srcset="night.png">'))).toBe(
      'plain.jpg'
    )
    expect(best(picture('<source media="print" srcset="print.png">'))).toBe('plain.jpg')
    expect(best(picture('<source data-srcset="late.webp 1600w" type="image/webp">'))).toBe('late.webp')
    expect(best(picture('<source srcset="x.mp4" type="video/mp4">'))).toBe('plain.jpg')
  })
  it('media queries as a common laptop answers them', () => {
    for (const yes of [
      '',
      'screen',
      'screen and (min-width: 40em)',
      '(width >= 900px)',
      'print, (orientation: landscape)',
      '(min-resolution: 2dppx)'
    ])
      expect(matchesMedia(yes), yes).toBe(true)
    for (const no of [
      'print',
      '(max-width: 40em)',
      '(width < 900px)',
      'not all',
      '(unknown: 1)',
      '(min-width: 3000px)',
      'screen and'
    ])
      expect(matchesMedia(no), no).toBe(false)
  })
})

describe('what waits until it is scrolled to', () => {
  it.each([
    ['data-src', `<img src="${spacer}" data-src="/real.jpg">`],
    ['data-lazy-src', `<img data-lazy-src="/real.jpg">`],
    ['data-original', `<img src="/img/blank.gif" data-original="/real.jpg">`],
    ['a preview in data', `<img src="data:image/jpeg;base64,${'A'.repeat(900)}" data-src="/real.jpg">`, 20],
    ['a preview by its address', '<img src="/real.jpg?w=40&blur=50" data-src="/real.jpg">'],
    ['a preview by its name', '<img src="/real-lqip.jpg" data-src="/real.jpg">'],
    ['a preview by its class', '<img class="lazyload" src="/r1.jpg" data-src="/real.jpg">'],
    [
      'an empty drawing',
      `<img src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1200 800'%3E%3C/svg%3E" data-src="/real.jpg">`
    ],
    ...[
      'nitro-lazy-src',
      'data-opt-src',
      'data-cfsrc',
      'data-ezsrc',
      'data-pagespeed-lazy-src',
      'data-wpfc-original-src',
      'data-lazyload',
      'data-flickity-lazyload',
      'data-splide-lazy',
      'data-breeze',
      'data-orig-file',
      'real_src'
    ].map((name): [string, string] => [name, `<img src="${spacer}" ${name}="/real.jpg">`]),
    [
      'a place for the width, of those that there are',
      `<img src="${spacer}" data-src="/real-{width}x800.jpg" data-widths="[600, 1200, 900]">`
    ],
    ['the same, larger', '<img src="/real-300x200.jpg" data-src="/real-1200x800.jpg">']
  ])('%s', (_, html, width = 0) => {
    const src = /src="(data:image\/jpeg[^"]*)"/.exec(html)?.[1]
    expect(best(html, src ? { [src]: Number(width) } : {})).toMatch(/^\/real(?:-1200x800)?\.jpg$/)
  })

  it('data-srcset, and no stand-in when there is the picture', () => {
    expect(
      offered(`<img src="${spacer}" data-srcset="/a.jpg 400w, /b.jpg 1600w" data-src="/c.jpg">`)
    ).toEqual(['/b.jpg', '/a.jpg', '/c.jpg'])
  })

  it('sets under other names', () => {
    for (const name of ['nitro-lazy-srcset', 'data-ezsrcset', 'data-flickity-lazyload-srcset'])
      expect(best(`<img src="${spacer}" ${name}="/a.jpg 400w, /b.jpg 1600w">`), name).toBe('/b.jpg')
    expect(
      best(
        `<picture><source nitro-lazy-srcset="/late.webp 1600w" type="image/webp"><img src="${spacer}"></picture>`
      )
    ).toBe('/late.webp')
  })

  it('but never another picture', () => {
    for (const other of [
      'data-audio-src="/boat.mp3"',
      'data-text-src="/boat.html"',
      'data-flag-src="/flag.png"'
    ])
      expect(best(`<img src="/thumb.jpg" ${other}>`)).toBe('/thumb.jpg')
    expect(best('<img src="/thumb.jpg" data-pagespeed-lazy-src="/boat.jpg">')).toBe('/boat.jpg')
    // The picture is there; what scripts do with the other address is not known.
    expect(offered('<img src="/photo.jpg" data-src="/someone-else.jpg">')).toEqual(['/photo.jpg'])
    expect(best('<img src="/photo.jpg" data-original="{json: 1}">')).toBe('/photo.jpg')
    expect(best('<img src="/photo-1200x800.jpg" data-src="/photo-300x200.jpg">')).toBe('/photo-1200x800.jpg')
    expect(best(`<img src="${spacer}" data-src="not an address">`)).toBe(spacer)
    expect(best(`<img src="${spacer}" data-src="/photo-{width}.jpg">`)).toBe(spacer)
    expect(best(`<img src="${spacer}" data-error-src="/sorry.jpg" data-thumb-src="/t.jpg">`)).toBe(spacer)
    expect(best(`<img src="/photo.jpg" data-hover-src="/other.jpg" data-zoom-lazy="/z.jpg">`)).toBe(
      '/photo.jpg'
    )
    // Small by nature: nothing waits.
    expect(best('<img src="/icons/32x32/thumb.png">')).toBe('/icons/32x32/thumb.png')
  })
})
