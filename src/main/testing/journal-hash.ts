import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { journaledTables } from '../history/apply-row.ts'

/** SHA-256 of every row that undo answers for, whoever wrote it last and whenever. */
export function journalHash(db: Database): string {
  const hash = createHash('sha256')
  for (const table of journaledTables) {
    const rows = db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all()
    const said = rows.map(({ updated_at: _when, device_id: _who, ...row }) => JSON.stringify(row)).sort()
    hash.update(JSON.stringify([table, said]))
  }
  return hash.digest('hex')
}
