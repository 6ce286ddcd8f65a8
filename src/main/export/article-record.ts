import { z } from 'zod'
import { ArticleState } from '../../shared/articles.ts'
import { HighlightColor } from '../../shared/highlights.ts'
import { MAX_NOTE } from '../../shared/notes.ts'
import { Priority } from '../../shared/queue.ts'
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
