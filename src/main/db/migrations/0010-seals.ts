import type { Migration } from '../migrate.ts'

/**
 * What each article, version, highlight and note said when it was last written, as a hash: SQLite does not
 * notice when a disk gives back other words than were stored. A seal holds for the row as it stood at the
 * `seq` of its newest entry in `search_changes`; a row that was changed since has none yet and gets one.
 * Versions are written once; should one be written again, its seal goes and is made anew.
 */
export const seals: Migration = {
  version: 10,
  name: 'seals',
  up(db) {
    db.exec(`
CREATE TABLE seals (
  kind TEXT NOT NULL CHECK (kind IN ('article', 'highlight', 'note')),
  id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  -- SHA-256.
  hash BLOB NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE version_seals (
  version_id TEXT PRIMARY KEY REFERENCES article_versions (id) ON DELETE CASCADE,
  hash BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER version_seals_update AFTER UPDATE ON article_versions BEGIN
  DELETE FROM version_seals WHERE version_id = OLD.id;
END;
`)
  }
}
