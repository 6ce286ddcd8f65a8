import { studyDay } from '../../shared/study-day.ts'
import { rounded } from '../reviews/schedule.ts'
import { type AnkiCard, within } from './anki-rows.ts'
import { type Memory, newMemory } from './repository.ts'

/** What Anki's days and times are counted by. */
export interface AnkiClock {
  now: number
  /** Hour at which the reader's day begins. */
  dayStart: number
  /** The study day Anki counts due days from. */
  firstDay: number
}

/** Days no reader reaches. */
export const MOST_DAYS = 36_500

/** How well a card is known, from Anki's columns. */
export function memoryOf(card: AnkiCard, clock: AnkiClock): Memory {
  if (card.type <= 0 || card.type > 3) return newMemory
  const learning = card.type !== 2
  const ivl = within(card.ivl, 0, MOST_DAYS)
  const today = studyDay(clock.now, clock.dayStart)
  const { dueAt, dueDay } = learning ? dueWhileLearning(card, clock) : dueByDay(card, clock, today)
  return {
    state: card.type as Memory['state'],
    dueDay,
    dueAt,
    ...strengthOf(card, ivl),
    scheduledDays: learning ? 0 : ivl,
    learningStep: 0,
    reps: within(card.reps, 0, 1_000_000),
    lapses: within(card.lapses, 0, 1_000_000),
    lastDay: Math.min(today, learning ? today : dueDay - ivl)
  }
}

/** A time in seconds; a small number is a day or a place in a row, and the card waits no longer. */
function dueWhileLearning({ due }: AnkiCard, { now, dayStart }: AnkiClock) {
  const dueAt = due > 1_000_000_000 ? within(due * 1000, 0, 8.64e15) : now
  return { dueAt, dueDay: studyDay(dueAt, dayStart) }
}

const dueByDay = ({ due }: AnkiCard, { firstDay }: AnkiClock, today: number) => ({
  dueAt: 0,
  dueDay: within(firstDay + due, -100_000, today + MOST_DAYS)
})

/**
 * What FSRS in Anki has noted. Without it: its interval aims at nine in ten, which is what stability means; its ease
 * of 130 % is the hardest and 250 % the usual start.
 */
function strengthOf({ data, factor }: AnkiCard, ivl: number): Pick<Memory, 'stability' | 'difficulty'> {
  const { s, d } = notedByFsrs(data)
  return {
    stability: rounded(typeof s === 'number' && s > 0 ? Math.min(s, MOST_DAYS) : Math.max(0.1, ivl)),
    difficulty: rounded(
      typeof d === 'number' && d >= 1 && d <= 10
        ? d
        : Math.min(10, Math.max(1, 10 - ((factor || 2500) - 1300) / 240))
    )
  }
}

function notedByFsrs(data: string): { s?: unknown; d?: unknown } {
  try {
    return (JSON.parse(data) ?? {}) as { s?: unknown; d?: unknown }
  } catch {
    // Before FSRS there was nothing, or something else.
    return {}
  }
}
