import { defaultTreeAdapter } from 'parse5'
import {
  attribute,
  type Element,
  elementsOf,
  isElement,
  type ParentNode,
  shortLineOf
} from '../html/html-tree.ts'

/** More are no page's that somebody reads. */
const MOST = 2000
/** Fewer items of a list that a text leads to may be anything. */
const FEW = 2

/**
 * Notes and references that a text leads to belong to it, in whatever box beside the text's they stand. Those that
 * were not found with it are set behind it, with the heading right above them. Both trees are changed.
 */
export function addLostNotes(found: ParentNode, page: ParentNode, notes: ReadonlySet<Element>): void {
  const { wanted, there } = placesOf(found)
  if (![...wanted].some((id) => !there.has(id))) return
  const lost = new Map<Element, number>()
  let seen = 0
  for (const element of elementsOf(page)) {
    const id = attribute(element, 'id') ?? (element.tagName === 'a' ? attribute(element, 'name') : undefined)
    if (id === undefined || !wanted.has(id) || there.has(id)) continue
    seen += 1
    if (seen > MOST) break
    const note = noteAround(element, notes)
    if (!note) continue
    const list = listAround(note)
    lost.set(list ?? note, (lost.get(list ?? note) ?? 0) + (notes.has(note) ? FEW : 1))
  }
  for (const [piece, count] of lost) if (count >= FEW) append(found, piece)
}

/** Where the text's own links lead to, and what of that is in it. */
function placesOf(found: ParentNode): { wanted: Set<string>; there: Set<string> } {
  const wanted = new Set<string>()
  const there = new Set<string>()
  for (const element of elementsOf(found)) {
    const to = element.tagName === 'a' ? /^#(.+)/su.exec(attribute(element, 'href') ?? '')?.[1] : undefined
    if (to !== undefined) wanted.add(to)
    for (const name of ['id', 'name'])
      if (attribute(element, name)) there.add(attribute(element, name) as string)
  }
  return { wanted, there }
}

/** A note, or an item of a list, that a place begins. */
function noteAround(element: Element, notes: ReadonlySet<Element>): Element | undefined {
  let at: ParentNode | null = element
  for (let level = 0; level < 4 && at && isElement(at); level += 1, at = at.parentNode)
    if (notes.has(at) || at.tagName === 'li') return at
  return undefined
}

function listAround(note: Element): Element | undefined {
  const { parentNode } = note
  return parentNode && isElement(parentNode) && /^(?:ol|ul)$/.test(parentNode.tagName)
    ? parentNode
    : undefined
}

function append(found: ParentNode, piece: Element): void {
  const beside = piece.parentNode?.childNodes ?? []
  const above = beside.slice(0, beside.indexOf(piece)).findLast((node) => isElement(node))
  const isHeading = above && isElement(above) && /^h[2-6]$/.test(above.tagName) && shortLineOf(above, 80)
  const pieces = isHeading ? [above, piece] : [piece]
  for (const one of pieces) {
    defaultTreeAdapter.detachNode(one)
    defaultTreeAdapter.appendChild(found, one)
  }
}
