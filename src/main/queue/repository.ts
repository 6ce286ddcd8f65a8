import type { Database } from 'better-sqlite3'
import { type Priority, priorities, type QueueItem, type QueueStanding } from '../../shared/queue.ts'
import type { Settings } from '../../shared/settings.ts'
import type { ArticleId } from '../../shared/values.ts'
import { sourceOf } from '../articles/source-of.ts'
import type { Stamp } from '../db/stamp.ts'
import { statement } from '../db/statement.ts'
import { nextInterval, postponedInterval } from './next-interval.ts'

/** How an article comes back, as it is kept. Days are study days (shared/study-day.ts). */
export interface QueueEntry {
  articleId: string
  priority: Priority
  dueDay: number
  /** Days. */
  interval: number
  visits: number
  lastDay: number | null
}

/** An article that was never put away: due from `today` on. */
export const newEntry = (articleId: string, today: number, priority: Priority = 'normal'): QueueEntry => ({
  articleId,
  priority,
  dueDay: today,
  interval: 0,
  visits: 0,
  lastDay: null
})

interface EntryRow extends Omit<QueueEntry, 'priority'> {
  priority: number
}

interface ItemRow extends EntryRow {
  title: string
  site: string
  url: string
  language: string
  wordCount: number
  progress: number
  extractOf: string | null
}

const columns = `q.article_id AS articleId, q.priority, q.due_day AS dueDay, q.interval, q.visits, q.last_day AS lastDay`
const itemColumns = `${columns}, a.title, a.site, a.url, a.language, a.word_count AS wordCount,
  coalesce(p.progress, 0) AS progress,
  (SELECT coalesce(s.title, '') FROM extracts e LEFT JOIN articles s ON s.id = e.source_article_id
   WHERE e.article_id = a.id) AS extractOf`
const items = `FROM queue_entries q JOIN articles a ON a.id = q.article_id
  WHERE a.trashed_at IS NULL AND a.state <> 'finished'`
/** What is shown of some entries, which are found first: so only theirs is looked up. */
const shown = (found: string, order: string) => `SELECT ${itemColumns} FROM (${found}) w
  JOIN queue_entries q ON q.article_id = w.article_id JOIN articles a ON a.id = w.article_id
  LEFT JOIN reading_positions p ON p.article_id = a.id ORDER BY ${order}`
const soonest = 'q.due_day, q.priority, q.article_id'
const urgent = 'q.priority, q.due_day, q.article_id'

/**
 * Due today. A clock that was ahead left dates no rule gives: what was last read on a day that has not come
 * yet is due as well, instead of in years.
 */
const due = '(q.due_day <= @today OR q.last_day > @today + 1)'

const numberOf = (priority: Priority) => priorities.indexOf(priority) + 1
const priorityOf = (number: number) => priorities[number - 1] ?? 'normal'

/** How an entry stands on study day `today`, as it is shown. */
export function standingOf(entry: QueueEntry, today: number): QueueStanding {
  const isAhead = entry.lastDay !== null && entry.lastDay > today + 1
  return {
    priority: entry.priority,
    dueIn: isAhead ? 0 : entry.dueDay - today,
    interval: entry.interval,
    visits: entry.visits,
    laterIn: entry.lastDay === today ? entry.dueDay - today : nextInterval(entry.interval, entry.priority),
    postponedIn: postponedInterval(entry.interval)
  }
}

function itemOf(row: ItemRow, today: number): QueueItem {
  const { title, site, url, language, wordCount, progress, extractOf } = row
  return {
    ...standingOf({ ...row, priority: priorityOf(row.priority) }, today),
    articleId: row.articleId as ArticleId,
    title,
    source: sourceOf(site, url),
    language,
    wordCount,
    progress,
    extractOf
  }
}

export function getQueueEntry(db: Database, articleId: string): QueueEntry | undefined {
  const row = statement(db, `SELECT ${columns} FROM queue_entries q WHERE q.article_id = ?`).get(articleId) as
    | EntryRow
    | undefined
  return row && { ...row, priority: priorityOf(row.priority) }
}

/** Soonest first. */
export function listQueue(
  db: Database,
  page: { offset: number; limit: number },
  today: number
): { total: number; items: QueueItem[] } {
  const rows = db
    .prepare<[{ offset: number; limit: number }], ItemRow>(
      shown(`SELECT q.article_id ${items} ORDER BY ${soonest} LIMIT @limit OFFSET @offset`, soonest)
    )
    .all(page)
  const total = db.prepare(`SELECT count(*) ${items}`).pluck().get() as number
  return { total, items: rows.map((row) => itemOf(row, today)) }
}

/** What is due: high priority first, then what waited longest. */
export function listDue(
  db: Database,
  today: number,
  limit: number
): { items: QueueItem[]; beyondLimit: number } {
  const rows = db
    .prepare<[{ today: number; limit: number }], ItemRow>(
      shown(`SELECT q.article_id ${items} AND ${due} ORDER BY ${urgent} LIMIT @limit`, urgent)
    )
    .all({ today, limit })
  const all = db.prepare(`SELECT count(*) ${items} AND ${due}`).pluck().get({ today }) as number
  return { items: rows.map((row) => itemOf(row, today)), beyondLimit: all - rows.length }
}

/** How many readings were put away on a day. */
export function countPutAway(db: Database, day: number): number {
  return db.prepare('SELECT count(*) FROM queue_entries WHERE last_day = ?').pluck().get(day) as number
}

/** How many readings may still be shown on a day: the reader's number less what was put away. */
export function roomToday(db: Database, { readingsPerDay }: Settings, day: number): number {
  return Math.max(0, readingsPerDay - countPutAway(db, day))
}

/** Writes an entry, new or not; one that says the same already is not written again, and is no step to take back. */
export function saveQueueEntry(db: Database, entry: QueueEntry, stamp: Stamp): void {
  const values = { ...entry, ...stamp, priority: numberOf(entry.priority) }
  if (getQueueEntry(db, entry.articleId)) {
    statement(
      db,
      `UPDATE queue_entries SET priority = @priority, due_day = @dueDay, interval = @interval, visits = @visits,
         last_day = @lastDay, updated_at = @now, device_id = @deviceId WHERE article_id = @articleId
         AND (priority, due_day, interval, visits, last_day) IS NOT (@priority, @dueDay, @interval, @visits, @lastDay)`
    ).run(values)
    return
  }
  statement(
    db,
    `INSERT INTO queue_entries (article_id, priority, due_day, interval, visits, last_day, created_at, updated_at, device_id)
     VALUES (@articleId, @priority, @dueDay, @interval, @visits, @lastDay, @now, @now, @deviceId)`
  ).run(values)
}

export function deleteQueueEntry(db: Database, articleId: string): void {
  statement(db, 'DELETE FROM queue_entries WHERE article_id = ?').run(articleId)
}
