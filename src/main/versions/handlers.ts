import type { Contract, HandlersOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { Highlight } from '../../shared/highlights.ts'
import type { HighlightId, VersionId } from '../../shared/values.ts'
import { requireArticle } from '../articles/repository.ts'
import type { Context } from '../context.ts'
import { withQuote } from '../highlights/note-signs.ts'
import { listHighlights, requireHighlight } from '../highlights/repository.ts'
import { selectText, versionText } from '../highlights/select-text.ts'
import { adoptVersion } from './adopt-version.ts'
import {
  confirmPlace,
  getPlace,
  highlightsIn,
  keepPlace,
  listPlaces,
  listVersions,
  moveHighlight
} from './repository.ts'
import { runAlign } from './run-align.ts'

type Methods = Extract<keyof Contract, `versions.${string}`>

export function versionHandlers(context: Context): HandlersOf<Methods> {
  const { db, now, deviceId } = context
  /** The reader's word that a highlight is here, in the current version. */
  const attach = (
    highlightId: HighlightId,
    versionId: VersionId,
    start: number,
    end: number,
    exact: string
  ) => {
    const stamp = { now: now(), deviceId }
    const highlight = requireHighlight(db, highlightId)
    if (requireArticle(db, highlight.articleId).versionId !== versionId) {
      throw new AppError('conflict', 'errors.versions.otherVersion')
    }
    const place = selectText(versionText(db, versionId, highlight.articleId), start, end, exact)
    if (isConfirmedAt(highlight, versionId, start, end)) return highlight
    keepPlace(db, highlight, stamp)
    moveHighlight(db, highlightId, { versionId, ...place }, stamp)
    const moved = requireHighlight(db, highlightId)
    confirmPlace(db, moved, stamp)
    return moved
  }
  /** It is there, and the reader has said so. */
  const isConfirmedAt = (highlight: Highlight, versionId: VersionId, start: number, end: number) =>
    highlight.versionId === versionId &&
    highlight.start === start &&
    highlight.end === end &&
    getPlace(db, highlight.id, versionId)?.verdict === 'confirmed'
  return {
    'versions.list': ({ articleId }) => listVersions(db, articleId),
    'versions.places': ({ articleId }) => listPlaces(db, articleId),
    'versions.highlights': ({ versionId }) => {
      const articleId = db
        .prepare('SELECT article_id FROM article_versions WHERE id = ?')
        .pluck()
        .get(versionId) as string | undefined
      if (articleId === undefined) throw new AppError('not-found', 'errors.library.noVersion')
      return highlightsIn(db, listHighlights(db, articleId), versionId).map((one) => withQuote(db, one))
    },
    'versions.compare': async ({ fromId, toId }) =>
      await runAlign({ kind: 'compare', old: versionText(db, fromId), new: versionText(db, toId) }),
    'versions.adopt': async ({ articleId, fromArticleId }) =>
      await adoptVersion(context, articleId, fromArticleId),
    'versions.accept': ({ highlightId }) => {
      const { articleId } = requireHighlight(db, highlightId)
      const { versionId } = requireArticle(db, articleId)
      const place = getPlace(db, highlightId, versionId)
      if (place?.start == null || place.end == null) throw new AppError('conflict', 'errors.versions.noPlace')
      return attach(highlightId, versionId, place.start, place.end, place.exact)
    },
    'versions.attach': ({ highlightId, versionId, start, end, exact }) =>
      attach(highlightId, versionId, start, end, exact)
  }
}
