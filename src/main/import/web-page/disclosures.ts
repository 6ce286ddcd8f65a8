import {
  attribute,
  type Element,
  elementsOf,
  isElement,
  lineOf,
  type ParentNode,
  unhide
} from '../html/html-tree.ts'

/** A menu says less in one piece. */
const PROSE = 40
/** More are no page's that somebody reads. */
const MOST = 2000

/**
 * What readers unfold (questions with their answers beneath, an accordion's parts) is the page's text, and the button
 * that unfolds it is what it is headed by. Menus and what is said in a few words stay folded. The tree is changed.
 */
export function disclosuresOpen(root: ParentNode): void {
  const byId = new Map<string, Element>()
  const openers: Element[] = []
  for (const element of elementsOf(root)) {
    const id = attribute(element, 'id')
    if (id !== undefined && !byId.has(id)) byId.set(id, element)
    if (
      attribute(element, 'aria-expanded') !== undefined &&
      /^(?:button|a|div|span|h[1-6])$/.test(element.tagName)
    )
      openers.push(element)
  }
  const done = new Set<Element>()
  for (const opener of openers.slice(0, MOST)) {
    const part = partOf(opener, byId)
    if (part && done.has(part)) continue
    if (part) done.add(part)
    if (!part || !isText(part) || isFurniture(opener) || isFurniture(part)) continue
    unhide(part)
    asHeading(opener)
  }
}

/** What an opener says it controls, or what is hidden right behind it or its heading. */
function partOf(opener: Element, byId: ReadonlyMap<string, Element>): Element | undefined {
  const controlled = byId.get(attribute(opener, 'aria-controls')?.split(/\s+/)[0] ?? '')
  if (controlled) return controlled
  const { parentNode } = opener
  const from =
    parentNode && isElement(parentNode) && /^h[1-6]$/.test(parentNode.tagName) ? parentNode : opener
  const beside = (from.parentNode?.childNodes ?? []).filter((node) => isElement(node))
  const next = beside[beside.indexOf(from) + 1]
  return next && isElement(next) && attribute(next, 'hidden') !== undefined ? next : undefined
}

function isText(part: Element): boolean {
  if (/^(?:menu|menubar|listbox|dialog|tree|grid)$/.test(attribute(part, 'role') ?? '')) return false
  const length = lineOf(part).length
  let linked = 0
  for (const inner of elementsOf(part)) if (inner.tagName === 'a') linked += lineOf(inner).length
  return length >= PROSE && linked * 2 < length
}

function isFurniture(element: Element): boolean {
  for (let at: ParentNode | null = element; at && isElement(at); at = at.parentNode)
    if (
      /^(?:nav|header|footer|aside|form|dialog)$/.test(at.tagName) ||
      /^(?:navigation|banner|contentinfo|search|dialog|menu|menubar)$/.test(attribute(at, 'role') ?? '')
    )
      return true
  return false
}

/** Extractors throw buttons away, with the headings in them. */
function asHeading(opener: Element): void {
  if (opener.tagName !== 'button') return
  const isInHeading = opener.parentNode && /^h[1-6]$/.test(opener.parentNode.nodeName)
  const holdsHeading = [...elementsOf(opener)].some(({ tagName }) => /^h[1-6]$/.test(tagName))
  opener.attrs = []
  opener.tagName = opener.nodeName = isInHeading ? 'span' : holdsHeading ? 'div' : 'h3'
}
