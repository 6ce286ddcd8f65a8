import type { Migration } from '../migrate.ts'

/**
 * The first library. Every user row knows when (`updated_at`, ms) and by which device it was last
 * changed; ids are UUIDv7 made by the writer.
 */
export const library: Migration = {
  version: 1,
  name: 'library',
  up(db) {
    db.exec(`
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE articles (
  id TEXT PRIMARY KEY,
  current_version_id TEXT NOT NULL REFERENCES article_versions (id) DEFERRABLE INITIALLY DEFERRED,
  title TEXT NOT NULL,
  byline TEXT NOT NULL DEFAULT '',
  site TEXT NOT NULL DEFAULT '',
  url TEXT NOT NULL DEFAULT '',
  published TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '',
  direction TEXT NOT NULL DEFAULT 'ltr' CHECK (direction IN ('ltr', 'rtl')),
  state TEXT NOT NULL DEFAULT 'later' CHECK (state IN ('later', 'reading', 'finished')),
  starred INTEGER NOT NULL DEFAULT 0 CHECK (starred IN (0, 1)),
  lead_image TEXT REFERENCES assets (hash),
  word_count INTEGER NOT NULL,
  added_at INTEGER NOT NULL,
  trashed_at INTEGER,
  updated_at INTEGER NOT NULL,
  device_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX articles_by_added ON articles (trashed_at, added_at);
CREATE INDEX articles_by_state ON articles (trashed_at, state, added_at);
CREATE INDEX articles_by_title ON articles (trashed_at, title COLLATE NOCASE);

-- Immutable: a new edition of an article is a new row.
CREATE TABLE article_versions (
  id TEXT PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL,
  standfirst TEXT NOT NULL,
  source_line TEXT NOT NULL,
  html TEXT NOT NULL,
  -- Canonical text: standfirst, body, source line. Selectors count UTF-16 units of it.
  text TEXT NOT NULL,
  body_start INTEGER NOT NULL,
  body_end INTEGER NOT NULL,
  -- JSON array of [htmlStart, htmlEnd, textStart, textEnd]: the pieces the reader streams.
  sections TEXT NOT NULL,
  -- JSON array of { level, text, offset }.
  outline TEXT NOT NULL,
  -- SHA-256 of the canonical text.
  hash TEXT NOT NULL,
  word_count INTEGER NOT NULL,
  importer TEXT NOT NULL,
  -- JSON array of sentences.
  warnings TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  device_id TEXT NOT NULL,
  UNIQUE (article_id, number)
) STRICT;
CREATE INDEX article_versions_by_hash ON article_versions (hash);

-- The bytes an article was made from, compressed with zlib, kept for good.
CREATE TABLE sources (
  version_id TEXT PRIMARY KEY REFERENCES article_versions (id) ON DELETE CASCADE,
  file_name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  encoding TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE assets (
  hash TEXT PRIMARY KEY,
  media_type TEXT NOT NULL,
  width INTEGER,
  height INTEGER,
  size INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE version_assets (
  version_id TEXT NOT NULL REFERENCES article_versions (id) ON DELETE CASCADE,
  hash TEXT NOT NULL REFERENCES assets (hash),
  PRIMARY KEY (version_id, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE article_tags (
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  tag TEXT NOT NULL COLLATE NOCASE,
  updated_at INTEGER NOT NULL,
  device_id TEXT NOT NULL,
  PRIMARY KEY (article_id, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_tags_by_tag ON article_tags (tag);

CREATE TABLE highlights (
  id TEXT PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  version_id TEXT NOT NULL REFERENCES article_versions (id),
  -- 'end' is a word of SQL.
  text_start INTEGER NOT NULL CHECK (text_start >= 0),
  text_end INTEGER NOT NULL CHECK (text_end > text_start),
  exact TEXT NOT NULL,
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  color TEXT NOT NULL CHECK (color IN ('yellow', 'green', 'blue', 'pink', 'purple')),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  device_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX highlights_by_article ON highlights (article_id, text_start);
CREATE INDEX highlights_by_color ON highlights (color);

CREATE TABLE highlight_tags (
  highlight_id TEXT NOT NULL REFERENCES highlights (id) ON DELETE CASCADE,
  tag TEXT NOT NULL COLLATE NOCASE,
  updated_at INTEGER NOT NULL,
  device_id TEXT NOT NULL,
  PRIMARY KEY (highlight_id, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX highlight_tags_by_tag ON highlight_tags (tag);

-- One note to a highlight; one note to an article (highlight_id is null).
CREATE TABLE notes (
  id TEXT PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  highlight_id TEXT UNIQUE REFERENCES highlights (id) ON DELETE CASCADE,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  device_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX notes_on_articles ON notes (article_id) WHERE highlight_id IS NULL;
CREATE INDEX notes_by_article ON notes (article_id);

CREATE TABLE reading_positions (
  article_id TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
  version_id TEXT NOT NULL REFERENCES article_versions (id) ON DELETE CASCADE,
  text_offset INTEGER NOT NULL,
  progress REAL NOT NULL,
  opened_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  device_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What the search index has to look at again: one row to a thing, its seq renewed by every change.
-- The index remembers the last seq it has seen, so nothing here is ever deleted.
CREATE TABLE search_changes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('article', 'highlight', 'note')),
  id TEXT NOT NULL,
  UNIQUE (kind, id) ON CONFLICT REPLACE
) STRICT;

CREATE TRIGGER search_article_insert AFTER INSERT ON articles BEGIN
  INSERT INTO search_changes (kind, id) VALUES ('article', NEW.id);
END;
CREATE TRIGGER search_article_update AFTER UPDATE OF current_version_id, title, byline, site, url, language, trashed_at ON articles BEGIN
  INSERT INTO search_changes (kind, id) VALUES ('article', NEW.id);
END;
CREATE TRIGGER search_article_delete AFTER DELETE ON articles BEGIN
  INSERT INTO search_changes (kind, id) VALUES ('article', OLD.id);
END;
-- Highlights and notes of an article leave the index with it and come back with it.
CREATE TRIGGER search_article_trash AFTER UPDATE OF trashed_at ON articles WHEN OLD.trashed_at IS NOT NEW.trashed_at BEGIN
  INSERT INTO search_changes (kind, id) SELECT 'highlight', id FROM highlights WHERE article_id = NEW.id;
  INSERT INTO search_changes (kind, id) SELECT 'note', id FROM notes WHERE article_id = NEW.id;
END;
CREATE TRIGGER search_article_tag_insert AFTER INSERT ON article_tags BEGIN
  INSERT INTO search_changes (kind, id) VALUES ('article', NEW.article_id);
END;
CREATE TRIGGER search_article_tag_delete AFTER DELETE ON article_tags BEGIN
  INSERT INTO search_changes (kind, id) VALUES ('article', OLD.article_id);
END;
CREATE TRIGGER search_article_tag_update AFTER UPDATE ON article_tags BEGIN
  INSERT INTO search_changes (kind, id) VALUES ('article', NEW.article_id);
END;
CREATE TRIGGER search_highlight_insert AFTER INSERT ON highlights BEGIN
  INSERT INTO search_changes (kind, id) VALUES ('highlight', NEW.id);
END;
CREATE TRIGGER search_highlight_update AFTER UPDATE ON highlights BEGIN
  INSERT INTO search_changes (kind, id) VALUES ('highlight', NEW.id);
END;
CREATE TRIGGER search_highlight_delete AFTER DELETE ON highlights BEGIN
  INSERT INTO search_changes (kind, id) VALUES ('highlight', OLD.id);
END;
CREATE TRIGGER search_highlight_tag_insert AFTER INSERT ON highlight_tags BEGIN
  INSERT INTO search_changes (kind, id) VALUES ('highlight', NEW.highlight_id);
END;
CREATE TRIGGER search_highlight_tag_delete AFTER DELETE ON highlight_tags BEGIN
  INSERT INTO search_changes (kind, id) VALUES ('highlight', OLD.highlight_id);
END;
CREATE TRIGGER search_highlight_tag_update AFTER UPDATE ON highlight_tags BEGIN
  INSERT INTO search_changes (kind, id) VALUES ('highlight', NEW.highlight_id);
END;
CREATE TRIGGER search_note_insert AFTER INSERT ON notes BEGIN
  INSERT INTO search_changes (kind, id) VALUES ('note', NEW.id);
END;
CREATE TRIGGER search_note_update AFTER UPDATE ON notes BEGIN
  INSERT INTO search_changes (kind, id) VALUES ('note', NEW.id);
END;
CREATE TRIGGER search_note_delete AFTER DELETE ON notes BEGIN
  INSERT INTO search_changes (kind, id) VALUES ('note', OLD.id);
END;

-- The journal behind undo and redo: row images before and after, in the order they were made.
CREATE TABLE undo_steps (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  label TEXT NOT NULL,
  coalesce_key TEXT,
  article_id TEXT,
  row_count INTEGER NOT NULL DEFAULT 0,
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE TABLE undo_rows (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  step_id INTEGER NOT NULL REFERENCES undo_steps (id) ON DELETE CASCADE,
  table_name TEXT NOT NULL,
  -- JSON objects of the row; null before an insert and after a delete.
  before_row TEXT,
  after_row TEXT
) STRICT;
CREATE INDEX undo_rows_by_step ON undo_rows (step_id, id);
-- The step being recorded, if any: its one row is set and cleared inside the same transaction.
CREATE TABLE undo_recording (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  step_id INTEGER
) STRICT;
INSERT INTO undo_recording (only_row, step_id) VALUES (1, NULL);
`)
    for (const [table, columns] of Object.entries(journaled)) createJournalTriggers(db, table, columns)
  }
}

