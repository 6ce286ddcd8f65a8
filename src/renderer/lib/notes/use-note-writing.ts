import { useMemo } from 'react'
import type { ArticleId, HighlightId, NoteId } from '../../../shared/values.ts'
import { invoke } from '../invoke.ts'
import { newId } from '../new-id.ts'
import { useAction } from '../use-data.ts'

/** How the note of a place (a highlight, or the article) is stored, for NoteEditor. */
export function useNoteWriting(articleId: ArticleId, highlightId: HighlightId | null) {
  const saveNote = useAction('notes.save')
  return useMemo(() => {
    const id = newId<NoteId>()
    const place = { id, articleId, highlightId }
    return {
      /** Without `base` it replaces what is there. */
      save: (body: string, base?: string) =>
        saveNote({ ...place, body, ...(base === undefined ? {} : { base }) }),
      // Nothing waits for it: it only matters when the window is gone.
      keep: (body: string, base: string) =>
        void invoke('notes.keepDraft', { ...place, body, base }).catch(() => {})
    }
  }, [articleId, highlightId, saveNote])
}
