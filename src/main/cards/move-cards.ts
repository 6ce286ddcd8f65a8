import type { Database } from 'better-sqlite3'
import type { Stamp } from '../db/stamp.ts'

/**
 * Makes the cards of one article cards of another that holds its text: in the Trash they would rest with it, and be
 * deleted with it. Words of the version that was taken over keep their place; all others are looked for when
 * somebody follows them.
 * @param to.at where the version's text begins in the other's, UTF-16 units
 */
export function moveCards(
  db: Database,
  from: { articleId: string; versionId: string },
  to: { articleId: string; versionId: string; at: number },
  stamp: Stamp
): void {
  db.prepare(
    `UPDATE prompts SET article_id = @articleId,
       version_id = iif(version_id = @taken, @versionId, version_id),
       text_start = iif(version_id = @taken, text_start + @at, text_start),
       text_end = iif(version_id = @taken, text_end + @at, text_end),
       updated_at = @now, device_id = @deviceId WHERE article_id = @from`
  ).run({ ...to, ...stamp, taken: from.versionId, from: from.articleId })
}

/** Makes the cards of one highlight cards of another. */
export function moveHighlightCards(db: Database, from: string, to: string, stamp: Stamp): void {
  db.prepare(
    'UPDATE prompts SET highlight_id = @to, updated_at = @now, device_id = @deviceId WHERE highlight_id = @from'
  ).run({ from, to, ...stamp })
}
