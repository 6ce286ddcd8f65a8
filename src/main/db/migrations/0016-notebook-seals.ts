import type { Migration } from '../migrate.ts'

/** Notebooks get seals as articles, highlights and notes have them. */
export const notebookSeals: Migration = {
  version: 16,
  name: 'notebook-seals',
  up(db) {
    // The kinds are a check of the table, which SQLite cannot alter: it is made anew under its own name.
    db.exec(`
CREATE TABLE seals_kept AS SELECT kind, id, seq, hash FROM seals;
DROP TABLE seals;
CREATE TABLE seals (
  kind TEXT NOT NULL CHECK (kind IN ('article', 'highlight', 'note', 'notebook')),
  id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  -- SHA-256.
  hash BLOB NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
INSERT INTO seals (kind, id, seq, hash) SELECT kind, id, seq, hash FROM seals_kept;
DROP TABLE seals_kept;
`)
  }
}
