import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { ArticleState } from '../../shared/articles.ts'
import { AppError } from '../../shared/errors.ts'
import { HighlightColor } from '../../shared/highlights.ts'
import { MAX_NOTE } from '../../shared/notes.ts'
import { Priority, priorities } from '../../shared/queue.ts'
import { SentenceSchema } from '../../shared/sentence-schema.ts'
import { MAX_BODY, MAX_LABEL, SheetEntryId, SheetKind, Verdict } from '../../shared/study-sheet.ts'
import {
  ArticleId,
  Direction,
  HighlightId,
  LanguageTag,
  NoteId,
  Offset,
  Sha256,
  Time,
  text,
  VersionId
} from '../../shared/values.ts'
import { PlaceVerdict } from '../../shared/versions.ts'

/** Who changed something last, and when. */
const stamp = { updatedAt: Time, deviceId: text(100) }

/** Civil dates, counted from 1970-01-01. */
const StudyDay = z.int().min(-1_000_000).max(10_000_000)

const TagRecord = z.strictObject({ tag: text(100).min(1), ...stamp })
const NoteRecord = z.strictObject({ id: NoteId, body: text(MAX_NOTE), createdAt: Time, ...stamp })
export type NoteRecord = z.infer<typeof NoteRecord>

/** Where a highlight stands in one of the versions; offsets are null when it is lost there. */
const PlaceRecord = z.strictObject({
  versionId: VersionId,
  verdict: PlaceVerdict,
  start: Offset.nullable(),
  end: Offset.nullable(),
  exact: text(1_000_000),
  prefix: text(1000),
  suffix: text(1000),
  /** Thousandths. */
  score: z.int().min(0).max(1000),
  evidence: z.record(text(20), z.number()),
  ...stamp
})

const HighlightRecord = z.strictObject({
  id: HighlightId,
  versionId: VersionId,
  start: Offset,
  end: Offset,
  exact: text(1_000_000),
  prefix: text(1000),
  suffix: text(1000),
  color: HighlightColor,
  createdAt: Time,
  ...stamp,
  tags: z.array(TagRecord).max(10_000),
  note: NoteRecord.nullable(),
  /** In other versions, and how the one in this version came about; by version. */
  places: z.array(PlaceRecord).max(10_000).default([]),
  /** On which study day it was last shown again on the page of the day. */
  met: z
    .strictObject({ day: StudyDay, ...stamp })
    .nullable()
    .default(null)
})
export type HighlightRecord = z.infer<typeof HighlightRecord>

const SheetEntryRecord = z.strictObject({
  id: SheetEntryId,
  kind: z.union([SheetKind, z.literal('question')]),
  label: text(MAX_LABEL),
  detail: text(1000),
  verdict: Verdict,
  body: text(MAX_BODY),
  versionId: VersionId.nullable(),
  start: Offset.nullable(),
  end: Offset.nullable(),
  createdAt: Time,
  ...stamp
})

const SourceRecord = z.strictObject({
  fileName: text(32_768),
  mediaType: text(200),
  encoding: text(100),
  /** Bytes. */
  size: z.int().min(0),
  sha256: Sha256
})

const VersionRecord = z.strictObject({
  id: VersionId,
  number: z.int().min(1),
  standfirst: text(1_000_000),
  sourceLine: text(1_000_000),
  /** SHA-256 of the canonical text. */
  hash: Sha256,
  importer: text(200),
  /** Sentences by their keys; English words in what was written before they had any. */
  warnings: z.array(z.union([text(10_000), SentenceSchema])).max(10_000),
  createdAt: Time,
  deviceId: text(100),
  /** Images of this version, by hash. */
  assets: z.array(Sha256).max(100_000),
  source: SourceRecord.nullable()
})
export type VersionRecord = z.infer<typeof VersionRecord>

const WebAddress = z.union([
  z.literal(''),
  z
    .string()
    .max(8192)
    .regex(/^https?:\/\/[^\s\0]+$/iu)
])

