import type { Database } from 'better-sqlite3'
import type { Stamp } from '../db/stamp.ts'
import { moveSpans, moveToHighlight } from '../versions/move-spans.ts'

type Moved = Parameters<typeof moveSpans>

/** Makes the extracts of one article extracts of another that holds its text (`moveSpans`), not of one in the Trash. */
export function moveExtracts(db: Database, from: Moved[2], to: Moved[3], stamp: Stamp): void {
  const columns = { article: 'source_article_id', version: 'source_version_id' }
  moveSpans(db, { table: 'extracts', ...columns }, from, to, stamp)
}

/** The words of these extracts are marked by another highlight from now on. */
export function moveHighlightExtracts(db: Database, from: string, to: string, stamp: Stamp): void {
  moveToHighlight(db, 'extracts', 'source_highlight_id', { from, to }, stamp)
}
