import type { Database } from 'better-sqlite3'

/** Everything one card was asked, first answer first. */
export interface History {
  /** 1 again to 4 easy. */
  grades: number[]
  /** Study days since the answer before; 0 for the first and for another on the same day. */
  days: number[]
}

/** The longest history one card may have; more says nothing new, and each answer is looked at with all before it. */
const LONGEST = 60

/**
 * The log as histories, the card answered last first, until `most` answers after a day or more are in it. A
 * card whose beginning is not in the log (it was learned elsewhere) says nothing of how it was learned, and
 * is left out; so is what comes after a gap in the count of its answers. A card that was reset, and so was new when it
 * was asked again, begins another history there: it was to be learned as if it had never been.
 */
export function readHistories(db: Database, most: number): { histories: History[]; answers: number } {
  const rows = db
    .prepare<[], { cardId: string; grade: number; reps: number; state: number; days: number }>(
      `SELECT r.card_id AS cardId, r.grade, r.reps, r.state, r.elapsed_days AS days
       FROM (SELECT card_id, max(day) AS last FROM reviews GROUP BY card_id) c
       JOIN reviews r ON r.card_id = c.card_id
       ORDER BY c.last DESC, r.card_id, r.reps, r.reviewed_at, r.id`
    )
    .iterate()
  const histories: History[] = []
  let answers = 0
  let cardId = ''
  let history: History | undefined
  let next = 0
  for (const row of rows) {
    if (row.cardId !== cardId) {
      if (answers >= most) break
      cardId = row.cardId
      history = undefined
      next = 0
    }
    // Two machines may have answered the same question: the first answer counts.
    if (row.reps < next) continue
    if (row.state === 0) {
      history = { grades: [], days: [] }
      histories.push(history)
    } else if (row.reps > next) history = undefined
    next = row.reps + 1
    if (!history || history.grades.length >= LONGEST) continue
    const isFirst = history.grades.length === 0
    history.grades.push(row.grade)
    history.days.push(isFirst ? 0 : row.days)
    if (!isFirst && row.days > 0) answers++
  }
  return { histories: histories.filter((one) => one.days.some((days) => days > 0)), answers }
}