/** The tables whose rows can be taken back, with every column of theirs. */
const journaled = {
  articles: [
    'id',
    'current_version_id',
    'title',
    'byline',
    'site',
    'url',
    'published',
    'language',
    'direction',
    'state',
    'starred',
    'lead_image',
    'word_count',
    'added_at',
    'trashed_at',
    'updated_at',
    'device_id'
  ],
  highlights: [
    'id',
    'article_id',
    'version_id',
    'text_start',
    'text_end',
    'exact',
    'prefix',
    'suffix',
    'color',
    'created_at',
    'updated_at',
    'device_id'
  ],
  notes: ['id', 'article_id', 'highlight_id', 'body', 'created_at', 'updated_at', 'device_id'],
  article_tags: ['article_id', 'tag', 'updated_at', 'device_id'],
  highlight_tags: ['highlight_id', 'tag', 'updated_at', 'device_id']
}

function createJournalTriggers(db: Parameters<Migration['up']>[0], table: string, columns: string[]): void {
  const image = (row: 'OLD' | 'NEW') =>
    `json_object(${columns.map((column) => `'${column}', ${row}.${column}`).join(', ')})`
  const recording = '(SELECT step_id FROM undo_recording)'
  for (const [event, before, after] of [
    ['INSERT', 'NULL', image('NEW')],
    ['UPDATE', image('OLD'), image('NEW')],
    ['DELETE', image('OLD'), 'NULL']
  ] as const) {
    db.exec(`
CREATE TRIGGER undo_${table}_${event.toLowerCase()} AFTER ${event} ON ${table} WHEN ${recording} IS NOT NULL BEGIN
  INSERT INTO undo_rows (step_id, table_name, before_row, after_row) VALUES (${recording}, '${table}', ${before}, ${after});
END;`)
  }
}
