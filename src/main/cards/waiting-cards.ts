import type { Database } from 'better-sqlite3'

/** Prompts of articles in the Trash: their cards rest, and come back with them. */
export const restingPrompts =
  'SELECT tp.id FROM articles ta JOIN prompts tp ON tp.article_id = ta.id WHERE ta.trashed_at > 0'

/** Cards being learned are asked this much early when nothing else waits, ms; Anki's "learn ahead limit". */
const LEARN_AHEAD = 20 * 60_000

/**
 * Awake: not suspended, not buried, and not of an article in the Trash. A burial that ends later than
 * tomorrow was made under a wrong clock and does not count.
 */
const awake = `c.suspended = 0 AND (c.buried_until <= @today OR c.buried_until > @today + 1)
  AND c.prompt_id NOT IN (${restingPrompts})`

/** Reviewed on a day that has not come yet: the clock was ahead then. Asked again instead of lost for years. */
const ahead = 'c.state > 0 AND c.last_day > @today + 1'

const of = {
  learning: `c.state IN (1, 3) AND c.due_at <= @soon`,
  due: `c.state = 2 AND c.due_day <= @today`,
  fresh: 'c.state = 0'
}

export interface WaitingNow {
  today: number
  now: number
}

const values = ({ today, now }: WaitingNow) => ({ today, now, soon: now + LEARN_AHEAD })

/** How many wait, each counted to its limit and no further. */
export function countWaiting(
  db: Database,
  at: WaitingNow,
  limits: { due: number; fresh: number }
): { learning: number; due: number; fresh: number } {
  const count = (condition: string, limit: number) =>
    db
      .prepare(`SELECT count(*) FROM (SELECT 1 FROM cards c WHERE ${condition} AND ${awake} LIMIT @limit)`)
      .pluck()
      .get({ ...values(at), limit }) as number
  const due = count(of.due, limits.due)
  return {
    learning: count(of.learning, 1_000_000),
    due: Math.min(limits.due, due + (due < limits.due ? count(ahead, limits.due - due) : 0)),
    fresh: count(of.fresh, limits.fresh)
  }
}

/**
 * The card to ask now: one being learned whose time has come, then what is due (longest overdue first),
 * then a new one (oldest first), then one being learned that is nearly due.
 */
export function nextWaiting(
  db: Database,
  at: WaitingNow,
  limits: { due: number; fresh: number }
): string | undefined {
  const first = (condition: string, order: string) =>
    db
      .prepare(`SELECT c.id FROM cards c WHERE ${condition} AND ${awake} ORDER BY ${order} LIMIT 1`)
      .pluck()
      .get(values(at)) as string | undefined
  return (
    first('c.state IN (1, 3) AND c.due_at <= @now', 'c.due_at, c.id') ??
    (limits.due > 0
      ? (first(of.due, 'c.due_day, c.due_at, c.buried_until, c.prompt_id') ??
        first(ahead, 'c.last_day, c.id'))
      : undefined) ??
    (limits.fresh > 0 ? first(of.fresh, 'c.due_day, c.due_at, c.buried_until, c.prompt_id') : undefined) ??
    first(of.learning, 'c.due_at, c.id')
  )
}

/** When the next card being learned is due, if that is before the day ends. */
export function nextLearning(db: Database, at: WaitingNow): number | null {
  return (
    (db
      .prepare(
        `SELECT min(c.due_at) FROM cards c WHERE c.state IN (1, 3) AND c.due_day <= @today AND ${awake}`
      )
      .pluck()
      .get(values(at)) as number | null) ?? null
  )
}
