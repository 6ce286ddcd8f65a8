import { z } from 'zod'
import { mutation, query } from './define.ts'
import { ArticleId, Done, Nothing, Page } from './values.ts'

/** What is read first when there is more than a day has room for, and how soon it comes back. */
export const priorities = ['high', 'normal', 'low'] as const
export const Priority = z.enum(priorities)
export type Priority = z.infer<typeof Priority>

/** How an article stands in the queue. Days are counted from today. */
export const QueueStanding = z.strictObject({
  priority: Priority,
  /** Negative when it has waited for longer than it was to. */
  dueIn: z.int(),
  /** Days it was given last; 0 when it was not put away yet. */
  interval: z.number(),
  /** How often it was put away. */
  visits: z.int(),
  /** Days until it would come back when it is put away now. */
  laterIn: z.int(),
  /** Days until it would come back when it is postponed now. */
  postponedIn: z.int()
})
export type QueueStanding = z.infer<typeof QueueStanding>

/** An article of the queue as a list shows it; `progress` is how far it was read, 0 to 1. */
export const QueueItem = z.strictObject({
  ...QueueStanding.shape,
  articleId: ArticleId,
  title: z.string(),
  /** The site as stated, else the host of its address; or empty. */
  source: z.string(),
  language: z.string(),
  wordCount: z.int(),
  progress: z.number().min(0).max(1),
  /** Title of what it is an extract of; null when it is none. */
  extractOf: z.string().nullable()
})
export type QueueItem = z.infer<typeof QueueItem>

const ids = z.array(ArticleId).min(1).max(10_000)

export const queueContract = {
  /** Everything that comes back, soonest first; without what is finished or in the Trash. */
  'queue.list': query(
    z.strictObject({ page: Page }),
    z.strictObject({ total: z.int(), items: z.array(QueueItem) })
  ),
  /** What is due today, within the reader's number a day: high priority first, then what waited longest. */
  'queue.today': query(
    Nothing,
    z.strictObject({
      items: z.array(QueueItem),
      /** Due as well, beyond that number. */
      beyondLimit: z.int(),
      /** Put away today. */
      done: z.int()
    })
  ),
  /** Null when the article does not come back. */
  'queue.get': query(z.strictObject({ articleId: ArticleId }), QueueStanding.nullable()),
  /** Due from today on. What is in the queue already stays as it is; what was finished is to be read again. */
  'queue.add': mutation(z.strictObject({ articleIds: ids }), Done, {
    changes: ['queue', 'articles'],
    undo: 'undo.queueAdd'
  }),
  /**
   * Enough for now: comes back after a longer while than last time (main/queue/next-interval.ts). One that
   * was not in the queue is put in. A second time on one day changes nothing.
   */
  'queue.later': mutation(z.strictObject({ articleId: ArticleId }), QueueStanding, {
    changes: ['queue'],
    undo: 'undo.queueLater'
  }),
  /** Not today: waits its last while once more. Counts as no reading. */
  'queue.postpone': mutation(z.strictObject({ articleIds: ids }), Done, {
    changes: ['queue'],
    undo: 'undo.queuePostpone'
  }),
  'queue.setPriority': mutation(z.strictObject({ articleIds: ids, priority: Priority }), Done, {
    changes: ['queue'],
    undo: 'undo.queuePriority'
  }),
  /** Does not come back any more; the article itself stays. */
  'queue.remove': mutation(z.strictObject({ articleIds: ids }), Done, {
    changes: ['queue'],
    undo: 'undo.queueRemove'
  })
}
