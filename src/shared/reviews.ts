import { z } from 'zod'
import { Card, CardFilter, CardId, CardState } from './cards.ts'
import { mutation, query, task } from './define.ts'
import { Done, Nothing, Time } from './values.ts'

/** One answer in the log of answers. */
export const ReviewId = z.uuid().brand<'ReviewId'>()
export type ReviewId = z.infer<typeof ReviewId>

/** 1 again, 2 hard, 3 good, 4 easy. */
export const Grade = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
export type Grade = z.infer<typeof Grade>
export const grades = [1, 2, 3, 4] as const satisfies readonly Grade[]
export const gradeNames = { 1: 'again', 2: 'hard', 3: 'good', 4: 'easy' } as const

/** What waits today, within the reader's limits. */
export const Waiting = z.strictObject({
  /** Being learned or learned again, due now or within minutes. */
  learning: z.int(),
  due: z.int(),
  fresh: z.int()
})
export type Waiting = z.infer<typeof Waiting>

/** A session as it stands: the card to ask now, and what is left. */
export const Session = z.strictObject({
  card: Card.nullable(),
  /** Minutes until the card would come back, for the grades 1 to 4; empty without a card. */
  intervals: z.array(z.number().min(0)),
  waiting: Waiting,
  /** Answers given today. */
  done: z.int(),
  /** When the next card being learned is due; null when none is today. */
  nextAt: Time.nullable(),
  /** Cards due or new beyond today's limits. */
  beyondLimits: z.int(),
  /** Any card at all, also ones that rest? */
  hasCards: z.boolean()
})
export type Session = z.infer<typeof Session>

/** How well the cards are known, for the pictures. */
export const Retention = z.strictObject({
  today: z.int(),
  /** Reviews due on each of the next days, today first (with what is overdue). */
  forecast: z.array(z.int()),
  /** The last weeks, oldest first: reviews of known cards, and how many were remembered. */
  weeks: z.array(z.strictObject({ firstDay: z.int(), reviews: z.int(), remembered: z.int() })),
  /** Cards by how long they would be remembered; the last has no end. */
  strength: z.array(z.strictObject({ fromDays: z.number(), cards: z.int() })),
  cards: z.int(),
  reviews: z.int(),
  /** The reader's wish, 0 to 1. */
  desired: z.number()
})
export type Retention = z.infer<typeof Retention>

/**
 * Answers after a day or more that a fit asks for. With fewer, 21 parameters follow chance: Anki, which uses the
 * same optimiser, asked for 400 for long.
 */
export const LEAST_ANSWERS = 400

/** What a fit found, beside what is in use. Nothing is changed by it. */
export const Fitted = z.strictObject({
  /** Answers looked at. */
  answers: z.int(),
  /** 21 parameters of FSRS-6; null when there are too few answers. */
  weights: z.array(z.number()).nullable(),
  /** How far the present and the fitted parameters are off: mean −ln of the chance they gave to what happened. */
  lossBefore: z.number(),
  lossAfter: z.number()
})
export type Fitted = z.infer<typeof Fitted>

/** Answers of one card that are listed, the last first; one that was asked more often is rare. */
export const MOST_LISTED_ANSWERS = 100

/** What was answered to one card, the last answer first, and how well it is known. */
export const CardHistory = z.strictObject({
  /** Also those that are not listed. */
  total: z.int(),
  answers: z.array(
    z.strictObject({
      id: ReviewId,
      reviewedAt: Time,
      grade: Grade,
      /** How the card stood before; new again when it was reset. */
      state: CardState,
      /** Minutes until it was to come back. */
      interval: z.number().min(0)
    })
  ),
  /** How likely it would be known today, as FSRS has it, 0 to 1; null for a new card. */
  chance: z.number().min(0).max(1).nullable()
})
export type CardHistory = z.infer<typeof CardHistory>

export const reviewContract = {
  /**
   * Fits the parameters of FSRS to the reader's own log, in a thread of its own; changes nothing. `cancelled`
   * when it is stopped, `conflict` while another one goes on.
   */
  'reviews.fit': task(Nothing, Fitted),
  'reviews.stopFit': task(Nothing, Done),
  'reviews.waiting': query(Nothing, Waiting),
  /**
   * The session of the day; with `only`, of the cards that a filter lets through instead, due or not and whatever the
   * limits of a day: each is asked once a day, and what is being learned until it is learned.
   */
  'reviews.session': query(z.strictObject({ only: CardFilter.optional() }), Session),
  'reviews.retention': query(Nothing, Retention),
  /** Of a card that is gone: what the log still has. */
  'reviews.ofCard': query(z.strictObject({ cardId: CardId }), CardHistory),
  /**
   * Grades a card, and keeps the grade in the log with it. `reps` is how often the card had been asked when
   * it was shown: `conflict` when it was graded elsewhere since. The same id again is harmless.
   */
  'reviews.grade': mutation(
    z.strictObject({
      id: ReviewId,
      cardId: CardId,
      grade: Grade,
      reps: z.int().min(0),
      /** How long the reader looked at it, ms. */
      duration: z.int().min(0).max(86_400_000)
    }),
    z.strictObject({
      /** Minutes until it comes back. */
      minutes: z.number(),
      /** The card has just been forgotten so often that another one would serve better. */
      leech: z.boolean()
    }),
    { changes: ['reviews', 'cards'], undo: 'undo.review' }
  )
}
