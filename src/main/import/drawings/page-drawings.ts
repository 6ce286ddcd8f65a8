import { defaultTreeAdapter, html as names } from 'parse5'
import type { Sentence } from '../../../shared/sentence.ts'
import { WarningSet } from '../article/warning-set.ts'
import {
  attribute,
  childElements,
  classOf,
  type Element,
  elementsOf,
  isElement,
  isWithin,
  type ParentNode,
  remove,
  shortLineOf
} from '../html/html-tree.ts'
import { sheetsIn } from '../html/sheet-styles.ts'
import { imageFromBytes } from '../pictures/image-bytes.ts'
import { svgShapes } from '../svg/allowed-svg.ts'
import { statedSvgSize, svgView } from '../svg/svg-size.ts'
import { DRAWING_TOO_LARGE, drawingAsset } from './read-drawing.ts'
import { type Drawing, nameOfSvg, rebuildSvg, type SvgContext } from './rebuild-svg.ts'

/** A drawing this small in both directions is a sign beside words, CSS pixels. */
const SIGN = 48
/** Inside a link, it has to be larger to be what the link shows rather than its mark. */
const SIGN_IN_LINK = 100
/** Drawings of one page beyond this many are left out. */
const MAX_DRAWINGS = 300

/**
 * Puts a picture in the place of every drawing that stands in a page's own markup, made inert, and takes out those
 * that are signs and decoration. Drawings a page holds as objects become pictures, too. The tree is changed.
 * @param resource what came along, by absolute address or by the reference as written
 * @returns what to tell about what was left out for its size or number
 */
export function drawingsAsPictures(
  root: ParentNode,
  {
    baseUrl,
    resource
  }: {
    baseUrl?: string | undefined
    resource?: ((reference: string) => Uint8Array | undefined) | undefined
  } = {}
): Sentence[] {
  const warnings = new WarningSet()
  const tooLarge = () => void warnings.add(DRAWING_TOO_LARGE)
  let sheets: string[] | undefined
  let count = 0
  const picture: SvgContext['picture'] = (reference) => {
    const absolute = URL.parse(reference, baseUrl || undefined)?.href
    const bytes = (absolute && resource?.(absolute)) || resource?.(reference)
    const found = bytes && imageFromBytes(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    return found && 'asset' in found ? found.asset : undefined
  }
  for (const element of [...elementsOf(root)]) {
    // Something around it may have been taken out meanwhile.
    if (!isWithin(element, root)) continue
    if (element.tagName === 'object' || element.tagName === 'embed')
      objectAsPicture(element, { baseUrl, resource })
    if (element.tagName !== 'svg' || element.namespaceURI !== names.NS.SVG) continue
    const only = onlyPicture(element)
    if (only) {
      replace(
        element,
        pictureElement([
          ['src', only],
          ['alt', nameOfSvg(element)]
        ])
      )
      continue
    }
    const isOneTooMany = count >= MAX_DRAWINGS
    if (isSign(element) || isOneTooMany) {
      if (isOneTooMany) warnings.add({ key: 'imports.warnings.manyDrawings' })
      remove(element)
      continue
    }
    sheets ??= sheetsIn(root)
    const drawing = rebuildSvg(element, { sheets, picture, tooLarge })
    if (!drawing || isMark(element, drawing)) {
      remove(element)
      continue
    }
    count += 1
    const { bytes, width, height } = drawingAsset(drawing)
    replace(
      element,
      pictureElement([
        ['src', `data:image/svg+xml;base64,${Buffer.from(bytes).toString('base64')}`],
        ['alt', nameOfSvg(element)],
        ['width', String(width)],
        ['height', String(height)]
      ])
    )
  }
  return [...warnings]
}

/** The address of the one picture a drawing holds and nothing else: covers are often made like this. */
function onlyPicture(svg: Element): string {
  const drawn = [...elementsOf(svg)].filter(
    (one) => svgShapes.has(one.tagName) || one.tagName === 'foreignObject'
  )
  const [image] = drawn
  return drawn.length === 1 && image?.tagName === 'image' ? (attribute(image, 'href') ?? '').trim() : ''
}

/** What a drawing is by where it stands and by what it says of itself. */
function isSign(element: Element): boolean {
  if (attribute(element, 'aria-hidden') === 'true' || attribute(element, 'hidden') !== undefined) return true
  if (/^(?:presentation|none)$/.test(attribute(element, 'role') ?? '')) return true
  if (
    /(?:^|[\s_-])(?:icons?|logos?|svg-inline--fa|bi|feather|lucide|octicon|spinner|chevron|arrow)(?:$|[\s_-])/i.test(
      classOf(element)
    )
  )
    return true
  const { width, height } = statedSvgSize(element)
  const view = svgView(element)
  const wide = width ?? height ?? view?.width
  const high = height ?? width ?? view?.height
  let isInLink = false
  for (let up = element.parentNode; up && isElement(up); up = up.parentNode) {
    if (/^(?:button|nav|label|summary|select)$/.test(up.tagName) || attribute(up, 'role') === 'button')
      return true
    if (attribute(up, 'aria-hidden') === 'true') return true
    isInLink ||= up.tagName === 'a'
  }
  const least = isInLink ? SIGN_IN_LINK : SIGN
  return wide !== undefined && high !== undefined && wide <= least && high <= least
}

/** A shape or two without words, name or stated size: a sign that only its page's styles make small. */
function isMark(element: Element, drawing: Drawing): boolean {
  const { width, height } = statedSvgSize(element)
  if (width || height || drawing.hasWords || nameOfSvg(element)) return false
  return drawing.shapes <= 2
}

/** A picture held as an object: the object's own, when it came along, else the one that stands in for it. */
function objectAsPicture(
  element: Element,
  {
    baseUrl,
    resource
  }: { baseUrl?: string | undefined; resource?: ((reference: string) => Uint8Array | undefined) | undefined }
): void {
  const source = (attribute(element, 'data') ?? attribute(element, 'src') ?? '').trim()
  const type = attribute(element, 'type') ?? ''
  if (
    !source ||
    !(
      /^image\//i.test(type) ||
      /\.(?:svgz?|png|jpe?g|gif|webp|avif)(?:[?#]|$)/i.test(source) ||
      /^data:image\//i.test(source)
    )
  )
    return
  const standIn = childElements(element).find((one) => one.tagName === 'img')
  const absolute = URL.parse(source, baseUrl || undefined)?.href ?? ''
  const isHere = /^data:/i.test(source) || (absolute && resource?.(absolute)) || resource?.(source)
  if (standIn && !isHere) {
    replace(element, standIn)
    return
  }
  const alt =
    attribute(element, 'aria-label') ??
    attribute(element, 'title') ??
    (standIn && attribute(standIn, 'alt')) ??
    shortLineOf(element, 300)
  const size = ['width', 'height'].flatMap((name): [string, string][] => {
    const value = attribute(element, name)
    return value === undefined ? [] : [[name, value]]
  })
  replace(element, pictureElement([['src', source], ['alt', alt], ...size]))
}

function pictureElement(attributes: [string, string][]): Element {
  return defaultTreeAdapter.createElement(
    'img',
    names.NS.HTML,
    attributes.map(([name, value]) => ({ name, value }))
  )
}

function replace(element: Element, by: Element): void {
  if (!element.parentNode) return
  remove(by)
  defaultTreeAdapter.insertBefore(element.parentNode, by, element)
  remove(element)
}
