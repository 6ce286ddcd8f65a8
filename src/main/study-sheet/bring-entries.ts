import type { Database } from 'better-sqlite3'
import { v7 } from 'uuid'
import type { SheetEntryId } from '../../shared/study-sheet.ts'
import type { Stamp } from '../db/stamp.ts'
import { joinNotes } from '../notes/join-notes.ts'
import { findSheetEntry, listSheetEntries, type SheetEntry, saveSheetEntry } from './repository.ts'

/**
 * What the reader said and wrote on the sheet of one article stands on that of another that holds its text, too;
 * copies, since undo brings the article back. What was said there of the same finding holds.
 * @param to.at where the version's text begins in the other's, UTF-16 units
 */
export function bringSheetEntries(
  db: Database,
  from: { articleId: string; versionId: string },
  to: { articleId: string; versionId: string; at: number },
  stamp: Stamp
): void {
  const questions = new Set(
    listSheetEntries(db, to.articleId).flatMap(({ kind, body }) => (kind === 'question' ? [body] : []))
  )
  for (const entry of listSheetEntries(db, from.articleId)) {
    if (entry.kind === 'question' && questions.has(entry.body)) continue
    const here = findSheetEntry(db, { ...entry, articleId: to.articleId })
    const both: SheetEntry = here
      ? {
          ...here,
          verdict: here.verdict === 'found' ? entry.verdict : here.verdict,
          body: joinNotes(here.body, entry.body)
        }
      : { ...entry, ...placeThere(entry, from, to), id: v7() as SheetEntryId, articleId: to.articleId }
    saveSheetEntry(db, both, stamp)
  }
}

/** Nowhere when the entry was made in an older version, which stays with its article. */
function placeThere(
  { versionId, start, end }: SheetEntry,
  from: { versionId: string },
  to: { versionId: string; at: number }
): Pick<SheetEntry, 'versionId' | 'start' | 'end'> {
  if (versionId !== from.versionId || start === null || end === null)
    return { versionId: null, start: null, end: null }
  return { versionId: to.versionId, start: start + to.at, end: end + to.at }
}
