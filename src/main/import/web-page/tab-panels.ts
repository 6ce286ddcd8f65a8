import { defaultTreeAdapter, html as names } from 'parse5'
import {
  attribute,
  type Element,
  elementsOf,
  type ParentNode,
  remove,
  shortLineOf,
  unhide
} from '../html/html-tree.ts'

/** A tab says no more. */
const LABEL = 60

/**
 * Of several panels behind tabs, a page shows one; all are its text, each under what its tab says. The tree is
 * changed.
 */
export function tabPanelsOpen(root: ParentNode): void {
  const panels: Element[] = []
  const tabs: Element[] = []
  const byId = new Map<string, Element>()
  for (const element of elementsOf(root)) {
    const role = attribute(element, 'role')
    if (role === 'tabpanel') panels.push(element)
    else if (role === 'tab') tabs.push(element)
    const id = attribute(element, 'id')
    if (id !== undefined) byId.set(id, element)
  }
  if (panels.length < 2) return
  const byControlled = new Map(tabs.map((tab) => [attribute(tab, 'aria-controls') ?? '', tab]))
  for (const [index, panel] of panels.entries()) {
    const label =
      tabOf(panel, byControlled, byId) ?? (tabs.length === panels.length ? tabs[index] : undefined)
    unhide(panel)
    const text = label && shortLineOf(label, LABEL)
    if (text) labelled(panel, text)
  }
  for (const tab of tabs) remove(tab)
}

function tabOf(
  panel: Element,
  byControlled: ReadonlyMap<string, Element>,
  byId: ReadonlyMap<string, Element>
): Element | undefined {
  const id = attribute(panel, 'id')
  return byId.get(attribute(panel, 'aria-labelledby') ?? '') ?? (id ? byControlled.get(id) : undefined)
}

function labelled(panel: Element, text: string): void {
  const line = defaultTreeAdapter.createElement('p', names.NS.HTML, [])
  const strong = defaultTreeAdapter.createElement('strong', names.NS.HTML, [])
  defaultTreeAdapter.insertText(strong, text)
  defaultTreeAdapter.appendChild(line, strong)
  const [first] = panel.childNodes
  if (first) defaultTreeAdapter.insertBefore(panel, line, first)
}
