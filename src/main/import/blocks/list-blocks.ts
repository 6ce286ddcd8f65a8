import type { Block, Inline, ListNumbering } from '../../../shared/blocks.ts'
import { addAll } from '../../../shared/long-lists.ts'
import {
  attribute,
  childElements,
  type Element,
  isElement,
  type ParentNode,
  wrapped
} from '../html/html-tree.ts'
import { numberingOf } from '../html/list-numbering.ts'
import { type Around, inherit, isTooDeep, within } from './around.ts'
import type { Conversion } from './conversion.ts'
import { isHidden } from './hidden-elements.ts'

/** A list; what stands in it outside its items is an item too. */
export function listBlock(conversion: Conversion, element: Element, around: Around): Block[] {
  if (isTooDeep(around)) return conversion.flow(element, around)
  const inside = within(around)
  const items: Block[][] = []
  for (const node of element.childNodes) {
    const last = items.at(-1)
    if (last && isElement(node) && (node.tagName === 'ul' || node.tagName === 'ol')) {
      // A list set between items, where it should be inside one.
      addAll(last, listBlock(conversion, node, inherit(node, inside)))
      continue
    }
    if (isElement(node) && isHidden(node)) continue
    const item = isElement(node) && node.tagName === 'li' ? node : wrapped('li', node)
    if (isElement(node)) conversion.anchors.meet(node)
    const blocks = conversion.flow(item, isElement(node) ? inherit(node, inside) : inside)
    if (blocks.length) items.push(blocks)
  }
  if (!items.length) return []
  return [{ type: 'list', ...countingOf(element), items }]
}

/** How a list counts, and from where. */
function countingOf(element: Element): { ordered: boolean; start?: number; numbering?: ListNumbering } {
  if (element.tagName !== 'ol') return { ordered: false }
  const first = childElements(element).find(({ tagName }) => tagName === 'li')
  const stated = attribute(element, 'start') ?? (first && attribute(first, 'value')) ?? '1'
  const start = Number.parseInt(stated, 10)
  const isNumbered = start !== 1 && Math.abs(start) <= 1_000_000_000
  const numbering = numberingOf(element)
  return { ordered: true, ...(isNumbered ? { start } : {}), ...(numbering ? { numbering } : {}) }
}

interface Definition {
  terms: Inline[][]
  definitions: Block[][]
}

/** A list of terms, each with what is said of it. */
export function definitionsBlock(conversion: Conversion, element: Element, around: Around): Block[] {
  if (isTooDeep(around)) return conversion.flow(element, around)
  const items: Definition[] = []
  takeDefinitions(conversion, element, within(around), items)
  return items.length ? [{ type: 'definitions', items }] : []
}

/** Terms and definitions may stand in groups of any depth. */
function takeDefinitions(
  conversion: Conversion,
  parent: ParentNode,
  around: Around,
  items: Definition[]
): void {
  for (const child of childElements(parent)) {
    if (isHidden(child)) continue
    conversion.anchors.meet(child)
    const inside = inherit(child, around)
    if (child.tagName === 'dt') {
      const term = conversion.line(child, inside)
      if (!term) continue
      const last = items.at(-1)
      if (last && last.definitions.length === 0) last.terms.push(term)
      else items.push({ terms: [term], definitions: [] })
    } else if (child.tagName === 'dd') {
      const blocks = conversion.flow(child, inside)
      if (!blocks.length) continue
      if (!items.length) items.push({ terms: [], definitions: [] })
      items.at(-1)?.definitions.push(blocks)
    } else takeDefinitions(conversion, child, around, items)
  }
}
