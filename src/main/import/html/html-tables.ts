import { attribute, childElements, type Element, elementsOf } from './html-tree.ts'

/** The cells of a table, row by row, whatever sections it has. */
export function rowsOf(table: Element): Element[][] {
  const rows: Element[][] = []
  for (const child of childElements(table)) {
    const lines =
      child.tagName === 'tr'
        ? [child]
        : /^(?:thead|tbody|tfoot)$/.test(child.tagName)
          ? childElements(child)
          : []
    for (const line of lines)
      rows.push(childElements(line).filter((cell) => cell.tagName === 'td' || cell.tagName === 'th'))
  }
  return rows
}

/** A table in a table was made for layout. */
export function hasTableInside(table: Element): boolean {
  for (const element of elementsOf(table)) if (element.tagName === 'table') return true
  return false
}

/** A span between 1 and 1000; 1 when it says nothing sensible. */
export function spanOf(cell: Element, name: 'colspan' | 'rowspan'): number {
  const value = Number.parseInt(attribute(cell, name) ?? '1', 10)
  return value >= 1 ? Math.min(value, 1000) : 1
}

/** Alignment by attribute or style; undefined when it is none we keep. */
export function alignOf(cell: Element): 'left' | 'center' | 'right' | undefined {
  const stated = (
    attribute(cell, 'data-align') ??
    /text-align\s*:\s*(\w+)/i.exec(attribute(cell, 'style') ?? '')?.[1] ??
    attribute(cell, 'align') ??
    ''
  ).toLowerCase()
  return stated === 'left' || stated === 'center' || stated === 'right' ? stated : undefined
}
