import type { Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import { priorities } from '../../shared/queue.ts'
import type { ArticleRecord } from './article-record.ts'

type Row = Record<string, unknown>
/** The rows of the article in hand, or of what `id` names. */
type Rows = (sql: string, id?: string) => Row[]

/**
 * Reads one article's record.
 * @throws AppError `not-found`
 */
export function readArticleRecord(db: Database, articleId: string): ArticleRecord {
  const rows: Rows = (sql, id = articleId) => db.prepare<[string], Row>(sql).all(id)
  const [article] = rows(
    `SELECT id, current_version_id AS currentVersionId, title, byline, site, url, published, modified, licence,
       lead_image_url AS leadImageUrl, language, direction,
       state, starred, lead_image AS leadImage, added_at AS addedAt, trashed_at AS trashedAt,
       updated_at AS updatedAt, device_id AS deviceId FROM articles WHERE id = ?`
  )
  if (!article) throw new AppError('not-found', 'errors.library.noArticle')
  const notes = readNotes(rows)
  // Not checked by the schema: an export must never fail because one row is odd. Restoring checks.
  return {
    ...article,
    starred: article.starred === 1,
    tags: rows(
      `SELECT tag, updated_at AS updatedAt, device_id AS deviceId FROM article_tags WHERE article_id = ? ORDER BY tag`
    ),
    note: notes.get(null) ?? null,
    highlights: readHighlights(rows, notes),
    sheet: readSheet(rows),
    queue: readQueueEntry(rows),
    extract: readExtract(rows),
    reading: readPosition(rows),
    versions: readVersions(rows)
  } as unknown as ArticleRecord
}

/** By the highlight they are about; the article's own by null. */
function readNotes(rows: Rows): Map<unknown, Row> {
  const notes = rows(
    `SELECT highlight_id AS highlightId, id, body, created_at AS createdAt, updated_at AS updatedAt,
       device_id AS deviceId FROM notes WHERE article_id = ?`
  )
  return new Map(notes.map(({ highlightId, ...note }) => [highlightId, note]))
}

function readHighlights(rows: Rows, notes: ReadonlyMap<unknown, Row>): Row[] {
  const tags = byHighlight(
    rows(
      `SELECT t.highlight_id AS highlight, t.tag, t.updated_at AS updatedAt, t.device_id AS deviceId
       FROM highlight_tags t JOIN highlights h ON h.id = t.highlight_id WHERE h.article_id = ?
       ORDER BY t.highlight_id, t.tag`
    )
  )
  const places = byHighlight(
    rows(
      `SELECT p.highlight_id AS highlight, p.version_id AS versionId, p.verdict, p.text_start AS start,
         p.text_end AS "end", p.exact, p.prefix, p.suffix, p.score, p.evidence, p.updated_at AS updatedAt,
         p.device_id AS deviceId
       FROM highlight_places p JOIN highlights h ON h.id = p.highlight_id WHERE h.article_id = ?
       ORDER BY p.highlight_id, p.version_id`
    ).map((row) => ({ ...row, evidence: JSON.parse(String(row.evidence)) }))
  )
  const met = byHighlight(
    rows(
      `SELECT m.highlight_id AS highlight, m.day, m.updated_at AS updatedAt, m.device_id AS deviceId
       FROM highlight_meetings m JOIN highlights h ON h.id = m.highlight_id WHERE h.article_id = ?`
    )
  )
  return rows(
    `SELECT id, version_id AS versionId, text_start AS start, text_end AS "end", exact, prefix, suffix, color,
       created_at AS createdAt, updated_at AS updatedAt, device_id AS deviceId
     FROM highlights WHERE article_id = ? ORDER BY text_start, text_end, id`
  ).map((row) => ({
    ...row,
    tags: tags.get(row.id) ?? [],
    note: notes.get(row.id) ?? null,
    places: places.get(row.id) ?? [],
    met: met.get(row.id)?.[0] ?? null
  }))
}

function byHighlight(rows: Row[]): Map<unknown, Row[]> {
  const groups = new Map<unknown, Row[]>()
  for (const { highlight, ...row } of rows) {
    const group = groups.get(highlight)
    if (group) group.push(row)
    else groups.set(highlight, [row])
  }
  return groups
}

const readSheet = (rows: Rows) =>
  rows(
    `SELECT id, kind, label, detail, verdict, body, version_id AS versionId, text_start AS start, text_end AS "end",
       created_at AS createdAt, updated_at AS updatedAt, device_id AS deviceId
     FROM sheet_entries WHERE article_id = ? ORDER BY id`
  )

function readQueueEntry(rows: Rows): Row | null {
  const [entry] = rows(
    `SELECT priority, due_day AS dueDay, interval, visits, last_day AS lastDay, created_at AS createdAt,
       updated_at AS updatedAt, device_id AS deviceId FROM queue_entries WHERE article_id = ?`
  )
  return entry ? { ...entry, priority: priorities[Number(entry.priority) - 1] } : null
}

function readExtract(rows: Rows): Row | null {
  const [extract] = rows(
    `SELECT source_article_id AS articleId, source_version_id AS versionId, source_highlight_id AS highlightId,
       text_start AS start, text_end AS "end", exact, prefix, suffix, created_at AS createdAt,
       updated_at AS updatedAt, device_id AS deviceId FROM extracts WHERE article_id = ?`
  )
  return extract ?? null
}

function readPosition(rows: Rows): Row | null {
  const [position] = rows(
    `SELECT version_id AS versionId, text_offset AS offset, progress, opened_at AS openedAt,
       updated_at AS updatedAt, device_id AS deviceId FROM reading_positions WHERE article_id = ?`
  )
  return position ?? null
}

const readVersions = (rows: Rows) =>
  rows(
    `SELECT id, number, standfirst, source_line AS sourceLine, hash, importer, warnings, created_at AS createdAt,
       device_id AS deviceId FROM article_versions WHERE article_id = ? ORDER BY number`
  ).map((version) => {
    const id = String(version.id)
    const [source] = rows(
      'SELECT file_name AS fileName, media_type AS mediaType, encoding, size, sha256 FROM sources WHERE version_id = ?',
      id
    )
    return {
      ...version,
      warnings: JSON.parse(String(version.warnings)),
      assets: rows('SELECT hash FROM version_assets WHERE version_id = ? ORDER BY hash', id).map(
        ({ hash }) => hash
      ),
      source: source ?? null
    }
  })
