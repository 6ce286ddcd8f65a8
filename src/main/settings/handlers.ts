import type { Database } from 'better-sqlite3'
import type { HandlersOf } from '../../shared/contract.ts'
import { Settings } from '../../shared/settings.ts'
import type { Context } from '../context.ts'

/** A value that no longer fits (an older or newer Lectern wrote it) falls back to its default. */
export function readSettings(db: Database): Settings {
  const rows = db.prepare<[], { key: string; value: string }>('SELECT key, value FROM settings').all()
  const kept: Record<string, unknown> = {}
  for (const { key, value } of rows) {
    if (!Object.hasOwn(Settings.shape, key)) continue
    try {
      const parsed = Settings.shape[key as keyof Settings].safeParse(JSON.parse(value))
      if (parsed.success) kept[key] = parsed.data
    } catch {
      // Not JSON: the default stands in.
    }
  }
  return Settings.parse(kept)
}

export function settingsHandlers({ db }: Context): HandlersOf<'settings.get' | 'settings.set'> {
  return {
    'settings.get': () => readSettings(db),
    'settings.set': (changes) => {
      const write = db.prepare(
        'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value'
      )
      for (const [key, value] of Object.entries(changes)) {
        if (value !== undefined) write.run(key, JSON.stringify(value))
      }
      return readSettings(db)
    }
  }
}
