import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import type { StopFlag } from '../answer-job.ts'
import { insertPromptRecord, insertReviewRecord, PromptRecord, ReviewRecord } from '../cards/card-records.ts'
import { imageFromBytes } from '../import/pictures/image-bytes.ts'
import { insertReadingTimeRecord, ReadingTimeRecord } from '../statistics/repository.ts'
import type { AssetRecord, LibraryManifest } from './library-manifest.ts'
import { parseJson, untrue } from './read-part.ts'
import type { ZipReader } from './zip-reader.ts'

const MAX_PART = 512 * 1024 * 1024
const MAX_PICTURE = 50 * 1024 * 1024

/** The articles that some card of the zip is from: they are more than a copy of a text. */
export async function articlesWithCards(
  zip: ZipReader,
  base: string,
  manifest: LibraryManifest
): Promise<Set<string>> {
  const ids = new Set<string>()
  const Origin = z.array(z.object({ articleId: z.string().nullable() }))
  for (const file of manifest.cards) {
    try {
      for (const { articleId } of parseJson(Origin, await zip.read(base + file, MAX_PART))) {
        if (articleId !== null) ids.add(articleId)
      }
    } catch {
      // Restoring the part itself says what is wrong with it.
    }
  }
  return ids
}

/**
 * Brings cards and the review log back: adds what is not here and changes nothing that is. One transaction
 * to a part. A card whose article could not be restored keeps its sentence and loses only the way to it.
 */
export async function restoreStudy(
  db: Database,
  zip: ZipReader,
  base: string,
  manifest: LibraryManifest,
  assets: ReadonlyMap<string, AssetRecord>,
  { fail, signal }: { fail(name: string, error: unknown): void; signal?: StopFlag | undefined }
): Promise<void> {
  const hasArticle = db.prepare('SELECT 1 FROM articles WHERE id = ?')
  const hasPrompt = db.prepare('SELECT 1 FROM prompts WHERE id = @id OR guid = @guid')
  const hasReview = db.prepare('SELECT 1 FROM reviews WHERE id = ?')
  const hasAsset = db.prepare('SELECT 1 FROM assets WHERE hash = ?')
  const each = async (files: readonly string[], restore: (bytes: Buffer) => Promise<void>) => {
    for (const file of files) {
      if (signal?.aborted) {
        throw new AppError('cancelled', 'errors.restore.studyStopped')
      }
      try {
        await restore(await zip.read(base + file, MAX_PART))
      } catch (error) {
        fail(file, error)
      }
    }
  }
  await each(manifest.cards, async (bytes) => {
    const records = parseJson(z.array(PromptRecord), bytes).filter((record) => !hasPrompt.get(record))
    const pictures: (AssetRecord & { bytes: Buffer })[] = []
    for (const { imageHash } of records) {
      if (imageHash === null || hasAsset.get(imageHash) || pictures.some(({ hash }) => hash === imageHash))
        continue
      pictures.push(await readPicture(zip, base, assets.get(imageHash)))
    }
    db.transaction(() => {
      const keep = db.prepare(
        `INSERT OR IGNORE INTO assets (hash, media_type, width, height, size, bytes, created_at)
         VALUES (@hash, @mediaType, @width, @height, @size, @bytes, @createdAt)`
      )
      for (const { file: _file, ...picture } of pictures) keep.run(picture)
      for (const record of records) {
        const here = record.articleId !== null && hasArticle.get(record.articleId) !== undefined
        insertPromptRecord(db, here ? record : { ...record, articleId: null })
      }
    }).immediate()
  })
  await each(manifest.readingTime, async (bytes) => {
    const records = parseJson(z.array(ReadingTimeRecord), bytes)
    db.transaction(() => {
      for (const record of records) insertReadingTimeRecord(db, record)
    }).immediate()
  })
  await each(manifest.reviews, async (bytes) => {
    const records = parseJson(z.array(ReviewRecord), bytes)
    db.transaction(() => {
      for (const record of records) if (!hasReview.get(record.id)) insertReviewRecord(db, record)
    }).immediate()
  })
}

async function readPicture(
  zip: ZipReader,
  base: string,
  asset: AssetRecord | undefined
): Promise<AssetRecord & { bytes: Buffer }> {
  if (!asset) throw untrue('errors.restore.noImage')
  const bytes = await zip.read(base + asset.file, MAX_PICTURE)
  const image = imageFromBytes(bytes)
  if (!('asset' in image) || image.asset.hash !== asset.hash || image.asset.mediaType !== asset.mediaType) {
    throw untrue('errors.restore.otherImage')
  }
  return { ...asset, size: bytes.length, bytes }
}
