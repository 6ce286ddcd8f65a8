import type { Database } from 'better-sqlite3'
import type { ImportFate } from '../../shared/imports.ts'

/** Reports that are kept, and the rows of all of them together: the one import that is larger is kept alone. */
const MOST_REPORTS = 20
const MOST_ROWS = 200_000
/** Rows of reports that are gone are taken out of the library by so many at once. */
const PRUNED_AT_ONCE = 5000

/** SQL that is true of `import_reports`: the reader did not delete it. */
export const IN_SIGHT = 'id NOT IN (SELECT report_id FROM import_report_deletions)'

interface Counted {
  id: string
  /** How many rows of each fate, JSON. */
  counts: string
}

/** How many rows a report has. */
export const countRows = (counts: Partial<Record<ImportFate, number>>) =>
  Object.values(counts).reduce((a, b) => a + b, 0)

/** Of reports, the latest first, those that are too many, alone or by their rows. */
function beyondBounds(reports: readonly Counted[]): Counted[] {
  let rows = 0
  return reports.filter(({ counts }, index) => {
    rows += countRows(JSON.parse(counts))
    return index > 0 && (index >= MOST_REPORTS || rows > MOST_ROWS)
  })
}

/**
 * Keeps reports of imports within their bounds. @returns what forgets those beyond
 * @param open those at work, which stay
 */
export function createPruning(db: Database, open: { has(batchId: string): boolean }): () => void {
  /**
   * Forgets the oldest, and takes the rows of what is forgotten out of the library, in turns. What the reader deleted
   * is bounded for itself, by when that was.
   */
  function prune(): void {
    const inSight = db
      .prepare<[], Counted>(
        `SELECT id, counts FROM import_reports WHERE ${IN_SIGHT} ORDER BY begun_at DESC, id DESC`
      )
      .all()
    const deleted = db
      .prepare<[], Counted>(
        `SELECT id, counts FROM import_reports JOIN import_report_deletions ON report_id = id
         ORDER BY deleted_at DESC, id DESC`
      )
      .all()
    const forget = db.prepare('DELETE FROM import_reports WHERE id = ?')
    for (const { id } of [...beyondBounds(inSight), ...beyondBounds(deleted)])
      if (!open.has(id)) forget.run(id)
    db.exec('DELETE FROM import_report_deletions WHERE report_id NOT IN (SELECT id FROM import_reports)')
    pruneRows()
  }

  function pruneRows(): void {
    if (!db.open) return
    // From one report's rows to the next, without going through them all.
    const orphan = db
      .prepare<[], string>(
        `WITH RECURSIVE ids (id) AS (
           SELECT min(report_id) FROM import_report_rows
           UNION ALL SELECT (SELECT min(report_id) FROM import_report_rows WHERE report_id > id) FROM ids WHERE id IS NOT NULL)
         SELECT id FROM ids WHERE id IS NOT NULL AND id NOT IN (SELECT id FROM import_reports) LIMIT 1`
      )
      .pluck()
      .get()
    if (orphan === undefined || open.has(orphan)) return
    db.prepare(
      `DELETE FROM import_report_rows WHERE report_id = @orphan AND number <
         (SELECT min(number) FROM import_report_rows WHERE report_id = @orphan) + ${PRUNED_AT_ONCE}`
    ).run({ orphan })
    setImmediate(pruneQuietly)
  }
  /** What is left is taken out next time. */
  function pruneQuietly(): void {
    try {
      pruneRows()
    } catch {}
  }

  return prune
}
