import { defaultTreeAdapter } from 'parse5'
import {
  attribute,
  type Element,
  elementsOf,
  isElement,
  isText,
  type Node,
  type ParentNode,
  remove
} from '../html/html-tree.ts'

/** Roots in roots; deeper ones stay unread. */
const DEPTH = 8

/**
 * Puts what stands in a declared shadow root where a browser shows it: in its host, with the host's own content in the
 * slots that it is meant for. What no slot takes is shown by nobody, and still kept behind it. The tree is changed.
 */
export function shadowRootsInPlace(root: ParentNode): void {
  for (let depth = 0; depth < DEPTH; depth += 1) {
    const roots = [...elementsOf(root)].filter(
      (one) => one.tagName === 'template' && attribute(one, 'shadowrootmode') !== undefined
    )
    if (!roots.length) return
    for (const one of roots) inPlace(one)
  }
}

function inPlace(template: Element): void {
  const host = template.parentNode
  remove(template)
  if (!host || !isElement(host) || !('content' in template)) return
  const content = template.content as ParentNode
  const own = new Set(host.childNodes)
  const bySlot = Map.groupBy(own, slotOf)
  for (const node of own) node.parentNode = null
  host.childNodes = []
  for (const slot of [...elementsOf(content)].filter(({ tagName }) => tagName === 'slot')) {
    const name = attribute(slot, 'name') ?? ''
    const given = bySlot.get(name) ?? []
    if (!given.some((node) => !isText(node) || node.value.trim() !== '')) continue
    // What is meant for a slot stands in the first of that name.
    bySlot.delete(name)
    slot.childNodes = []
    for (const node of given) {
      own.delete(node)
      defaultTreeAdapter.appendChild(slot, node)
    }
  }
  for (const node of [...content.childNodes, ...own]) defaultTreeAdapter.appendChild(host, node)
}

const slotOf = (node: Node) => (isElement(node) ? (attribute(node, 'slot') ?? '') : '')
