import type { Migration } from '../migrate.ts'

/**
 * Reading that comes back: which articles come back when, which articles are extracts of others, and on
 * which day an old highlight was last shown again.
 */
export const readingQueue: Migration = {
  version: 11,
  name: 'reading-queue',
  up(db) {
    db.exec(`
CREATE TABLE queue_entries (
  article_id TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
  -- 1 high, 2 normal, 3 low.
  priority INTEGER NOT NULL CHECK (priority BETWEEN 1 AND 3),
  -- Study days: civil dates counted from 1970-01-01, each begun at the reader's hour.
  due_day INTEGER NOT NULL,
  -- Days until it comes back, as last given; 0 before it was put away for the first time.
  interval REAL NOT NULL CHECK (interval >= 0),
  visits INTEGER NOT NULL CHECK (visits >= 0),
  last_day INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  device_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX queue_entries_by_due ON queue_entries (due_day, priority, article_id);
CREATE INDEX queue_entries_by_last_day ON queue_entries (last_day);

-- Where an extract was taken from. Written once with the extract's text; what is named may be gone later,
-- and then the extract still says which words it was.
CREATE TABLE extracts (
  article_id TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
  source_article_id TEXT NOT NULL,
  source_version_id TEXT NOT NULL,
  -- The highlight that marks the words in the source, and moves with them from version to version.
  source_highlight_id TEXT NOT NULL,
  text_start INTEGER NOT NULL CHECK (text_start >= 0),
  text_end INTEGER NOT NULL CHECK (text_end > text_start),
  exact TEXT NOT NULL,
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  device_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX extracts_by_source ON extracts (source_article_id);

CREATE TABLE highlight_meetings (
  highlight_id TEXT PRIMARY KEY REFERENCES highlights (id) ON DELETE CASCADE,
  day INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  device_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX highlight_meetings_by_day ON highlight_meetings (day);
`)
    const image = (columns: readonly string[], row: 'OLD' | 'NEW') =>
      `json_object(${columns.map((column) => `'${column}', ${row}.${column}`).join(', ')})`
    const recording = '(SELECT step_id FROM undo_recording)'
    for (const table of ['queue_entries', 'highlight_meetings']) {
      const columns = db
        .prepare('SELECT name FROM pragma_table_info(?) ORDER BY cid')
        .pluck()
        .all(table) as string[]
      for (const [event, before, after] of [
        ['INSERT', 'NULL', image(columns, 'NEW')],
        ['UPDATE', image(columns, 'OLD'), image(columns, 'NEW')],
        ['DELETE', image(columns, 'OLD'), 'NULL']
      ] as const) {
        db.exec(`
CREATE TRIGGER undo_${table}_${event.toLowerCase()} AFTER ${event} ON ${table} WHEN ${recording} IS NOT NULL BEGIN
  INSERT INTO undo_rows (step_id, table_name, before_row, after_row) VALUES (${recording}, '${table}', ${before}, ${after});
END;`)
      }
    }
  }
}
