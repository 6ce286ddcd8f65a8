import { attribute, type Element } from '../html/html-tree.ts'
import { declarations } from '../html/sheet-styles.ts'

/** CSS pixels. */
export interface SvgSize {
  width: number
  height: number
}

export interface SvgView extends SvgSize {
  x: number
  y: number
}

/** CSS pixels of one unit. */
const units: Record<string, number> = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  em: 16,
  rem: 16,
  ex: 8,
  ch: 8
}

/** What a browser shows a drawing at that says nothing (CSS 2.1, 10.3.2). */
const DEFAULT: SvgSize = { width: 300, height: 150 }
/** A drawing without a size of its own is as wide as the text it stands in. */
const COLUMN = 640
const LARGEST = 4000

/** A length in CSS pixels; undefined for shares of something else and for what is no length. */
function svgLength(stated: string | undefined): number | undefined {
  const found = /^\s*\+?(\d{0,7}(?:\.\d{1,9})?)(?:e0)?\s*([a-z]{0,3})\s*$/i.exec(stated ?? '')
  if (!found?.[1]) return undefined
  const unit = units[found[2]!.toLowerCase()]
  if (unit === undefined) return undefined
  const value = Number(found[1]) * unit
  return Number.isFinite(value) && value > 0 ? value : undefined
}

/** The part of its plane a drawing shows; undefined when it states none that can be shown. */
export function svgView(root: Element): SvgView | undefined {
  const numbers = (attribute(root, 'viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  const [x, y, width, height] = numbers as [number, number, number, number]
  if (numbers.length !== 4 || !numbers.every(Number.isFinite) || width <= 0 || height <= 0) return undefined
  return Math.max(width / height, height / width) <= 1000 ? { x, y, width, height } : undefined
}

/** Width and height as the element states them itself, by attribute or style. */
export function statedSvgSize(root: Element): Partial<SvgSize> {
  const style = new Map(declarations(attribute(root, 'style') ?? ''))
  const of = (name: 'width' | 'height') => svgLength(style.get(name)) ?? svgLength(attribute(root, name))
  const width = of('width')
  const height = of('height')
  return { ...(width !== undefined && { width }), ...(height !== undefined && { height }) }
}

/**
 * How large a drawing is shown, in whole pixels, without drawing it: what the page says of its picture, what the
 * drawing says of itself, else the room its content stands in.
 */
export function svgSize(
  root: Element,
  view: SvgView | undefined,
  stated: { width?: number | undefined; height?: number | undefined } = {}
): SvgSize {
  const own = statedSvgSize(root)
  const ratio = view
    ? view.width / view.height
    : own.width && own.height
      ? own.width / own.height
      : DEFAULT.width / DEFAULT.height
  let { width, height } = stated.width || stated.height ? stated : own
  if (!width && !height) {
    width = view ? Math.max(view.width, COLUMN) : DEFAULT.width
    // Taller than wide: what counts is that it fits on a screen.
    if (view && width / ratio > COLUMN && width > view.width) width = Math.max(view.width, COLUMN * ratio)
  }
  width ??= (height ?? DEFAULT.height) * ratio
  height ??= width / ratio
  const scale = Math.min(1, LARGEST / width, LARGEST / height)
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}
