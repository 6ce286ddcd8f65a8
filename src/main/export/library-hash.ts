import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { promptRecords, reviewRecords } from '../cards/card-records.ts'
import { notebookRecords } from '../notebooks/notebook-records.ts'
import { readingTimeRecords } from '../statistics/repository.ts'
import type { ArticleRecord } from './article-record.ts'
import { readArticleRecord } from './read-article-record.ts'
import { readSavedSearchRecords, type SavedSearchRecord } from './saved-search-records.ts'

/** What two equal libraries have in common, whatever file they are in: SHA-256, lower-case hex. */
export function libraryHash(db: Database): string {
  const hash = libraryHasher()
  for (const id of articleIds(db)) hash.add(readArticleRecord(db, id), htmlHashes(db, id))
  for (const prompts of promptRecords(db)) hash.addStudy(prompts)
  for (const reviews of reviewRecords(db)) hash.addStudy(reviews)
  for (const times of readingTimeRecords(db)) hash.addStudy(times)
  for (const notebook of notebookRecords(db)) hash.addStudy([notebook])
  return hash.finish(readStoredSettings(db), readSavedSearchRecords(db))
}

/** The same, for a caller that reads the articles anyway. Articles are added in the order of `articleIds`. */
export function libraryHasher() {
  const hash = createHash('sha256')
  return {
    /** `html`: SHA-256 of the stored HTML of each version, in the record's order. */
    add(article: ArticleRecord, html: readonly string[]): void {
      hash.update(`${canonical({ article, html })}\n`)
    },
    /** Cards, then the review log, reading time and notebooks, in the order of their ids and however they are cut into parts. */
    addStudy(records: readonly object[]): void {
      for (const record of records) hash.update(`${canonical(record)}\n`)
    },
    finish(settings: Readonly<Record<string, unknown>>, savedSearches: readonly SavedSearchRecord[]): string {
      hash.update(`${canonical(settings)}\n`)
      for (const search of savedSearches) hash.update(`${canonical({ search })}\n`)
      return hash.digest('hex')
    }
  }
}

/** In the order of their ids. */
export function articleIds(db: Database): string[] {
  return db.prepare('SELECT id FROM articles ORDER BY id').pluck().all() as string[]
}

/** SHA-256, in hexadecimal, of stored HTML in UTF-8. */
export function htmlHash(html: string): string {
  return createHash('sha256').update(html, 'utf8').digest('hex')
}

function htmlHashes(db: Database, articleId: string): string[] {
  const rows = db
    .prepare<[string], string>('SELECT html FROM article_versions WHERE article_id = ? ORDER BY number')
    .pluck()
    .all(articleId) as string[]
  return rows.map(htmlHash)
}

/** Settings as they are stored, each value parsed; one that is not JSON is left out. */
export function readStoredSettings(db: Database): Record<string, unknown> {
  const settings: Record<string, unknown> = {}
  for (const { key, value } of db
    .prepare<[], { key: string; value: string }>('SELECT key, value FROM settings ORDER BY key')
    .all()) {
    try {
      settings[key] = JSON.parse(value)
    } catch {
      // Reading settings passes over it too.
    }
  }
  return settings
}

/** JSON with the keys of every object in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner
  )
}
