import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import SQLite from 'better-sqlite3'
import { APPLICATION_ID, LIBRARY_FILE } from '../../db/library-files.ts'
import { migrate } from '../../db/migrate.ts'
import { migrations } from '../../db/migrations/index.ts'
import { configure, openLibrary } from '../../db/open-library.ts'
import { workloadEnv } from './run-workload.ts'

export interface MigrationKills {
  kills: number
  old: number
  new: number
  /** What was neither, or did not open afterwards: from which version, where it died, why. */
  wrong: string[]
}

/** A library as a Lectern of schema `version` left it, with one thing of each kind. */
export function makeOldLibrary(folder: string, version: number): void {
  mkdirSync(folder, { recursive: true })
  const db = new SQLite(join(folder, LIBRARY_FILE))
  try {
    configure(db)
    migrate(
      db,
      migrations.filter((step) => step.version <= version)
    )
    db.pragma(`application_id = ${APPLICATION_ID}`)
    db.exec(`BEGIN;
      INSERT INTO articles (id, current_version_id, title, word_count, added_at, updated_at, device_id) VALUES ('a', 'v', 'Old title', 1, 1, 1, 'd');
      INSERT INTO article_versions (id, article_id, number, standfirst, source_line, html, text, body_start, body_end, sections, outline, hash, word_count, importer, warnings, created_at, device_id)
        VALUES ('v', 'a', 1, '', '', '<p>old words</p>', 'old words', 0, 9, '[[0,16,0,9]]', '[]', 'h', 2, 'i', '[]', 1, 'd');
      INSERT INTO highlights (id, article_id, version_id, text_start, text_end, exact, prefix, suffix, color, created_at, updated_at, device_id)
        VALUES ('h', 'a', 'v', 0, 3, 'old', '', ' words', 'yellow', 1, 1, 'd');
      INSERT INTO notes (id, article_id, highlight_id, body, created_at, updated_at, device_id) VALUES ('n', 'a', 'h', 'An old note', 1, 1, 'd');
      INSERT INTO article_tags (article_id, tag, updated_at, device_id) VALUES ('a', 'old', 1, 'd');
      INSERT INTO settings (key, value) VALUES ('fontSize', '21');
      COMMIT;`)
  } finally {
    db.close()
  }
}

const readOld = (db: SQLite.Database) =>
  JSON.stringify([
    db.prepare('SELECT title FROM articles').raw().all(),
    db.prepare('SELECT text, html FROM article_versions').raw().all(),
    db.prepare('SELECT exact, text_start FROM highlights').raw().all(),
    db.prepare('SELECT body FROM notes').raw().all(),
    db.prepare('SELECT tag FROM article_tags').raw().all(),
    db.prepare('SELECT value FROM settings').raw().all()
  ])

/**
 * Kills the update of a library of every schema there ever was before and after every step and just after the
 * end, and looks: the old version or the new one, never between; and then it opens.
 * @param from only libraries of these versions
 */
export function migrationKills(
  from: readonly number[] = migrations.slice(0, -1).map(({ version }) => version)
): MigrationKills {
  const program = fileURLToPath(new URL('./migration-steps.ts', import.meta.url))
  const newest = migrations.at(-1)!.version
  const place = mkdtempSync(join(tmpdir(), 'lectern-migration-'))
  const result: MigrationKills = { kills: 0, old: 0, new: 0, wrong: [] }
  try {
    for (const version of from) {
      const deaths: [number, string][] = migrations
        .filter((step) => step.version > version)
        .flatMap((step) => [
          [step.version, 'before'],
          [step.version, 'after']
        ])
      deaths.push([0, 'at the end'])
      for (const [step, when] of deaths) {
        const name = `from ${version}, ${when} ${step}`
        const folder = join(place, String(result.kills))
        makeOldLibrary(folder, version)
        const file = join(folder, LIBRARY_FILE)
        const { signal } = spawnSync(
          process.execPath,
          [program, 'migration-steps', file, String(step), when],
          { env: workloadEnv }
        )
        result.kills++
        if (signal !== 'SIGKILL') result.wrong.push(`${name}: was not killed`)
        const db = new SQLite(file)
        const found = db.pragma('user_version', { simple: true })
        if (found === version) result.old++
        else if (found === newest) result.new++
        else result.wrong.push(`${name}: version ${found}`)
        if (when === 'at the end' && found !== newest)
          result.wrong.push(`${name}: the committed update is gone`)
        const before = readOld(db)
        if (db.pragma('integrity_check', { simple: true }) !== 'ok') result.wrong.push(`${name}: pages`)
        db.close()
        try {
          const library = openLibrary(folder, { create: false })
          if (readOld(library.db) !== before) result.wrong.push(`${name}: rows differ`)
          library.close()
        } catch (error) {
          result.wrong.push(`${name}: ${(error as Error).message}`)
        }
        rmSync(folder, { recursive: true, force: true })
      }
    }
    return result
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}
