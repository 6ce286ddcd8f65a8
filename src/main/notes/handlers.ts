import type { HandlersOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { mergeTexts } from '../../shared/merge-texts.ts'
import { MAX_NOTE, type NoteWriting } from '../../shared/notes.ts'
import { requireArticle } from '../articles/repository.ts'
import type { Context } from '../context.ts'
import { requireHighlight } from '../highlights/repository.ts'
import type { Drafts } from './drafts.ts'
import { getNoteBody, saveNote } from './repository.ts'

/** Where a note belongs: the highlight, or the article. */
export const placeOfNote = (note: Pick<NoteWriting, 'articleId' | 'highlightId'>) =>
  note.highlightId ?? note.articleId

export function noteHandlers(
  { db, now, deviceId }: Context,
  drafts: Drafts<NoteWriting>
): HandlersOf<'notes.save' | 'notes.keepDraft'> {
  return {
    'notes.save': (note) => {
      requireArticle(db, note.articleId)
      if (note.highlightId !== null && requireHighlight(db, note.highlightId).articleId !== note.articleId) {
        throw new AppError('conflict', 'errors.highlights.ofAnotherArticle')
      }
      const stored = getNoteBody(db, note)
      const joined = note.base !== undefined && stored !== note.base && stored !== note.body
      const body = joined ? mergeTexts(note.base!, note.body, stored) : note.body
      if (body.length > MAX_NOTE) {
        throw new AppError('too-large', 'errors.notes.tooLong', { most: MAX_NOTE })
      }
      if (body !== stored) saveNote(db, { ...note, body }, { now: now(), deviceId })
      return { body: body.trim() === '' ? '' : body, joined: joined && body !== note.body }
    },
    'notes.keepDraft': (note) => {
      if (note.body.length <= MAX_NOTE) drafts.keep(note)
      return null
    }
  }
}
