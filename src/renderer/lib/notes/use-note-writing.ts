import { useMemo } from 'react'
import { shorten } from '../../../shared/shorten.ts'
import type { ArticleId, HighlightId, NoteId } from '../../../shared/values.ts'
import { useToast } from '../../ui/Toast.tsx'
import { invoke } from '../invoke.ts'
import { t } from '../messages.ts'
import { newId } from '../new-id.ts'
import { useAction } from '../use-data.ts'

/** Longest part of a note in a message, UTF-16 units. */
const SHOWN = 100

/** How the note of a place (a highlight, or the article) is stored, for NoteEditor. */
export function useNoteWriting(articleId: ArticleId, highlightId: HighlightId | null) {
  const saveNote = useAction('notes.save')
  const copy = useAction('app.copy')
  const { show, showError } = useToast()
  return useMemo(() => {
    const id = newId<NoteId>()
    const place = { id, articleId, highlightId }
    return {
      /** Without `base` it replaces what is there. */
      save: (body: string, base?: string) =>
        saveNote({ ...place, body, ...(base === undefined ? {} : { base }) }),
      // Nothing waits for it: it only matters when the window is gone.
      keep: (body: string, base: string) =>
        void invoke('notes.keepDraft', { ...place, body, base }).catch(() => {}),
      unstored: (body: string) =>
        show({
          kind: 'error',
          message: t('reader.note.unstored', { note: shorten(body, SHOWN) }),
          action: { label: t('reader.tool.copy'), onClick: () => void copy({ text: body }).catch(showError) }
        })
    }
  }, [articleId, highlightId, saveNote, copy, show, showError])
}
