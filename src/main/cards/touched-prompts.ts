import type { Database } from 'better-sqlite3'
import { oncePerDatabase } from '../db/once-per-database.ts'

/** What of the cards was written to since it was asked last. */
export interface TouchedPrompts {
  /** The prompts that were changed, or whose cards or tags were; undefined: it may be any. */
  take(): ReadonlySet<string> | undefined
}

/** More than these are read anew in less time than one by one. */
const MOST_NAMED = 1000

/**
 * Tells what is written to prompts, whoever does it: answers, undo, imports, articles going to the Trash. Triggers of
 * this connection alone say it as it happens, one that is rolled back too; of what another connection committed only
 * that it did is known. For one who asks: what was told is not told again.
 */
export const touchedPrompts = oncePerDatabase((db: Database): TouchedPrompts => {
  let touched = new Set<string>()
  let isAny = true
  db.function('touch_prompt', (id: unknown) => {
    if (typeof id !== 'string' || touched.size >= MOST_NAMED) isAny = true
    else touched.add(id)
    return null
  })
  // One that is for reading only has nothing written to it, and takes no triggers.
  if (!db.pragma('query_only', { simple: true })) {
    for (const [table, key] of [
      ['prompts', 'id'],
      ['prompt_tags', 'prompt_id'],
      ['cards', 'prompt_id']
    ] as const) {
      for (const [event, row] of [
        ['INSERT', 'NEW'],
        ['UPDATE', 'NEW'],
        ['DELETE', 'OLD']
      ] as const) {
        db.exec(`CREATE TEMP TRIGGER touched_${table}_${event.toLowerCase()} AFTER ${event} ON main.${table}
          BEGIN SELECT touch_prompt(${row}.${key}); END`)
      }
    }
    // The cards of an article in the Trash rest.
    db.exec(`CREATE TEMP TRIGGER touched_articles AFTER UPDATE OF trashed_at ON main.articles
      WHEN OLD.trashed_at IS NOT NEW.trashed_at BEGIN SELECT touch_prompt(NULL); END`)
  }
  const version = db.prepare('PRAGMA data_version').pluck()
  let known = version.get()
  return {
    take() {
      const is = version.get()
      const told = isAny || is !== known ? undefined : touched
      touched = new Set()
      isAny = false
      known = is
      return told
    }
  }
})
