import type { Database } from 'better-sqlite3'
import type { Stamp } from '../db/stamp.ts'

/**
 * The article that time in `reading_time r` counts for: where an article was joined into another, that one, as long as
 * the article itself is not in the library; and so on from there.
 */
export const COUNTED_FOR = `(
  WITH RECURSIVE way (id, step) AS (
    SELECT r.article_id, 0
    UNION ALL
    SELECT j.into_article_id, way.step + 1 FROM way JOIN joined_articles j ON j.article_id = way.id
    WHERE NOT EXISTS (SELECT 1 FROM articles a WHERE a.id = way.id AND a.trashed_at IS NULL)
  )
  SELECT id FROM way ORDER BY step DESC LIMIT 1)`

/**
 * The text of an article stands in another from now on: the time it was read for counts there. The time stays as it was
 * written down, so that what is counted later is in the way of no undo.
 */
export function noteJoined(db: Database, from: string, into: string, stamp: Stamp): void {
  // What holds a text leads nowhere else: no way goes in a circle.
  db.prepare('DELETE FROM joined_articles WHERE article_id IN (?, ?)').run(from, into)
  db.prepare(
    `INSERT INTO joined_articles (article_id, into_article_id, updated_at, device_id)
     VALUES (@from, @into, @now, @deviceId)`
  ).run({ from, into, ...stamp })
}
