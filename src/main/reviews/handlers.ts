import type { Database } from 'better-sqlite3'
import { type CardFilter, LEECH_LAPSES } from '../../shared/cards.ts'
import type { Contract, HandlersOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { LEAST_ANSWERS, MOST_LISTED_ANSWERS, type ReviewId, type Session } from '../../shared/reviews.ts'
import { studyDay } from '../../shared/study-day.ts'
import { chosenCards } from '../cards/chosen-cards.ts'
import { getCard, getMemory, stateNames, updateMemory } from '../cards/repository.ts'
import { countWaiting, nextLearning, nextWaiting, type WaitingNow } from '../cards/waiting-cards.ts'
import type { Context } from '../context.ts'
import { readSettings } from '../settings/handlers.ts'
import { dayLimits } from './day-limits.ts'
import { countReviewsOn, getReview, insertReview, listReviewsOf } from './repository.ts'
import { type RunningFit, runFitWorker } from './run-fit-worker.ts'
import { runRetentionWorker } from './run-retention-worker.ts'
import { chanceOn, createScheduler, gradeCard } from './schedule.ts'

type Methods = Extract<keyof Contract, `reviews.${string}`>

/** Anki tells again after half as many more. */
const isLeech = (lapses: number) =>
  lapses >= LEECH_LAPSES && (lapses - LEECH_LAPSES) % (LEECH_LAPSES / 2) === 0

type Standing = Pick<Session, 'waiting' | 'done' | 'nextAt' | 'beyondLimits'> & { next: string | undefined }

/** The session of the day, within its limits. */
function ofDay(db: Database, at: WaitingNow, limits: { due: number; fresh: number }): Standing {
  const waiting = countWaiting(db, at, limits)
  const next = nextWaiting(db, at, limits)
  const all = next === undefined ? countWaiting(db, at, { due: 1_000_000, fresh: 1_000_000 }) : undefined
  return {
    next,
    waiting,
    done: countReviewsOn(db, at.today).all,
    nextAt: nextLearning(db, at),
    beyondLimits: all ? all.due + all.fresh - waiting.due - waiting.fresh : 0
  }
}

/** The session of cards that were chosen, which knows no limits. */
const ofChosen = (db: Database, at: WaitingNow, only: CardFilter): Standing => ({
  ...chosenCards(db, at, only),
  beyondLimits: 0
})

export function reviewHandlers({ db, now, deviceId }: Context): HandlersOf<Methods> {
  let fitting: RunningFit | undefined
  /** The day as it stands. */
  const standing = () => {
    const settings = readSettings(db)
    const time = now()
    const today = studyDay(time, settings.studyDayStart)
    return {
      settings,
      at: { now: time, today, apart: settings.studyApart },
      limits: dayLimits(db, settings, today)
    }
  }
  return {
    'reviews.fit': async () => {
      if (fitting) throw new AppError('conflict', 'errors.cards.fitting')
      const weights = readSettings(db).studyWeights
      fitting = runFitWorker({ libraryFile: db.name, weights, least: LEAST_ANSWERS })
      try {
        const fitted = await fitting.answer
        return fitted.enough
          ? {
              answers: fitted.answers,
              weights: fitted.weights,
              lossBefore: fitted.lossBefore,
              lossAfter: fitted.lossAfter
            }
          : { answers: fitted.answers, weights: null, lossBefore: 0, lossAfter: 0 }
      } finally {
        fitting = undefined
      }
    },
    'reviews.stopFit': () => {
      fitting?.stop()
      return null
    },
    'reviews.waiting': () => {
      const { at, limits } = standing()
      return countWaiting(db, at, limits)
    },
    'reviews.session': ({ only }) => {
      const { settings, at, limits } = standing()
      const { next: id, ...stands } = only ? ofChosen(db, at, only) : ofDay(db, at, limits)
      const memory = id === undefined ? undefined : getMemory(db, id)
      const card = id === undefined ? undefined : getCard(db, id, at.today)
      const intervals =
        id !== undefined && memory
          ? Object.values(gradeCard(createScheduler(settings), settings, id, memory, at.now))
          : []
      return {
        card: card ?? null,
        intervals: intervals.map(({ minutes }) => minutes),
        ...stands,
        hasCards: card !== undefined || db.prepare('SELECT 1 FROM cards LIMIT 1').get() !== undefined
      }
    },
    'reviews.retention': async () => {
      const { settings, at } = standing()
      const measured = await runRetentionWorker({ libraryFile: db.name, today: at.today })
      return { ...measured, desired: settings.studyRetention }
    },
    'reviews.ofCard': ({ cardId }) => {
      const { settings, at } = standing()
      const memory = getMemory(db, cardId)
      const { total, answers } = listReviewsOf(db, cardId, MOST_LISTED_ANSWERS)
      return {
        total,
        answers: answers.map(({ id, state, ...answer }) => ({
          ...answer,
          id: id as ReviewId,
          state: stateNames[state]!
        })),
        chance: memory ? chanceOn(createScheduler(settings), memory, at.today) : null
      }
    },
    'reviews.grade': ({ id, cardId, grade, reps, duration }) => {
      const before = getMemory(db, cardId)
      const earlier = getReview(db, id)
      if (earlier) {
        if (earlier.cardId === cardId && earlier.grade === grade) {
          return { minutes: earlier.interval, leech: false }
        }
        throw new AppError('conflict', 'errors.cards.reviewExists')
      }
      if (!before) throw new AppError('not-found', 'errors.cards.gone')
      if (before.reps !== reps) {
        throw new AppError('conflict', 'errors.cards.answeredElsewhere')
      }
      const settings = readSettings(db)
      const time = now()
      const after = gradeCard(createScheduler(settings), settings, cardId, before, time)[grade]
      updateMemory(db, cardId, after.memory, { now: time, deviceId })
      insertReview(
        db,
        {
          id,
          cardId,
          promptId: before.promptId,
          grade,
          state: before.state,
          reps,
          day: studyDay(time, settings.studyDayStart),
          reviewedAt: time,
          duration,
          elapsedDays: after.elapsedDays,
          lastInterval: before.scheduledDays * 1440,
          interval: after.minutes,
          stability: after.memory.stability,
          difficulty: after.memory.difficulty
        },
        { now: time, deviceId }
      )
      return {
        minutes: after.minutes,
        leech: after.memory.lapses > before.lapses && isLeech(after.memory.lapses)
      }
    }
  }
}
