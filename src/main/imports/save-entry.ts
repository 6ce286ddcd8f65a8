import type { Database } from 'better-sqlite3'
import { v7 as uuidv7 } from 'uuid'
import { AppError } from '../../shared/errors.ts'
import type { EntryFate } from '../../shared/library-imports.ts'
import type { ArticleId } from '../../shared/values.ts'
import { requireArticle, updateArticle } from '../articles/repository.ts'
import { authorKey } from '../import/library/author-names.ts'
import type { LibraryEntry } from '../import/library/library-entry.ts'
import { ENTRY_IMPORTER } from '../import/library/quoted-blocks.ts'
import { saveNote } from '../notes/repository.ts'
import { type StoredWarning, storedReason } from '../versions/warnings.ts'
import { addressKey } from './address-key.ts'
import { type PreparedImport, type SaveStamp, saveImport } from './save-import.ts'
import { type PlacedMarks, saveMarks } from './save-marks.ts'

/** What became of one row; the sentences have no language yet. */
export interface KeptEntry extends Omit<EntryFate, 'message'> {
  remarks: readonly StoredWarning[]
}

/** Finds again what is here already, by address or, for books without one, by title and author. */
export interface KnownArticles {
  find(entry: LibraryEntry): ArticleId | undefined
  /** Whether an article that was found is in the Trash. */
  isTrashed(articleId: ArticleId): boolean
  add(entry: LibraryEntry, articleId: ArticleId): void
}

/** Reads what is here once; thousands of questions follow. */
export function knownArticles(db: Database): KnownArticles {
  const byKey = new Map<string, ArticleId>()
  // Of several the last one stays: one that is not in the Trash, and the oldest of these.
  for (const { id, url } of db
    .prepare<[], { id: ArticleId; url: string }>(
      "SELECT id, url FROM articles WHERE url <> '' ORDER BY trashed_at IS NULL, id DESC"
    )
    .iterate()) {
    byKey.set(addressKey(url), id)
  }
  for (const { id, title, byline } of db
    .prepare<[string], { id: ArticleId; title: string; byline: string }>(
      `SELECT a.id, a.title, a.byline FROM articles a JOIN article_versions v ON v.id = a.current_version_id
       WHERE a.url = '' AND v.importer = ? ORDER BY a.trashed_at IS NULL, a.id DESC`
    )
    .iterate(ENTRY_IMPORTER)) {
    byKey.set(bookKey(title, byline), id)
  }
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
  const trashed = new Set(
    db.prepare<[], ArticleId>('SELECT id FROM articles WHERE trashed_at IS NOT NULL').pluck().all()
  )
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

/**
 * Keeps an entry as a new article with its state, dates, tags, note and highlights, in the caller's
 * transaction. A text that is here already under another address gets what is new of it instead.
 */
export function saveEntry(
  db: Database,
  entry: LibraryEntry,
  prepared: PreparedImport,
  stamp: SaveStamp,
  placed?: PlacedMarks
): KeptEntry {
  const saved = saveImport(db, prepared, entry.title, stamp)
  const { articleId } = saved
  if (saved.status !== 'added') return mergeEntry(db, entry, articleId, stamp, placed)
  db.prepare('UPDATE articles SET state = ?, starred = ?, added_at = ? WHERE id = ?').run(
    entry.state,
    entry.starred ? 1 : 0,
    // A date in the future would stand on top of the library for ever.
    Math.min(entry.addedAt ?? stamp.now, stamp.now),
    articleId
  )
  const { unplaced, asking } = saveMarks(db, entry, articleId, stamp, placed)
  const note = [entry.note, ...unplaced].filter(Boolean).join('\n\n')
  if (note) saveNote(db, { id: uuidv7(), articleId, highlightId: null, body: note }, stamp)
  return fateOf(entry, 'added', articleId, saved.title, asking)
}

/**
 * Adds what an entry has and the article has not: tags, highlights, a note. Nothing is replaced. A star counts where
 * this very import added the article (`isOfThis`): some apps give one thing several rows.
 */
export function mergeEntry(
  db: Database,
  entry: LibraryEntry,
  articleId: ArticleId,
  stamp: SaveStamp & { isOfThis?: boolean },
  placed?: PlacedMarks
): KeptEntry {
  const article = requireArticle(db, articleId)
  let changed = 0
  for (const tag of entry.tags) {
    changed += db
      .prepare(
        'INSERT OR IGNORE INTO article_tags (article_id, tag, updated_at, device_id) VALUES (?, ?, ?, ?)'
      )
      .run(articleId, tag, stamp.now, stamp.deviceId).changes
  }
  if (stamp.isOfThis && entry.starred && !article.starred) {
    updateArticle(db, articleId, { starred: 1 }, stamp)
    changed++
  }
  const marks = saveMarks(db, entry, articleId, stamp, placed)
  changed += marks.added + marks.changed
  const missing = [entry.note, ...marks.unplaced].filter((part) => part && !article.note.includes(part))
  if (missing.length > 0) {
    const body = [article.note, ...missing].filter(Boolean).join('\n\n')
    saveNote(db, { id: uuidv7(), articleId, highlightId: null, body }, stamp)
    changed++
  }
  const fate = article.trashedAt !== null ? 'in-trash' : changed > 0 ? 'updated' : 'already-here'
  return fateOf(entry, fate, articleId, article.title, marks.asking)
}

function fateOf(
  entry: LibraryEntry,
  fate: EntryFate['fate'],
  articleId: ArticleId | null,
  title: string,
  asking = 0
): KeptEntry {
  const remarks: StoredWarning[] = [
    ...(fate === 'in-trash' ? [{ key: 'imports.library.isInTrash' } as const] : []),
    ...(asking > 0 ? [{ key: 'versions.imported', values: { count: asking } } as const] : [])
  ]
  return { row: entry.row, title: entry.title || title, url: entry.url, fate, articleId, remarks }
}

/** The fate of an entry that could not be kept. */
export function failedEntry(entry: LibraryEntry, error: unknown): KeptEntry {
  const remarks = error instanceof AppError ? [storedReason(error)] : []
  return { ...fateOf(entry, 'failed', null, ''), remarks }
}
