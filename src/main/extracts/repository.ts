import type { Database } from 'better-sqlite3'
import { onlyPlace } from '../../shared/anchoring/only-place.ts'
import type { Extract, ExtractSource } from '../../shared/extracts.ts'
import type { ArticleId, HighlightId } from '../../shared/values.ts'
import type { Stamp } from '../db/stamp.ts'

/** An extract as it is kept. */
export interface ExtractRow {
  articleId: string
  sourceArticleId: string
  sourceVersionId: string
  sourceHighlightId: string
  start: number
  end: number
  exact: string
  prefix: string
  suffix: string
}

const columns = `e.article_id AS articleId, e.source_article_id AS sourceArticleId, e.source_version_id AS sourceVersionId,
  e.source_highlight_id AS sourceHighlightId, e.text_start AS start, e.text_end AS "end", e.exact, e.prefix, e.suffix`

export function getExtract(db: Database, articleId: string): ExtractRow | undefined {
  return db
    .prepare<[string], ExtractRow>(`SELECT ${columns} FROM extracts e WHERE e.article_id = ?`)
    .get(articleId)
}

export function insertExtract(db: Database, extract: ExtractRow, stamp: Stamp): void {
  db.prepare(
    `INSERT INTO extracts (article_id, source_article_id, source_version_id, source_highlight_id, text_start, text_end,
       exact, prefix, suffix, created_at, updated_at, device_id)
     VALUES (@articleId, @sourceArticleId, @sourceVersionId, @sourceHighlightId, @start, @end,
       @exact, @prefix, @suffix, @now, @now, @deviceId)`
  ).run({ ...extract, ...stamp })
}

/** Those outside the Trash, oldest first. */
export function listExtractsOf(db: Database, sourceArticleId: string): Extract[] {
  return db
    .prepare<[string], Extract>(
      `SELECT a.id AS articleId, a.title, e.source_highlight_id AS highlightId
       FROM extracts e JOIN articles a ON a.id = e.article_id
       WHERE e.source_article_id = ? AND a.trashed_at IS NULL ORDER BY e.created_at, e.article_id`
    )
    .all(sourceArticleId)
}

/** Where an extract was taken from, as that stands now. Never a guess: no place rather than a wrong one. */
export function findSource(db: Database, extract: ExtractRow): ExtractSource {
  const source = db
    .prepare<[string], { title: string; trashed_at: number | null; version_id: string; text: string }>(
      `SELECT a.title, a.trashed_at, v.id AS version_id, v.text
       FROM articles a JOIN article_versions v ON v.id = a.current_version_id WHERE a.id = ?`
    )
    .get(extract.sourceArticleId)
  const named = { articleId: extract.sourceArticleId as ArticleId, exact: extract.exact }
  if (!source) return { ...named, title: '', state: 'gone', highlightId: null, span: null }
  // One that is unsure or lost in this version stands in an older one, and leads nowhere here.
  const highlight = db
    .prepare('SELECT id FROM highlights WHERE id = ? AND article_id = ? AND version_id = ?')
    .pluck()
    .get(extract.sourceHighlightId, extract.sourceArticleId, source.version_id) as HighlightId | undefined
  return {
    ...named,
    title: source.title,
    state: source.trashed_at === null ? 'there' : 'trashed',
    highlightId: highlight ?? null,
    span: highlight ? null : onlyPlace(source.text, extract, extract.sourceVersionId === source.version_id)
  }
}
