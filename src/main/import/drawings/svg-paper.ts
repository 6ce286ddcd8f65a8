import type { SvgView } from '../svg/svg-size.ts'
import type { Made } from './made-svg.ts'

/** The paper under a drawing that was made for a dark page. */
const DARK = '#26262a'
/** From here on a colour is hard to see on white (relative luminance, sRGB as it is). */
const LIGHT = 0.72

const lightNames =
  /^(?:white|snow|ivory|ghostwhite|whitesmoke|floralwhite|azure|mintcream|linen|beige|gainsboro|lightgr[ae]y|lightyellow|cornsilk|yellow)$/i
const noInk = /^(?:none|transparent)$/i

interface Inherited {
  fill: string
  stroke: string
}

/**
 * A rectangle to lay under a drawing of nothing but light lines: it was made for a dark page and could not be seen on
 * a light one. Everything else is drawn on the page's own paper, which dark themes make light (`reading.css`).
 */
export function paperFor(root: Made, box: SvgView): Made | undefined {
  let inks = 0
  let hasDark = false
  const look = (one: Made, above: Inherited): void => {
    const own = (name: 'fill' | 'stroke') => {
      const stated = one.attributes.find((each) => each.name === name)
      return stated ? (stated.ref === undefined ? stated.value : 'unknown') : above[name]
    }
    const here = { fill: own('fill'), stroke: own('stroke') }
    if (/^(?:path|rect|circle|ellipse|line|polyline|polygon|text|image|use)$/.test(one.tag)) {
      const used = [one.tag === 'line' ? 'none' : here.fill, here.stroke].filter((ink) => !noInk.test(ink))
      inks += used.length
      hasDark ||= one.tag === 'image' || one.tag === 'use' || used.some((ink) => !isLight(ink))
      // A drawing that brings its own paper is not judged by what stands on it.
      hasDark ||= covers(one, box) && !noInk.test(here.fill)
    }
    for (const child of one.children) {
      if (typeof child !== 'string' && child.tag !== 'defs') look(child, here)
    }
  }
  look(root, { fill: 'black', stroke: 'none' })
  if (hasDark || inks === 0) return undefined
  const place = { x: box.x, y: box.y, width: box.width, height: box.height }
  return {
    tag: 'rect',
    attributes: [
      ...Object.entries(place).map(([name, value]) => ({ name, value: String(Number(value.toFixed(4))) })),
      { name: 'fill', value: DARK },
      { name: 'stroke', value: 'none' }
    ],
    children: []
  }
}

function covers(one: Made, box: SvgView): boolean {
  if (one.tag !== 'rect') return false
  const of = (name: string) => one.attributes.find((each) => each.name === name)?.value ?? '0'
  const enough = (name: 'width' | 'height') =>
    of(name) === '100%' || Number.parseFloat(of(name)) >= box[name] * 0.9
  return enough('width') && enough('height')
}

function isLight(colour: string): boolean {
  if (lightNames.test(colour)) return true
  const hex = /^#([0-9a-f]{3,8})$/i.exec(colour)?.[1]
  const parts = hex
    ? (hex.length < 6 ? [...hex].slice(0, 3).map((one) => one + one) : hex.match(/../g)!.slice(0, 3)).map(
        (one) => Number.parseInt(one, 16)
      )
    : /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)/.exec(colour)?.slice(1).map(Number)
  if (!parts || parts.length < 3) return false
  const [red, green, blue] = parts as [number, number, number]
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255 > LIGHT
}
