import type { Article } from '../../shared/articles.ts'
import type { Extraction } from '../../shared/corrections.ts'
import { AppError } from '../../shared/errors.ts'
import type { ArticleId } from '../../shared/values.ts'
import { requireArticle, updateArticle } from '../articles/repository.ts'
import type { Context } from '../context.ts'
import { type Body, buildBody } from '../import/body/build-body.ts'
import type { ImportOutcome, ImportRunner } from '../import/worker/import-runner.ts'
import { keepAssets } from '../imports/save-import.ts'
import { blocksOf, eachImage } from '../imports/stored-blocks.ts'
import { addVersion } from '../versions/adopt-version.ts'
import { insertVersion } from '../versions/repository.ts'
import { CORRECTED, storedVersion } from './correct.ts'
import { readOriginal } from './read-original.ts'

/**
 * Reads an article's kept original with today's importer, and makes a new version where the result differs.
 * What the reader has written into title, byline and so on stays; only empty fields are filled. Pictures that
 * were fetched later stay, too.
 * @param options.corrected also where the reader has corrected the article by hand
 */
export async function extractAnew(
  context: Context,
  runner: ImportRunner,
  articleId: ArticleId,
  options: { dryRun: boolean; undoable: boolean; corrected: boolean; signal?: AbortSignal }
): Promise<Extraction> {
  const article = requireArticle(context.db, articleId)
  const version = storedVersion(context, article.versionId)
  const told: Extraction = {
    articleId,
    title: article.title,
    status: 'same',
    message: '',
    wordsBefore: article.wordCount,
    wordsAfter: article.wordCount,
    filled: [],
    number: null,
    counts: null
  }
  if (version.importer.endsWith(CORRECTED) && !options.corrected) return { ...told, status: 'corrected' }
  let outcome: ImportOutcome | undefined
  try {
    outcome = await readOriginal(context, runner, article, { whole: false, signal: options.signal })
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error
    return { ...told, status: 'failed', message: error.message }
  }
  if (!outcome) return { ...told, status: 'unavailable' }
  const made = outcome
  const body = withKnownPictures(made, version.html)
  const { standfirst, sourceLine, importer, warnings } = made.article
  const filled = emptyFields(article, made)
  const differs = body.html !== version.html || body.text !== version.text
  if (!differs && filled.length === 0) return told
  const changed = { ...told, status: 'changed' as const, wordsAfter: body.wordCount, filled }
  if (options.dryRun) return changed
  const added = await addVersion(
    context,
    articleId,
    () => ({
      text: body.text,
      wordCount: body.wordCount,
      sameText: true,
      label: 'undo.extractAnew',
      isStillRight: () => requireArticle(context.db, articleId).versionId === article.versionId,
      save: (versionId, stamp) => {
        keepAssets(context.db, made.article.assets, stamp.now)
        updateArticle(
          context.db,
          articleId,
          {
            ...Object.fromEntries(filled.map((field) => [field, made.article[field]])),
            ...(article.leadImageUrl === '' ? { lead_image_url: made.article.leadImageUrl } : {}),
            ...(article.leadImage === null && made.article.leadImage
              ? { lead_image: made.article.leadImage }
              : {})
          },
          stamp
        )
        return insertVersion(
          context.db,
          { versionId, articleId, sourceOf: article.versionId },
          { standfirst, sourceLine, body, importer, warnings },
          stamp
        )
      }
    }),
    { undoable: options.undoable, signal: options.signal }
  )
  return { ...changed, number: added.number, counts: added.counts }
}

function emptyFields(article: Article, { article: made }: ImportOutcome): Extraction['filled'] {
  const fields = ['byline', 'site', 'published', 'modified', 'licence', 'url'] as const
  return fields.filter((field) => article[field] === '' && made[field] !== '')
}

/** The new body with the pictures that the version before has and the original came without. */
function withKnownPictures({ article, body }: ImportOutcome, before: string): Body {
  const known = new Map<string, { asset: string; width?: number | undefined; height?: number | undefined }>()
  eachImage(blocksOf(before), (image) => {
    if (image.asset && image.url) known.set(image.url, { ...image, asset: image.asset })
    return image
  })
  if (known.size === 0) return body
  const blocks = eachImage(blocksOf(body.html), (image) => {
    const picture = image.asset || !image.url ? undefined : known.get(image.url)
    if (!picture) return image
    const { asset, width, height } = picture
    return { ...image, asset, width, height }
  })
  return buildBody(blocks, article)
}
