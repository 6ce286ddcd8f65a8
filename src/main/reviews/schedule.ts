import { type FSRS, fsrs, GenSeedStrategyWithCardId, type Grade, type StepUnit, StrategyMode } from 'ts-fsrs'
import type { Settings } from '../../shared/settings.ts'
import { studyDay } from '../../shared/study-day.ts'
import type { Memory } from '../cards/repository.ts'

const DAY = 86_400_000
const MINUTE = 60_000

/** A card after a grade. */
export interface Graded {
  memory: Memory
  /** Until it comes back. */
  minutes: number
  /** Study days since the review before; never negative. */
  elapsedDays: number
}

export type ScheduleSettings = Pick<
  Settings,
  'studyRetention' | 'studySteps' | 'studyWeights' | 'studyDayStart'
>

/**
 * FSRS-6 by ts-fsrs with the reader's wishes. Fuzz is the library's own; its seed is the card and how often
 * it was asked, so that the intervals shown on the grades are the ones that are given.
 */
export function createScheduler(settings: ScheduleSettings): FSRS {
  const scheduler = fsrs({
    request_retention: settings.studyRetention,
    ...(settings.studyWeights.length > 0 ? { w: settings.studyWeights } : {}),
    learning_steps: settings.studySteps.split(' ').filter(Boolean) as StepUnit[],
    enable_fuzz: true
  })
  // biome-ignore lint/correctness/useHookAtTopLevel: not a hook of React, only named like one
  return scheduler.useStrategy(StrategyMode.SEED, GenSeedStrategyWithCardId('cardId'))
}

/**
 * What each grade would do with a card at a moment.
 *
 * ts-fsrs counts days between UTC dates. It is therefore given study days, at noon UTC, instead of moments:
 * then its days are the reader's, whatever the time zone or daylight saving does. A last review in the
 * future (the clock was set back since) counts as one of today.
 */
export function gradeCard(
  scheduler: FSRS,
  settings: Pick<Settings, 'studyDayStart'>,
  cardId: string,
  memory: Memory,
  now: number
): Record<Grade, Graded> {
  const today = studyDay(now, settings.studyDayStart)
  const lastDay = memory.lastDay === null ? null : Math.min(memory.lastDay, today)
  const noon = (day: number) => new Date(day * DAY + DAY / 2)
  const answers = scheduler.repeat(
    {
      due: noon(memory.dueDay),
      stability: memory.stability,
      difficulty: memory.difficulty,
      elapsed_days: 0,
      scheduled_days: memory.scheduledDays,
      learning_steps: memory.learningStep,
      reps: memory.reps,
      lapses: memory.lapses,
      state: memory.state,
      ...(lastDay === null ? {} : { last_review: noon(lastDay) }),
      cardId
    } as Parameters<FSRS['repeat']>[0],
    noon(today)
  )
  const graded = (grade: Grade): Graded => {
    const { card } = answers[grade]
    const minutes = Math.max(1, Math.round((card.due.getTime() - noon(today).getTime()) / MINUTE))
    const byDays = card.scheduled_days >= 1
    const dueAt = byDays ? 0 : now + minutes * MINUTE
    return {
      memory: {
        state: card.state as Memory['state'],
        dueDay: byDays ? today + card.scheduled_days : studyDay(dueAt, settings.studyDayStart),
        dueAt,
        stability: rounded(card.stability),
        difficulty: rounded(card.difficulty),
        scheduledDays: byDays ? card.scheduled_days : 0,
        learningStep: card.learning_steps,
        reps: card.reps,
        lapses: card.lapses,
        lastDay: today
      },
      minutes: byDays ? card.scheduled_days * 1440 : minutes,
      elapsedDays: lastDay === null ? 0 : today - lastDay
    }
  }
  return { 1: graded(1), 2: graded(2), 3: graded(3), 4: graded(4) }
}

/**
 * How likely a card would be known on a study day, 0 to 1; null for one that was never asked. A last review in the
 * future counts as one of today.
 */
export function chanceOn(scheduler: FSRS, memory: Memory, day: number): number | null {
  if (memory.state === 0 || memory.stability <= 0) return null
  const elapsed = Math.max(0, day - (memory.lastDay ?? day))
  return Math.min(1, scheduler.forgetting_curve(elapsed, memory.stability))
}

/** As the library rounds: the journal keeps fifteen digits. */
export const rounded = (value: number) => Math.round(value * 1e8) / 1e8
