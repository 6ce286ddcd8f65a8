import type { Database } from 'better-sqlite3'
import type { Stamp } from '../db/stamp.ts'

/**
 * Makes the extracts of one article extracts of another that holds its text, so that their source is not in the Trash.
 * Words of the version that was taken over keep their place; all others are looked for when somebody follows them.
 * @param to.at where the version's text begins in the other's, UTF-16 units
 */
export function moveExtracts(
  db: Database,
  from: { articleId: string; versionId: string },
  to: { articleId: string; versionId: string; at: number },
  stamp: Stamp
): void {
  db.prepare(
    `UPDATE extracts SET source_article_id = @articleId,
       source_version_id = iif(source_version_id = @taken, @versionId, source_version_id),
       text_start = iif(source_version_id = @taken, text_start + @at, text_start),
       text_end = iif(source_version_id = @taken, text_end + @at, text_end),
       updated_at = @now, device_id = @deviceId WHERE source_article_id = @from`
  ).run({ ...to, ...stamp, taken: from.versionId, from: from.articleId })
}

/** The words of these extracts are marked by another highlight from now on. */
export function moveHighlightExtracts(db: Database, from: string, to: string, stamp: Stamp): void {
  db.prepare(
    `UPDATE extracts SET source_highlight_id = @to, updated_at = @now, device_id = @deviceId
     WHERE source_highlight_id = @from`
  ).run({ from, to, ...stamp })
}
