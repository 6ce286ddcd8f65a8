import type { Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import type { Highlight, HighlightFilter, ToldVerdict } from '../../shared/highlights.ts'
import type { ArticleId, HighlightId, VersionId } from '../../shared/values.ts'
import type { Stamp } from '../db/stamp.ts'
import { statement } from '../db/statement.ts'
import { narrowed, source, toldVerdicts } from './highlight-conditions.ts'

export interface HighlightRow {
  id: string
  article_id: string
  version_id: string
  text_start: number
  text_end: number
  exact: string
  prefix: string
  suffix: string
  color: Highlight['color']
  note: string
  tags: string
  created_at: number
  updated_at: number
}

/** The columns of a row, of highlights called `h`. */
export const highlightColumns = `h.id, h.article_id, h.version_id, h.text_start, h.text_end, h.exact, h.prefix, h.suffix, h.color,
  h.created_at, h.updated_at,
  coalesce((SELECT n.body FROM notes n WHERE n.highlight_id = h.id), '') AS note,
  (SELECT json_group_array(t.tag ORDER BY t.tag) FROM highlight_tags t WHERE t.highlight_id = h.id) AS tags`

export function fromRow(row: HighlightRow): Highlight {
  return {
    id: row.id as HighlightId,
    articleId: row.article_id as ArticleId,
    versionId: row.version_id as VersionId,
    start: row.text_start,
    end: row.text_end,
    exact: row.exact,
    prefix: row.prefix,
    suffix: row.suffix,
    color: row.color,
    note: row.note,
    tags: JSON.parse(row.tags) as string[],
    createdAt: row.created_at,
    updatedAt: row.updated_at
  }
}

/** In document order; all of them, or `limit` from `offset` on. */
export function listHighlights(
  db: Database,
  articleId: string,
  page: { offset: number; limit: number } = { offset: 0, limit: -1 }
): Highlight[] {
  // The page is cut from the index first, so that notes and tags are looked up for its rows only.
  return db
    .prepare<[{ articleId: string; offset: number; limit: number }], HighlightRow>(
      `SELECT ${highlightColumns} FROM (
         SELECT id FROM highlights WHERE article_id = @articleId ORDER BY text_start, text_end, id
         LIMIT @limit OFFSET @offset
       ) part JOIN highlights h ON h.id = part.id ORDER BY h.text_start, h.text_end, h.id`
    )
    .all({ articleId, ...page })
    .map(fromRow)
}

/**
 * What has become of an article's highlights since a mark, from the journal that every write keeps for the index
 * (`search_changes`, migrations 1 and 25). Null where there was more than `most` of anything, or the mark is not
 * of this library.
 */
export function highlightChanges(
  db: Database,
  articleId: string,
  since: number,
  most: number
): { now: Highlight[]; gone: HighlightId[] } | null {
  if (since > changeMark(db)) return null
  const changes = statement(db, 'SELECT kind, id FROM search_changes WHERE seq > ? LIMIT ?').all(
    since,
    most + 1
  ) as { kind: string; id: HighlightId }[]
  if (changes.length > most) return null
  const ids = changes.filter(({ kind }) => kind === 'highlight').map(({ id }) => id)
  if (ids.length === 0) return { now: [], gone: [] }
  const rows = statement(
    db,
    `SELECT ${highlightColumns} FROM highlights h WHERE h.id IN (SELECT value FROM json_each(?)) AND +h.article_id = ?
     ORDER BY h.text_start, h.text_end, h.id`
  ).all(JSON.stringify(ids), articleId) as HighlightRow[]
  const there = new Set<string>(rows.map(({ id }) => id))
  return { now: rows.map(fromRow), gone: ids.filter((id) => !there.has(id)) }
}

/** How far this library has been changed. */
export const changeMark = (db: Database): number =>
  statement(db, 'SELECT coalesce(max(seq), 0) FROM search_changes').pluck().get() as number

/** How many highlights outside the Trash have which verdict in the newest version of their article. */
export function countVerdicts(db: Database): Record<ToldVerdict, number> {
  const rows = db
    .prepare<[], { verdict: ToldVerdict; count: number }>(
      `SELECT p.verdict, count(*) AS count FROM highlight_places p
         JOIN articles a ON a.current_version_id = p.version_id
       WHERE p.verdict IN (${toldVerdicts}) AND a.trashed_at IS NULL GROUP BY p.verdict`
    )
    .all()
  return {
    moved: 0,
    changed: 0,
    unsure: 0,
    lost: 0,
    ...Object.fromEntries(rows.map((r) => [r.verdict, r.count]))
  }
}

/** How many outside the Trash fit a filter, and the last of them by id. */
export function countHighlights(db: Database, filter: HighlightFilter): { total: number; lastId: string } {
  const { where, values } = narrowed(filter)
  const { from, group } = source(filter)
  return db
    .prepare<[typeof values], { total: number; lastId: string }>(
      `SELECT coalesce(sum(count), 0) AS total, coalesce(max(last), '') AS lastId FROM (
         SELECT h.article_id, count(*) AS count, max(h.id) AS last FROM ${from}
         WHERE ${where} GROUP BY ${group}
       ) g JOIN articles a ON a.id = g.article_id WHERE a.trashed_at IS NULL`
    )
    .get(values)!
}

/** How many of these highlights have each of their tags. */
export function countTags(db: Database, ids: readonly string[]): { tag: string; count: number }[] {
  return statement(
    db,
    `SELECT min(t.tag) AS tag, count(*) AS count FROM json_each(?) i JOIN highlight_tags t ON t.highlight_id = i.value
     GROUP BY t.tag`
  ).all(JSON.stringify(ids)) as { tag: string; count: number }[]
}

/** Ids outside the Trash that fit a filter, in their order: up to `limit` after one and up to another. */
export function highlightIdsAfter(
  db: Database,
  filter: HighlightFilter,
  range: { after: string; lastId: string; limit: number }
): string[] {
  const { where, values } = narrowed(filter, 'slice')
  return db
    .prepare(
      `SELECT h.id FROM highlights h CROSS JOIN articles a ON a.id = +h.article_id
       WHERE a.trashed_at IS NULL AND ${where} AND h.id > @after AND h.id <= @lastId ORDER BY h.id LIMIT @limit`
    )
    .pluck()
    .all({ ...values, ...range }) as string[]
}

export function getHighlight(db: Database, id: string): Highlight | undefined {
  const row = statement(db, `SELECT ${highlightColumns} FROM highlights h WHERE h.id = ?`).get(id)
  return row ? fromRow(row as HighlightRow) : undefined
}

/** @throws AppError `not-found` */
export function requireHighlight(db: Database, id: string): Highlight {
  const highlight = getHighlight(db, id)
  if (!highlight) throw new AppError('not-found', 'errors.highlights.gone')
  return highlight
}

type Stored = Omit<Highlight, 'note' | 'tags'>

/** Note and tags are rows of their own. @param deviceId who writes */
export function insertHighlight(db: Database, highlight: Stored, deviceId: string): void {
  db.prepare(
    `INSERT INTO highlights (id, article_id, version_id, text_start, text_end, exact, prefix, suffix, color, created_at, updated_at, device_id)
     VALUES (@id, @articleId, @versionId, @start, @end, @exact, @prefix, @suffix, @color, @createdAt, @updatedAt, @deviceId)`
  ).run({ ...highlight, deviceId })
}

/** Other words of the same version; color, note and tags stay. */
export function updateHighlightRange(
  db: Database,
  id: string,
  selector: Pick<Highlight, 'start' | 'end' | 'exact' | 'prefix' | 'suffix'>,
  stamp: Stamp
): void {
  db.prepare(
    `UPDATE highlights SET text_start = @start, text_end = @end, exact = @exact, prefix = @prefix, suffix = @suffix,
       updated_at = @now, device_id = @deviceId WHERE id = @id`
  ).run({ ...selector, ...stamp, id })
}

export function updateHighlightColor(db: Database, id: string, color: string, stamp: Stamp): void {
  statement(
    db,
    `UPDATE highlights SET color = @color, updated_at = @now, device_id = @deviceId
     WHERE id = @id AND color <> @color`
  ).run({
    id,
    color,
    ...stamp
  })
}

/** With its note, tags and places in other versions, each as a deletion of its own, so that the journal has all of it. */
export function deleteHighlight(db: Database, id: string): void {
  statement(db, 'DELETE FROM notes WHERE highlight_id = ?').run(id)
  statement(db, 'DELETE FROM highlight_tags WHERE highlight_id = ?').run(id)
  statement(db, 'DELETE FROM highlight_places WHERE highlight_id = ?').run(id)
  statement(db, 'DELETE FROM highlight_meetings WHERE highlight_id = ?').run(id)
  statement(db, 'DELETE FROM highlights WHERE id = ?').run(id)
}

export function insertHighlightTag(db: Database, id: string, tag: string, stamp: Stamp): void {
  statement(
    db,
    'INSERT OR IGNORE INTO highlight_tags (highlight_id, tag, updated_at, device_id) VALUES (@id, @tag, @now, @deviceId)'
  ).run({ id, tag, ...stamp })
}

export function deleteHighlightTag(db: Database, id: string, tag: string): void {
  statement(db, 'DELETE FROM highlight_tags WHERE highlight_id = ? AND tag = ?').run(id, tag)
}
