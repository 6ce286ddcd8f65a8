import type { Database } from 'better-sqlite3'
import type { Settings } from '../../shared/settings.ts'
import { countReviewsOn } from './repository.ts'

/** How many known and new cards may still be asked on a study day: the reader's numbers less what was asked. */
export function dayLimits(db: Database, settings: Settings, today: number): { due: number; fresh: number } {
  const done = countReviewsOn(db, today)
  return {
    due: Math.max(0, settings.studyReviewsPerDay - done.due),
    fresh: Math.max(0, settings.studyNewPerDay - done.fresh)
  }
}
