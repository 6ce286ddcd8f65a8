import { z } from 'zod'
import { mutation } from './define.ts'
import { ArticleId, Done, HighlightId, NoteId, text } from './values.ts'

/** Longest note, UTF-16 units. */
export const MAX_NOTE = 1_000_000

export const noteContract = {
  /**
   * Writes the note on a highlight, or on the article when `highlightId` is null. There is one note to a
   * place; an empty body removes it. `id` is used when the note is new.
   */
  'notes.save': mutation(
    z.strictObject({
      id: NoteId,
      articleId: ArticleId,
      highlightId: HighlightId.nullable(),
      body: text(MAX_NOTE)
    }),
    Done,
    {
      changes: ['notes', 'links', 'highlights', 'articles', 'search'],
      undo: 'undo.saveNote',
      coalesce: (input) => `note:${input.highlightId ?? input.articleId}`
    }
  )
}
