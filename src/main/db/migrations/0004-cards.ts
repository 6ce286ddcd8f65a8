import type { Migration } from '../migrate.ts'

/**
 * Cards and reviews. A prompt is what the reader wants to remember and where it was read; it gives one or
 * more cards (each number of a cloze, each hidden part of a picture), and each card has its own schedule.
 * Reviews are the log: they stay when their card goes.
 */
export const cards: Migration = {
  version: 4,
  name: 'cards',
  up(db) {
    db.exec(`
CREATE TABLE prompts (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('question', 'cloze', 'picture', 'passage')),
  -- Plain text: the question; the text with {{c1::…}}; what the picture shows; the passage.
  front TEXT NOT NULL,
  back TEXT NOT NULL,
  -- Names the note in Anki, for good.
  guid TEXT NOT NULL UNIQUE,
  -- Null for cards that came from elsewhere, or whose article could not be restored.
  article_id TEXT REFERENCES articles (id) ON DELETE CASCADE,
  -- Without a reference: the anchor is checked when it is followed.
  version_id TEXT,
  highlight_id TEXT,
  text_start INTEGER,
  text_end INTEGER,
  exact TEXT NOT NULL DEFAULT '',
  prefix TEXT NOT NULL DEFAULT '',
  suffix TEXT NOT NULL DEFAULT '',
  -- The sentence the words stand in.
  sentence TEXT NOT NULL DEFAULT '',
  image_hash TEXT REFERENCES assets (hash),
  -- JSON array of { ordinal, x, y, width, height }, in parts of the picture.
  masks TEXT NOT NULL DEFAULT '[]',
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  device_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX prompts_by_article ON prompts (article_id);
CREATE INDEX prompts_by_highlight ON prompts (highlight_id) WHERE highlight_id IS NOT NULL;
CREATE INDEX prompts_by_image ON prompts (image_hash) WHERE image_hash IS NOT NULL;

CREATE TABLE prompt_tags (
  prompt_id TEXT NOT NULL REFERENCES prompts (id) ON DELETE CASCADE,
  tag TEXT NOT NULL COLLATE NOCASE,
  updated_at INTEGER NOT NULL,
  device_id TEXT NOT NULL,
  PRIMARY KEY (prompt_id, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX prompt_tags_by_tag ON prompt_tags (tag);

CREATE TABLE cards (
  id TEXT PRIMARY KEY,
  prompt_id TEXT NOT NULL REFERENCES prompts (id) ON DELETE CASCADE,
  -- The number of the cloze or of the hidden part; 1 for the others.
  ordinal INTEGER NOT NULL CHECK (ordinal BETWEEN 1 AND 500),
  -- 0 new, 1 learning, 2 review, 3 relearning: as FSRS counts them.
  state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 3),
  -- Days are study days: civil dates counted from 1970-01-01, each begun at the reader's hour.
  due_day INTEGER NOT NULL,
  -- For cards being learned, the moment they are due (ms); 0 for any time of the day.
  due_at INTEGER NOT NULL,
  -- Eight decimals, as FSRS rounds them: the undo journal is JSON and keeps fifteen digits.
  stability REAL NOT NULL,
  difficulty REAL NOT NULL,
  scheduled_days INTEGER NOT NULL CHECK (scheduled_days >= 0),
  learning_step INTEGER NOT NULL,
  reps INTEGER NOT NULL,
  lapses INTEGER NOT NULL,
  -- The study day of the last review.
  last_day INTEGER,
  suspended INTEGER NOT NULL DEFAULT 0 CHECK (suspended IN (0, 1)),
  -- Not asked before this study day.
  buried_until INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  device_id TEXT NOT NULL,
  UNIQUE (prompt_id, ordinal)
) STRICT, WITHOUT ROWID;
-- Everything a count of what waits asks for, so that it never touches the table.
CREATE INDEX cards_waiting ON cards (suspended, state, due_day, due_at, buried_until, prompt_id);
CREATE INDEX cards_by_last_day ON cards (last_day, suspended);
CREATE INDEX cards_by_lapses ON cards (lapses) WHERE lapses >= 8;

-- One row to a grade, for good. No reference to the card: the log outlives it.
CREATE TABLE reviews (
  id TEXT PRIMARY KEY,
  card_id TEXT NOT NULL,
  prompt_id TEXT NOT NULL,
  -- 1 again, 2 hard, 3 good, 4 easy.
  grade INTEGER NOT NULL CHECK (grade BETWEEN 1 AND 4),
  -- How the card stood before.
  state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 3),
  reps INTEGER NOT NULL,
  day INTEGER NOT NULL,
  reviewed_at INTEGER NOT NULL,
  -- How long the reader looked at it, ms.
  duration INTEGER NOT NULL,
  -- Study days since the last review; never negative.
  elapsed_days INTEGER NOT NULL CHECK (elapsed_days >= 0),
  -- Minutes until the card was due, before and after.
  last_interval INTEGER NOT NULL,
  interval INTEGER NOT NULL,
  stability REAL NOT NULL,
  difficulty REAL NOT NULL,
  updated_at INTEGER NOT NULL,
  device_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX reviews_by_card ON reviews (card_id, reps);
CREATE INDEX reviews_by_day ON reviews (day, state, grade);
`)
    const image = (columns: readonly string[], row: 'OLD' | 'NEW') =>
      `json_object(${columns.map((column) => `'${column}', ${row}.${column}`).join(', ')})`
    const recording = '(SELECT step_id FROM undo_recording)'
    for (const table of ['prompts', 'prompt_tags', 'cards', 'reviews']) {
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
