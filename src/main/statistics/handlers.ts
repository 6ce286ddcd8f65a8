import type { Contract, HandlersOf } from '../../shared/contract.ts'
import { STATISTICS_DAYS } from '../../shared/statistics.ts'
import { studyDay } from '../../shared/study-day.ts'
import { countWaiting } from '../cards/waiting-cards.ts'
import type { Context } from '../context.ts'
import { listDue, roomToday } from '../queue/repository.ts'
import { dayLimits } from '../reviews/day-limits.ts'
import { readSettings } from '../settings/handlers.ts'
import { addReadingTime, measureReading } from './repository.ts'

type Methods = Extract<keyof Contract, `statistics.${string}`>

export function statisticsHandlers({ db, now, deviceId }: Context): HandlersOf<Methods> {
  return {
    'statistics.get': () => {
      const settings = readSettings(db)
      const time = now()
      const today = studyDay(time, settings.studyDayStart)
      const { later, finished } = db
        .prepare<[], { later: number; finished: number }>(
          `SELECT count(*) FILTER (WHERE state = 'later') AS later, count(*) FILTER (WHERE state = 'finished') AS finished
           FROM articles WHERE trashed_at IS NULL AND id NOT IN (SELECT article_id FROM extracts)`
        )
        .get()!
      const cards = countWaiting(
        db,
        { now: time, today, apart: settings.studyApart },
        dayLimits(db, settings, today)
      )
      const asked = db
        .prepare<[number, number], { reviews: number; remembered: number }>(
          `SELECT count(*) AS reviews, coalesce(sum(grade > 1), 0) AS remembered FROM reviews
           WHERE day BETWEEN ? AND ? AND state = 2`
        )
        .get(today - STATISTICS_DAYS + 1, today)!
      return {
        today,
        ...measureReading(db, today, STATISTICS_DAYS),
        finished,
        waiting: {
          later,
          readings: listDue(db, today, roomToday(db, settings, today)).items.length,
          cards: cards.learning + cards.due + cards.fresh
        },
        retention: { ...asked, desired: settings.studyRetention }
      }
    },
    'statistics.addReading': ({ articleId, ms }) => {
      const settings = readSettings(db)
      if (!settings.countReading || ms === 0) return null
      addReadingTime(
        db,
        { day: studyDay(now(), settings.studyDayStart), articleId, ms },
        { now: now(), deviceId }
      )
      return null
    },
    'statistics.forget': () => {
      db.prepare('DELETE FROM reading_time').run()
      return null
    }
  }
}
