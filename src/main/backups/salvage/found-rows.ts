import type { Database, Statement } from 'better-sqlite3'
import type { Value } from './read-cells.ts'
import type { TableShape } from './table-shapes.ts'

export type Row = Record<string, Value>

/** Rows on their way from a damaged library into a new one. What the old one says about its rows is kept aside. */
export class FoundRows {
  /** Rows that were put into the new library, by table. */
  readonly put: Record<string, number> = {}
  readonly seals: Row[] = []
  readonly rowSeals: Row[] = []
  /** The number a thing had in the old library, by its kind and id. */
  readonly oldSeqs = new Map<string, number>()
  /** Rows of which the old library says that they wait for a seal, by kind and id. */
  readonly awaited = new Set<string>()
  readonly #db: Database
  readonly #inserts = new Map<string, Statement>()

  constructor(db: Database) {
    this.#db = db
  }

  take(shape: TableShape, row: Row): void {
    if (shape.name === 'search_changes') this.oldSeqs.set(`${row.kind} ${row.id}`, Number(row.seq))
    else if (shape.name === 'seals') this.seals.push(row)
    else if (shape.name === 'row_seals') this.rowSeals.push(row)
    else if (shape.name === 'unsealed_rows') this.awaited.add(`${row.kind} ${row.id}`)
    else this.#insert(shape, row)
  }

  #insert({ name }: TableShape, row: Row): void {
    const columns = Object.keys(row)
    const key = `${name} ${columns.length}`
    let insert = this.#inserts.get(key)
    if (!insert) {
      insert = this.#db.prepare(
        `INSERT OR IGNORE INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
      )
      this.#inserts.set(key, insert)
    }
    try {
      const { changes } = insert.run(...columns.map((column) => row[column]))
      if (changes > 0) this.put[name] = (this.put[name] ?? 0) + 1
    } catch {
      // A value the table does not take: this row is damaged beyond use.
    }
  }
}
