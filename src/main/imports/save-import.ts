import { promisify } from 'node:util'
import { deflate } from 'node:zlib'
import type { Database } from 'better-sqlite3'
import { v7 as uuidv7 } from 'uuid'
import { quoteAt } from '../../shared/anchoring/quote.ts'
import type { ImportResult } from '../../shared/imports.ts'
import type { ArticleId, HighlightId, VersionId } from '../../shared/values.ts'
import { insertHighlight } from '../highlights/repository.ts'
import type { ImportedAsset } from '../import/article/imported-article.ts'
import { textHash } from '../import/body/build-body.ts'
import type { ImportOutcome } from '../import/worker/import-runner.ts'
import { findEdition } from '../versions/find-edition.ts'
import type { StoredWarning } from '../versions/warnings.ts'
import { writeVersion } from '../versions/write-version.ts'
import { isOneText } from './is-one-text.ts'

export interface SaveStamp {
  now: number
  deviceId: string
  /** What is here already but in the Trash stays there. */
  stayInTrash?: boolean
}

/** What became of an article; `remarks` are what to know of it. */
export interface Kept extends Omit<ImportResult, 'file' | 'message' | 'articleId'> {
  status: 'added' | 'already-here'
  articleId: ArticleId
  remarks: readonly StoredWarning[]
}

const compress = promisify(deflate)

/** An import with everything slow done, so that keeping it is one short transaction. */
export interface PreparedImport extends ImportOutcome {
  /** The source bytes, zlib. */
  compressed: Buffer
  /** SHA-256 of the canonical text. */
  textHash: string
}

/** Does what is slow about keeping an import, before the transaction. */
export async function prepareImport(outcome: ImportOutcome): Promise<PreparedImport> {
  return {
    ...outcome,
    compressed: await compress(outcome.sourceBytes),
    textHash: textHash(outcome.body.text)
  }
}

/**
 * Keeps an imported article, in the caller's transaction. The same bytes or the same text twice is
 * recognised; out of the Trash it comes back.
 */
export function saveImport(
  db: Database,
  prepared: PreparedImport,
  fileName: string,
  { now, deviceId, stayInTrash }: SaveStamp
): Kept {
  const { article, body, sha256 } = prepared
  const known = findKnown(db, prepared, fileName)
  if (known) {
    // The same text with other marks: those that are new to it come along.
    if (known.version_hash === prepared.textHash && known.source_hash !== sha256)
      keepMarked(db, known.id, known.version_id, body, { now, deviceId })
    if (known.trashed_at !== null && !stayInTrash) {
      db.prepare('UPDATE articles SET trashed_at = NULL, updated_at = ?, device_id = ? WHERE id = ?').run(
        now,
        deviceId,
        known.id
      )
    }
    return {
      status: 'already-here',
      articleId: known.id as ArticleId,
      title: known.title,
      remarks: [{ key: known.trashed_at === null ? 'imports.hereAlready' : 'imports.backFromTrash' }]
    }
  }

  const id = uuidv7()
  const versionId = uuidv7()
  keepAssets(db, article.assets, now)
  db.prepare(
    `INSERT INTO articles (id, current_version_id, title, byline, site, url, published, modified, licence, lead_image_url, language, direction, lead_image, word_count, added_at, updated_at, device_id)
     VALUES (@id, @versionId, @title, @byline, @site, @url, @published, @modified, @licence, @leadImageUrl, @language, @direction, @leadImage, @wordCount, @addedAt, @now, @deviceId)`
  ).run({
    id,
    versionId,
    title: article.title,
    byline: article.byline,
    site: article.site,
    url: article.url,
    published: article.published,
    modified: article.modified,
    licence: article.licence,
    leadImageUrl: article.leadImageUrl,
    language: article.language,
    direction: article.direction,
    leadImage: article.leadImage,
    wordCount: body.wordCount,
    // A date in the future would stand on top of the library for ever.
    addedAt: Math.min(article.addedAt ?? now, now),
    now,
    deviceId
  })
  const { standfirst, sourceLine, importer, warnings } = article
  writeVersion(
    db,
    {
      id: versionId,
      articleId: id,
      number: 1,
      standfirst,
      sourceLine,
      body,
      hash: prepared.textHash,
      importer,
      warnings
    },
    { now, deviceId }
  )
  keepSource(db, versionId, fileName, prepared)
  linkAssets(db, versionId, article.assets)
  for (const tag of article.tags) {
    db.prepare(
      'INSERT OR IGNORE INTO article_tags (article_id, tag, updated_at, device_id) VALUES (?, ?, ?, ?)'
    ).run(id, tag, now, deviceId)
  }
  keepMarked(db, id, versionId, body, { now, deviceId })
  const edition = findEdition(db, { id, url: article.url, title: article.title, text: body.text })
  return {
    status: 'added',
    articleId: id as ArticleId,
    title: article.title,
    remarks: article.warnings,
    ...(edition && { editionOf: edition })
  }
}

