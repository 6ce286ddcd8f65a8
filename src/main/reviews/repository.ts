import type { Database } from 'better-sqlite3'
import type { Grade } from '../../shared/reviews.ts'
import type { Stamp } from '../db/stamp.ts'

/** One line of the log. */
export interface Review {
  id: string
  cardId: string
  promptId: string
  grade: Grade
  /** How the card stood before: 0 new, 1 learning, 2 review, 3 relearning. */
  state: number
  /** How often it had been asked before. */
  reps: number
  /** Study day. */
  day: number
  reviewedAt: number
  /** ms */
  duration: number
  elapsedDays: number
  /** Minutes, before and after. */
  lastInterval: number
  interval: number
  /** After. */
  stability: number
  difficulty: number
}

export function getReview(db: Database, id: string): Review | undefined {
  return db
    .prepare<[string], Review>(
      `SELECT id, card_id AS cardId, prompt_id AS promptId, grade, state, reps, day, reviewed_at AS reviewedAt,
         duration, elapsed_days AS elapsedDays, last_interval AS lastInterval, interval, stability, difficulty
       FROM reviews WHERE id = ?`
    )
    .get(id)
}

/** One more answer in the log. */
export function insertReview(db: Database, review: Review, { now, deviceId }: Stamp): void {
  db.prepare(
    `INSERT INTO reviews (id, card_id, prompt_id, grade, state, reps, day, reviewed_at, duration, elapsed_days,
       last_interval, interval, stability, difficulty, updated_at, device_id)
     VALUES (@id, @cardId, @promptId, @grade, @state, @reps, @day, @reviewedAt, @duration, @elapsedDays,
       @lastInterval, @interval, @stability, @difficulty, @now, @deviceId)`
  ).run({ ...review, now, deviceId })
}

/** Grades of a study day: all, of new cards, and of known ones. */
export function countReviewsOn(db: Database, day: number): { all: number; fresh: number; due: number } {
  return db
    .prepare<[number], { all: number; fresh: number; due: number }>(
      `SELECT count(*) AS "all", coalesce(sum(state = 0), 0) AS fresh, coalesce(sum(state = 2), 0) AS due
       FROM reviews WHERE day = ?`
    )
    .get(day)!
}

/** The answers to a card, the last first, and how many there are in all. */
export function listReviewsOf(
  db: Database,
  cardId: string,
  limit: number
): { total: number; answers: Pick<Review, 'id' | 'reviewedAt' | 'grade' | 'state' | 'interval'>[] } {
  const answers = db
    .prepare<[string, number], Pick<Review, 'id' | 'reviewedAt' | 'grade' | 'state' | 'interval'>>(
      `SELECT id, reviewed_at AS reviewedAt, grade, state, interval FROM reviews WHERE card_id = ?
       ORDER BY reps DESC, reviewed_at DESC, id DESC LIMIT ?`
    )
    .all(cardId, limit)
  const total = db.prepare('SELECT count(*) FROM reviews WHERE card_id = ?').pluck().get(cardId) as number
  return { total, answers }
}
