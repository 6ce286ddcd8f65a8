import { useState } from 'react'
import { AppError } from '../../../shared/errors.ts'
import type { Highlight } from '../../../shared/highlights.ts'
import type { SavedNote } from '../../../shared/notes.ts'
import { useToast } from '../../ui/Toast.tsx'
import { t } from '../messages.ts'
import { useAction } from '../use-data.ts'
import { useNoteWriting } from './use-note-writing.ts'

const isNotFound = (error: unknown) => error instanceof AppError && error.code === 'not-found'

/**
 * Writing on a highlight that another window, an undo or another program may delete meanwhile: who writes on it
 * wants it, so it comes back, as it was, with what is written.
 */
export function useKeptHighlight(highlight: Highlight) {
  const create = useAction('highlights.create')
  const addTag = useAction('highlights.addTag')
  const writing = useNoteWriting(highlight.articleId, highlight.id)
  const { show } = useToast()
  /** As it was before it went, while it comes back part by part. */
  const [coming, setComing] = useState<Highlight | null>(null)

  const bringBack = async (note: string): Promise<SavedNote> => {
    setComing(highlight)
    try {
      const { id, articleId, versionId, start, end, exact, color, tags } = highlight
      await create({ id, articleId, versionId, start, end, exact, color })
      for (const tag of tags) await addTag({ highlightIds: [id], tag })
      const saved = await writing.save(note)
      show({ message: t('reader.highlight.back') })
      return saved
    } finally {
      setComing(null)
    }
  }

  return {
    /** The note as it is stored: not the empty one of a highlight that is only just coming back. */
    note: coming?.note ?? highlight.note,
    keep: writing.keep,
    unstored: writing.unstored,
    /** As NoteEditor wants it. */
    save: async (body: string, base: string): Promise<SavedNote> => {
      try {
        return await writing.save(body, base)
      } catch (error) {
        if (!isNotFound(error)) throw error
      }
      // Its note went with it: there is nothing that this one could be joined with.
      return bringBack(body)
    },
    /** Does something else with it, which may bring it back as well. */
    write: async (work: () => Promise<unknown>): Promise<void> => {
      try {
        await work()
      } catch (error) {
        if (!isNotFound(error)) throw error
        await bringBack(highlight.note)
        await work()
      }
    }
  }
}
