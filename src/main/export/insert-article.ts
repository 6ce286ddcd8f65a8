import type { Database } from 'better-sqlite3'
import { priorities } from '../../shared/queue.ts'
import type { Body } from '../import/body/build-body.ts'
import { writeVersion } from '../versions/write-version.ts'
import type { ArticleRecord, NoteRecord } from './article-record.ts'
import type { AssetRecord } from './library-manifest.ts'

interface RestoredBody {
  /** The rebuilt text. */
  body: Body
  /** The source bytes, compressed with zlib. */
  compressedSource: Buffer | null
}

/** A record with everything it speaks of, checked and ready to be kept. */
export interface RestoredArticle {
  article: ArticleRecord
  /** By version id. */
  bodies: ReadonlyMap<string, RestoredBody>
  /** Images that the library may not have yet. */
  assets: readonly (AssetRecord & { bytes: Buffer })[]
}

/** Keeps a restored article exactly as it was, ids, times and devices included, in the caller's transaction. */
export function insertArticle(db: Database, restored: RestoredArticle): void {
  const { article, bodies, assets } = restored
  const insertAsset = db.prepare(
    `INSERT OR IGNORE INTO assets (hash, media_type, width, height, size, bytes, created_at)
     VALUES (@hash, @mediaType, @width, @height, @size, @bytes, @createdAt)`
  )
  for (const { file: _file, ...asset } of assets) insertAsset.run(asset)

  insertRow(db, restored)
  for (const version of article.versions) {
    insertVersion(db, article.id, version, bodies.get(version.id)!)
  }
  for (const tag of article.tags) {
    db.prepare(
      'INSERT INTO article_tags (article_id, tag, updated_at, device_id) VALUES (@owner, @tag, @updatedAt, @deviceId)'
    ).run({ ...tag, owner: article.id })
  }
  for (const highlight of article.highlights) {
    insertHighlight(db, article.id, highlight)
  }
  for (const entry of article.sheet) {
    db.prepare(
      `INSERT INTO sheet_entries (id, article_id, kind, label, detail, verdict, body, version_id, text_start, text_end,
         created_at, updated_at, device_id)
       VALUES (@id, @articleId, @kind, @label, @detail, @verdict, @body, @versionId, @start, @end,
         @createdAt, @updatedAt, @deviceId)`
    ).run({ ...entry, articleId: article.id })
  }
  if (article.note) insertNote(db, article.note, article.id, null)
  if (article.queue) insertQueueEntry(db, article.id, article.queue)
  if (article.extract) insertExtract(db, article.id, article.extract)
  if (article.reading) {
    db.prepare(
      `INSERT INTO reading_positions (article_id, version_id, text_offset, progress, opened_at, updated_at, device_id)
       VALUES (@articleId, @versionId, @offset, @progress, @openedAt, @updatedAt, @deviceId)`
    ).run({ ...article.reading, articleId: article.id })
  }
}

function insertRow(db: Database, { article, bodies }: RestoredArticle): void {
  db.prepare(
    `INSERT INTO articles (id, current_version_id, title, byline, site, url, published, modified, licence, lead_image_url, language, direction, state,
       starred, lead_image, word_count, added_at, trashed_at, updated_at, device_id)
     VALUES (@id, @currentVersionId, @title, @byline, @site, @url, @published, @modified, @licence, @leadImageUrl, @language, @direction, @state,
       @starred, @leadImage, @wordCount, @addedAt, @trashedAt, @updatedAt, @deviceId)`
  ).run({
    ...pick(article),
    starred: article.starred ? 1 : 0,
    wordCount: bodies.get(article.currentVersionId)?.body.wordCount ?? 0
  })
}

