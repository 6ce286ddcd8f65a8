import { z } from 'zod'
import { mutation, task } from './define.ts'
import { ArticleId, Done, HighlightId, NoteId, text } from './values.ts'

/** Longest note, UTF-16 units. */
export const MAX_NOTE = 1_000_000
/** Longest text that is looked at at all; a longer one than MAX_NOTE is refused with a sentence of its own. */
const MAX_SENT = 100_000_000

const NoteWriting = z.strictObject({
  id: NoteId,
  articleId: ArticleId,
  highlightId: HighlightId.nullable(),
  body: text(MAX_SENT),
  /**
   * The text the writer began from. When the library holds another one by now (a second window, the command
   * line), both changes are joined and nothing is lost. Without it the body simply replaces what is there.
   */
  base: text(MAX_NOTE).optional()
})
export type NoteWriting = z.infer<typeof NoteWriting>

/** What became of a text that was written: the window goes on from it. */
export const SavedNote = z.strictObject({
  /** What is stored now. */
  body: z.string(),
  /** True when somebody else had changed the note and both texts were joined. */
  joined: z.boolean()
})
export type SavedNote = z.infer<typeof SavedNote>

export const noteContract = {
  /**
   * Writes the note on a highlight, or on the article when `highlightId` is null. There is one note to a
   * place; an empty body removes it. `id` is used when the note is new. `too-large` beyond MAX_NOTE.
   */
  'notes.save': mutation(NoteWriting, SavedNote, {
    changes: ['notes', 'links', 'highlights', 'articles', 'search'],
    undo: 'undo.saveNote',
    coalesce: (input) => `note:${input.highlightId ?? input.articleId}`
  }),
  /**
   * Hands main what is being typed, at every key, before it is time to store it. Main stores it by itself
   * when no `notes.save` follows: that is how typing survives a crash of the window.
   */
  'notes.keepDraft': task(NoteWriting, Done)
}
