import type { Database } from 'better-sqlite3'
import { seededFraction } from './seeded-fraction.ts'

/** Younger than this, one still remembers having marked it; days. */
const OLD = 7
/** Looked at for each that is chosen, so that several articles have their turn. */
const CANDIDATES = 12

interface Candidate {
  id: string
  articleId: string
}

/**
 * Old highlights to meet again today. Those already met today stay; the rest is filled with ones never met,
 * beginning at a place the day picks, and when there are none with those met longest ago. So the day has the
 * same ones whenever it is looked at, and none comes again before every other one had its turn. Of equal
 * right, those of different articles go first.
 */
export function chooseHighlights(
  db: Database,
  { today, now, count }: { today: number; now: number; count: number }
): string[] {
  if (count === 0) return []
  const chosen = db
    .prepare<[{ today: number; count: number }], Candidate>(
      `SELECT h.id, h.article_id AS articleId FROM highlight_meetings m JOIN highlights h ON h.id = m.highlight_id
       JOIN articles a ON a.id = h.article_id
       WHERE m.day = @today AND a.trashed_at IS NULL ORDER BY h.id LIMIT @count`
    )
    .all({ today, count })
  const before = now - OLD * 86_400_000
  const limit = count * CANDIDATES
  // CROSS keeps SQLite walking the highlights in the order of their ids, and from sorting all of them for a few.
  const never = db.prepare<[Record<string, string | number>], Candidate>(
    `SELECT h.id, h.article_id AS articleId FROM highlights h CROSS JOIN articles a ON a.id = h.article_id
     WHERE h.id >= @from AND h.id < @to AND h.created_at < @before AND a.trashed_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM highlight_meetings m WHERE m.highlight_id = h.id)
     ORDER BY h.id LIMIT @limit`
  )
  // Each for itself: asked for both at once, SQLite walks the whole table.
  const [first, last] = db
    .prepare('SELECT (SELECT min(id) FROM highlights), (SELECT max(id) FROM highlights)')
    .raw()
    .get() as [string | null, string | null]
  if (first === null || last === null) return []
  // Ids are time-ordered: a place between the first and the last is a day of marking.
  const pivot = between(first, last, seededFraction(String(today)))
  if (chosen.length < count) take(never.all({ from: pivot, to: 'g', before, limit }))
  if (chosen.length < count) take(never.all({ from: '', to: pivot, before, limit }))
  if (chosen.length < count) {
    // A day that has not come yet was written under a wrong clock: nobody knows when that was, so it is first.
    const met = db
      .prepare<[Record<string, number>], Candidate & { day: number }>(
        `SELECT h.id, h.article_id AS articleId, iif(m.day > @today, 0, m.day) AS day
         FROM highlight_meetings m JOIN highlights h ON h.id = m.highlight_id
         JOIN articles a ON a.id = h.article_id
         WHERE m.day <> @today AND h.created_at < @before AND a.trashed_at IS NULL
         ORDER BY 3, substr(h.id, 25), h.id LIMIT @limit`
      )
      .all({ today, before, limit })
    for (const day of new Set(met.map((one) => one.day))) take(met.filter((one) => one.day === day))
  }
  // In an order of their own, so that it is the same before and after they are noted as met.
  const tail = (id: string) => `${id.slice(24)} ${id}`
  return chosen
    .slice(0, count)
    .map(({ id }) => id)
    .sort((a, b) => (tail(a) < tail(b) ? -1 : 1))

  /** Fills up from candidates of equal right. */
  function take(candidates: readonly Candidate[]): void {
    for (const again of [false, true]) {
      for (const one of candidates) {
        if (chosen.length >= count) return
        if (chosen.some(({ id }) => id === one.id)) continue
        if (!again && chosen.some(({ articleId }) => articleId === one.articleId)) continue
        chosen.push(one)
      }
    }
  }
}

/** A time-ordered id's beginning, at a fraction of the way between two others. */
function between(first: string, last: string, fraction: number): string {
  const timeOf = (id: string) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
  const at = Math.floor(timeOf(first) + (timeOf(last) - timeOf(first)) * fraction)
  const hex = (Number.isFinite(at) ? at : 0).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}`
}
