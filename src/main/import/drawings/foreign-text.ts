import { blockElements } from '../html/block-elements.ts'
import { attribute, type Element, isElement, isText, type Node } from '../html/html-tree.ts'
import { declarations, type SheetStyles } from '../html/sheet-styles.ts'
import { svgProperties } from '../svg/allowed-svg.ts'
import type { Made, MadeAttribute } from './made-svg.ts'

const MAX_LINES = 20
const LINE_HEIGHT = 1.2

/**
 * HTML inside a drawing is how programs label boxes. Its words are set as SVG's own, line by line, in the middle of
 * the room they had; the HTML itself is let go.
 */
export function foreignText(element: Element, styles: SheetStyles): Made | undefined {
  const lines = linesIn(element)
  const number = (name: string) => Number.parseFloat(attribute(element, name) ?? '0')
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => number(name)) as [
    number,
    number,
    number,
    number
  ]
  // Shares of the whole say where the words are only together with HTML's own layout.
  const isPlaced =
    [x, y, width, height].every(Number.isFinite) && !/%/.test(attribute(element, 'width') ?? '')
  if (lines.length === 0 || !isPlaced || width <= 0) return undefined
  const said = inner(element, styles)
  const size = Number.parseFloat(said.get('font-size') ?? '') || 16
  const middle = x + width / 2
  const top = y + height / 2 - ((lines.length - 1) * size * LINE_HEIGHT) / 2
  const attributes: MadeAttribute[] = [
    { name: 'text-anchor', value: 'middle' },
    { name: 'dominant-baseline', value: 'central' },
    { name: 'font-size', value: String(size) }
  ]
  const colour = said.get('color')
  if (colour && svgProperties.get('fill')!.test(colour) && !colour.startsWith('url'))
    attributes.push({ name: 'fill', value: colour })
  const transform = attribute(element, 'transform')?.replace(/\s+/g, ' ').trim()
  if (transform && svgProperties.get('transform')!.test(transform))
    attributes.push({ name: 'transform', value: transform })
  return {
    tag: 'text',
    attributes,
    children: lines.map((line, index) => ({
      tag: 'tspan',
      attributes: [
        { name: 'x', value: String(Number(middle.toFixed(2))) },
        { name: 'y', value: String(Number((top + index * size * LINE_HEIGHT).toFixed(2))) }
      ],
      children: [line]
    }))
  }
}

/** Size and colour of the words: the innermost element that says one. */
function inner(element: Element, styles: SheetStyles): Map<string, string> {
  const result = new Map<string, string>()
  const take = (from: Iterable<[string, string]>) => {
    for (const [name, value] of from) if (name === 'font-size' || name === 'color') result.set(name, value)
  }
  let at: Element | undefined = element
  for (let depth = 0; at && depth < 12; depth += 1) {
    take(styles.of(at))
    take(declarations(attribute(at, 'style') ?? ''))
    at = at.childNodes.find((node): node is Element => isElement(node))
  }
  return result
}

function linesIn(element: Element): string[] {
  const lines = ['']
  const walk = (node: Node): void => {
    if (isText(node)) lines[lines.length - 1] += node.value
    else if (isElement(node) && !/^(?:script|style|template|svg)$/.test(node.tagName)) {
      const apart = node.tagName === 'br' || blockElements.has(node.tagName)
      if (apart) lines.push('')
      for (const child of node.childNodes) walk(child)
      if (apart) lines.push('')
    }
  }
  for (const child of element.childNodes) walk(child)
  return lines
    .map((line) =>
      line
        .toWellFormed()
        .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]/g, '')
        .replace(/\s+/g, ' ')
        .trim()
    )
    .filter(Boolean)
    .slice(0, MAX_LINES)
}
