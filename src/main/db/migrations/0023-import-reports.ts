import type { Migration } from '../migrate.ts'

/**
 * What became of every file or row of the last imports. About what happened on this computer, with the names of its
 * files: no journal, no seals, and no part of an exported library.
 */
export const importReports: Migration = {
  version: 23,
  name: 'import-reports',
  up(db) {
    db.exec(`
CREATE TABLE import_reports (
  -- The batch it was.
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('files', 'paste', 'address', 'library')),
  -- The app whose library it was, or empty.
  app TEXT NOT NULL,
  -- Name of the file or folder, or the address; empty for several files and for what was pasted.
  name TEXT NOT NULL,
  begun_at INTEGER NOT NULL,
  -- Null while it is at work, and when Lectern ended before it did.
  ended_at INTEGER,
  stopped INTEGER NOT NULL DEFAULT 0,
  -- How many rows have which fate, JSON.
  counts TEXT NOT NULL DEFAULT '{}'
) STRICT, WITHOUT ROWID;

CREATE TABLE import_report_rows (
  report_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  -- Where it stands in the other app's file, from 1; null for files.
  row INTEGER,
  fate TEXT NOT NULL,
  -- A path or an address.
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  -- The article that came of it; it may have been deleted since.
  article_id TEXT,
  -- Sentences without a language, JSON.
  remarks TEXT NOT NULL,
  -- 2: could not be kept; 1: there is something to know; 0: nothing.
  noted INTEGER NOT NULL,
  PRIMARY KEY (report_id, number)
) STRICT, WITHOUT ROWID;

-- What is worth telling first.
CREATE INDEX import_report_rows_noted ON import_report_rows (report_id, noted DESC, number);
`)
  }
}
