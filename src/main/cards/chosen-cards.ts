import type { Database } from 'better-sqlite3'
import type { CardFilter } from '../../shared/cards.ts'
import type { Waiting } from '../../shared/reviews.ts'
import { type CardConditions, cardConditions } from './card-conditions.ts'
import { awake, LEARN_AHEAD, type WaitingNow } from './waiting-cards.ts'

/** Cards the reader chose to be asked now, due or not, beyond the limits of a day. */
export interface ChosenCards {
  /** How many are left, each asked until it is learned or its day is over. */
  waiting: Waiting
  /** Answers to any of them today. */
  done: number
  /** The one to ask now. */
  next: string | undefined
  /** When the next one being learned is due, if that is before the day ends. */
  nextAt: number | null
}

const answered = 'coalesce(c.last_day, 0) BETWEEN @today AND @today + 1'
const parts = {
  learning: 'c.state IN (1, 3) AND (c.due_at <= @soon OR c.last_day > @today + 1)',
  due: `c.state = 2 AND NOT (${answered})`,
  fresh: 'c.state = 0'
}

/**
 * What is left of the cards that a filter lets through, and what comes now: one being learned whose time has come,
 * then known ones before new ones, what was due first before what is due last, one of each prompt before its second;
 * then one being learned that is nearly due. What was answered today and is not being learned is done.
 */
export function chosenCards(db: Database, at: WaitingNow, filter: CardFilter): ChosenCards {
  const conditions = stillChosen(filter, at.today)
  const from = `FROM cards c ${conditions.readsPrompt ? 'JOIN prompts p ON p.id = c.prompt_id' : ''}`
  const where = `${conditions.where} AND ${awake}`
  const values = { ...conditions.values, today: at.today, now: at.now, soon: at.now + LEARN_AHEAD }
  const get = <T>(sql: string) => db.prepare(sql).get(values) as T
  const first = (condition: string, order: string) =>
    get<{ id: string } | undefined>(
      `${met} SELECT c.id ${from} LEFT JOIN met ON met.prompt_id = c.prompt_id
       WHERE ${where} AND ${condition} ORDER BY ${order} LIMIT 1`
    )?.id
  return {
    waiting: get<Waiting>(
      `SELECT coalesce(sum(${parts.learning}), 0) AS learning, coalesce(sum(${parts.due}), 0) AS due,
         coalesce(sum(${parts.fresh}), 0) AS fresh ${from} WHERE ${where}`
    ),
    done: countAnswers(db, at.today, filter),
    next:
      first('c.state IN (1, 3) AND c.due_at <= @now', 'c.due_at, c.id') ??
      first(`(${parts.due} OR ${parts.fresh})`, order) ??
      first(parts.learning, 'c.due_at, c.id'),
    nextAt: get<{ at: number | null }>(
      `SELECT min(c.due_at) AS at ${from} WHERE ${where} AND c.state IN (1, 3) AND c.due_day <= @today`
    ).at
  }
}

/** How many of its prompt were asked today; then as described above. */
const met = `WITH met AS (SELECT prompt_id, count(*) AS times FROM cards
  WHERE last_day BETWEEN @today AND @today + 1 GROUP BY prompt_id)`
const order = 'coalesce(met.times, 0), c.state = 0, c.due_day, c.prompt_id, c.ordinal'

/** New cards that are being learned since today are of the new ones as long as that takes. */
function stillChosen(filter: CardFilter, today: number): CardConditions {
  if (filter.status !== 'new') return cardConditions(filter, today)
  const { where, ...rest } = cardConditions({ ...filter, status: 'all' }, today)
  return { ...rest, where: `${where} AND (c.state = 0 OR c.state = 1 AND ${answered})` }
}

/** What an answer says of its card's status at that time; it may have another one since. */
const answersOf: Partial<Record<CardFilter['status'], string>> = {
  new: 'r.state IN (0, 1)',
  waiting: 'r.state > 0'
}

function countAnswers(db: Database, today: number, filter: CardFilter): number {
  const status = answersOf[filter.status]
  const conditions = cardConditions(status === undefined ? filter : { ...filter, status: 'all' }, today)
  return db
    .prepare(
      `SELECT count(*) FROM reviews r JOIN cards c ON c.id = r.card_id
       ${conditions.readsPrompt ? 'JOIN prompts p ON p.id = c.prompt_id' : ''}
       WHERE r.day = @today AND ${status ?? '1'} AND ${conditions.where}`
    )
    .pluck()
    .get(conditions.values) as number
}
