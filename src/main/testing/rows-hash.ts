import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'

/** SHA-256 of every row of every table, journal and settings too: what a refused file must leave as it was. */
export function rowsHash(db: Database): string {
  const hash = createHash('sha256')
  const tables = db
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    )
    .pluck()
    .all()
  // Seals are made in the background for what is there, and so is the order of titles; a report says what was refused.
  const behind = /seals$|^unsealed_rows$|^meta$|^title_order$|^unplaced_titles$|^import_report/
  for (const table of tables.filter((one) => !behind.test(one)))
    hash.update(JSON.stringify([table, db.prepare(`SELECT * FROM "${table}"`).raw().all()]))
  return hash.digest('hex')
}
