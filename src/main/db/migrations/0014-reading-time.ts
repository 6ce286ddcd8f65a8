import type { Migration } from '../migrate.ts'

/** How long was read, by day and article. No reference to the article: what was read stays read. */
export const readingTime: Migration = {
  version: 14,
  name: 'reading-time',
  up(db) {
    db.exec(`
CREATE TABLE reading_time (
  -- Study day: a civil date counted from 1970-01-01, begun at the reader's hour.
  day INTEGER NOT NULL,
  article_id TEXT NOT NULL,
  ms INTEGER NOT NULL CHECK (ms >= 0),
  updated_at INTEGER NOT NULL,
  device_id TEXT NOT NULL,
  PRIMARY KEY (day, article_id)
) STRICT, WITHOUT ROWID;
`)
  }
}
