import type { Database } from 'better-sqlite3'
import type { Stamp } from '../db/stamp.ts'
import { statement } from '../db/statement.ts'

/** A table whose rows name words of a text, and its columns that say of which article and version. */
export interface SpanTable {
  table: 'prompts' | 'extracts'
  article: string
  version: string
}

/**
 * Makes what names words of one article name words of another that holds its text. Words of the version that was taken
 * over keep their place; all others are looked for when somebody follows them.
 * @param to.at where the version's text begins in the other's, UTF-16 units
 */
export function moveSpans(
  db: Database,
  { table, article, version }: SpanTable,
  from: { articleId: string; versionId: string },
  to: { articleId: string; versionId: string; at: number },
  stamp: Stamp
): void {
  db.prepare(
    `UPDATE ${table} SET ${article} = @articleId,
       ${version} = iif(${version} = @taken, @versionId, ${version}),
       text_start = iif(${version} = @taken, text_start + @at, text_start),
       text_end = iif(${version} = @taken, text_end + @at, text_end),
       updated_at = @now, device_id = @deviceId WHERE ${article} = @from`
  ).run({ ...to, ...stamp, taken: from.versionId, from: from.articleId })
}

/** Makes what names one highlight name another. @param column which column of the table names it */
export function moveToHighlight(
  db: Database,
  table: SpanTable['table'],
  column: string,
  { from, to }: { from: string; to: string },
  stamp: Stamp
): void {
  statement(
    db,
    `UPDATE ${table} SET ${column} = @to, updated_at = @now, device_id = @deviceId WHERE ${column} = @from`
  ).run({ from, to, ...stamp })
}
