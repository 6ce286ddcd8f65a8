import type { Database } from 'better-sqlite3'

/** Prompts of articles in the Trash: their cards rest, and come back with them. */
export const restingPrompts =
  'SELECT tp.id FROM articles ta JOIN prompts tp ON tp.article_id = ta.id WHERE ta.trashed_at > 0'

/** Cards being learned are asked this much early when nothing else waits, ms; Anki's "learn ahead limit". */
export const LEARN_AHEAD = 20 * 60_000

/**
 * Awake: not suspended, not buried, and not of an article in the Trash. A burial that ends later than
 * tomorrow was made under a wrong clock and does not count.
 */
export const awake = `c.suspended = 0 AND (c.buried_until <= @today OR c.buried_until > @today + 1)
  AND c.prompt_id NOT IN (${restingPrompts})`

/**
 * The same where every card is looked at anyway, as they lie in their table, or a few that are named: the sign of plus
 * keeps SQLite from going by way of `cards_waiting`, where each would be looked for by itself.
 */
export const awakeAnyway = awake.replace('c.suspended', '+c.suspended')

/** Reviewed on a day that has not come yet: the clock was ahead then. Asked again instead of lost for years. */
const ahead = 'c.state > 0 AND c.last_day > @today + 1'

/** Answered on the study day `@today`, or on the next as a clock or a time zone had it a moment ago. */
export const answeredOn = 'last_day BETWEEN @today AND @today + 1'

/**
 * Not on the day another card of its prompt was answered. One that was answered itself, and is due again today by hand,
 * is looked up alone: the rest is a question to the indexes.
 */
const apart = `(c.prompt_id NOT IN (SELECT prompt_id FROM cards WHERE ${answeredOn})
  OR EXISTS (SELECT 1 FROM cards o WHERE o.id = c.id AND o.${answeredOn} AND NOT EXISTS (
    SELECT 1 FROM cards b WHERE b.prompt_id = o.prompt_id AND b.id <> o.id AND b.${answeredOn})))`

const of = {
  learning: `c.state IN (1, 3) AND c.due_at <= @soon`,
  due: `c.state = 2 AND c.due_day <= @today`,
  // Given a day by hand, a new one comes on it and not before.
  fresh: 'c.state = 0 AND c.due_day <= @today'
}

/**
 * A new one does not come before those of its prompt that are known and due, either. The signs of plus keep SQLite from
 * looking through all that are due (`cards_waiting`) for each new card: its prompt has few.
 */
const freshApart = `${of.fresh} AND ${apart} AND NOT EXISTS (SELECT 1 FROM cards s WHERE s.prompt_id = c.prompt_id
  AND +s.suspended = 0 AND +s.state > 0 AND +s.due_day <= @today)`

/** As the index has them: the longest overdue first, then the oldest. */
const inOrder = 'c.due_day, c.due_at, c.buried_until, c.prompt_id'

export interface WaitingNow {
  today: number
  now: number
  /** Cards of one prompt are asked on different days: the answer to one says what the others hide. */
  apart: boolean
}

/** What waits beside what is being learned, as the reader wishes it. */
const beside = (at: WaitingNow) =>
  at.apart
    ? { due: `${of.due} AND ${apart}`, ahead: `${ahead} AND ${apart}`, fresh: freshApart }
    : { due: of.due, ahead, fresh: of.fresh }

/** What the conditions above ask for by name. */
const values = ({ today, now }: WaitingNow) => ({ today, now, soon: now + LEARN_AHEAD })

/** How many wait, each counted to its limit and no further. */
export function countWaiting(
  db: Database,
  at: WaitingNow,
  limits: { due: number; fresh: number }
): { learning: number; due: number; fresh: number } {
  const count = (what: string, condition: string, limit: number) =>
    db
      .prepare(
        `SELECT count(*) FROM (SELECT ${what} FROM cards c WHERE ${condition} AND ${awake} LIMIT @limit)`
      )
      .pluck()
      .get({ ...values(at), limit }) as number
  // Of cards that keep apart, one of each prompt is asked today.
  const each = at.apart ? 'DISTINCT c.prompt_id' : '1'
  const conditions = beside(at)
  const due = count(each, conditions.due, limits.due)
  return {
    learning: count('1', of.learning, 1_000_000),
    due: Math.min(limits.due, due + (due < limits.due ? count(each, conditions.ahead, limits.due - due) : 0)),
    fresh: count(each, conditions.fresh, limits.fresh)
  }
}

/**
 * The card to ask now: one being learned whose time has come, then what is due (longest overdue first),
 * then a new one (first those that were given a day, then oldest first), then one being learned that is nearly due.
 */
export function nextWaiting(
  db: Database,
  at: WaitingNow,
  limits: { due: number; fresh: number }
): string | undefined {
  const { due, ahead: early, fresh } = beside(at)
  const first = (condition: string, order: string) =>
    db
      .prepare(`SELECT c.id FROM cards c WHERE ${condition} AND ${awake} ORDER BY ${order} LIMIT 1`)
      .pluck()
      .get(values(at)) as string | undefined
  return (
    first('c.state IN (1, 3) AND c.due_at <= @now', 'c.due_at, c.id') ??
    (limits.due > 0 ? (first(due, inOrder) ?? first(early, 'c.last_day, c.id')) : undefined) ??
    (limits.fresh > 0
      ? (first(`${fresh} AND c.due_day > 0`, inOrder) ?? first(fresh, inOrder))
      : undefined) ??
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
