import type { Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import { type Highlight, type HighlightColor, MAX_EXACT } from '../../shared/highlights.ts'
import { MAX_NOTE } from '../../shared/notes.ts'
import type { HighlightId, NoteId } from '../../shared/values.ts'
import { moveHighlightCards } from '../cards/move-cards.ts'
import type { Stamp } from '../db/stamp.ts'
import { moveHighlightExtracts } from '../extracts/move-extracts.ts'
import { moveLinks } from '../links/move-links.ts'
import { getNoteId, saveNote } from '../notes/repository.ts'
import {
  deleteHighlight,
  insertHighlight,
  insertHighlightTag,
  requireHighlight,
  updateHighlightColor,
  updateHighlightRange
} from './repository.ts'
import { selectText, versionText } from './select-text.ts'

/**
 * Makes one highlight of several that overlap or have nothing but white space between them. The first in the
 * text stays, with all notes under each other and all tags; links to the others lead to it, and their cards and
 * extracts are its.
 * @throws AppError `conflict` when words lie between them, or they are of different texts; `too-large` when they, or
 *   their notes, are together longer than one may be
 */
export function mergeHighlights(
  db: Database,
  ids: readonly HighlightId[],
  color: HighlightColor | undefined,
  stamp: Stamp
): Highlight {
  const all = [...new Set(ids)]
    .map((id) => requireHighlight(db, id))
    .sort((a, b) => a.start - b.start || a.end - b.end)
  const [first, ...rest] = all as [Highlight, ...Highlight[]]
  const text = versionText(db, first.versionId, first.articleId)
  let end = first.end
  for (const one of rest) {
    if (one.versionId !== first.versionId || text.slice(end, Math.max(end, one.start)).trim() !== '') {
      throw new AppError('conflict', 'errors.highlights.apart')
    }
    end = Math.max(end, one.end)
  }
  if (end - first.start > MAX_EXACT)
    throw new AppError('too-large', 'errors.highlights.tooLong', { most: MAX_EXACT })
  const notes = all.map((one) => one.note.trim()).filter((note) => note !== '')
  const body = notes.join('\n\n')
  // What is longer could be kept, but neither written on nor brought back from a zip.
  if (body.length > MAX_NOTE) throw new AppError('too-large', 'errors.notes.tooLong', { most: MAX_NOTE })
  const tags = new Set(all.flatMap((one) => one.tags))
  // The note's own id stays where there is one, so that links to it stay whole.
  const noteId = all.map((one) => getNoteId(db, one.id)).find((id) => id !== undefined)
  for (const one of rest) {
    moveLinks(db, { kind: 'highlight', id: one.id }, { kind: 'highlight', id: first.id }, stamp)
    moveHighlightCards(db, one.id, first.id, stamp)
    moveHighlightExtracts(db, one.id, first.id, stamp)
    deleteHighlight(db, one.id)
  }
  updateHighlightRange(db, first.id, selectText(text, first.start, end, text.slice(first.start, end)), stamp)
  if (color && color !== first.color) updateHighlightColor(db, first.id, color, stamp)
  for (const tag of tags) insertHighlightTag(db, first.id, tag, stamp)
  if (noteId) {
    const note = { id: noteId as NoteId, articleId: first.articleId, highlightId: first.id }
    saveNote(db, { ...note, body }, stamp)
  }
  return requireHighlight(db, first.id)
}

/**
 * Cuts a highlight in two at an offset of its text. The first part keeps the id and the note; both have the
 * colour and the tags.
 * @throws AppError `conflict` when one part would have no words
 */
export function splitHighlight(
  db: Database,
  id: HighlightId,
  newId: HighlightId,
  at: number,
  stamp: Stamp
): [Highlight, Highlight] {
  const whole = requireHighlight(db, id)
  const text = versionText(db, whole.versionId, whole.articleId)
  const before = text.slice(whole.start, at).trimEnd()
  const after = text.slice(at, whole.end)
  const start = at + (after.length - after.trimStart().length)
  if (at <= whole.start || at >= whole.end || before === '' || start >= whole.end) {
    throw new AppError('conflict', 'errors.highlights.nothingToSplit')
  }
  updateHighlightRange(db, id, selectText(text, whole.start, whole.start + before.length, before), stamp)
  const second = selectText(text, start, whole.end, text.slice(start, whole.end))
  const { articleId, versionId, color } = whole
  insertHighlight(
    db,
    { id: newId, articleId, versionId, ...second, color, createdAt: stamp.now, updatedAt: stamp.now },
    stamp.deviceId
  )
  for (const tag of whole.tags) insertHighlightTag(db, newId, tag, stamp)
  return [requireHighlight(db, id), requireHighlight(db, newId)]
}
