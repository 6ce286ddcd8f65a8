import type { Database } from 'better-sqlite3'
import type { Stamp } from '../db/stamp.ts'
import { moveSpans, moveToHighlight } from '../versions/move-spans.ts'

type Moved = Parameters<typeof moveSpans>

/**
 * Makes the cards of one article cards of another that holds its text (`moveSpans`): in the Trash they would rest with
 * it, and be deleted with it.
 */
export function moveCards(db: Database, from: Moved[2], to: Moved[3], stamp: Stamp): void {
  moveSpans(db, { table: 'prompts', article: 'article_id', version: 'version_id' }, from, to, stamp)
}

/** Makes the cards of one highlight cards of another. */
export function moveHighlightCards(db: Database, from: string, to: string, stamp: Stamp): void {
  moveToHighlight(db, 'prompts', 'highlight_id', { from, to }, stamp)
}