/** Everything the library knows of one article except its texts, images and source bytes. */
export const ArticleRecord = z.strictObject({
  id: ArticleId,
  currentVersionId: VersionId,
  title: text(100_000),
  byline: text(100_000),
  site: text(100_000),
  url: WebAddress,
  published: text(100),
  /** As stated; absent from older zips. */
  modified: text(100).default(''),
  licence: text(1000).default(''),
  leadImageUrl: WebAddress.default(''),
  language: LanguageTag,
  direction: Direction,
  state: ArticleState,
  starred: z.boolean(),
  leadImage: Sha256.nullable(),
  addedAt: Time,
  trashedAt: Time.nullable(),
  ...stamp,
  tags: z.array(TagRecord).max(10_000),
  note: NoteRecord.nullable(),
  /** In document order. */
  highlights: z.array(HighlightRecord).max(1_000_000),
  /** What the reader said and wrote on the study sheet; absent from zips of the first Lectern. */
  sheet: z.array(SheetEntryRecord).max(100_000).default([]),
  /** How it comes back; null when it does not. */
  queue: z
    .strictObject({
      priority: Priority,
      dueDay: StudyDay,
      /** Days. */
      interval: z.number().min(0).max(10_000),
      visits: z.int().min(0),
      lastDay: StudyDay.nullable(),
      createdAt: Time,
      ...stamp
    })
    .nullable()
    .default(null),
  /** Which words of which article it is an extract of; null when it is none. */
  extract: z
    .strictObject({
      articleId: ArticleId,
      versionId: VersionId,
      highlightId: HighlightId,
      start: Offset,
      end: Offset,
      exact: text(1_000_000),
      prefix: text(1000),
      suffix: text(1000),
      createdAt: Time,
      ...stamp
    })
    .nullable()
    .default(null),
  /** Where the reader was; null when the article was never opened. */
  reading: z
    .strictObject({
      versionId: VersionId,
      offset: Offset,
      progress: z.number().min(0).max(1),
      openedAt: Time,
      ...stamp
    })
    .nullable(),
  /** Oldest first; at least one. */
  versions: z.array(VersionRecord).min(1).max(10_000)
})
export type ArticleRecord = z.infer<typeof ArticleRecord>

type Row = Record<string, unknown>

/**
 * Reads one article's record.
 * @throws AppError `not-found`
 */