function insertVersion(
  db: Database,
  articleId: string,
  version: ArticleRecord['versions'][number],
  kept: RestoredBody
): void {
  const { createdAt: now, deviceId, id, number, standfirst, sourceLine, hash, importer, warnings } = version
  const { body } = kept
  writeVersion(
    db,
    { id, articleId, number, standfirst, sourceLine, body, hash, importer, warnings },
    { now, deviceId }
  )
  if (version.source) {
    db.prepare(
      `INSERT INTO sources (version_id, file_name, media_type, encoding, size, sha256, bytes)
       VALUES (@versionId, @fileName, @mediaType, @encoding, @size, @sha256, @bytes)`
    ).run({ ...version.source, versionId: version.id, bytes: kept.compressedSource })
  }
  for (const hash of version.assets) {
    db.prepare('INSERT INTO version_assets (version_id, hash) VALUES (?, ?)').run(version.id, hash)
  }
}

function insertHighlight(
  db: Database,
  articleId: string,
  highlight: ArticleRecord['highlights'][number]
): void {
  db.prepare(
    `INSERT INTO highlights (id, article_id, version_id, text_start, text_end, exact, prefix, suffix, color,
       created_at, updated_at, device_id)
     VALUES (@id, @articleId, @versionId, @start, @end, @exact, @prefix, @suffix, @color,
       @createdAt, @updatedAt, @deviceId)`
  ).run({ ...pick(highlight), articleId })
  for (const tag of highlight.tags) {
    db.prepare(
      'INSERT INTO highlight_tags (highlight_id, tag, updated_at, device_id) VALUES (@owner, @tag, @updatedAt, @deviceId)'
    ).run({ ...tag, owner: highlight.id })
  }
  for (const place of highlight.places) {
    db.prepare(
      `INSERT INTO highlight_places (highlight_id, version_id, verdict, text_start, text_end, exact, prefix, suffix,
         score, evidence, updated_at, device_id)
       VALUES (@owner, @versionId, @verdict, @start, @end, @exact, @prefix, @suffix, @score, @evidence, @updatedAt, @deviceId)`
    ).run({ ...place, evidence: JSON.stringify(place.evidence), owner: highlight.id })
  }
  if (highlight.note) insertNote(db, highlight.note, articleId, highlight.id)
  if (highlight.met) {
    db.prepare(
      'INSERT INTO highlight_meetings (highlight_id, day, updated_at, device_id) VALUES (@owner, @day, @updatedAt, @deviceId)'
    ).run({ ...highlight.met, owner: highlight.id })
  }
}

function insertQueueEntry(db: Database, articleId: string, entry: NonNullable<ArticleRecord['queue']>): void {
  db.prepare(
    `INSERT INTO queue_entries (article_id, priority, due_day, interval, visits, last_day, created_at, updated_at, device_id)
     VALUES (@articleId, @priority, @dueDay, @interval, @visits, @lastDay, @createdAt, @updatedAt, @deviceId)`
  ).run({
    ...entry,
    articleId,
    priority: priorities.indexOf(entry.priority) + 1
  })
}

function insertExtract(
  db: Database,
  articleId: string,
  extracted: NonNullable<ArticleRecord['extract']>
): void {
  const { articleId: sourceId, versionId, highlightId, ...extract } = extracted
  db.prepare(
    `INSERT INTO extracts (article_id, source_article_id, source_version_id, source_highlight_id, text_start, text_end,
       exact, prefix, suffix, created_at, updated_at, device_id)
     VALUES (@articleId, @sourceId, @versionId, @highlightId, @start, @end, @exact, @prefix, @suffix,
       @createdAt, @updatedAt, @deviceId)`
  ).run({ ...extract, articleId, sourceId, versionId, highlightId })
}

function insertNote(db: Database, note: NoteRecord, articleId: string, highlightId: string | null): void {
  db.prepare(
    `INSERT INTO notes (id, article_id, highlight_id, body, created_at, updated_at, device_id)
     VALUES (@id, @articleId, @highlightId, @body, @createdAt, @updatedAt, @deviceId)`
  ).run({ ...note, articleId, highlightId })
}

/** The values a statement can bind. */
function pick(record: object): Record<string, string | number | null> {
  return Object.fromEntries(
    Object.entries(record).filter(
      ([, value]) => value === null || typeof value === 'string' || typeof value === 'number'
    )
  )
}
