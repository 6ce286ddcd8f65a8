import { parse } from 'csv-parse/sync'
import Papa from 'papaparse'

/** One row of a table, by the names in its first line (lower case, single spaces). */
export interface TableRow {
  /** Line of data, from 1. */
  row: number
  get(name: string): string
  has(name: string): boolean
}

/** The column names of a table, lower case. */
export function columnsOf(head: string): string[] {
  const first = firstLine(head)
  return first.split(separatorOf(first)).map((name) => plain(name))
}

const firstLine = (text: string) => text.replace(/^\ufeff/, '').split(/\r\n?|\n/, 1)[0] ?? ''

/** Apps write commas; a spreadsheet of a country that writes 1,5 saves the same table with semicolons, or with tabs. */
function separatorOf(first: string): string {
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: first.split(sign).length }))
  return counts.reduce((most, one) => (one.count > most.count ? one : most)).sign
}

/**
 * Reads a table as apps write them, with commas, semicolons or tabs: a byte order mark, quotes inside fields and
 * rows of uneven length do not stop it; empty rows are skipped.
 */
export function readTable(text: string): TableRow[] {
  const delimiter = separatorOf(firstLine(text))
  const rows = quickly(text, delimiter) ?? patiently(text, delimiter)
  const names = (rows[0] ?? []).map(plain)
  return rows.slice(1).flatMap((cells, index) => {
    // What spreadsheets keep of a row that was emptied.
    if (cells.every((cell) => cell.trim() === '')) return []
    const of = (name: string) => cells[names.indexOf(name)]
    return {
      row: index + 1,
      get: (name: string) => of(name) ?? '',
      has: (name: string) => names.includes(name)
    }
  })
}

/** A tenth of the time, for tables as they should be: undefined where a quote is not where it belongs. */
function quickly(text: string, delimiter: string): string[][] | undefined {
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), {
    delimiter,
    skipEmptyLines: true
  })
  return errors.length === 0 ? data : undefined
}

/** Ends a field with quotes inside where its line does, and loses no row to it. */
function patiently(text: string, delimiter: string): string[][] {
  return parse(text, {
    bom: true,
    delimiter,
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
