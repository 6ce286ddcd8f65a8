import { defaultTreeAdapter, html as names } from 'parse5'
import { type Element, elementsOf, isElement, type Node, type ParentNode } from '../html/html-tree.ts'

/** Pages are at most 51 levels deep (154 looked at). What weighs boxes reads a text once for each that is around it. */
const DEEPEST = 100

/** A list is one of boxes only where another is in it. */
function isBox(node: Node): node is Element {
  if (!isElement(node)) return false
  if (/^(?:div|section|article|main|center|blockquote)$/.test(node.tagName)) return true
  return list.test(node.tagName) && holdsList(node)
}

const list = /^(?:ul|ol|li|dl|dd)$/

function holdsList(element: Element): boolean {
  for (const { tagName } of elementsOf(element)) if (/^(?:ul|ol|dl)$/.test(tagName)) return true
  return false
}

/**
 * Sets boxes in boxes, and lists in lists, below the hundredth level beside one another, each with what stands right in it, in the order
 * of the text. The tree is changed.
 */
export function shallowBoxes(root: ParentNode): void {
  const stack: { node: ParentNode; level: number }[] = [{ node: root, level: 0 }]
  while (stack.length) {
    const { node, level } = stack.pop()!
    if (level >= DEEPEST && isElement(node) && isBox(node) && node.childNodes.some(isBox))
      besideEachOther(node)
    for (const child of node.childNodes) if (isElement(child)) stack.push({ node: child, level: level + 1 })
  }
}

/** What the boxes in one hold becomes a row of boxes in it. */
function besideEachOther(outer: Element): void {
  const row: Element[] = []
  const begun = new Set<Element>()
  let last: Element | undefined
  const stack = outer.childNodes.map((node) => ({ node, of: outer })).reverse()
  while (stack.length) {
    const { node, of } = stack.pop()!
    if (isBox(node)) {
      for (const inner of node.childNodes.toReversed()) stack.push({ node: inner, of: node })
      continue
    }
    if (last !== of || !row.length) {
      row.push(partOf(of === outer ? undefined : of, begun.has(of)))
      begun.add(of)
      last = of
    }
    defaultTreeAdapter.appendChild(row.at(-1)!, node)
  }
  outer.childNodes = []
  for (const part of row) defaultTreeAdapter.appendChild(outer, part)
}

/** An empty box that says of itself what another does; a name belongs to the first part alone. */
function partOf(box: Element | undefined, isLater: boolean): Element {
  const part = defaultTreeAdapter.createElement(box?.tagName ?? 'div', names.NS.HTML, [])
  part.attrs = (box?.attrs ?? []).filter(({ name }) => !isLater || name !== 'id')
  return part
}
