import type { Article } from '../../shared/articles.ts'
import type { Block } from '../../shared/blocks.ts'
import { AppError } from '../../shared/errors.ts'
import type { ArticleId, VersionId } from '../../shared/values.ts'
import { requireArticle } from '../articles/repository.ts'
import type { Context } from '../context.ts'
import type { ImportedAsset } from '../import/article/imported-article.ts'
import { buildBody } from '../import/body/build-body.ts'
import type { ImportRunner } from '../import/worker/import-runner.ts'
import { keepAssets } from '../imports/save-import.ts'
import { blocksOf } from '../imports/stored-blocks.ts'
import { type Adopted, addVersion } from '../versions/adopt-version.ts'
import { insertVersion } from '../versions/repository.ts'
import { parseWarnings } from '../versions/warnings.ts'
import { mergePieces, type OriginalPiece } from './pieces.ts'
import { readOriginal } from './read-original.ts'

/** Stands behind the importer's name in a version that the reader has corrected. */
export const CORRECTED = ' corrected'

export interface StoredVersion {
  html: string
  text: string
  standfirst: string
  sourceLine: string
  importer: string
  warnings: string
}

export interface Original {
  versionId: VersionId
  pieces: OriginalPiece[]
  /** Pictures of the original; kept when a piece that shows one is brought back. */
  assets: readonly ImportedAsset[]
  /** False where nothing can be brought back: the original cannot be read again. */
  hasOriginal: boolean
}

/** @throws AppError `not-found` */
export function storedVersion({ db }: Context, versionId: string): StoredVersion {
  const row = db
    .prepare<[string], StoredVersion>(
      'SELECT html, text, standfirst, source_line AS sourceLine, importer, warnings FROM article_versions WHERE id = ?'
    )
    .get(versionId)
  if (!row) throw new AppError('not-found', 'errors.library.noVersion')
  return row
}

/** What the article is made of, and what of its original is not in it. */
export async function openOriginal(
  context: Context,
  runner: ImportRunner,
  articleId: ArticleId
): Promise<Original> {
  const article = requireArticle(context.db, articleId)
  const version = storedVersion(context, article.versionId)
  const current = blocksOf(version.html)
  const original = await readOriginal(context, runner, article, { whole: true }).catch((error: unknown) => {
    // What is in the article can be corrected without it.
    if (error instanceof AppError) return undefined
    throw error
  })
  const whole = original ? blocksOf(original.body.html) : []
  const said = [article.title, version.standfirst, article.byline]
  return {
    versionId: article.versionId,
    pieces: mergePieces(current, whole, said),
    assets: original?.article.assets ?? [],
    hasOriginal: original !== undefined
  }
}

/** Makes a new version of the pieces the reader wants. @throws AppError `conflict` when the article changed meanwhile */
export async function keepPieces(
  context: Context,
  article: Article,
  blocks: readonly Block[],
  { versionId, assets }: Pick<Original, 'versionId' | 'assets'>
): Promise<Adopted> {
  if (article.versionId !== versionId) throw new AppError('conflict', 'errors.versions.otherVersion')
  const version = storedVersion(context, versionId)
  const shown = JSON.stringify(blocks)
  const wanted = assets.filter(({ hash }) => shown.includes(hash))
  return await rebuild(context, article, { ...version, blocks }, wanted)
}

/** Gives the article another standfirst; undefined when it has it. */
export async function setStandfirst(
  context: Context,
  article: Article,
  standfirst: string
): Promise<Adopted | undefined> {
  const version = storedVersion(context, article.versionId)
  if (version.standfirst === standfirst) return undefined
  const blocks = blocksOf(version.html)
  return await rebuild(context, article, { ...version, standfirst, blocks }, [])
}

async function rebuild(
  context: Context,
  article: Article,
  version: StoredVersion & { blocks: readonly Block[] },
  assets: readonly ImportedAsset[]
): Promise<Adopted> {
  const { db } = context
  const { standfirst, sourceLine } = version
  const body = buildBody(version.blocks, { standfirst, sourceLine })
  const importer = version.importer.endsWith(CORRECTED) ? version.importer : `${version.importer}${CORRECTED}`
  return await addVersion(context, article.id, () => ({
    text: body.text,
    wordCount: body.wordCount,
    // The same words in another order of blocks, or a picture less.
    sameText: body.html !== version.html,
    label: 'undo.correctArticle',
    isStillRight: () => requireArticle(db, article.id).versionId === article.versionId,
    save: (versionId, stamp) => {
      keepAssets(db, assets, stamp.now)
      return insertVersion(
        db,
        { versionId, articleId: article.id, sourceOf: article.versionId },
        { standfirst, sourceLine, body, importer, warnings: parseWarnings(version.warnings) },
        stamp
      )
    }
  }))
}
