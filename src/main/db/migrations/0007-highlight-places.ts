import type { Migration } from '../migrate.ts'

/**
 * Where each highlight stands in each version of its article, and how sure that is. A highlight's own row
 * holds the place it was last sure of.
 */
export const highlightPlaces: Migration = {
  version: 7,
  name: 'highlight-places',
  up(db) {
    db.exec(`
CREATE TABLE highlight_places (
  highlight_id TEXT NOT NULL REFERENCES highlights (id) ON DELETE CASCADE,
  version_id TEXT NOT NULL REFERENCES article_versions (id) ON DELETE CASCADE,
  -- 'made': by the reader's own hand, here; 'confirmed': the reader said that it is here.
  verdict TEXT NOT NULL CHECK (verdict IN ('made', 'exact', 'moved', 'changed', 'unsure', 'lost', 'confirmed')),
  -- Absent when it is lost; a proposal when it is unsure.
  text_start INTEGER CHECK (text_start >= 0),
  text_end INTEGER CHECK (text_end > text_start),
  -- What this version says there; empty when it is lost.
  exact TEXT NOT NULL,
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  -- Thousandths: the score, then a JSON object of what it rests on (quote, context, unique, order).
  score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 1000),
  evidence TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  device_id TEXT NOT NULL,
  PRIMARY KEY (highlight_id, version_id),
  CHECK ((verdict = 'lost') = (text_start IS NULL) AND (text_start IS NULL) = (text_end IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX highlight_places_by_version ON highlight_places (version_id);
-- The same address again is perhaps a new version of what is here.
CREATE INDEX articles_by_url ON articles (url) WHERE url <> '';
`)
    const image = (row: 'OLD' | 'NEW') =>
      `json_object(${columns.map((column) => `'${column}', ${row}.${column}`).join(', ')})`
    const recording = '(SELECT step_id FROM undo_recording)'
    for (const [event, before, after] of [
      ['INSERT', 'NULL', image('NEW')],
      ['UPDATE', image('OLD'), image('NEW')],
      ['DELETE', image('OLD'), 'NULL']
    ] as const) {
      db.exec(`
CREATE TRIGGER undo_highlight_places_${event.toLowerCase()} AFTER ${event} ON highlight_places WHEN ${recording} IS NOT NULL BEGIN
  INSERT INTO undo_rows (step_id, table_name, before_row, after_row) VALUES (${recording}, 'highlight_places', ${before}, ${after});
END;`)
    }
  }
}

const columns = [
  'highlight_id',
  'version_id',
  'verdict',
  'text_start',
  'text_end',
  'exact',
  'prefix',
  'suffix',
  'score',
  'evidence',
  'updated_at',
  'device_id'
]
