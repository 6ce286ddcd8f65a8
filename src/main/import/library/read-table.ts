import { parse } from 'csv-parse/sync'
import Papa from 'papaparse'

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
  const rows = quickly(text) ?? patiently(text)
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

/** A tenth of the time, for tables as they should be: undefined where a quote is not where it belongs. */
function quickly(text: string): string[][] | undefined {
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), {
    delimiter: ',',
    skipEmptyLines: true
  })
  return errors.length === 0 ? data : undefined
}

/** Ends a field with quotes inside where its line does, and loses no row to it. */
function patiently(text: string): string[][] {
  return parse(text, {
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: 8_000_000
  })
}

const plain = (name: string) =>
  name
    .replace(/^[\s"]+|[\s"]+$/g, '')
    .replace(/\s+/g, ' ')
    .toLowerCase()
