import type { Database } from 'better-sqlite3'
import { priorities } from '../../shared/queue.ts'
import type { Stamp } from '../db/stamp.ts'
import { deleteQueueEntry, getQueueEntry, type QueueEntry, saveQueueEntry } from './repository.ts'

/**
 * An article that comes back does so as another one that holds its text, since what is in the Trash does not. Where both
 * come back, it is at the sooner day, and with the higher priority.
 */
export function moveQueueEntry(db: Database, from: string, to: string, stamp: Stamp): void {
  const moved = getQueueEntry(db, from)
  if (!moved) return
  const here = getQueueEntry(db, to)
  deleteQueueEntry(db, from)
  saveQueueEntry(db, { ...(here ? together(here, moved) : moved), articleId: to }, stamp)
}

function together(one: QueueEntry, other: QueueEntry): QueueEntry {
  const rank = ({ priority }: QueueEntry) => priorities.indexOf(priority)
  const sooner = other.dueDay < one.dueDay ? other : one
  return {
    ...sooner,
    priority: rank(other) < rank(one) ? other.priority : one.priority,
    visits: Math.max(one.visits, other.visits),
    lastDay: one.lastDay === null ? other.lastDay : Math.max(one.lastDay, other.lastDay ?? one.lastDay)
  }
}
