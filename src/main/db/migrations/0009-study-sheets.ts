import type { Migration } from '../migrate.ts'

/**
 * What the reader says of the findings of a study sheet, and what the reader writes on it. The findings
 * themselves are made from the text at any time and are not kept here.
 */
export const studySheets: Migration = {
  version: 9,
  name: 'study-sheets',
  up(db) {
    db.exec(`
CREATE TABLE sheet_entries (
  id TEXT PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'place', 'organisation', 'date', 'figure', 'quotation', 'word', 'question')),
  -- Of a finding: its label and detail name it in the article. Empty for questions.
  label TEXT NOT NULL,
  detail TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('found', 'confirmed', 'dismissed')),
  -- The definition of a word, a question: Markdown.
  body TEXT NOT NULL,
  -- Where the finding first stood, so that it is not lost when the rules no longer find it. Null for questions.
  version_id TEXT REFERENCES article_versions (id),
  text_start INTEGER,
  text_end INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  device_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX sheet_entries_by_finding ON sheet_entries (article_id, kind, label, detail) WHERE kind <> 'question';
CREATE INDEX sheet_entries_by_article ON sheet_entries (article_id);
CREATE INDEX sheet_entries_by_name ON sheet_entries (kind, label);
CREATE INDEX sheet_entries_by_version ON sheet_entries (version_id);
`)
    const columns = [
      'id',
      'article_id',
      'kind',
      'label',
      'detail',
      'verdict',
      'body',
      'version_id',
      'text_start',
      'text_end',
      'created_at',
      'updated_at',
      'device_id'
    ]
    const image = (row: 'OLD' | 'NEW') =>
      `json_object(${columns.map((column) => `'${column}', ${row}.${column}`).join(', ')})`
    const recording = '(SELECT step_id FROM undo_recording)'
    for (const [event, before, after] of [
      ['INSERT', 'NULL', image('NEW')],
      ['UPDATE', image('OLD'), image('NEW')],
      ['DELETE', image('OLD'), 'NULL']
    ] as const) {
      db.exec(`
CREATE TRIGGER undo_sheet_entries_${event.toLowerCase()} AFTER ${event} ON sheet_entries WHEN ${recording} IS NOT NULL BEGIN
  INSERT INTO undo_rows (step_id, table_name, before_row, after_row) VALUES (${recording}, 'sheet_entries', ${before}, ${after});
END;`)
    }
  }
}
