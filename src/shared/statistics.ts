import { z } from 'zod'
import { mutation, query } from './define.ts'
import { ArticleId, Done, Nothing } from './values.ts'

/** Weeks and days shown back, the present ones included. */
export const STATISTICS_DAYS = 30

/** Longest stretch of reading told at once, ms: the window tells every half minute. */
export const MOST_TOLD = 120_000

/** Reading time, what waits, and what stays. */
export const Statistics = z.strictObject({
  /** Study day of today, counted from 1970-01-01. */
  today: z.int(),
  /** Minutes read on each of the last days, today last. */
  minutes: z.array(z.number().min(0)),
  /** Minutes ever counted, and since which study day; null when none was. */
  allMinutes: z.number().min(0),
  since: z.int().nullable(),
  /** What was read longest in these days. */
  articles: z.array(z.strictObject({ articleId: ArticleId, title: z.string(), minutes: z.number().min(0) })),
  finished: z.int(),
  /** Articles kept for later, readings and cards due today. */
  waiting: z.strictObject({ later: z.int(), readings: z.int(), cards: z.int() }),
  /** Known cards asked in these days, and how many were remembered. */
  retention: z.strictObject({ reviews: z.int(), remembered: z.int(), desired: z.number() })
})
export type Statistics = z.infer<typeof Statistics>

export const statisticsContract = {
  'statistics.get': query(Nothing, Statistics),
  /** Adds time that was spent reading an article today. Nothing is kept when counting is turned off. */
  'statistics.addReading': mutation(
    z.strictObject({ articleId: ArticleId, ms: z.int().min(0).max(MOST_TOLD) }),
    Done,
    { changes: ['statistics'], incidental: true }
  ),
  /** Forgets all reading time that was counted. */
  'statistics.forget': mutation(Nothing, Done, { changes: ['statistics'] })
}
