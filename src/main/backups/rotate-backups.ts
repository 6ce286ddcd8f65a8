import type { Backup } from '../../shared/backups.ts'

const DAY_MS = 86_400_000

/** How many of the newest are kept whatever their age; then one for each day, week and month. */
const KEPT = { newest: 5, days: 7, weeks: 5, months: 12, updates: 3 }
/** What automatic backups may take altogether: this, or this many times the library. */
const BUDGET_BYTES = 2_000_000_000
const BUDGET_LIBRARIES = 6
/** Kept also when the budget is spent. */
const KEPT_ALWAYS = 2

/**
 * Which automatic backups are no longer needed. What the reader made (`manual`) and libraries that were
 * replaced stay until the reader deletes them.
 * @param backups newest first
 * @returns names
 */
export function backupsToDelete(backups: readonly Backup[], librarySize: number): string[] {
  const automatic = backups.filter(({ reason }) => reason !== 'manual' && reason !== 'replaced')
  const kept = new Set(automatic.slice(0, KEPT.newest))
  for (const backup of automatic.filter(({ reason }) => reason === 'update').slice(0, KEPT.updates)) {
    kept.add(backup)
  }
  const keepNewestOfEach = (count: number, periodOf: (time: number) => string | number) => {
    const periods = new Set<string | number>()
    for (const backup of automatic) {
      const period = periodOf(backup.madeAt)
      if (periods.has(period)) continue
      if (periods.size === count) return
      periods.add(period)
      kept.add(backup)
    }
  }
  keepNewestOfEach(KEPT.days, (time) => Math.floor(time / DAY_MS))
  // The first of January 1970 was a Thursday: weeks begin on Monday.
  keepNewestOfEach(KEPT.weeks, (time) => Math.floor((time / DAY_MS + 3) / 7))
  keepNewestOfEach(KEPT.months, (time) => new Date(time).toISOString().slice(0, 7))

  const staying = automatic.filter((backup) => kept.has(backup))
  const budget = Math.max(BUDGET_BYTES, BUDGET_LIBRARIES * librarySize)
  const total = () => staying.reduce((sum, { size }) => sum + size, 0)
  while (staying.length > KEPT_ALWAYS && total() > budget) staying.splice(leastMissed(staying), 1)
  const stays = new Set(staying)
  return automatic.filter((backup) => !stays.has(backup)).map(({ name }) => name)
}

/** The one whose neighbours in time are closest for its age: without it the row of backups has the smallest gap. */
function leastMissed(backups: readonly Backup[]): number {
  const newest = backups[0]!.madeAt
  let best = backups.length - 1
  let smallest = Number.POSITIVE_INFINITY
  for (let index = KEPT_ALWAYS; index < backups.length - 1; index++) {
    const age = newest - backups[index]!.madeAt + DAY_MS
    const gap = backups[index - 1]!.madeAt - backups[index + 1]!.madeAt
    if (gap / age < smallest) {
      smallest = gap / age
      best = index
    }
  }
  return best
}
