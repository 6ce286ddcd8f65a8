import type { Contract, HandlersOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { studyDay } from '../../shared/study-day.ts'
import { requireArticle } from '../articles/repository.ts'
import type { Context } from '../context.ts'
import { readSettings } from '../settings/handlers.ts'
import { comeBack, readAgain } from './come-back.ts'
import { nextInterval, postponedInterval } from './next-interval.ts'
import {
  countPutAway,
  deleteQueueEntry,
  getQueueEntry,
  listDue,
  listQueue,
  newEntry,
  type QueueEntry,
  roomToday,
  saveQueueEntry,
  standingOf
} from './repository.ts'

type Methods = Extract<keyof Contract, `queue.${string}`>

export function queueHandlers({ db, now, deviceId }: Context): HandlersOf<Methods> {
  const stamp = () => ({ now: now(), deviceId })
  const today = () => studyDay(now(), readSettings(db).studyDayStart)
  const requireEntry = (articleId: string): QueueEntry => {
    const entry = getQueueEntry(db, articleId)
    if (!entry) throw new AppError('not-found', 'errors.queue.gone')
    return entry
  }
  return {
    'queue.list': ({ page }) => listQueue(db, page, today()),
    'queue.today': () => {
      const day = today()
      const room = roomToday(db, readSettings(db), day)
      return { ...listDue(db, day, room), done: countPutAway(db, day) }
    },
    'queue.get': ({ articleId }) => {
      const entry = getQueueEntry(db, articleId)
      return entry && requireArticle(db, articleId).state !== 'finished' ? standingOf(entry, today()) : null
    },
    'queue.add': ({ articleIds }) => {
      const day = today()
      for (const id of articleIds) comeBack(db, id, day, stamp())
      return null
    },
    'queue.later': ({ articleId }) => {
      readAgain(db, articleId, stamp())
      const day = today()
      const entry = getQueueEntry(db, articleId) ?? newEntry(articleId, day)
      // Put away twice on one day is once: the while grows by days, not by key presses.
      if (entry.lastDay === day && entry.dueDay > day) return standingOf(entry, day)
      const interval = nextInterval(entry.interval, entry.priority)
      const after = { ...entry, interval, dueDay: day + interval, visits: entry.visits + 1, lastDay: day }
      saveQueueEntry(db, after, stamp())
      return standingOf(after, day)
    },
    'queue.postpone': ({ articleIds }) => {
      const day = today()
      for (const id of articleIds) {
        const entry = requireEntry(id)
        const dueDay = day + postponedInterval(entry.interval)
        const lastDay = entry.lastDay !== null && entry.lastDay > day + 1 ? day : entry.lastDay
        saveQueueEntry(db, { ...entry, dueDay, lastDay }, stamp())
      }
      return null
    },
    'queue.setPriority': ({ articleIds, priority }) => {
      for (const id of articleIds) saveQueueEntry(db, { ...requireEntry(id), priority }, stamp())
      return null
    },
    'queue.remove': ({ articleIds }) => {
      for (const id of articleIds) deleteQueueEntry(db, id)
      return null
    }
  }
}
