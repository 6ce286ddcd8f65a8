import type { Migration } from '../migrate.ts'

/** Queries kept under a name: the smart lists of the sidebar. Undoable like everything of the reader's. */
export const savedSearches: Migration = {
  version: 3,
  name: 'saved-searches',
  up(db) {
    db.exec(`
CREATE TABLE saved_searches (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  -- From 0; the order in the sidebar. Ties (two machines joined) go by age.
  position INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  device_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`)
    const columns = ['id', 'name', 'query', 'position', 'created_at', 'updated_at', 'device_id']
    const image = (row: 'OLD' | 'NEW') =>
      `json_object(${columns.map((column) => `'${column}', ${row}.${column}`).join(', ')})`
    const recording = '(SELECT step_id FROM undo_recording)'
    for (const [event, before, after] of [
      ['INSERT', 'NULL', image('NEW')],
      ['UPDATE', image('OLD'), image('NEW')],
      ['DELETE', image('OLD'), 'NULL']
    ] as const) {
      db.exec(`
CREATE TRIGGER undo_saved_searches_${event.toLowerCase()} AFTER ${event} ON saved_searches WHEN ${recording} IS NOT NULL BEGIN
  INSERT INTO undo_rows (step_id, table_name, before_row, after_row) VALUES (${recording}, 'saved_searches', ${before}, ${after});
END;`)
    }
  }
}
