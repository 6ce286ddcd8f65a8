import type { Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import { CONTEXT_LENGTH, type Highlight } from '../../shared/highlights.ts'

/** The version's text; JavaScript slices it, because SQLite counts code points and selectors UTF-16 units. */
export function versionText(db: Database, versionId: string, articleId?: string): string {
  const row = db
    .prepare<[string], { article_id: string; text: string }>(
      'SELECT article_id, text FROM article_versions WHERE id = ?'
    )
    .get(versionId)
  if (!row || (articleId !== undefined && row.article_id !== articleId)) {
    throw new AppError('not-found', 'errors.library.noVersion')
  }
  return row.text
}

/**
 * Position and quote selectors for a range of a version's text, with context on both sides
 * (W3C Web Annotation, TextPositionSelector and TextQuoteSelector).
 * @throws AppError `conflict` when the text between the offsets is not `exact`: a highlight never lies.
 */
export function selectText(
  text: string,
  start: number,
  end: number,
  exact: string
): Pick<Highlight, 'start' | 'end' | 'exact' | 'prefix' | 'suffix'> {
  if (!(start < end) || end > text.length || exact.trim() === '' || text.slice(start, end) !== exact) {
    throw new AppError('conflict', 'errors.highlights.wordsElsewhere')
  }
  return {
    start,
    end,
    exact,
    // A context cut inside a surrogate pair would not survive storing.
    prefix: text
      .slice(Math.max(0, start - CONTEXT_LENGTH), start)
      .toWellFormed()
      .replace(/^\ufffd/, ''),
    suffix: text
      .slice(end, end + CONTEXT_LENGTH)
      .toWellFormed()
      .replace(/\ufffd$/, '')
  }
}
