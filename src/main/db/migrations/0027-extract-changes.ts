import type { Migration } from '../migrate.ts'

/**
 * Where an extract was taken from can change: when highlights are merged, or articles joined. Undo has to hear of it;
 * that extracts come and go it knows by their articles.
 */
export const extractChanges: Migration = {
  version: 27,
  name: 'extract-changes',
  up(db) {
    const columns = db.prepare("SELECT name FROM pragma_table_info('extracts') ORDER BY cid").pluck().all()
    const image = (row: 'OLD' | 'NEW') =>
      `json_object(${columns.map((name) => `'${name}', ${row}.${name}`).join(', ')})`
    const recording = '(SELECT step_id FROM undo_recording)'
    db.exec(`
CREATE TRIGGER undo_extracts_update AFTER UPDATE ON extracts WHEN ${recording} IS NOT NULL BEGIN
  INSERT INTO undo_rows (step_id, table_name, before_row, after_row)
  VALUES (${recording}, 'extracts', ${image('OLD')}, ${image('NEW')});
END;`)
  }
}
