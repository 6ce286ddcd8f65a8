import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { migrate } from '../db/migrate.ts'
import { migrations } from '../db/migrations/index.ts'

/** A library of its own in a temporary folder, written with plain SQL: for tests and the benchmark. */
export interface FixtureLibrary {
  db: Database.Database
  folder: string
  libraryFile: string
  indexFile: string
  addArticle(article: FixtureArticle): string
  addHighlight(articleId: string, exact: string, options?: { color?: string; tags?: string[] }): string
  addNote(articleId: string, body: string, highlightId?: string): string
  close(): void
}

export interface FixtureArticle {
  id?: string
  title?: string
  text?: string
  html?: string
  language?: string
  byline?: string
  site?: string
  url?: string
  tags?: string[]
  addedAt?: number
}

/** A UUIDv7-like id, in the order of `number`. */
export function fixtureId(number: number): string {
  return `01930000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`
}

/** Opens (or makes) `library.sqlite` in `folder`; ids count on from what is there. */
export function fixtureLibrary(folder = mkdtempSync(join(tmpdir(), 'lectern-search-'))): FixtureLibrary {
  const libraryFile = join(folder, 'library.sqlite')
  const db = new Database(libraryFile, { timeout: 10_000 })
  db.pragma('journal_mode = WAL')
  db.pragma('foreign_keys = ON')
  migrate(db, migrations)
  db.prepare("INSERT OR IGNORE INTO meta (key, value) VALUES ('library_id', 'fixture')").run()
  // Every thing ever added has a change of its own, so that this is beyond every id given before.
  let last = db.prepare('SELECT coalesce(max(seq), 0) FROM search_changes').pluck().get() as number
  const nextId = () => fixtureId(++last)
  const insertArticle =
    db.prepare(`INSERT INTO articles (id, current_version_id, title, byline, site, url, language,
    word_count, added_at, updated_at, device_id) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, 0, 'd')`)
  const insertVersion =
    db.prepare(`INSERT INTO article_versions (id, article_id, number, standfirst, source_line, html,
    text, body_start, body_end, sections, outline, hash, word_count, importer, warnings, created_at, device_id)
    VALUES (?, ?, 1, '', '', ?, ?, 0, ?, '[]', '[]', '', 0, 'test', '[]', 0, 'd')`)
  return {
    db,
    folder,
    libraryFile,
    indexFile: join(folder, 'search.sqlite'),
    addArticle: (article) => {
      const id = article.id ?? nextId()
      const text = article.text ?? ''
      db.transaction(() => {
        insertArticle.run(
          id,
          `v-${id}`,
          article.title ?? '',
          article.byline ?? '',
          article.site ?? '',
          article.url ?? '',
          article.language ?? '',
          article.addedAt ?? last
        )
        insertVersion.run(`v-${id}`, id, article.html ?? '', text, text.length)
        for (const tag of article.tags ?? []) {
          db.prepare(
            "INSERT INTO article_tags (article_id, tag, updated_at, device_id) VALUES (?, ?, 0, 'd')"
          ).run(id, tag)
        }
      })()
      return id
    },
    addHighlight: (articleId, exact, { color = 'yellow', tags = [] } = {}) => {
      const id = nextId()
      const row = db
        .prepare(
          'SELECT v.id, v.text FROM article_versions v JOIN articles a ON a.current_version_id = v.id WHERE a.id = ?'
        )
        .get(articleId) as { id: string; text: string }
      const start = Math.max(0, row.text.indexOf(exact))
      db.transaction(() => {
        db.prepare(`INSERT INTO highlights (id, article_id, version_id, text_start, text_end, exact, prefix, suffix, color,
          created_at, updated_at, device_id) VALUES (?, ?, ?, ?, ?, ?, '', '', ?, ?, 0, 'd')`).run(
          id,
          articleId,
          row.id,
          start,
          start + Math.max(1, exact.length),
          exact,
          color,
          last
        )
        for (const tag of tags) {
          db.prepare(
            "INSERT INTO highlight_tags (highlight_id, tag, updated_at, device_id) VALUES (?, ?, 0, 'd')"
          ).run(id, tag)
        }
      })()
      return id
    },
    addNote: (articleId, body, highlightId) => {
      const id = nextId()
      db.prepare(`INSERT INTO notes (id, article_id, highlight_id, body, created_at, updated_at, device_id)
        VALUES (?, ?, ?, ?, ?, ?, 'd')`).run(id, articleId, highlightId ?? null, body, last, last)
      return id
    },
    close: () => {
      db.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
