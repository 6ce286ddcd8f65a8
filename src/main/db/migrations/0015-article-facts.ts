import type { Migration } from '../migrate.ts'

/** When an article was last changed, its licence and the address of its lead image, as stated; undone like the other fields. */
export const articleFacts: Migration = {
  version: 15,
  name: 'article-facts',
  up(db) {
    db.exec(`
ALTER TABLE articles ADD COLUMN modified TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN licence TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN lead_image_url TEXT NOT NULL DEFAULT '';
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
DROP TRIGGER undo_articles_${event.toLowerCase()};
CREATE TRIGGER undo_articles_${event.toLowerCase()} AFTER ${event} ON articles WHEN ${recording} IS NOT NULL BEGIN
  INSERT INTO undo_rows (step_id, table_name, before_row, after_row) VALUES (${recording}, 'articles', ${before}, ${after});
END;`)
    }
  }
}

/** Every column of an article. */
const columns = [
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
  'device_id',
  'modified',
  'licence',
  'lead_image_url'
]
