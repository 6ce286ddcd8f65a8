import { defaultTreeAdapter } from 'parse5'
import {
  attribute,
  childElements,
  type Element,
  elementsOf,
  type ParentNode,
  remove,
  unhide
} from '../html/html-tree.ts'

/**
 * What only books write, as what readers see: notes that are hidden until they are asked for, and of what is said in
 * several ways (`epub:switch`) the first that can be kept. The tree is changed.
 */
export function bookMarkupPlain(body: ParentNode): void {
  for (const element of [...elementsOf(body)]) {
    if (isNote(element)) unhide(element)
    if (element.tagName === 'epub:switch') switched(element)
  }
}

const isNote = (element: Element) =>
  /(?:^|\s)(?:doc-)?(?:footnote|endnote|rearnote)s?(?:\s|$)/.test(
    `${attribute(element, 'epub:type') ?? ''} ${attribute(element, 'role') ?? ''}`
  )

function switched(element: Element): void {
  const ways = childElements(element)
  const math = ways.find(
    (way) => way.tagName === 'epub:case' && [...elementsOf(way)].some(({ tagName }) => tagName === 'math')
  )
  const chosen = math ?? ways.find(({ tagName }) => tagName === 'epub:default') ?? ways[0]
  const { parentNode } = element
  if (!parentNode) return
  for (const node of [...(chosen?.childNodes ?? [])]) {
    defaultTreeAdapter.detachNode(node)
    defaultTreeAdapter.insertBefore(parentNode, node, element)
  }
  remove(element)
}
