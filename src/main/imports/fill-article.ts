import type { Database } from 'better-sqlite3'
import type { ArticleId } from '../../shared/values.ts'
import { requireArticle, updateArticle } from '../articles/repository.ts'
import type { Context } from '../context.ts'
import type { Join } from '../history/history.ts'
import { ENTRY_IMPORTER } from '../import/library/quoted-blocks.ts'
import { addVersion } from '../versions/adopt-version.ts'
import { insertVersion } from '../versions/repository.ts'
import { keepAssets, keepSource, type PreparedImport } from './save-import.ts'

/** Whether nothing is here of an article but what another app knew of it: address, description, quotations. */
export function isWithoutText(db: Database, articleId: ArticleId): boolean {
  const { versionId } = requireArticle(db, articleId)
  return (
    db
      .prepare(
        `SELECT 1 FROM article_versions v JOIN sources s ON s.version_id = v.id
         WHERE v.id = ? AND v.importer = ? AND s.media_type = 'application/json'`
      )
      .get(versionId, ENTRY_IMPORTER) !== undefined
  )
}

/**
 * Gives such an article its text, as its newest version; what was quoted of it before is looked for there. Fields
 * that are empty are filled, the others are the reader's.
 * @param step which step of undo it belongs to
 * @param isMoreOfTheSame it has all lines of the text before in their order, and others between
 * @throws AppError `conflict` when the text changes all the time
 */
export async function fillArticle(
  context: Context,
  articleId: ArticleId,
  prepared: PreparedImport,
  fileName: string,
  { undoable, step, isMoreOfTheSame }: { undoable: boolean; step: Join; isMoreOfTheSame?: boolean }
): Promise<void> {
  const { db } = context
  const { article, body } = prepared
  const before = requireArticle(db, articleId)
  await addVersion(
    context,
    articleId,
    () => ({
      text: body.text,
      wordCount: body.wordCount,
      sameText: true,
      ...(isMoreOfTheSame && { isMoreOfTheSame }),
      label: 'undo.import',
      step,
      isStillRight: () => requireArticle(db, articleId).versionId === before.versionId,
      save: (versionId, stamp) => {
        keepAssets(db, article.assets, stamp.now)
        const empty = (['byline', 'site', 'published', 'modified', 'licence', 'language'] as const).filter(
          (field) => before[field] === ''
        )
        updateArticle(
          db,
          articleId,
          {
            ...Object.fromEntries(empty.map((field) => [field, article[field]])),
            // The direction of an address says nothing.
            direction: article.direction,
            ...(before.leadImageUrl === '' ? { lead_image_url: article.leadImageUrl } : {}),
            ...(before.leadImage === null ? { lead_image: article.leadImage } : {})
          },
          stamp
        )
        const { standfirst, sourceLine, importer, warnings } = article
        const number = insertVersion(
          db,
          { versionId, articleId, sourceOf: null },
          { standfirst, sourceLine, body, importer, warnings },
          stamp
        )
        keepSource(db, versionId, fileName, prepared)
        return number
      }
    }),
    { undoable }
  )
}
