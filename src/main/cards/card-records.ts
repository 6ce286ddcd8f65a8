import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { CardId, CardKind, MAX_CARD_TEXT, Mask, PromptId } from '../../shared/cards.ts'
import { Grade, ReviewId } from '../../shared/reviews.ts'
import { ArticleId, HighlightId, Offset, Sha256, Time, text, VersionId } from '../../shared/values.ts'
import { insertReview } from '../reviews/repository.ts'
import { eachPrompt } from './each-prompt.ts'
import { insertCard, insertPrompt, insertPromptTag } from './repository.ts'

/** Prompts, and reviews, to a part: a part of 100,000 cards is never in memory whole. */
const PROMPTS = 1000
const REVIEWS = 10_000

const stamp = { updatedAt: Time, deviceId: text(100) }
const StudyDay = z.int().min(-1_000_000).max(10_000_000)
const Count = z.int().min(0).max(1_000_000_000)

/** One card in the library's zip. Days are study days, counted from 1970-01-01. */
const CardRecord = z.strictObject({
  id: CardId,
  ordinal: z.int().min(1).max(500),
  /** 0 new, 1 learning, 2 review, 3 relearning. */
  state: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  dueDay: StudyDay,
  dueAt: Time,
  stability: z.number().min(0).max(1_000_000),
  difficulty: z.number().min(0).max(10),
  scheduledDays: Count,
  learningStep: Count,
  reps: Count,
  lapses: Count,
  lastDay: StudyDay.nullable(),
  suspended: z.union([z.literal(0), z.literal(1)]),
  buriedUntil: StudyDay,
  createdAt: Time,
  ...stamp
})

/** One prompt with its cards, tags and anchor. */
export const PromptRecord = z.strictObject({
  id: PromptId,
  kind: CardKind,
  front: text(MAX_CARD_TEXT),
  back: text(MAX_CARD_TEXT),
  guid: text(200).min(1),
  articleId: ArticleId.nullable(),
  versionId: VersionId.nullable(),
  highlightId: HighlightId.nullable(),
  start: Offset.nullable(),
  end: Offset.nullable(),
  exact: text(1_000_000),
  prefix: text(1000),
  suffix: text(1000),
  sentence: text(10_000),
  imageHash: Sha256.nullable(),
  masks: z.array(Mask).max(500),
  createdAt: Time,
  ...stamp,
  tags: z.array(z.strictObject({ tag: text(100).min(1), ...stamp })).max(10_000),
  cards: z.array(CardRecord).max(500)
})
export type PromptRecord = z.infer<typeof PromptRecord>

/** One answer as it leaves and comes back; days are study days, intervals days, `duration` milliseconds. */
export const ReviewRecord = z.strictObject({
  id: ReviewId,
  cardId: CardId,
  promptId: PromptId,
  grade: Grade,
  state: z.int().min(0).max(3),
  reps: Count,
  day: StudyDay,
  reviewedAt: Time,
  duration: Count,
  elapsedDays: Count,
  lastInterval: Count,
  interval: Count,
  stability: z.number(),
  difficulty: z.number(),
  ...stamp
})
export type ReviewRecord = z.infer<typeof ReviewRecord>

/** All prompts in the order of their ids, in parts. */
export function* promptRecords(db: Database): Generator<PromptRecord[]> {
  let part: PromptRecord[] = []
  for (const prompt of eachPrompt(db)) {
    const { articleTitle: _title, imageType: _type, tagRows, tags: _tags, cards, ...kept } = prompt
    part.push({
      ...kept,
      tags: tagRows,
      masks: [...kept.masks],
      cards: cards.map(({ promptId: _of, ...card }) => card)
    } as PromptRecord)
    if (part.length < PROMPTS) continue
    yield part
    part = []
  }
  if (part.length > 0) yield part
}

/** The whole log in the order of its ids, in parts. */
export function* reviewRecords(db: Database): Generator<ReviewRecord[]> {
  const page = db.prepare<[string, number], ReviewRecord>(
    `SELECT id, card_id AS cardId, prompt_id AS promptId, grade, state, reps, day, reviewed_at AS reviewedAt, duration,
       elapsed_days AS elapsedDays, last_interval AS lastInterval, interval, stability, difficulty,
       updated_at AS updatedAt, device_id AS deviceId FROM reviews WHERE id > ? ORDER BY id LIMIT ?`
  )
  let last = ''
  for (;;) {
    const part = page.all(last, REVIEWS)
    if (part.length === 0) return
    yield part
    last = part.at(-1)!.id
  }
}

/** Keeps a prompt exactly as it was, ids, times and devices included, in the caller's transaction. */
export function insertPromptRecord(db: Database, record: PromptRecord): void {
  const { tags, cards, updatedAt, deviceId, ...prompt } = record
  insertPrompt(db, prompt, { now: updatedAt, deviceId })
  for (const one of tags)
    insertPromptTag(db, prompt.id, one.tag, { now: one.updatedAt, deviceId: one.deviceId })
  for (const { updatedAt: at, deviceId: by, ...card } of cards) {
    insertCard(db, { ...card, promptId: prompt.id }, { now: at, deviceId: by })
  }
}

export function insertReviewRecord(db: Database, record: ReviewRecord): void {
  const { updatedAt, deviceId, ...review } = record
  insertReview(db, review, { now: updatedAt, deviceId })
}
