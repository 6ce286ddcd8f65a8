import type { Database } from 'better-sqlite3'
import type { Retention } from '../../shared/reviews.ts'
import { restingPrompts } from '../cards/waiting-cards.ts'

/** Days shown ahead, today included. */
const FORECAST_DAYS = 30
/** Weeks shown back, this one included. */
const RETENTION_WEEKS = 26
/** Lower bounds of the classes of stability, days: a day, days, a week, weeks, a month, months, a year, years. */
const strengthBounds = [0, 1, 3, 7, 14, 30, 90, 180, 365, 730] as const

/** What the pictures of the study place show. Three scans of indexes; nothing here grows with the texts. */
export function measureRetention(db: Database, today: number): Omit<Retention, 'desired'> {
  const forecast = new Array<number>(FORECAST_DAYS).fill(0)
  const due = db
    .prepare<[Record<string, number>], { day: number; cards: number }>(
      `SELECT max(due_day, @today) AS day, count(*) AS cards FROM cards c
       WHERE suspended = 0 AND (state IN (1, 2, 3) OR state = 0 AND due_day > 0) AND due_day < @end AND prompt_id NOT IN (${restingPrompts})
       GROUP BY 1`
    )
    .all({ today, end: today + FORECAST_DAYS })
  for (const { day, cards } of due) forecast[day - today] = cards

  // Weeks end today, so that the last one is always whole.
  const firstDay = today - RETENTION_WEEKS * 7 + 1
  const weeks = Array.from({ length: RETENTION_WEEKS }, (_, week) => ({
    firstDay: firstDay + week * 7,
    reviews: 0,
    remembered: 0
  }))
  const log = db
    .prepare<[Record<string, number>], { week: number; reviews: number; remembered: number }>(
      `SELECT CAST((day - @firstDay) / 7 AS INTEGER) AS week, count(*) AS reviews, sum(grade > 1) AS remembered FROM reviews
       WHERE day BETWEEN @firstDay AND @today AND state = 2 GROUP BY 1`
    )
    .all({ firstDay, today })
  for (const { week, reviews, remembered } of log) Object.assign(weeks[week]!, { reviews, remembered })

  const classes = strengthBounds
    .map(
      (from, index) =>
        `sum(stability >= ${from} AND stability < ${strengthBounds[index + 1] ?? 1e9}) AS s${index}`
    )
    .join(', ')
  const strong = db
    .prepare<[], Record<string, number | null>>(`SELECT ${classes} FROM cards WHERE state > 0`)
    .get()!
  return {
    today,
    forecast,
    weeks,
    strength: strengthBounds.map((fromDays, index) => ({ fromDays, cards: strong[`s${index}`] ?? 0 })),
    cards: db.prepare('SELECT count(*) FROM cards').pluck().get() as number,
    reviews: db.prepare('SELECT count(*) FROM reviews').pluck().get() as number
  }
}
