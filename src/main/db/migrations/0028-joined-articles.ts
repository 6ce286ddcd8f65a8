import type { Migration } from '../migrate.ts'

/**
 * Which article holds the text of one that was joined into it, so that the time it was read for is found there. No
 * reference to either: like the time itself it outlives them.
 */
export const joinedArticles: Migration = {
  version: 28,
  name: 'joined-articles',
  up(db) {
    db.exec(`
CREATE TABLE joined_articles (
  article_id TEXT PRIMARY KEY,
  into_article_id TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  device_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`)
    const columns = ['article_id', 'into_article_id', 'updated_at', 'device_id']
    const image = (row: 'OLD' | 'NEW') =>
      `json_object(${columns.map((name) => `'${name}', ${row}.${name}`).join(', ')})`
    const recording = '(SELECT step_id FROM undo_recording)'
    for (const [event, before, after] of [
      ['INSERT', 'NULL', image('NEW')],
      ['UPDATE', image('OLD'), image('NEW')],
      ['DELETE', image('OLD'), 'NULL']
    ] as const) {
      db.exec(`
CREATE TRIGGER undo_joined_articles_${event.toLowerCase()} AFTER ${event} ON joined_articles
WHEN ${recording} IS NOT NULL BEGIN
  INSERT INTO undo_rows (step_id, table_name, before_row, after_row)
  VALUES (${recording}, 'joined_articles', ${before}, ${after});
END;`)
    }
  }
}
