import type { Database } from 'better-sqlite3'
import { v7 as uuidv7 } from 'uuid'
import { AppError } from '../../shared/errors.ts'
import type { EntryFate } from '../../shared/library-imports.ts'
import type { ArticleId, HighlightId, VersionId } from '../../shared/values.ts'
import { requireArticle } from '../articles/repository.ts'
import { insertHighlight, insertHighlightTag } from '../highlights/repository.ts'
import { selectText, versionText } from '../highlights/select-text.ts'
import { ENTRY_IMPORTER } from '../import/library/import-entry.ts'
import type { LibraryEntry } from '../import/library/library-entry.ts'
import { saveNote } from '../notes/repository.ts'
import { addressKey } from './address-key.ts'
import { placeQuote } from './place-quote.ts'
import { type PreparedImport, type SaveStamp, saveImport } from './save-import.ts'

/** Finds again what is here already, by address or, for books without one, by title and author. */
export interface KnownArticles {
  find(entry: LibraryEntry): ArticleId | undefined
  add(entry: LibraryEntry, articleId: ArticleId): void
}

/** Reads what is here once; thousands of questions follow. */
export function knownArticles(db: Database): KnownArticles {
  const byKey = new Map<string, ArticleId>()
  for (const { id, url } of db
    .prepare<[], { id: ArticleId; url: string }>(
      "SELECT id, url FROM articles WHERE url <> '' ORDER BY id DESC"
    )
    .iterate()) {
    byKey.set(addressKey(url), id)
  }
  for (const { id, title, byline } of db
    .prepare<[string], { id: ArticleId; title: string; byline: string }>(
      `SELECT a.id, a.title, a.byline FROM articles a JOIN article_versions v ON v.id = a.current_version_id
       WHERE a.url = '' AND v.importer = ? ORDER BY a.id DESC`
    )
    .iterate(ENTRY_IMPORTER)) {
    byKey.set(bookKey(title, byline), id)
  }
  const keyOf = (entry: LibraryEntry) =>
    entry.url ? addressKey(entry.url) : entry.title ? bookKey(entry.title, entry.byline) : undefined
  return {
    find(entry) {
      const key = keyOf(entry)
      return key === undefined ? undefined : byKey.get(key)
    },
    add(entry, articleId) {
      const key = keyOf(entry)
      if (key !== undefined && !byKey.has(key)) byKey.set(key, articleId)
    }
  }
}

const bookKey = (title: string, byline: string) => JSON.stringify([title, byline])

/**
 * Keeps an entry as a new article with its state, dates, tags, note and highlights, in the caller's
 * transaction. A text that is here already under another address gets what is new of it instead.
 */
export function saveEntry(
  db: Database,
  entry: LibraryEntry,
  prepared: PreparedImport,
  stamp: SaveStamp
): EntryFate {
  const saved = saveImport(db, prepared, entry.title, stamp)
  const articleId = saved.articleId!
  if (saved.status !== 'added') return mergeEntry(db, entry, articleId, stamp)
  db.prepare('UPDATE articles SET state = ?, starred = ?, added_at = ? WHERE id = ?').run(
    entry.state,
    entry.starred ? 1 : 0,
    // A date in the future would stand on top of the library for ever.
    Math.min(entry.addedAt ?? stamp.now, stamp.now),
    articleId
  )
  const { unplaced } = addMarks(db, entry, articleId, stamp)
  const note = [entry.note, ...unplaced].filter(Boolean).join('\n\n')
  if (note) saveNote(db, { id: uuidv7(), articleId, highlightId: null, body: note }, stamp)
  return fateOf(entry, 'added', articleId, saved.title)
}

/** Adds what an entry has and the article has not: tags, highlights, a note. Nothing is replaced. */
export function mergeEntry(
  db: Database,
  entry: LibraryEntry,
  articleId: ArticleId,
  stamp: SaveStamp
): EntryFate {
  const article = requireArticle(db, articleId)
  let changed = 0
  for (const tag of entry.tags) {
    changed += db
      .prepare(
        'INSERT OR IGNORE INTO article_tags (article_id, tag, updated_at, device_id) VALUES (?, ?, ?, ?)'
      )
      .run(articleId, tag, stamp.now, stamp.deviceId).changes
  }
  const marks = addMarks(db, entry, articleId, stamp)
  changed += marks.added
  const missing = [entry.note, ...marks.unplaced].filter((part) => part && !article.note.includes(part))
  if (missing.length > 0) {
    const body = [article.note, ...missing].filter(Boolean).join('\n\n')
    saveNote(db, { id: uuidv7(), articleId, highlightId: null, body }, stamp)
    changed++
  }
  return fateOf(entry, changed > 0 ? 'updated' : 'already-here', articleId, article.title)
}

/**
 * Places an entry's highlights by their words. One that stands nowhere for certain is not guessed: its words
 * are given back as a quotation for the article's note, so that they are not lost.
 */
function addMarks(db: Database, entry: LibraryEntry, articleId: ArticleId, stamp: SaveStamp) {
  const unplaced: string[] = []
  let added = 0
  if (entry.highlights.length === 0) return { added, unplaced }
  const { versionId } = requireArticle(db, articleId)
  const text = versionText(db, versionId, articleId)
  const here = new Set(
    db
      .prepare<[string], string>("SELECT text_start || ' ' || text_end FROM highlights WHERE article_id = ?")
      .pluck()
      .all(articleId)
  )
  const ofQuotations = entry.content === null && isOfEntry(db, versionId)
  let after = ofQuotations ? 0 : undefined
  for (const mark of entry.highlights) {
    const span = placeQuote(text, mark, after)
    if (!span) {
      unplaced.push([mark.exact.replace(/^/gm, '> '), mark.note].filter(Boolean).join('\n\n'))
      continue
    }
    if (ofQuotations) after = span.end
    const key = `${span.start} ${span.end}`
    if (here.has(key)) continue
    here.add(key)
    added++
    const id = uuidv7() as HighlightId
    const at = Math.min(mark.createdAt ?? stamp.now, stamp.now)
    insertHighlight(
      db,
      {
        id,
        articleId,
        versionId: versionId as VersionId,
        ...selectText(text, span.start, span.end, text.slice(span.start, span.end)),
        color: mark.color,
        createdAt: at,
        updatedAt: at
      },
      stamp.deviceId
    )
    for (const tag of mark.tags) insertHighlightTag(db, id, tag, stamp)
    if (mark.note) saveNote(db, { id: uuidv7(), articleId, highlightId: id, body: mark.note }, stamp)
  }
  return { added, unplaced }
}

/** Whether a version was made from an entry without a text: its quotations stand there in their order. */
function isOfEntry(db: Database, versionId: string): boolean {
  return Boolean(
    db
      .prepare(
        `SELECT 1 FROM article_versions v JOIN sources s ON s.version_id = v.id
         WHERE v.id = ? AND v.importer = ? AND s.media_type = 'application/json'`
      )
      .get(versionId, ENTRY_IMPORTER)
  )
}

function fateOf(
  entry: LibraryEntry,
  fate: EntryFate['fate'],
  articleId: ArticleId | null,
  title: string
): EntryFate {
  return { row: entry.row, title: entry.title || title, url: entry.url, fate, articleId, message: '' }
}

/** The fate of an entry that could not be kept. */
export function failedEntry(entry: LibraryEntry, error: unknown): EntryFate {
  const message = error instanceof AppError ? error.message : ''
  return { ...fateOf(entry, 'failed', null, ''), message }
}
