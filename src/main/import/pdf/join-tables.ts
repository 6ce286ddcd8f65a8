import type { TableCell } from '../../../shared/blocks.ts'
import { greatest } from '../../../shared/long-lists.ts'
import { blockText } from '../article/block-text.ts'
import type { Part } from './paragraphs.ts'

type Table = Extract<Part, { kind: 'table' }>
type Row = readonly TableCell[]

/**
 * A table that ends a page and one of as many columns that begins the next are one, since pages know nothing of what
 * they cut: unless the second has a caption, or a head of its own. A head that is repeated goes, and so do rows at
 * either end without a word: of a tagged table, every page has all its rows, and only its own are filled.
 */
export function joinTables(flow: readonly Part[]): Part[] {
  const parts: Part[] = []
  for (const part of flow) {
    const before = parts.at(-1)
    const whole = before?.kind === 'table' && part.kind === 'table' ? joined(before, part) : undefined
    if (whole) parts[parts.length - 1] = whole
    else parts.push(part)
  }
  return parts.map((part) => (part.kind === 'table' ? { ...part, rows: trimmed(part.rows) } : part))
}

/** @returns undefined where they are two tables */
function joined(first: Table, second: Table): Table | undefined {
  if (second.page !== (first.endsOn ?? first.page) + 1 || second.caption) return undefined
  const rows = laidOver(first.rows, second.rows) ?? setBelow(trimmed(first.rows), trimmed(second.rows))
  return rows && { ...first, rows, endsOn: second.page }
}

/** One table as two pages show it: of each row one has the words, but for the row that the page cuts. */
function laidOver(upper: readonly TableCell[][], lower: readonly TableCell[][]): TableCell[][] | undefined {
  if (upper.length !== lower.length || !upper.every((row, at) => isOfOneShape(row, lower[at]!)))
    return undefined
  const isNew = lower.map((row, at) => !isEmpty(row) && wordsOf(row) !== wordsOf(upper[at]!))
  const from = isNew.indexOf(true)
  const until = upper.findLastIndex((row) => !isEmpty(row))
  // Words of the first below the second's: these are two tables that look alike.
  if (from < until || from < 0 || until < 0) return undefined
  return upper.map((row, at) =>
    row.map((cell, column) =>
      isNew[at] ? { ...cell, blocks: [...cell.blocks, ...lower[at]![column]!.blocks] } : cell
    )
  )
}

const isOfOneShape = (a: Row, b: Row) =>
  a.length === b.length &&
  a.every((cell, at) => {
    const other = b[at]!
    return cell.header === other.header && cell.colspan === other.colspan && cell.rowspan === other.rowspan
  })

/** The second's rows below the first's; undefined where their columns differ, or the second has another head. */
function setBelow(upper: TableCell[][], lower: TableCell[][]): TableCell[][] | undefined {
  if (columnsOf(upper) !== columnsOf(lower)) return undefined
  const own = headOf(lower)
  const isRepeated = own.map(wordsOf).join('\n') === headOf(upper).map(wordsOf).join('\n')
  return own.length === 0 || isRepeated ? [...upper, ...lower.slice(own.length)] : undefined
}

const columnsOf = (rows: readonly Row[]) =>
  greatest(rows.map((row) => row.reduce((sum, { colspan }) => sum + colspan, 0)))

const isHead = (row: Row) => row.every(({ header }) => header)

/** The rows at the top that are nothing but heads. */
function headOf(rows: TableCell[][]): TableCell[][] {
  const end = rows.findIndex((row) => !isHead(row))
  return rows.slice(0, end < 0 ? rows.length : end)
}

/** Without rows at either end that say nothing, and heads that are said again. */
function trimmed(rows: readonly TableCell[][]): TableCell[][] {
  const from = rows.findIndex((row) => !isEmpty(row))
  if (from < 0) return [...rows]
  const said = rows.slice(from, rows.findLastIndex((row) => !isEmpty(row)) + 1)
  const head = headOf(said)
  const words = new Set(head.map(wordsOf))
  return said.filter(
    (row, at) => at < head.length || !isHead(row) || isEmpty(row) || !words.has(wordsOf(row))
  )
}

const isEmpty = (row: Row) => row.every(({ blocks }) => blocks.length === 0)

const wordsOf = (row: Row) =>
  JSON.stringify(row.map(({ blocks }) => blocks.map(blockText).join(' ').replace(/\s+/gu, ' ').trim()))
