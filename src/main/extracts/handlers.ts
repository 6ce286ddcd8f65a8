import type { Contract, HandlersOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { studyDay } from '../../shared/study-day.ts'
import { getArticle, requireArticle } from '../articles/repository.ts'
import type { Context } from '../context.ts'
import { getHighlight, insertHighlight } from '../highlights/repository.ts'
import { selectText, versionText } from '../highlights/select-text.ts'
import { getQueueEntry, newEntry, saveQueueEntry } from '../queue/repository.ts'
import { readSettings } from '../settings/handlers.ts'
import { createExtractArticle } from './create-extract.ts'
import { findSource, getExtract, insertExtract, listExtractsOf } from './repository.ts'

type Methods = Extract<keyof Contract, `extracts.${string}`>

export function extractHandlers({ db, now, deviceId }: Context): HandlersOf<Methods> {
  return {
    'extracts.create': ({ id, articleId, versionId, highlightId, color, start, end, exact }) => {
      const existing = getExtract(db, id)
      if (existing || getArticle(db, id)) {
        if (existing?.sourceHighlightId !== highlightId || existing.exact !== exact) {
          throw new AppError('conflict', 'errors.extracts.sameId')
        }
        return { articleId: id, title: requireArticle(db, id).title, highlightId }
      }
      const selector = selectText(versionText(db, versionId, articleId), start, end, exact)
      const time = now()
      const stamp = { now: time, deviceId }
      const from = { articleId, versionId, start, end, exact }
      // First of all, so that the step of undo is named after the extract.
      const title = createExtractArticle(db, id, from, stamp)
      if (!getHighlight(db, highlightId)) {
        insertHighlight(
          db,
          { id: highlightId, articleId, versionId, ...selector, color, createdAt: time, updatedAt: time },
          deviceId
        )
      }
      insertExtract(
        db,
        {
          articleId: id,
          sourceArticleId: articleId,
          sourceVersionId: versionId,
          sourceHighlightId: highlightId,
          ...selector
        },
        stamp
      )
      // As urgent as what it came from, and to be read on another day than that.
      const today = studyDay(time, readSettings(db).studyDayStart)
      const priority = getQueueEntry(db, articleId)?.priority ?? 'normal'
      saveQueueEntry(db, { ...newEntry(id, today + 1, priority), interval: 1 }, stamp)
      return { articleId: id, title, highlightId }
    },
    'extracts.ofArticle': ({ articleId }) => listExtractsOf(db, articleId),
    'extracts.source': ({ articleId }) => {
      const extract = getExtract(db, articleId)
      return extract ? findSource(db, extract) : null
    }
  }
}