export function readArticleRecord(db: Database, articleId: string): ArticleRecord {
  const all = (sql: string, id = articleId) => db.prepare<[string], Row>(sql).all(id)
  const [article] = all(
    `SELECT id, current_version_id AS currentVersionId, title, byline, site, url, published, modified, licence,
       lead_image_url AS leadImageUrl, language, direction,
       state, starred, lead_image AS leadImage, added_at AS addedAt, trashed_at AS trashedAt,
       updated_at AS updatedAt, device_id AS deviceId FROM articles WHERE id = ?`
  )
  if (!article) throw new AppError('not-found', 'errors.library.noArticle')

  const notes = new Map<unknown, Row>()
  for (const { highlightId, ...note } of all(
    `SELECT highlight_id AS highlightId, id, body, created_at AS createdAt, updated_at AS updatedAt,
       device_id AS deviceId FROM notes WHERE article_id = ?`
  )) {
    notes.set(highlightId, note)
  }
  const highlightTags = grouped(
    all(
      `SELECT t.highlight_id AS owner, t.tag, t.updated_at AS updatedAt, t.device_id AS deviceId
       FROM highlight_tags t JOIN highlights h ON h.id = t.highlight_id WHERE h.article_id = ?
       ORDER BY t.highlight_id, t.tag`
    )
  )
  const places = grouped(
    all(
      `SELECT p.highlight_id AS owner, p.version_id AS versionId, p.verdict, p.text_start AS start, p.text_end AS "end",
         p.exact, p.prefix, p.suffix, p.score, p.evidence, p.updated_at AS updatedAt, p.device_id AS deviceId
       FROM highlight_places p JOIN highlights h ON h.id = p.highlight_id WHERE h.article_id = ?
       ORDER BY p.highlight_id, p.version_id`
    ).map((row) => ({ ...row, evidence: JSON.parse(String(row.evidence)) }))
  )
  const met = grouped(
    all(
      `SELECT m.highlight_id AS owner, m.day, m.updated_at AS updatedAt, m.device_id AS deviceId
       FROM highlight_meetings m JOIN highlights h ON h.id = m.highlight_id WHERE h.article_id = ?`
    )
  )
  const highlights = all(
    `SELECT id, version_id AS versionId, text_start AS start, text_end AS "end", exact, prefix, suffix, color,
       created_at AS createdAt, updated_at AS updatedAt, device_id AS deviceId
     FROM highlights WHERE article_id = ? ORDER BY text_start, text_end, id`
  ).map((row) => ({
    ...row,
    tags: highlightTags.get(row.id) ?? [],
    note: notes.get(row.id) ?? null,
    places: places.get(row.id) ?? [],
    met: met.get(row.id)?.[0] ?? null
  }))
  const versions = all(
    `SELECT id, number, standfirst, source_line AS sourceLine, hash, importer, warnings, created_at AS createdAt,
       device_id AS deviceId FROM article_versions WHERE article_id = ? ORDER BY number`
  ).map((row) => ({
    ...row,
    warnings: JSON.parse(String(row.warnings)),
    assets: all('SELECT hash FROM version_assets WHERE version_id = ? ORDER BY hash', String(row.id)).map(
      ({ hash }) => hash
    ),
    source:
      all(
        'SELECT file_name AS fileName, media_type AS mediaType, encoding, size, sha256 FROM sources WHERE version_id = ?',
        String(row.id)
      )[0] ?? null
  }))
  const [reading] = all(
    `SELECT version_id AS versionId, text_offset AS offset, progress, opened_at AS openedAt,
       updated_at AS updatedAt, device_id AS deviceId FROM reading_positions WHERE article_id = ?`
  )
  const [queue] = all(
    `SELECT priority, due_day AS dueDay, interval, visits, last_day AS lastDay, created_at AS createdAt,
       updated_at AS updatedAt, device_id AS deviceId FROM queue_entries WHERE article_id = ?`
  )
  const [extract] = all(
    `SELECT source_article_id AS articleId, source_version_id AS versionId, source_highlight_id AS highlightId,
       text_start AS start, text_end AS "end", exact, prefix, suffix, created_at AS createdAt,
       updated_at AS updatedAt, device_id AS deviceId FROM extracts WHERE article_id = ?`
  )
  // Not checked by the schema: an export must never fail because one row is odd. Restoring checks.
  return {
    ...article,
    starred: article.starred === 1,
    tags: all(
      `SELECT tag, updated_at AS updatedAt, device_id AS deviceId FROM article_tags WHERE article_id = ? ORDER BY tag`
    ),
    note: notes.get(null) ?? null,
    highlights,
    sheet: all(
      `SELECT id, kind, label, detail, verdict, body, version_id AS versionId, text_start AS start, text_end AS "end",
         created_at AS createdAt, updated_at AS updatedAt, device_id AS deviceId
       FROM sheet_entries WHERE article_id = ? ORDER BY id`
    ),
    queue: queue ? { ...queue, priority: priorities[Number(queue.priority) - 1] } : null,
    extract: extract ?? null,
    reading: reading ?? null,
    versions
  } as unknown as ArticleRecord
}

/** Rows by their `owner`, which is taken out of them. */
function grouped(rows: Row[]): Map<unknown, Row[]> {
  const groups = new Map<unknown, Row[]>()
  for (const { owner, ...row } of rows) {
    const group = groups.get(owner)
    if (group) group.push(row)
    else groups.set(owner, [row])
  }
  return groups
}
