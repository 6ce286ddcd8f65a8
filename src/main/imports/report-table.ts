import { stringify } from 'csv-stringify/sync'

/**
 * What became of an import as a table: comma-separated, with a byte order mark so that spreadsheets read it as
 * UTF-8; what a spreadsheet would take for a formula is defused. Only the named columns are written, in that order.
 */
export function reportTable<T extends object>(
  rows: readonly T[],
  columns: readonly (keyof T & string)[]
): string {
  return stringify([...rows], { header: true, bom: true, escape_formulas: true, columns: [...columns] })
}
