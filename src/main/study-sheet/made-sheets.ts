import { rmSync } from 'node:fs'
import SQLite, { type Database } from 'better-sqlite3'
import type { NamedKind, SheetFinding } from '../../shared/study-sheet.ts'
import { analyzeArticle, RULES_VERSION } from './analyze-article.ts'
import type { FoundMentions, MadeSheet, SheetWorkerOptions } from './sheet-messages.ts'

/** Articles looked through in one call, so that it can be stopped between. */
const AT_ONCE = 20
/** Passages shown of one article, and context around each, UTF-16 units. */
const PASSAGES = 20
const CONTEXT = 120
const ARTICLES = 200

interface ArticleRow {
  id: string
  version_id: string
  title: string
  language: string
  published: string
  text: string
}

const current = `FROM articles a JOIN article_versions v ON v.id = a.current_version_id WHERE a.trashed_at IS NULL`
const columns = 'a.id, v.id AS version_id, a.title, a.language, a.published, v.text'

/**
 * Sheets made from the texts of a library, kept in a file of their own: a cache that can be thrown away.
 * A sheet is made anew when the rules, the language or the day of publication changed.
 */
export function openMadeSheets({ libraryFile, cacheFile }: SheetWorkerOptions) {
  const library = new SQLite(libraryFile, { readonly: true, fileMustExist: true, timeout: 10_000 })
  const cache = openCache(cacheFile)

  const stampOf = (row: Pick<ArticleRow, 'language' | 'published'>) =>
    `${RULES_VERSION} ${row.language} ${row.published}`

  function make(row: ArticleRow): SheetFinding[] {
    const kept = cache
      .prepare<[string, string], { findings: string }>(
        'SELECT findings FROM sheets WHERE version_id = ? AND stamp = ?'
      )
      .get(row.version_id, stampOf(row))
    if (kept) return JSON.parse(kept.findings) as SheetFinding[]
    const findings = analyzeArticle(row)
    cache
      .transaction(() => {
        cache
          .prepare('INSERT OR REPLACE INTO sheets (version_id, stamp, findings) VALUES (?, ?, ?)')
          .run(row.version_id, stampOf(row), JSON.stringify(findings))
        cache.prepare('DELETE FROM names WHERE version_id = ?').run(row.version_id)
        const insert = cache.prepare('INSERT INTO names (version_id, kind, name) VALUES (?, ?, ?)')
        for (const { kind, label } of findings) {
          if (kind === 'person' || kind === 'place' || kind === 'organisation')
            insert.run(row.version_id, kind, label.toLowerCase())
        }
      })
      .immediate()
    return findings
  }

  /** Current versions that have no sheet by today's rules. */
  function waiting(): string[] {
    const made = new Map(
      cache
        .prepare<[], { version_id: string; stamp: string }>('SELECT version_id, stamp FROM sheets')
        .all()
        .map((row) => [row.version_id, row.stamp])
    )
    return library
      .prepare<[], Omit<ArticleRow, 'text'>>(
        `SELECT a.id, v.id AS version_id, a.title, a.language, a.published ${current} ORDER BY a.added_at DESC, a.id`
      )
      .all()
      .filter((row) => made.get(row.version_id) !== stampOf(row))
      .map((row) => row.id)
  }

  return {
    /** Undefined when there is no such article. */
    findings(articleId: string): MadeSheet | undefined {
      const row = library
        .prepare<[string], ArticleRow>(
          `SELECT ${columns} FROM articles a JOIN article_versions v ON v.id = a.current_version_id WHERE a.id = ?`
        )
        .get(articleId)
      return row && { versionId: row.version_id, findings: make(row) }
    },
    mentions(kind: NamedKind, name: string): FoundMentions {
      const versions = cache
        .prepare('SELECT DISTINCT version_id FROM names WHERE kind = ? AND name = ?')
        .pluck()
        .all(kind, name.toLowerCase()) as string[]
      const rows = library
        .prepare<[string, number], ArticleRow>(
          `SELECT ${columns} ${current} AND v.id IN (SELECT value FROM json_each(?)) ORDER BY a.added_at DESC, a.id LIMIT ?`
        )
        .all(JSON.stringify(versions), ARTICLES)
      const articles = rows.flatMap((row) => {
        const found = make(row).find(
          (one) => one.kind === kind && one.label.toLowerCase() === name.toLowerCase()
        )
        if (!found) return []
        const passages = found.places.slice(0, PASSAGES).map(({ start, end }) => ({
          start,
          end,
          exact: row.text.slice(start, end),
          ...around(row.text, start, end)
        }))
        return [{ articleId: row.id, title: row.title, passages }]
      })
      return { articles, waiting: waiting().length }
    },
    lookThrough(): { waiting: number } {
      const ids = waiting()
      for (const id of ids.slice(0, AT_ONCE)) this.findings(id)
      return { waiting: Math.max(0, ids.length - AT_ONCE) }
    },
    close() {
      library.close()
      cache.close()
    }
  }
}

/** The words around a place, within its paragraph, cut between words. */
function around(text: string, start: number, end: number): { before: string; after: string } {
  const paragraphStart = text.lastIndexOf('\n', start - 1) + 1
  const lineEnd = text.indexOf('\n', end)
  const paragraphEnd = lineEnd < 0 ? text.length : lineEnd
  const from = Math.max(paragraphStart, start - CONTEXT)
  const to = Math.min(paragraphEnd, end + CONTEXT)
  const before = text.slice(from, start)
  const after = text.slice(end, to)
  return {
    before: (from > paragraphStart ? before.replace(/^\S*\s/u, '… ') : before).toWellFormed(),
    after: (to < paragraphEnd ? after.replace(/\s\S*$/u, ' …') : after).toWellFormed()
  }
}

const SCHEMA = 1

function openCache(file: string): Database {
  if (file !== ':memory:') {
    for (const fresh of [false, true]) {
      try {
        if (fresh) for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
        const db = new SQLite(file, { timeout: 10_000 })
        db.pragma('journal_mode = WAL')
        db.pragma('synchronous = NORMAL')
        const schema = db.pragma('user_version', { simple: true })
        if (schema === SCHEMA) return db
        if (schema === 0) return createTables(db)
        db.close()
      } catch {
        // Damaged: made anew, and else kept in memory.
      }
    }
  }
  return createTables(new SQLite(':memory:'))
}

function createTables(db: Database): Database {
  db.exec(`
CREATE TABLE IF NOT EXISTS sheets (version_id TEXT PRIMARY KEY, stamp TEXT NOT NULL, findings TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS names (version_id TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS names_by_name ON names (kind, name);
CREATE INDEX IF NOT EXISTS names_by_version ON names (version_id);
PRAGMA user_version = ${SCHEMA};`)
  return db
}
