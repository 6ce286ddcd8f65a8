import type { Database } from 'better-sqlite3'

/** Every article outside the Trash that has highlights or notes, oldest first. */
export function annotatedArticles(db: Database): string[] {
  return db
    .prepare<[], string>(
      `SELECT id FROM articles a WHERE trashed_at IS NULL AND (
         EXISTS (SELECT 1 FROM highlights WHERE article_id = a.id) OR EXISTS (SELECT 1 FROM notes WHERE article_id = a.id))
       ORDER BY added_at, id`
    )
    .pluck()
    .all()
}
