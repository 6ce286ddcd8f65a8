import type { HandlersOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { requireArticle } from '../articles/repository.ts'
import type { Context } from '../context.ts'
import { requireHighlight } from '../highlights/repository.ts'
import { saveNote } from './repository.ts'

export function noteHandlers({ db, now, deviceId }: Context): HandlersOf<'notes.save'> {
  return {
    'notes.save': (note) => {
      requireArticle(db, note.articleId)
      if (note.highlightId !== null && requireHighlight(db, note.highlightId).articleId !== note.articleId) {
        throw new AppError('conflict', 'errors.highlights.ofAnotherArticle')
      }
      saveNote(db, note, { now: now(), deviceId })
      return null
    }
  }
}
