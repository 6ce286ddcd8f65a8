import type { Migration } from '../migrate.ts'

/**
 * Reports of imports that the reader deleted: they are only out of sight, so that it can be taken back, until others
 * have followed them.
 */
export const importReportDeletions: Migration = {
  version: 24,
  name: 'import-report-deletions',
  up(db) {
    db.exec(`
CREATE TABLE import_report_deletions (
  report_id TEXT PRIMARY KEY,
  deleted_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`)
    const image = (row: 'OLD' | 'NEW') =>
      `json_object('report_id', ${row}.report_id, 'deleted_at', ${row}.deleted_at)`
    const recording = '(SELECT step_id FROM undo_recording)'
    for (const [event, before, after] of [
      ['INSERT', 'NULL', image('NEW')],
      ['DELETE', image('OLD'), 'NULL']
    ] as const) {
      db.exec(`
CREATE TRIGGER undo_import_report_deletions_${event.toLowerCase()} AFTER ${event} ON import_report_deletions
WHEN ${recording} IS NOT NULL BEGIN
  INSERT INTO undo_rows (step_id, table_name, before_row, after_row)
  VALUES (${recording}, 'import_report_deletions', ${before}, ${after});
END;`)
    }
  }
}
