import type { Migration } from '../migrate.ts'

/**
 * The files of the watched folder that were looked at, so that each comes in once. About this computer's disk,
 * not about the library: no journal, and no part of an exported library.
 */
export const watchedFiles: Migration = {
  version: 12,
  name: 'watched-files',
  up(db) {
    db.exec(`
CREATE TABLE watched_files (
  path TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  -- Milliseconds since 1970.
  modified_at INTEGER NOT NULL,
  -- 'seen': was there before the folder was watched.
  fate TEXT NOT NULL CHECK (fate IN ('seen', 'added', 'already-here', 'failed')),
  -- The article that came of it; it may have been deleted since.
  article_id TEXT,
  -- A sentence when it failed.
  message TEXT NOT NULL,
  looked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`)
  }
}
