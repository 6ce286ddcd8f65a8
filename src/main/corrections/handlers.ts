import type { Contract, HandlersOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { ArticleId } from '../../shared/values.ts'
import { requireArticle } from '../articles/repository.ts'
import type { Context } from '../context.ts'
import type { ImportRunner } from '../import/worker/import-runner.ts'
import { keepPieces, type Original, openOriginal, setStandfirst, storedVersion } from './correct.ts'
import { extractAnew } from './extract-anew.ts'
import { joinArticles } from './join-articles.ts'
import { shownPiece } from './pieces.ts'

type Methods = Extract<keyof Contract, `corrections.${string}`>

export function correctionHandlers(
  context: Context,
  runner: ImportRunner,
  readOnly: boolean
): HandlersOf<Methods> {
  const { db } = context
  // The reader corrects one article at a time; what its pieces are is not worked out twice.
  let open: (Original & { articleId: ArticleId }) | undefined
  const originalOf = async (articleId: ArticleId) => {
    const { versionId } = requireArticle(db, articleId)
    if (open?.articleId !== articleId || open.versionId !== versionId)
      open = { ...(await openOriginal(context, runner, articleId)), articleId }
    return open
  }
  const refuseReadOnly = () => {
    if (readOnly) throw new AppError('read-only', 'errors.library.readOnlyAdd')
  }
  return {
    'corrections.open': async ({ articleId }) => {
      refuseReadOnly()
      const { versionId, pieces, hasOriginal } = await originalOf(articleId)
      return { versionId, pieces: pieces.map(shownPiece), hasOriginal }
    },
    'corrections.save': async ({ articleId, versionId, kept }) => {
      refuseReadOnly()
      const { pieces, assets } = await originalOf(articleId)
      const wanted = new Set(kept)
      const blocks = pieces.filter((_, index) => wanted.has(index)).map(({ block }) => block)
      if (!blocks.length) throw new AppError('conflict', 'errors.corrections.nothingKept')
      return await keepPieces(context, requireArticle(db, articleId), blocks, { versionId, assets })
    },
    'corrections.setStandfirst': async ({ articleId, standfirst }) => {
      refuseReadOnly()
      const clean = standfirst.toWellFormed().replace(/\s+/gu, ' ').trim()
      return (await setStandfirst(context, requireArticle(db, articleId), clean)) ?? null
    },
    'corrections.standfirst': ({ articleId }) => ({
      standfirst: storedVersion(context, requireArticle(db, articleId).versionId).standfirst
    }),
    'corrections.join': async ({ articleIds }) => {
      refuseReadOnly()
      return await joinArticles(context, articleIds)
    },
    'corrections.extractAnew': async ({ articleId }) => {
      refuseReadOnly()
      return await context.work.follow({ label: 'corrections.extracting' }, (signal) =>
        extractAnew(context, runner, articleId, { dryRun: false, undoable: true, corrected: true, signal })
      )
    }
  }
}
