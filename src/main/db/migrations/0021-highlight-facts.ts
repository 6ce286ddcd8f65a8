import type { Migration } from '../migrate.ts'

/**
 * The index of an article's highlights gets what they are narrowed by, too: those of a colour or of the last
 * month are counted, and a page far down among them found, from the index alone. With 200,000 highlights a list
 * took most of a second without.
 */
export const highlightFacts: Migration = {
  version: 21,
  name: 'highlight-facts',
  up(db) {
    db.exec(`
DROP INDEX highlights_by_article;
CREATE INDEX highlights_by_article ON highlights (article_id, text_start, text_end, id, color, created_at);`)
  }
}
