import type { Contract, HandlersOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { type Highlight, MOST_AT_ONCE } from '../../shared/highlights.ts'
import type { Context } from '../context.ts'
import { existingSpelling } from '../tags/repository.ts'
import { changeAll } from './change-all.ts'
import { mergeHighlights, splitHighlight } from './join-highlights.ts'
import { listAllHighlights } from './list-highlights.ts'
import { withQuote } from './note-signs.ts'
import {
  changeMark,
  countVerdicts,
  deleteHighlight,
  deleteHighlightTag,
  getHighlight,
  highlightChanges,
  insertHighlight,
  insertHighlightTag,
  listHighlights,
  requireHighlight,
  updateHighlightColor,
  updateHighlightRange
} from './repository.ts'
import { selectText, versionText } from './select-text.ts'

type Methods = Extract<keyof Contract, `highlights.${string}`>

export function highlightHandlers(context: Context, readOnly: boolean): HandlersOf<Methods> {
  const { db, now, deviceId } = context
  const stamp = () => ({ now: now(), deviceId })
  const quoted = <T extends Highlight>(highlight: T) => withQuote(db, highlight)
  return {
    'highlights.listByArticle': ({ articleId, page }) => listHighlights(db, articleId, page).map(quoted),
    'highlights.changesOf': ({ articleId, since }) => {
      const mark = changeMark(db)
      const changes = since === null ? null : highlightChanges(db, articleId, since, MOST_AT_ONCE)
      if (changes) return { mark, isWhole: false, now: changes.now.map(quoted), gone: changes.gone }
      const now = listHighlights(db, articleId, { offset: 0, limit: MOST_AT_ONCE })
      return { mark, isWhole: true, now: now.map(quoted), gone: [] }
    },
    'highlights.list': ({ filter, sort, page }) => {
      const { total, items } = listAllHighlights(db, filter, page, sort)
      return { total, items: items.map(quoted) }
    },
    'highlights.verdicts': () => countVerdicts(db),
    'highlights.create': ({ id, articleId, versionId, start, end, exact, color }) => {
      const existing = getHighlight(db, id)
      if (existing) {
        // The same write again is harmless; another one under the same id is a mistake.
        if (existing.articleId === articleId && existing.start === start && existing.end === end)
          return quoted(existing)
        throw new AppError('conflict', 'errors.highlights.existsAlready')
      }
      const selector = selectText(versionText(db, versionId, articleId), start, end, exact)
      const time = now()
      insertHighlight(
        db,
        { id, articleId, versionId, ...selector, color, createdAt: time, updatedAt: time },
        deviceId
      )
      return quoted(requireHighlight(db, id))
    },
    'highlights.setColor': ({ highlightIds, color }) => {
      for (const id of highlightIds) updateHighlightColor(db, id, color, stamp())
      return null
    },
    'highlights.resize': ({ highlightId, start, end, exact }) => {
      const highlight = requireHighlight(db, highlightId)
      updateHighlightRange(
        db,
        highlightId,
        selectText(versionText(db, highlight.versionId), start, end, exact),
        stamp()
      )
      return quoted(requireHighlight(db, highlightId))
    },
    'highlights.merge': ({ highlightIds, color }) =>
      quoted(mergeHighlights(db, highlightIds, color, stamp())),
    'highlights.split': ({ highlightId, newId, at }) => {
      const [first, second] = splitHighlight(db, highlightId, newId, at, stamp())
      return [quoted(first), quoted(second)]
    },
    'highlights.delete': ({ highlightIds }) => {
      for (const id of highlightIds) deleteHighlight(db, id)
      return null
    },
    'highlights.changeAll': (all) => {
      if (readOnly) throw new AppError('read-only', 'errors.library.readOnly')
      return changeAll(context, all)
    },
    'highlights.addTag': ({ highlightIds, tag }) => {
      const spelling = existingSpelling(db, tag)
      for (const id of highlightIds) {
        requireHighlight(db, id)
        insertHighlightTag(db, id, spelling, stamp())
      }
      return null
    },
    'highlights.removeTag': ({ highlightIds, tag }) => {
      for (const id of highlightIds) deleteHighlightTag(db, id, tag)
      return null
    }
  }
}
