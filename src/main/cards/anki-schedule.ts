import type { Database } from 'better-sqlite3'
import type { Settings } from '../../shared/settings.ts'
import { studyDay, studyDayStart } from '../../shared/study-day.ts'
import { readSettings } from '../settings/handlers.ts'
import type { KeptPrompt } from './each-prompt.ts'

/** What Anki's columns are counted from. */
export interface AnkiDays {
  /** Study days since 1970. */
  today: number
  /** Anki counts due days from here. */
  firstDay: number
  /** When the first day began, milliseconds since 1970. */
  start: number
  settings: Settings
}

/** The days of the library's cards: the first is the earliest that any of them knows. */
export function ankiDays(db: Database, now: number): AnkiDays {
  const settings = readSettings(db)
  const today = studyDay(now, settings.studyDayStart)
  const earliest = db
    .prepare('SELECT min(min(due_day), min(last_day)) FROM cards WHERE state > 0')
    .pluck()
    .get()
  const firstDay = Math.min(today, (earliest as number | null) ?? today)
  return { today, firstDay, start: studyDayStart(firstDay, settings.studyDayStart), settings }
}

/**
 * How a card stands, in Anki's columns.
 * @param position its place among those that were never seen
 */
export function scheduleOf(card: KeptPrompt['cards'][number], days: AnkiDays, position: number) {
  const resting = card.suspended === 1 ? -1 : card.buriedUntil > days.today ? -3 : undefined
  if (card.state === 0) {
    return {
      type: 0,
      queue: resting ?? 0,
      due: position,
      ivl: 0,
      factor: 0,
      reps: card.reps,
      lapses: card.lapses,
      left: 0,
      data: '{}'
    }
  }
  const lastReview = studyDayStart(card.lastDay ?? days.today, days.settings.studyDayStart) / 1000 + 43_200
  const data = JSON.stringify({
    s: Number(card.stability.toFixed(4)),
    d: Number(card.difficulty.toFixed(3)),
    dr: days.settings.studyRetention,
    decay: 0.1542,
    lrt: Math.floor(lastReview)
  })
  const learning = card.state !== 2
  return {
    type: card.state,
    queue: resting ?? (learning ? 1 : 2),
    due: learning ? Math.floor(card.dueAt / 1000) : card.dueDay - days.firstDay,
    ivl: card.state === 1 ? 0 : Math.max(1, card.scheduledDays),
    factor: learning && card.state === 1 ? 0 : 2500,
    reps: card.reps,
    lapses: card.lapses,
    left: learning ? Math.max(1, stepsOf(days.settings) - card.learningStep) : 0,
    data
  }
}

/** How many steps a card takes before its intervals count in days. */
function stepsOf({ studySteps }: Settings): number {
  return studySteps.split(' ').filter(Boolean).length
}
