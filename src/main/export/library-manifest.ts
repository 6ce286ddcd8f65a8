import { z } from 'zod'
import { Sha256, Time, text } from '../../shared/values.ts'
import { imageTypes } from '../import/article/imported-article.ts'
import { NotebookRecord } from '../notebooks/notebook-records.ts'
import { ArticleRecord } from './article-record.ts'

/** Raised when older Lecterns could no longer read the zip correctly. */
export const FORMAT_VERSION = 1

/** A path inside the zip. It is looked up among the zip's names and never becomes a path on a disk. */
const ZipPath = text(1000).min(1)

const AssetRecord = z.strictObject({
  hash: Sha256,
  file: ZipPath,
  mediaType: z.enum(imageTypes),
  width: z.int().min(1).nullable(),
  height: z.int().min(1).nullable(),
  size: z.int().min(0),
  createdAt: Time
})
export type AssetRecord = z.infer<typeof AssetRecord>

/** `manifest.json`: what the zip holds. */
export const LibraryManifest = z.strictObject({
  format: z.literal('lectern-library'),
  formatVersion: z.literal(FORMAT_VERSION),
  /** Version of the Lectern that wrote it. */
  lectern: text(100),
  exportedAt: text(40),
  libraryId: text(100),
  /** See library-hash.ts: what a restored library must have. */
  contentHash: Sha256,
  articles: z.array(z.strictObject({ id: z.uuid(), folder: ZipPath })).max(1_000_000),
  assets: z.array(AssetRecord).max(2_000_000),
  /** Paths of the cards and of the review log: JSON arrays, in order (cards/card-records.ts). */
  cards: z.array(ZipPath).max(100_000).default([]),
  reviews: z.array(ZipPath).max(100_000).default([]),
  /** Paths of the reading time. Absent in older zips. */
  readingTime: z.array(ZipPath).max(100_000).default([]),
  /** Notebooks, in the order of their ids; `file` is the Markdown of one. Absent in older zips. */
  notebooks: z
    .array(NotebookRecord.extend({ file: ZipPath }))
    .max(1_000_000)
    .default([]),
  /** Path of the settings: an object of name and value. */
  settings: ZipPath,
  /** Path of the saved searches. */
  savedSearches: ZipPath.optional()
})
export type LibraryManifest = z.infer<typeof LibraryManifest>

/** `metadata.json` of an article. Paths are relative to its folder. */
export const ArticleFile = z.strictObject({
  format: z.literal('lectern-article'),
  formatVersion: z.literal(FORMAT_VERSION),
  article: ArticleRecord,
  versions: z
    .array(z.strictObject({ id: z.uuid(), html: ZipPath, text: ZipPath, source: ZipPath.nullable() }))
    .max(10_000)
})
export type ArticleFile = z.infer<typeof ArticleFile>

/** How files of images are named in the zip. */
export const imageExtensions: Record<AssetRecord['mediaType'], string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/svg+xml': 'svg'
}
