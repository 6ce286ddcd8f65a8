import type { Database } from 'better-sqlite3'
import type { ReadingPosition, ReadingVersion } from '../../shared/reading.ts'
import type { ArticleId, VersionId } from '../../shared/values.ts'
import { sourceOf } from '../articles/source-of.ts'
import type { Stamp } from '../db/stamp.ts'
import { pageBody } from './read-ahead.ts'
import type { PageSource } from './reading-page.ts'

/** The originals whose pages can be drawn. */
export const PDF = 'application/pdf'

/** What the reader shows of a version before its page is there; undefined when there is no such version. */
export function getReadingVersion(db: Database, versionId: string): ReadingVersion | undefined {
  const row = db
    .prepare<
      [string],
      {
        id: string
        article_id: string
        number: number
        title: string
        byline: string
        site: string
        url: string
        published: string
        standfirst: string
        language: string
        direction: 'ltr' | 'rtl'
        word_count: number
        source_line: string
        body_start: number
        body_end: number
        outline: string
        media_type: string | null
        pictures: number
      }
    >(
      `SELECT v.id, v.article_id, v.number, a.title, a.byline, a.site, a.url, a.published, v.standfirst, a.language,
         a.direction, v.word_count, v.source_line, v.body_start, v.body_end, v.outline,
         (SELECT media_type FROM sources WHERE version_id = v.id) AS media_type,
         (SELECT count(*) FROM version_assets WHERE version_id = v.id) AS pictures
       FROM article_versions v JOIN articles a ON a.id = v.article_id WHERE v.id = ?`
    )
    .get(versionId)
  if (!row) return undefined
  return {
    id: row.id as VersionId,
    articleId: row.article_id as ArticleId,
    number: row.number,
    title: row.title,
    masthead: JSON.stringify([
      row.title,
      row.byline,
      sourceOf(row.site, row.url),
      row.published,
      row.language,
      row.direction
    ]),
    standfirst: row.standfirst,
    language: row.language,
    direction: row.direction,
    wordCount: row.word_count,
    textLength: textLength(row),
    outline: JSON.parse(row.outline) as ReadingVersion['outline'],
    hasOriginalPages: row.media_type === PDF,
    pictures: row.pictures
  }
}

/**
 * Length of a version's canonical text, UTF-16 units, without reading it: a book's text is megabytes. After
 * the body stands the source line, apart from it where there is a body (see import/body/build-body.ts).
 */
export function textLength(version: { source_line: string; body_start: number; body_end: number }): number {
  const { source_line: line, body_start: start, body_end: end } = version
  return line === '' ? end : end + (end > start ? 2 : 0) + line.length
}

/** What the page of a version is built from, and where reading goes on. */
export interface StoredPage extends PageSource {
  articleId: string
  /** Canonical offset; null when this version was never read. */
  position: number | null
}

/** A version with its HTML, which is taken from what was read ahead where that is still here. */
export function getPage(db: Database, versionId: string): StoredPage | undefined {
  const facts = db
    .prepare<
      [string],
      Omit<StoredPage, 'body' | 'textLength' | 'source'> & {
        site: string
        url: string
        source_line: string
        body_start: number
        body_end: number
      }
    >(
      `SELECT v.id, v.article_id AS articleId, a.title, a.byline, a.site, a.url, a.published, a.language, a.direction,
         v.standfirst, v.source_line, v.body_start, v.body_end, p.text_offset AS position
       FROM article_versions v JOIN articles a ON a.id = v.article_id
       LEFT JOIN reading_positions p ON p.article_id = a.id AND p.version_id = v.id
       WHERE v.id = ?`
    )
    .get(versionId)
  const body = facts && pageBody(db, versionId, facts.position ?? 0)
  if (!facts || !body) return undefined
  const { source_line: sourceLine, body_start: bodyStart, body_end: bodyEnd, site, url, ...rest } = facts
  return {
    ...rest,
    source: sourceOf(site, url),
    sourceLine,
    bodyStart,
    bodyEnd,
    body,
    textLength: textLength(facts)
  }
}

/** Where the article was left, in whichever version that was. */
export function getPosition(db: Database, articleId: string): ReadingPosition | undefined {
  const row = db
    .prepare<[string], { version_id: string; text_offset: number; progress: number }>(
      'SELECT version_id, text_offset, progress FROM reading_positions WHERE article_id = ?'
    )
    .get(articleId)
  return row && { versionId: row.version_id as VersionId, offset: row.text_offset, progress: row.progress }
}

/** Notes that an article was opened now; where reading goes on stays as it is. */
export function noteOpened(db: Database, articleId: string, versionId: string, stamp: Stamp): void {
  db.prepare(
    `INSERT INTO reading_positions (article_id, version_id, text_offset, progress, opened_at, updated_at, device_id)
     VALUES (@articleId, @versionId, 0, 0, @now, @now, @deviceId)
     ON CONFLICT (article_id) DO UPDATE SET opened_at = excluded.opened_at, device_id = excluded.device_id`
  ).run({ articleId, versionId, ...stamp })
}

/** Notes where reading goes on; nothing where the version is none of the article's. */
export function savePosition(
  db: Database,
  position: ReadingPosition & { articleId: string },
  stamp: Stamp
): void {
  db.prepare(
    `INSERT INTO reading_positions (article_id, version_id, text_offset, progress, opened_at, updated_at, device_id)
     SELECT @articleId, @versionId, @offset, @progress, @now, @now, @deviceId
     WHERE EXISTS (SELECT 1 FROM article_versions WHERE id = @versionId AND article_id = @articleId)
     ON CONFLICT (article_id) DO UPDATE SET version_id = excluded.version_id, text_offset = excluded.text_offset,
       progress = excluded.progress, updated_at = excluded.updated_at, device_id = excluded.device_id`
  ).run({ ...position, ...stamp })
}
