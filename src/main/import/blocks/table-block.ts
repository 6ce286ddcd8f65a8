import type { Block, TableCell } from '../../../shared/blocks.ts'
import { alignOf, hasTableInside, rowsOf, spanOf } from '../html/html-tables.ts'
import { attribute, childElements, type Element } from '../html/html-tree.ts'
import { type Around, inherit, isTooDeep, within } from './around.ts'
import { lineAlone } from './bare-figure.ts'
import type { Conversion } from './conversion.ts'

/** A table of data; one that only lays out a page is read cell by cell. */
export function tableBlock(conversion: Conversion, element: Element, around: Around): Block[] {
  const rows = rowsOf(element)
  if (isTooDeep(around) || isForLayout(element, rows)) return conversion.flow(element, around)
  const inside = within(around)
  const captionElement = childElements(element).find((child) => child.tagName === 'caption')
  const caption = (captionElement && conversion.line(captionElement, inside)) ?? []
  const built = rows
    .map((row) => row.map((cell) => tableCell(conversion, cell, inside)))
    .filter((row) => row.length > 0)
  const isFilled = built.some((row) => row.some((cell) => cell.blocks.length > 0))
  if (!isFilled) return lineAlone(caption, conversion.anchors)
  return [{ type: 'table', caption, rows: built }]
}

function tableCell(conversion: Conversion, cell: Element, around: Around): TableCell {
  conversion.anchors.meet(cell)
  const blocks = conversion.flow(cell, inherit(cell, around))
  const align = alignOf(cell)
  return {
    header: cell.tagName === 'th',
    colspan: spanOf(cell, 'colspan'),
    rowspan: spanOf(cell, 'rowspan'),
    ...(align ? { align } : {}),
    blocks
  }
}

type Rows = readonly (readonly Element[])[]

function isForLayout(table: Element, rows: Rows): boolean {
  const cells = rows.reduce((sum, row) => sum + row.length, 0)
  return (
    cells <= 1 ||
    isOneColumnOfParts(rows) ||
    /^(?:presentation|none)$/.test(attribute(table, 'role') ?? '') ||
    hasTableInside(table)
  )
}

/** Letters are laid out in tables of one column, each cell a part with paragraphs of its own. */
function isOneColumnOfParts(rows: Rows): boolean {
  return (
    rows.every(([cell, ...others]) => !others.length && (!cell || cell.tagName === 'td')) &&
    rows.some(
      ([cell]) =>
        cell &&
        childElements(cell).some(({ tagName }) =>
          /^(?:h[1-6]|p|ul|ol|div|blockquote|img|picture|figure)$/.test(tagName)
        )
    )
  )
}
