import type { Database } from 'better-sqlite3'
import { Settings } from '../../shared/settings.ts'

/** Before the key of a setting that was put aside. No setting of ours has a dot in its name. */
const ASIDE = 'aside.'

/**
 * Puts aside what cannot be understood: torn, or written by a newer Lectern that knows more choices. The usual
 * value stands in, and the old one is not lost when the reader chooses anew.
 * @returns how many were put aside
 */
export function settleSettings(db: Database): number {
  const rows = db.prepare<[], { key: string; value: string }>('SELECT key, value FROM settings').all()
  const strange = rows.filter(({ key, value }) => Object.hasOwn(Settings.shape, key) && !fits(key, value))
  if (strange.length === 0) return 0
  db.transaction(() => {
    for (const { key, value } of strange) {
      db.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)').run(
        ASIDE + key,
        JSON.stringify(value)
      )
      db.prepare('DELETE FROM settings WHERE key = ?').run(key)
    }
  }).immediate()
  return strange.length
}

function fits(key: string, value: string): boolean {
  try {
    return Settings.shape[key as keyof Settings].safeParse(JSON.parse(value)).success
  } catch {
    return false
  }
}
