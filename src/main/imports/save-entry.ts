import type { Database } from 'better-sqlite3'
import { v7 as uuidv7 } from 'uuid'
import { AppError } from '../../shared/errors.ts'
import type { EntryFate } from '../../shared/library-imports.ts'
import type { ArticleId } from '../../shared/values.ts'
import { requireArticle, updateArticle } from '../articles/repository.ts'
import type { LibraryEntry } from '../import/library/library-entry.ts'
import { saveNote } from '../notes/repository.ts'
import { type StoredWarning, storedReason } from '../versions/warnings.ts'
import { type PreparedImport, type SaveStamp, saveImport } from './save-import.ts'
import { type PlacedMarks, saveMarks } from './save-marks.ts'

/** What became of one row; the sentences have no language yet. */
export interface KeptEntry extends Omit<EntryFate, 'message'> {
  remarks: readonly StoredWarning[]
}

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
