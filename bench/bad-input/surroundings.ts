import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'

/** What a library keeps for itself, beside what the reader has: journals, the order of work, seals, settings. */
const bookkeeping =
  /^(?:meta|settings|search_changes|undo_steps|.*seals|unsealed_rows|sqlite_.*|reading_positions|reading_.*|import_.*|title_order|unplaced_titles)$/

/** Every row of the reader's, as one string each: what bad input must leave as it is. */
export function rowsOf(db: Database): Set<string> {
  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all()
  const rows = new Set<string>()
  for (const table of tables.filter((one) => !bookkeeping.test(one))) {
    for (const row of db.prepare(`SELECT * FROM "${table}"`).raw().iterate())
      rows.add(
        JSON.stringify([table, row], (_, value: unknown) =>
          typeof value === 'string' && value.length > 300 ? `${value.length} ${value.slice(0, 300)}` : value
        )
      )
  }
  return rows
}

/** Names, sizes and times of all files under some folders. */
export function filesUnder(folders: readonly string[]): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => {
        const path = join(folder, name)
        try {
          const { size, mtimeMs } = statSync(path)
          return `${path} ${size} ${mtimeMs}`
        } catch {
          // A link that leads nowhere.
          return path
        }
      })
    )
    .sort()
}

/** Programs that run under a process, its own not counted, by the file they were started from (Linux). */
export function programsUnder(pid: number): string[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const status = readFileSync(`/proc/${name}/stat`, 'utf8')
      // The name of a program stands in brackets and may hold any.
      parents.set(Number(name), Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]))
    } catch {
      // It ended meanwhile.
    }
  }
  const isUnder = (one: number): boolean => {
    for (let at = parents.get(one); at !== undefined && at > 1; at = parents.get(at))
      if (at === pid) return true
    return false
  }
  return [...parents.keys()].filter(isUnder).flatMap((one) => {
    try {
      return [readlinkSync(`/proc/${one}/exe`)]
    } catch {
      return []
    }
  })
}
