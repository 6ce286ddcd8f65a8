import { AppError } from '../../shared/errors.ts'
import type { ImportProgress } from '../../shared/imports.ts'
import { tell } from '../../shared/sentence.ts'
import type { ArticleId } from '../../shared/values.ts'
import { requireArticle } from '../articles/repository.ts'
import type { Context } from '../context.ts'
import type { ImportedAsset } from '../import/article/imported-article.ts'
import type { Section } from '../import/body/body-writer.ts'
import { buildSections } from '../import/body/build-body.ts'
import type { ImportRunner } from '../import/worker/import-runner.ts'
import type { Network } from '../network/network.ts'
import { fetchPictures, missingPictures } from './fetch-pictures.ts'
import { keepAssets, linkAssets } from './save-import.ts'
import { blocksOf, eachImage } from './stored-blocks.ts'

export interface PictureLoader {
  load(batchId: string, articleId: ArticleId): Promise<{ loaded: number; missing: number }>
  cancel(batchId: string): void
}

interface VersionRow {
  html: string
  /** JSON: the pieces the HTML is sent in. */
  sections: string
  text: string
  standfirst: string
  source_line: string
}

/** Fetches, when the reader asks, the pictures that an article came without. */
export function createPictureLoader(
  context: Context,
  runner: ImportRunner,
  network: Network,
  onProgress: (progress: ImportProgress) => void
): PictureLoader {
  const { db } = context
  const running = new Map<string, AbortController>()

  async function load(batchId: string, articleId: ArticleId, signal: AbortSignal) {
    const article = requireArticle(db, articleId)
    const row = db
      .prepare<[string], VersionRow>(
        'SELECT html, sections, text, standfirst, source_line FROM article_versions WHERE id = ?'
      )
      .get(article.versionId)
    const wanted = row ? missingPictures(row.html) : []
    if (!row || wanted.length === 0) return { loaded: 0, missing: 0 }
    const progress: ImportProgress = {
      batchId,
      done: 0,
      total: wanted.length,
      failed: 0,
      current: article.title
    }
    const visit = network.visit(signal)
    let fetched: Map<string, Uint8Array>
    try {
      onProgress({ ...progress })
      fetched = await fetchPictures(visit, wanted, signal, (done) => {
        // The last step is keeping them.
        progress.done = Math.min(done, wanted.length - 1)
        onProgress({ ...progress })
      })
    } finally {
      visit.close()
    }
    if (signal.aborted) throw new AppError('cancelled', 'errors.network.cancelled')
    const assets = fetched.size > 0 ? await check(runner, fetched, signal) : new Map<string, ImportedAsset>()
    if (assets.size > 0) keep(context, article.versionId, articleId, row, assets)
    onProgress({ ...progress, done: wanted.length, current: '' })
    return { loaded: assets.size, missing: wanted.length - assets.size }
  }

  return {
    async load(batchId, articleId) {
      if (running.has(batchId)) throw new AppError('conflict', 'errors.import.runningAlready')
      const controller = new AbortController()
      running.set(batchId, controller)
      try {
        return await load(batchId, articleId, controller.signal)
      } catch (error) {
        onProgress({
          batchId,
          done: 1,
          total: 1,
          failed: 0,
          current: tell({ key: 'errors.network.cancelled' })
        })
        throw error
      } finally {
        running.delete(batchId)
      }
    },
    cancel: (batchId) => running.get(batchId)?.abort()
  }
}

/**
 * What came is a stranger's bytes, so the import process looks at it, the way it looks at any page: one of
 * nothing but these pictures. It gives back those that are pictures, measured.
 */
async function check(runner: ImportRunner, fetched: ReadonlyMap<string, Uint8Array>, signal: AbortSignal) {
  const page = [...fetched.keys()].map((url) => `<p>.<img src="${url.replaceAll('"', '%22')}" alt="."></p>`)
  const { article, body } = await runner.run(
    {
      kind: 'bytes',
      bytes: new TextEncoder().encode(page.join('\n')),
      fileName: 'pictures.html',
      address: 'https://pictures.invalid/',
      pictures: fetched
    },
    signal
  )
  const byHash = new Map(article.assets.map((asset) => [asset.hash, asset]))
  const found = new Map<string, ImportedAsset>()
  eachImage(blocksOf(body.html), (image) => {
    const asset = image.asset === undefined ? undefined : byHash.get(image.asset)
    if (asset && image.url) found.set(image.url, asset)
    return image
  })
  return found
}

/**
 * Puts the pictures into the version's text: the words, and so every highlight's place, stay the same. So does where
 * it is cut, whatever version of Lectern cut it: a page that is being sent goes on with the piece that is next.
 */
function keep(
  { db, now }: Context,
  versionId: string,
  articleId: ArticleId,
  row: VersionRow,
  assets: ReadonlyMap<string, ImportedAsset>
): void {
  const sections = (JSON.parse(row.sections) as Section[]).map(([from, to]) =>
    // Between two sections ends a line.
    eachImage(blocksOf(row.html.slice(from, to).trimEnd()), (image) => {
      const asset = image.asset || !image.url ? undefined : assets.get(image.url)
      return asset ? { ...image, asset: asset.hash, width: asset.width, height: asset.height } : image
    })
  )
  const body = buildSections(sections, { standfirst: row.standfirst, sourceLine: row.source_line })
  if (body.text !== row.text) throw new Error('Pictures would have changed the text')
  db.transaction(() => {
    keepAssets(db, [...assets.values()], now())
    linkAssets(db, versionId, [...assets.values()])
    db.prepare('UPDATE article_versions SET html = ?, sections = ? WHERE id = ?').run(
      body.html,
      JSON.stringify(body.sections),
      versionId
    )
    const [first] = assets.values()
    db.prepare('UPDATE articles SET lead_image = ? WHERE id = ? AND lead_image IS NULL').run(
      first?.hash ?? null,
      articleId
    )
  }).immediate()
}
