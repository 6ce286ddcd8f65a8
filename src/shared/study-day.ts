/** Milliseconds of a civil day. */
const DAY = 86_400_000

/**
 * The study day a moment belongs to: its local civil date, counted in days from 1970-01-01, where a day
 * begins at `startHour`. Civil dates, not spans of 24 hours: a change to or from daylight saving time makes
 * no day longer, and travelling moves no card by more than the date moves.
 */
export function studyDay(time: number, startHour: number): number {
  const date = new Date(time)
  const day = Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY
  return date.getHours() < startHour ? day - 1 : day
}

/** When a study day begins, local time, ms. */
export function studyDayStart(day: number, startHour: number): number {
  const date = new Date(day * DAY)
  return new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), startHour).getTime()
}
