import type { Database } from 'better-sqlite3'
import type { Cell, Value } from './read-cells.ts'

/** How rows of a table lie in the file. */
export interface TableShape {
  name: string
  hasRowid: boolean
  /**
   * In the order of a record's values: of a table without row ids its key comes first. `isYoung`: a record that
   * was written before the column was added may lack it.
   */
  columns: { name: string; type: string; notNull: boolean; isRowid: boolean; isYoung: boolean }[]
}

const madeAnew = new Set(['links', 'title_order', 'unplaced_titles'])

/**
 * Made anew by triggers or when it is wanted, or of no use without what they go with. `search_changes` and
 * `unsealed_rows` are read, not kept.
 */
const leftOut = (name: string) => name.startsWith('sqlite_') || name.startsWith('undo_') || madeAnew.has(name)

/** The tables of a library, parents first, without those that are made anew. */
export function readShapes(db: Database): TableShape[] {
  const tables = db
    .prepare<[], { name: string; wr: number }>(
      "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    )
    .all()
  // In the order they were made, which is parents first.
  const order = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all()
  return tables
    .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
    .filter(({ name }) => !leftOut(name))
    .map(({ name, wr }) => {
      const info = db
        .prepare<
          [string],
          { name: string; type: string; notnull: number; pk: number; dflt_value: string | null }
        >('SELECT name, type, "notnull", pk, dflt_value FROM pragma_table_info(?) ORDER BY cid')
        .all(name)
      const keys = info.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
      const hasRowid = wr === 0
      const stored = hasRowid ? info : [...keys, ...info.filter(({ pk }) => pk === 0)]
      return {
        name,
        hasRowid,
        columns: stored.map((column) => ({
          name: column.name,
          type: column.type,
          notNull: column.notnull === 1 || column.pk > 0,
          isYoung: column.pk === 0 && (column.notnull === 0 || column.dflt_value !== null),
          isRowid: hasRowid && keys.length === 1 && column.pk === 1 && column.type === 'INTEGER'
        }))
      }
    })
}

/** The row a record is, if it can be one of the table; columns younger than the record are left out. */
export function toRow({ hasRowid, columns }: TableShape, cell: Cell): Record<string, Value> | undefined {
  if (hasRowid !== (cell.rowid !== undefined) || cell.values.length > columns.length) return undefined
  const row: Record<string, Value> = {}
  for (const [index, value] of cell.values.entries()) {
    const column = columns[index]!
    const kept = column.isRowid ? (cell.rowid as Value) : value
    if (!fits(kept, column)) return undefined
    row[column.name] = kept
  }
  return columns.slice(cell.values.length).every(({ isYoung }) => isYoung) ? row : undefined
}

function fits(value: Value, { type, notNull }: TableShape['columns'][number]): boolean {
  if (value === null) return !notNull
  if (type === 'TEXT') return typeof value === 'string'
  if (type === 'BLOB') return Buffer.isBuffer(value)
  if (type === 'REAL') return typeof value === 'number'
  return typeof value === 'bigint' || Number.isInteger(value)
}

/** Whether a row on a page nobody owns looks like a row of ours, and not like an entry of some index. */
export function looksOurs({ columns }: TableShape, row: Record<string, Value>): boolean {
  return columns.every(({ name }) => {
    const value = row[name]
    if (value === null || value === undefined) return true
    if (name === 'id' || name.endsWith('_id'))
      return typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value)
    if (name === 'hash' || name === 'sha256') {
      return Buffer.isBuffer(value) ? value.length === 32 : /^[0-9a-f]{64}$/.test(String(value))
    }
    if (name.endsWith('_at')) return Number(value) >= 0
    return true
  })
}
