import { parse } from 'csv-parse/sync'

/** One row of a table, by the names in its first line (lower case, single spaces). */
export interface TableRow {
  /** Line of data, from 1. */
  row: number
  get(name: string): string
  has(name: string): boolean
}

/** The column names of a comma-separated text, lower case. */
export function columnsOf(head: string): string[] {
  const first = head.replace(/^\ufeff/, '').split(/\r?\n/, 1)[0] ?? ''
  return first.split(',').map((name) => plain(name))
}

/**
 * Reads comma-separated values as apps write them: a byte order mark, quotes inside fields and rows of
 * uneven length do not stop it; empty rows are skipped.
 */
export function readTable(text: string): TableRow[] {
  const rows: string[][] = parse(text, {
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: 8_000_000
  })
  const names = (rows[0] ?? []).map(plain)
  return rows.slice(1).map((cells, index) => {
    const of = (name: string) => cells[names.indexOf(name)]
    return {
      row: index + 1,
      get: (name) => of(name) ?? '',
      has: (name) => names.includes(name)
    }
  })
}

const plain = (name: string) =>
  name
    .replace(/^[\s"]+|[\s"]+$/g, '')
    .replace(/\s+/g, ' ')
    .toLowerCase()
