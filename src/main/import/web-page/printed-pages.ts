import {
  attribute,
  classOf,
  type Element,
  elementsOf,
  type ParentNode,
  shortLineOf
} from '../html/html-tree.ts'

const called = /(?:^|[\s_-])page-?(?:num(?:ber)?|no|break)s?(?:$|[\s_-])/i
const number = /^[[({]?\s*(?:pg\.?|p\.|page|seite|s\.)?\s*(\d{1,4}|[ivxlc]{1,7})\s*[\])}]?$/i

/** Fewer are no book's. */
const BOOK = 3

/** The pages of the printed book that transcribers note in their text are places in it, not words. The tree is changed. */
export function printedPagesAsMarks(root: ParentNode): void {
  const found: { element: Element; label: string }[] = []
  for (const element of elementsOf(root)) {
    if (!/^(?:span|a)$/.test(element.tagName) || !called.test(classOf(element))) continue
    const label = number.exec(shortLineOf(element, 20))?.[1]
    if (label !== undefined && attribute(element, 'href') === undefined) found.push({ element, label })
  }
  if (found.length < BOOK) return
  for (const { element, label } of found)
    element.attrs.push({ name: 'role', value: 'doc-pagebreak' }, { name: 'aria-label', value: label })
}
