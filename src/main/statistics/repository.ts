import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Statistics } from '../../shared/statistics.ts'
import { ArticleId, Time, text } from '../../shared/values.ts'
import type { Stamp } from '../db/stamp.ts'
import { COUNTED_FOR } from './joined-articles.ts'

const MINUTE = 60_000
/** Articles named. */
const NAMED = 5

/** Adds milliseconds to what was read of an article on a study day. */
export function addReadingTime(
  db: Database,
  { day, articleId, ms }: { day: number; articleId: string; ms: number },
  stamp: Stamp
): void {
  db.prepare(
    `INSERT INTO reading_time (day, article_id, ms, updated_at, device_id) VALUES (@day, @articleId, @ms, @now, @deviceId)
     ON CONFLICT (day, article_id) DO UPDATE SET ms = ms + excluded.ms, updated_at = excluded.updated_at,
       device_id = excluded.device_id`
  ).run({ day, articleId, ms, ...stamp })
}

/** Minutes on each of the last days, all of them, and the articles they went to. Days ahead are left out. */
export function measureReading(
  db: Database,
  today: number,
  days: number
): Pick<Statistics, 'minutes' | 'allMinutes' | 'since' | 'articles'> {
  const first = today - days + 1
  const minutes = new Array<number>(days).fill(0)
  for (const { day, ms } of db
    .prepare<[number, number], { day: number; ms: number }>(
      'SELECT day, sum(ms) AS ms FROM reading_time WHERE day BETWEEN ? AND ? GROUP BY day'
    )
    .all(first, today)) {
    minutes[day - first] = ms / MINUTE
  }
  const all = db
    .prepare<[number], { ms: number | null; since: number | null }>(
      'SELECT sum(ms) AS ms, min(day) AS since FROM reading_time WHERE day <= ?'
    )
    .get(today)
  const articles = db
    .prepare<[number, number, number], { articleId: ArticleId; title: string; ms: number }>(
      `SELECT a.id AS articleId, a.title, sum(r.ms) AS ms FROM reading_time r JOIN articles a ON a.id = ${COUNTED_FOR}
       WHERE r.day BETWEEN ? AND ? AND a.trashed_at IS NULL GROUP BY a.id ORDER BY ms DESC, a.id LIMIT ?`
    )
    .all(first, today, NAMED)
  return {
    minutes,
    allMinutes: (all?.ms ?? 0) / MINUTE,
    since: all?.since ?? null,
    articles: articles.map(({ articleId, title, ms }) => ({ articleId, title, minutes: ms / MINUTE }))
  }
}

/** One day of one article, as the zip has it. */
export const ReadingTimeRecord = z.strictObject({
  day: z.int().min(-1_000_000).max(10_000_000),
  articleId: ArticleId,
  ms: z.int().min(0).max(1_000_000_000),
  updatedAt: Time,
  deviceId: text(100)
})
export type ReadingTimeRecord = z.infer<typeof ReadingTimeRecord>

/** Days and articles to a part of the zip. */
const PART = 20_000

/** All of it, by day and the article it counts for, in parts. */
export function* readingTimeRecords(db: Database): Generator<ReadingTimeRecord[]> {
  const page = db.prepare<[Record<string, string | number>], ReadingTimeRecord>(
    // With max() the device is that of the row which was changed last.
    `SELECT day, articleId, sum(ms) AS ms, max(updatedAt) AS updatedAt, deviceId FROM
       (SELECT r.day, ${COUNTED_FOR} AS articleId, r.ms, r.updated_at AS updatedAt, r.device_id AS deviceId
        FROM reading_time r WHERE r.day >= @day)
     WHERE (day, articleId) > (@day, @articleId) GROUP BY day, articleId ORDER BY day, articleId LIMIT @part`
  )
  let last = { day: -10_000_000, articleId: '' as string }
  for (;;) {
    const part = page.all({ ...last, part: PART })
    if (part.length === 0) return
    yield part
    last = part.at(-1)!
  }
}

/** What this library counted of a day stays as it is. */
export function insertReadingTimeRecord(db: Database, record: ReadingTimeRecord): void {
  db.prepare(
    `INSERT OR IGNORE INTO reading_time (day, article_id, ms, updated_at, device_id)
     VALUES (@day, @articleId, @ms, @updatedAt, @deviceId)`
  ).run(record)
}