/** Keeps the bytes a version was made from, in the caller's transaction. */
export function keepSource(
  db: Database,
  versionId: string,
  fileName: string,
  { article, sha256, size, compressed }: PreparedImport
): void {
  db.prepare(
    'INSERT INTO sources (version_id, file_name, media_type, encoding, size, sha256, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)'
  ).run(versionId, fileName, article.mediaType, article.encoding, size, sha256, compressed)
}

/** Keeps pictures by their hash, in the caller's transaction. */
export function keepAssets(db: Database, assets: readonly ImportedAsset[], now: number): void {
  const insert = db.prepare(
    `INSERT OR IGNORE INTO assets (hash, media_type, width, height, size, bytes, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)`
  )
  for (const { hash, mediaType, width, height, bytes } of assets)
    insert.run(hash, mediaType, width ?? null, height ?? null, bytes.length, bytes, now)
}

/** Notes that a version shows these pictures. */
export function linkAssets(db: Database, versionId: string, assets: readonly ImportedAsset[]): void {
  const insert = db.prepare('INSERT OR IGNORE INTO version_assets (version_id, hash) VALUES (?, ?)')
  for (const { hash } of assets) insert.run(versionId, hash)
}

/** Words that were marked where the text comes from, as highlights; those that are there already stay as they are. */
function keepMarked(
  db: Database,
  articleId: string,
  versionId: string,
  { text, marked }: PreparedImport['body'],
  { now, deviceId }: SaveStamp
): void {
  if (marked.length === 0) return
  const here = db.prepare('SELECT 1 FROM highlights WHERE version_id = ? AND text_start = ? AND text_end = ?')
  for (const [start, end] of marked) {
    if (here.get(versionId, start, end)) continue
    insertHighlight(
      db,
      {
        id: uuidv7() as HighlightId,
        articleId: articleId as ArticleId,
        versionId: versionId as VersionId,
        start,
        end,
        ...quoteAt(text, { start, end }),
        color: 'yellow',
        createdAt: now,
        updatedAt: now
      },
      deviceId
    )
  }
}

/** The article in which the same bytes or the same text are here already, be it in the Trash. */
export function knownArticle(
  db: Database,
  outcome: ImportOutcome,
  fileName: string
): { articleId: ArticleId; isTrashed: boolean } | undefined {
  const known = findKnown(db, { ...outcome, textHash: textHash(outcome.body.text) }, fileName)
  return known && { articleId: known.id as ArticleId, isTrashed: known.trashed_at !== null }
}

/** Whether the same bytes or the same text are in the library. */
export const isKnown = (db: Database, prepared: PreparedImport, fileName: string) =>
  findKnown(db, prepared, fileName) !== undefined

interface KnownRow {
  id: string
  title: string
  url: string
  trashed_at: number | null
  version_id: string
  version_hash: string
  source_hash: string | null
  file_name: string
  has_bytes: number
}

function findKnown(
  db: Database,
  { sha256, textHash: hash, body, article: { title, url } }: ImportOutcome & { textHash: string },
  fileName: string
): KnownRow | undefined {
  return db
    .prepare<{ sha256: string; hash: string }, KnownRow>(
      `WITH by_bytes AS (
         SELECT v.article_id FROM article_versions v JOIN sources s ON s.version_id = v.id WHERE s.sha256 = @sha256)
       SELECT a.id, a.title, a.url, a.trashed_at, a.current_version_id AS version_id, c.hash AS version_hash,
         cs.sha256 AS source_hash, coalesce(cs.file_name, '') AS file_name, a.id IN by_bytes AS has_bytes
       FROM articles a JOIN article_versions c ON c.id = a.current_version_id LEFT JOIN sources cs ON cs.version_id = c.id
       WHERE a.id IN (SELECT article_id FROM by_bytes UNION SELECT article_id FROM article_versions WHERE hash = @hash)
       ORDER BY a.trashed_at IS NOT NULL, a.id`
    )
    .all({ sha256, hash })
    .find((one) => {
      if (one.has_bytes === 1) return true
      // Two scans without a word have nothing in common but that.
      return body.wordCount > 0 && isOneText({ title, url, fileName }, { ...one, fileName: one.file_name })
    })
}
