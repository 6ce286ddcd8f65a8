import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import type { ArticleId } from '../../shared/values.ts'
import { authorKey } from '../import/library/author-names.ts'
import type { LibraryEntry } from '../import/library/library-entry.ts'
import { ENTRY_IMPORTER } from '../import/library/quoted-blocks.ts'
import { addressKey } from './address-key.ts'

/** Articles are read by so many at once, a few milliseconds; others get their turn between. */
const READ_AT_ONCE = 500

/** Finds again what is here already, by address or, for books without one, by title and author. */
export interface KnownArticles {
  find(entry: LibraryEntry): ArticleId | undefined
  /** Whether an article that was found is in the Trash. */
  isTrashed(articleId: ArticleId): boolean
  add(entry: LibraryEntry, articleId: ArticleId): void
}

interface Row {
  id: ArticleId
  url: string
  title: string
  byline: string
  versionId: string
  isTrashed: 0 | 1
}

/** Reads what is here once, in turns of `atOnce` articles; thousands of questions follow. */
export async function knownArticles(db: Database, atOnce: number = READ_AT_ONCE): Promise<KnownArticles> {
  const byKey = new Map<string, ArticleId>()
  const trashed = new Set<ArticleId>()
  const slice = db.prepare<[string], Row>(
    `SELECT id, url, title, byline, current_version_id AS versionId, trashed_at IS NOT NULL AS isTrashed
     FROM articles WHERE id > ? ORDER BY id LIMIT ${atOnce}`
  )
  const importerOf = db
    .prepare<[string], string>('SELECT importer FROM article_versions WHERE id = ?')
    .pluck()
  const keyOfRow = ({ url, title, byline, versionId }: Row) => {
    if (url !== '') return addressKey(url)
    return importerOf.get(versionId) === ENTRY_IMPORTER ? bookKey(title, byline) : undefined
  }
  let last = ''
  for (let rows = slice.all(last); rows.length > 0; rows = slice.all(last)) {
    for (const row of rows) {
      if (row.isTrashed) trashed.add(row.id)
      const key = keyOfRow(row)
      if (key === undefined) continue
      // Of several, one that is not in the Trash, and the oldest of these.
      const known = byKey.get(key)
      if (known === undefined || (trashed.has(known) && !row.isTrashed)) byKey.set(key, row.id)
    }
    last = rows.at(-1)!.id
    await nextTurn()
    // The app was closed meanwhile.
    if (!db.open) throw new AppError('cancelled', 'errors.import.cancelled', { name: '' })
  }
  return finding(db, byKey, trashed)
}

function finding(
  db: Database,
  byKey: Map<string, ArticleId>,
  trashed: ReadonlySet<ArticleId>
): KnownArticles {
  // Our own exports name the article; after it was brought in anew, only its title is left to tell it by.
  const here = db.prepare<[string], ArticleId>('SELECT id FROM articles WHERE id = ?').pluck()
  const titled = db
    .prepare<{ title: string }, ArticleId>(
      // By the index, which knows no capitals, and then by the very letters.
      'SELECT id FROM articles WHERE trashed_at IS NULL AND title = @title COLLATE NOCASE AND title = @title LIMIT 2'
    )
    .pluck()
  const ofOurs = (entry: LibraryEntry) => {
    if (entry.articleId === null) return undefined
    const same = here.get(entry.articleId)
    if (same !== undefined || entry.title === '') return same
    const all = titled.all({ title: entry.title })
    return all.length === 1 ? all[0] : undefined
  }
  const keyOf = (entry: LibraryEntry) =>
    entry.url ? addressKey(entry.url) : entry.title ? bookKey(entry.title, entry.byline) : undefined
  return {
    isTrashed: (articleId) => trashed.has(articleId),
    find(entry) {
      const key = keyOf(entry)
      return (key === undefined ? undefined : byKey.get(key)) ?? ofOurs(entry)
    },
    add(entry, articleId) {
      const key = keyOf(entry)
      if (key !== undefined && !byKey.has(key)) byKey.set(key, articleId)
    }
  }
}

/** A book that was kept when its author's name was still turned round is the same book. */
const bookKey = (title: string, byline: string) => JSON.stringify([title, authorKey(byline)])
