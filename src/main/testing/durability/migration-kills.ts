import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import SQLite from 'better-sqlite3'
import { APPLICATION_ID, LIBRARY_FILE } from '../../db/library-files.ts'
import { migrate } from '../../db/migrate.ts'
import { migrations } from '../../db/migrations/index.ts'
import { configure, openLibrary } from '../../db/open-library.ts'
import { workloadEnv } from './run-workload.ts'

const program = fileURLToPath(new URL('./migration-steps.ts', import.meta.url))
const newest = migrations.at(-1)!.version

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

interface Death {
  from: number
  step: number
  when: 'before' | 'after' | 'at the end'
}

function everyDeath(from: readonly number[]): Death[] {
  return from.flatMap((version) => [
    ...migrations
      .filter((step) => step.version > version)
      .flatMap((step): Death[] => [
        { from: version, step: step.version, when: 'before' },
        { from: version, step: step.version, when: 'after' }
      ]),
    { from: version, step: 0, when: 'at the end' }
  ])
}

/**
 * Kills the update of a library of every schema there ever was before and after every step and just after the
 * end, and looks: the old version or the new one, never between; and then it opens. Several at once.
 * @param from only libraries of these versions
 */
export async function migrationKills(
  from: readonly number[] = migrations.slice(0, -1).map(({ version }) => version)
): Promise<MigrationKills> {
  const place = mkdtempSync(join(tmpdir(), 'lectern-migration-'))
  const result: MigrationKills = { kills: 0, old: 0, new: 0, wrong: [] }
  const deaths = everyDeath(from)
  const work = async () => {
    for (let death = deaths.shift(); death; death = deaths.shift()) {
      const folder = join(place, String(deaths.length))
      await killOne(folder, death, result)
      rmSync(folder, { recursive: true, force: true })
    }
  }
  try {
    await Promise.all(Array.from({ length: availableParallelism() }, work))
    return result
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

async function killOne(folder: string, { from, step, when }: Death, result: MigrationKills): Promise<void> {
  const name = `from ${from}, ${when} ${step}`
  makeOldLibrary(folder, from)
  const file = join(folder, LIBRARY_FILE)
  const child = spawn(process.execPath, [program, 'migration-steps', file, String(step), when], {
    env: workloadEnv,
    stdio: 'ignore'
  })
  const [, signal] = await once(child, 'exit')
  result.kills++
  if (signal !== 'SIGKILL') result.wrong.push(`${name}: was not killed`)
  const db = new SQLite(file)
  const found = db.pragma('user_version', { simple: true })
  if (found === from) result.old++
  else if (found === newest) result.new++
  else result.wrong.push(`${name}: version ${found}`)
  if (when === 'at the end' && found !== newest) result.wrong.push(`${name}: the committed update is gone`)
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
}
