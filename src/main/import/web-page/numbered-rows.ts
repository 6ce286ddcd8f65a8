import { defaultTreeAdapter, html as names } from 'parse5'
import {
  attribute,
  childElements,
  type Element,
  elementsOf,
  isText,
  lineOf,
  type ParentNode,
  remove,
  shortLineOf
} from '../html/html-tree.ts'

/** More are no text that somebody reads. */
const MOST = 5000

/** What counts or points at a paragraph: "(12)", "1.", "a)", "(iv)", "§ 3", a dash or a dot. */
const marker =
  /^(?:\(?(?:\d{1,4}|\p{L}|[ivxl]{1,6})(?:[.)]{1,2}|\.\d{1,3}\.?)|§\s*\d{1,4}\p{L}?|[–—•·▪■-])$/iu

/**
 * A table of one row whose first cell only counts what stands in its second is no table: laws and old pages set their
 * paragraphs so. The number stands at the beginning of the paragraph. The tree is changed.
 */
export function numberedRowsAsParagraphs(root: ParentNode): void {
  const tables = [...elementsOf(root)].filter(({ tagName }) => tagName === 'table')
  for (const table of tables.slice(0, MOST)) {
    if (!table.parentNode) continue
    const row = onlyRow(table)
    const [first, second, ...others] = row ? childElements(row) : []
    if (!first || !second || others.length > 0) continue
    const number = shortLineOf(first, 12)
    if (!marker.test(number) || lineOf(second).length === 0 || holdsRows(second)) continue
    asPieces(table, number, second)
  }
}

/** Undefined where there are more, or a caption. */
function onlyRow(table: Element): Element | undefined {
  const parts = childElements(table).filter(({ tagName }) => !/^col(?:group)?$/.test(tagName))
  const rows = parts.flatMap((part) => (part.tagName === 'tbody' ? childElements(part) : [part]))
  const [row, ...others] = rows
  return row?.tagName === 'tr' && others.length === 0 ? row : undefined
}

/** A table in the second cell that is one itself; those that only count are paragraphs as well by then. */
function holdsRows(cell: Element): boolean {
  return childElements(cell).some((one) => one.tagName === 'table' && onlyRow(one) === undefined)
}

function asPieces(table: Element, number: string, cell: Element): void {
  const box = defaultTreeAdapter.createElement('div', names.NS.HTML, [])
  const id = attribute(table, 'id')
  if (id !== undefined) box.attrs.push({ name: 'id', value: id })
  box.childNodes = cell.childNodes
  for (const node of box.childNodes) node.parentNode = box
  cell.childNodes = []
  const first = box.childNodes.find((node) => !isText(node) || node.value.trim() !== '')
  const text: ParentNode = first?.nodeName === 'p' || first?.nodeName === 'div' ? (first as Element) : box
  const [start] = text.childNodes
  if (start) defaultTreeAdapter.insertTextBefore(text, `${number} `, start)
  else defaultTreeAdapter.insertText(text, number)
  if (table.parentNode) defaultTreeAdapter.insertBefore(table.parentNode, box, table)
  remove(table)
}
