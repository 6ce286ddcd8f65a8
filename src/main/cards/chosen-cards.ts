import type { Database } from 'better-sqlite3'
import type { CardFilter } from '../../shared/cards.ts'
import type { Waiting } from '../../shared/reviews.ts'
import { statement } from '../db/statement.ts'
import { cardConditions } from './card-conditions.ts'
import { type ChosenByPrompt, type ChosenCard, knownChosen } from './known-chosen.ts'
import { answeredOn, LEARN_AHEAD, type WaitingNow } from './waiting-cards.ts'

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

/** What is left of the cards that a filter lets through, and what comes now. */
export function chosenCards(db: Database, at: WaitingNow, filter: CardFilter): ChosenCards {
  const cards = knownChosen(db).of(filter, at.today)
  return { ...pickChosen(cards, timesMet(db, at.today), at), done: countAnswers(db, at.today, filter) }
}

/** How many cards of each prompt were asked today, of those that were. */
function timesMet(db: Database, today: number): ReadonlyMap<string, number> {
  const rows = statement(
    db,
    `SELECT prompt_id AS promptId, count(*) AS times FROM cards WHERE ${answeredOn} GROUP BY prompt_id`
  ).all({ today }) as { promptId: string; times: number }[]
  return new Map(rows.map(({ promptId, times }) => [promptId, times]))
}

/**
 * What comes now: one being learned whose time has come, then known ones before new ones, what was due first before what
 * is due last, one of each prompt before its second; then one being learned that is nearly due. What was answered today
 * and is not being learned is done, unless it was made due today by hand since.
 */
export function pickChosen(
  chosen: ChosenByPrompt,
  met: ReadonlyMap<string, number>,
  { today, now }: Pick<WaitingNow, 'today' | 'now'>
): Omit<ChosenCards, 'done'> {
  const waiting = { learning: 0, due: 0, fresh: 0 }
  let nextAt: number | null = null
  let learning: ChosenCard | undefined
  let other: ChosenCard | undefined
  let otherMet = 0
  for (const [promptId, cards] of chosen) {
    const times = met.get(promptId) ?? 0
    for (const card of cards) {
      if (card.state === 1 || card.state === 3) {
        if (card.dueDay <= today) nextAt = Math.min(nextAt ?? card.dueAt, card.dueAt)
        // Answered on a day that has not come yet: the clock was ahead then, and its time says nothing.
        if (card.dueAt > now + LEARN_AHEAD && (card.lastDay ?? 0) <= today + 1) continue
        waiting.learning++
        if (!learning || isLearnedBefore(card, learning)) learning = card
      } else {
        if (card.state === 2 && isDone(card, today)) continue
        waiting[card.state === 0 ? 'fresh' : 'due']++
        if (!other || times < otherMet || (times === otherMet && isAskedBefore(card, other))) {
          other = card
          otherMet = times
        }
      }
    }
  }
  const next = learning && learning.dueAt <= now ? learning : (other ?? learning)
  return { waiting, next: next?.id, nextAt }
}

const isDone = ({ lastDay, dueDay }: ChosenCard, today: number) =>
  (lastDay === today || lastDay === today + 1) && dueDay > today

const isLearnedBefore = (one: ChosenCard, other: ChosenCard) =>
  one.dueAt < other.dueAt || (one.dueAt === other.dueAt && one.id < other.id)

/** Of two whose prompts were met as often. */
function isAskedBefore(one: ChosenCard, other: ChosenCard): boolean {
  const isNew = one.state === 0
  if (isNew !== (other.state === 0)) return !isNew
  if (one.dueDay !== other.dueDay) return one.dueDay < other.dueDay
  if (one.promptId !== other.promptId) return one.promptId < other.promptId
  return one.ordinal < other.ordinal
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
