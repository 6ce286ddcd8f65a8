import {
  attribute,
  childElements,
  type Element,
  elementsOf,
  isElement,
  type ParentNode,
  remove,
  standInstead,
  unhide
} from '../html/html-tree.ts'

/**
 * What only books write, as what readers see: notes that are hidden until they are asked for, and of what is said in
 * several ways (`epub:switch`) the first that can be kept. The tree is changed.
 */
export function bookMarkupPlain(body: ParentNode): void {
  const elements = [...elementsOf(body)]
  const mathematical = new Set<ParentNode>()
  for (const { parentNode } of elements.filter(({ tagName }) => tagName === 'math'))
    for (
      let at: ParentNode | null = parentNode;
      at && !mathematical.has(at) && isElement(at);
      at = at.parentNode
    )
      mathematical.add(at)
  for (const element of elements) {
    if (isNote(element)) unhide(element)
    if (element.tagName === 'epub:switch') switched(element, mathematical)
  }
}

const isNote = (element: Element) =>
  /(?:^|\s)(?:doc-)?(?:footnote|endnote|rearnote)s?(?:\s|$)/.test(
    `${attribute(element, 'epub:type') ?? ''} ${attribute(element, 'role') ?? ''}`
  )

/** @param mathematical what holds formulas, at whatever depth */
function switched(element: Element, mathematical: ReadonlySet<ParentNode>): void {
  const ways = childElements(element)
  const math = ways.find((way) => way.tagName === 'epub:case' && mathematical.has(way))
  const chosen = math ?? ways.find(({ tagName }) => tagName === 'epub:default') ?? ways[0]
  if (chosen) standInstead(element, chosen)
  else remove(element)
}
