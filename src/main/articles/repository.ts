import type { Database } from 'better-sqlite3'
import type { Article, ArticleFilter, ArticleSort, ArticleSummary } from '../../shared/articles.ts'
import { AppError } from '../../shared/errors.ts'
import type { ArticleId } from '../../shared/values.ts'
import { contains } from '../db/contains.ts'
import type { Stamp } from '../db/stamp.ts'
import { statement } from '../db/statement.ts'
import { HOST, sourceOf } from './source-of.ts'
import { titleOrderInUse } from './title-order.ts'

interface SummaryRow {
  id: string
  title: string
  byline: string
  site: string
  url: string
  standfirst: string
  published: string
  language: string
  direction: 'ltr' | 'rtl'
  state: ArticleSummary['state']
  starred: number
  word_count: number
  progress: number | null
  highlight_count: number
  note_count: number
  tags: string
  lead_image: string | null
  added_at: number
  opened_at: number | null
  trashed_at: number | null
  extract_of: string | null
}

const summaryColumns = `
  a.id, a.title, a.byline, a.site, a.url, v.standfirst, a.published, a.language, a.direction, a.state, a.starred,
  a.word_count, p.progress, p.opened_at, a.lead_image, a.added_at, a.trashed_at,
  (SELECT count(*) FROM highlights h WHERE h.article_id = a.id) AS highlight_count,
  (SELECT count(*) FROM notes n WHERE n.article_id = a.id) AS note_count,
  (SELECT json_group_array(t.tag ORDER BY t.tag) FROM article_tags t WHERE t.article_id = a.id) AS tags,
  (SELECT coalesce(s.title, '') FROM extracts e LEFT JOIN articles s ON s.id = e.source_article_id
   WHERE e.article_id = a.id) AS extract_of`

const summaryJoins = `
  JOIN article_versions v ON v.id = a.current_version_id
  LEFT JOIN reading_positions p ON p.article_id = a.id`

function fromRow(row: SummaryRow): ArticleSummary {
  return {
    id: row.id as ArticleId,
    title: row.title,
    byline: row.byline,
    site: row.site,
    source: sourceOf(row.site, row.url),
    standfirst: row.standfirst,
    published: row.published,
    language: row.language,
    direction: row.direction,
    state: row.state,
    starred: row.starred === 1,
    wordCount: row.word_count,
    progress: row.progress ?? 0,
    highlightCount: row.highlight_count,
    noteCount: row.note_count,
    tags: JSON.parse(row.tags) as string[],
    leadImage: row.lead_image,
    addedAt: row.added_at,
    openedAt: row.opened_at,
    trashedAt: row.trashed_at,
    extractOf: row.extract_of
  }
}

/** The condition and order of a list; every value is bound. */
function selection(
  db: Database,
  filter: ArticleFilter,
  sort: ArticleSort,
  descending: boolean,
  among: readonly string[] | undefined
) {
  const known = sort === 'title' ? titleOrderInUse(db) : undefined
  const direction = descending ? 'DESC' : 'ASC'
  if (
    known?.isWhole &&
    among === undefined &&
    Object.keys(filter).every((key) => key === 'trashed') &&
    !filter.trashed
  )
    return wholeLibrary(known.generation, direction)
  const where = [filter.trashed ? 'a.trashed_at IS NOT NULL' : 'a.trashed_at IS NULL']
  const values: Record<string, string | number> = {}
  if (filter.state !== undefined) {
    where.push('a.state = @state')
    values.state = filter.state
  }
  if (filter.starred !== undefined) {
    where.push('a.starred = @starred')
    values.starred = filter.starred ? 1 : 0
  }
  if (filter.tag !== undefined) {
    where.push('EXISTS (SELECT 1 FROM article_tags t WHERE t.article_id = a.id AND t.tag = @tag)')
    values.tag = filter.tag
  }
  if (filter.hasHighlights !== undefined) {
    const not = filter.hasHighlights ? '' : 'NOT '
    where.push(`${not}EXISTS (SELECT 1 FROM highlights h WHERE h.article_id = a.id)`)
  }
  if (filter.extracts !== undefined) {
    where.push(`a.id ${filter.extracts ? '' : 'NOT '}IN (SELECT article_id FROM extracts)`)
  }
  if (filter.contains !== undefined && filter.contains.trim() !== '') {
    const words = contains(['a.title', 'a.site', 'a.byline'], filter.contains)
    const holds = (column: string) => contains([column], filter.contains!).where
    // The source that is shown. Few addresses hold the words at all: the host is cut out of those alone.
    where.push(`(${words.where} OR (a.site = '' AND ${holds('a.url')} AND ${holds(HOST)}))`)
    values.contains = words.pattern
  }
  if (among !== undefined) {
    where.push('a.id IN (SELECT value FROM json_each(@among))')
    values.among = JSON.stringify(among)
  }
  const { from, order } = sort === 'title' ? byTitle(known) : sources[sort]
  return {
    values,
    id: 'a.id',
    from,
    where: `WHERE ${where.join(' AND ')}`,
    order: `ORDER BY ${order.map((one) => `${one} ${direction}`).join(', ')}`
  }
}

/** What a list is made from and sorted by. The id makes the order total, so that pages never overlap. */
const read = 'FROM articles a LEFT JOIN reading_positions p ON p.article_id = a.id'
const sources = {
  added: { from: 'FROM articles a', order: ['a.added_at', 'a.id'] },
  opened: { from: read, order: ['coalesce(p.opened_at, 0)', 'a.id'] },
  length: { from: 'FROM articles a', order: ['a.word_count', 'a.id'] },
  progress: { from: read, order: ['coalesce(p.progress, 0)', 'a.id'] },
  published: { from: 'FROM articles a', order: ['a.published', 'a.id'] },
  trashed: { from: 'FROM articles a', order: ['a.trashed_at', 'a.id'] }
}

/** In the order that was worked out for the reader's language; letter by letter what has no place in it yet. */
function byTitle(known: ReturnType<typeof titleOrderInUse>): { from: string; order: string[] } {
  const letters = ['a.title COLLATE NOCASE', 'a.id']
  if (!known) return { from: 'FROM articles a', order: letters }
  const { generation, isWhole } = known
  // CROSS JOIN goes through the order itself, so that a page is there without sorting all.
  if (isWhole)
    return {
      from: `FROM (SELECT * FROM title_order WHERE generation = ${generation}) o CROSS JOIN articles a ON a.id = o.article_id`,
      order: ['o.position', 'o.article_id']
    }
  return {
    from: `FROM articles a LEFT JOIN title_order o ON o.article_id = a.id AND o.generation = ${generation}`,
    order: ['o.position IS NULL', 'o.position', ...letters]
  }
}

/** All that is not in the Trash, by title: pages far down need not look at every article before them. */
function wholeLibrary(generation: number, direction: 'ASC' | 'DESC') {
  return {
    values: {},
    id: 'o.article_id',
    from: 'FROM title_order o INDEXED BY title_order_by_position',
    where: `WHERE o.generation = ${generation} AND o.article_id NOT IN
      (SELECT id FROM articles INDEXED BY articles_by_title WHERE trashed_at IS NOT NULL)`,
    order: `ORDER BY o.position ${direction}, o.article_id ${direction}`
  }
}

/**
 * One page of the library, or of the articles `among` names. Ids are found first, so that only the page's
 * rows are read whole.
 */
export function listArticles(
  db: Database,
  filter: ArticleFilter,
  sort: ArticleSort,
  descending: boolean,
  page: { offset: number; limit: number },
  among?: readonly string[]
): { total: number; items: ArticleSummary[] } {
  const { values, id, from, where, order } = selection(db, filter, sort, descending, among)
  const total = db
    .prepare(`SELECT count(*) ${id === 'a.id' ? 'FROM articles a' : from} ${where}`)
    .pluck()
    .get(values) as number
  const ids = db
    .prepare(`SELECT ${id} ${from} ${where} ${order} LIMIT @limit OFFSET @offset`)
    .pluck()
    .all({ ...values, ...page }) as string[]
  const rows = db
    .prepare<[string], SummaryRow>(
      `SELECT ${summaryColumns} FROM json_each(?) j JOIN articles a ON a.id = j.value ${summaryJoins} ORDER BY j.key`
    )
    .all(JSON.stringify(ids))
  return { total, items: rows.map(fromRow) }
}

/**
 * Every article of a list, in its order.
 * @param among only these, as a search found them
 */
export function listArticleIds(
  db: Database,
  filter: ArticleFilter,
  sort: ArticleSort,
  descending: boolean,
  among?: readonly string[]
): ArticleId[] {
  const { values, id, from, where, order } = selection(db, filter, sort, descending, among)
  return db.prepare(`SELECT ${id} ${from} ${where} ${order}`).pluck().all(values) as ArticleId[]
}

interface ArticleRow
  extends SummaryRow,
    Record<
      'url' | 'modified' | 'licence' | 'lead_image_url' | 'current_version_id' | 'note' | 'file_name',
      string
    > {
  updated_at: number
}

/** With everything that is kept of it but its texts; also from the Trash. */
export function getArticle(db: Database, id: string): Article | undefined {
  const row = statement(
    db,
    `SELECT ${summaryColumns}, a.url, a.modified, a.licence, a.lead_image_url, a.current_version_id, a.updated_at,
       coalesce((SELECT n.body FROM notes n WHERE n.article_id = a.id AND n.highlight_id IS NULL), '') AS note,
       coalesce((SELECT s.file_name FROM sources s WHERE s.version_id = a.current_version_id), '') AS file_name
     FROM articles a ${summaryJoins} WHERE a.id = ?`
  ).get(id) as ArticleRow | undefined
  if (!row) return undefined
  return {
    ...fromRow(row),
    url: row.url,
    modified: row.modified,
    licence: row.licence,
    leadImageUrl: row.lead_image_url,
    versionId: row.current_version_id as Article['versionId'],
    note: row.note,
    sourceFileName: row.file_name,
    updatedAt: row.updated_at
  }
}

/** @throws AppError `not-found` */
export function requireArticle(db: Database, id: string): Article {
  const article = getArticle(db, id)
  if (!article) throw new AppError('not-found', 'errors.library.noArticle')
  return article
}

/** How many articles each list of the library has, and how many highlights there are outside the Trash. */
export function countArticles(db: Database) {
  return db
    .prepare<
      [],
      Record<
        'all' | 'later' | 'reading' | 'finished' | 'starred' | 'extracts' | 'trashed' | 'highlights',
        number
      >
    >(
      // Each count is of an index alone; the few rows of extracts and of the Trash are taken off.
      `WITH states AS MATERIALIZED (
         SELECT state, count(*) AS n FROM articles WHERE trashed_at IS NULL GROUP BY state
       ), cut AS MATERIALIZED (
         SELECT a.state, count(*) AS n FROM extracts e CROSS JOIN articles a ON a.id = e.article_id
         WHERE a.trashed_at IS NULL GROUP BY a.state
       ), own AS MATERIALIZED (
         SELECT s.state, s.n - coalesce(c.n, 0) AS n FROM states s LEFT JOIN cut c ON c.state = s.state
       )
       SELECT
         (SELECT coalesce(sum(n), 0) FROM own) AS "all",
         (SELECT coalesce(sum(n), 0) FROM own WHERE state = 'later') AS later,
         (SELECT coalesce(sum(n), 0) FROM own WHERE state = 'reading') AS reading,
         (SELECT coalesce(sum(n), 0) FROM own WHERE state = 'finished') AS finished,
         (SELECT count(*) FROM articles WHERE trashed_at IS NULL AND starred = 1) AS starred,
         (SELECT coalesce(sum(n), 0) FROM cut) AS extracts,
         (SELECT count(*) FROM articles WHERE trashed_at IS NOT NULL) AS trashed,
         (SELECT count(*) FROM highlights) -
           (SELECT count(*) FROM articles x CROSS JOIN highlights h ON h.article_id = x.id
            WHERE x.trashed_at IS NOT NULL) AS highlights`
    )
    .get()!
}

type Column =
  | 'title'
  | 'byline'
  | 'site'
  | 'published'
  | 'modified'
  | 'licence'
  | 'lead_image_url'
  | 'url'
  | 'lead_image'
  | 'language'
  | 'direction'
  | 'state'
  | 'starred'
  | 'trashed_at'
  | 'current_version_id'
  | 'word_count'

/** Sets columns of one article; says nothing when it is gone. */
export function updateArticle(
  db: Database,
  id: string,
  columns: Partial<Record<Column, string | number | null>>,
  stamp: Stamp
): void {
  const names = Object.keys(columns)
  if (names.length === 0) return
  // What is so already is no change, and no step to take back.
  statement(
    db,
    `UPDATE articles SET ${names.map((name) => `${name} = @${name}`).join(', ')},
       updated_at = @now, device_id = @deviceId
     WHERE id = @id AND (${names.map((name) => `${name} IS NOT @${name}`).join(' OR ')})`
  ).run({ ...columns, ...stamp, id })
}

/** Into the Trash; one that lies there already keeps its day. */
export function trashArticle(db: Database, id: string, stamp: Stamp): void {
  statement(
    db,
    `UPDATE articles SET trashed_at = @now, updated_at = @now, device_id = @deviceId
     WHERE id = @id AND trashed_at IS NULL`
  ).run({ ...stamp, id })
}

export function insertArticleTag(db: Database, id: string, tag: string, stamp: Stamp) {
  statement(
    db,
    'INSERT OR IGNORE INTO article_tags (article_id, tag, updated_at, device_id) VALUES (@id, @tag, @now, @deviceId)'
  ).run({ id, tag, ...stamp })
}

export function deleteArticleTag(db: Database, id: string, tag: string): void {
  statement(db, 'DELETE FROM article_tags WHERE article_id = ? AND tag = ?').run(id, tag)
}

/** Those of the articles that are in the Trash. */
export function trashedOf(db: Database, ids: readonly string[]): string[] {
  return db
    .prepare<[string], string>(
      'SELECT id FROM articles WHERE trashed_at IS NOT NULL AND id IN (SELECT value FROM json_each(?))'
    )
    .pluck()
    .all(JSON.stringify(ids))
}

/** Deletes articles for good, whatever state they are in; the images that nothing else uses stay. */
export function purgeArticles(db: Database, ids: readonly string[]): void {
  const list = JSON.stringify(ids)
  // Highlights point into versions as well, so they go first.
  db.prepare('DELETE FROM highlights WHERE article_id IN (SELECT value FROM json_each(?))').run(list)
  db.prepare('DELETE FROM articles WHERE id IN (SELECT value FROM json_each(?))').run(list)
}

/** The pictures that nothing shows any more, by their hashes. */
export function unusedAssets(db: Database): string[] {
  return db.prepare<[], string>(`SELECT hash FROM assets WHERE ${isUnused}`).pluck().all()
}

/** Deletes those of the pictures that nothing shows. */
export function deleteUnusedAssets(db: Database, hashes: readonly string[]): void {
  db.prepare(`DELETE FROM assets WHERE hash IN (SELECT value FROM json_each(?)) AND ${isUnused}`).run(
    JSON.stringify(hashes)
  )
}

const isUnused = `NOT EXISTS (SELECT 1 FROM version_assets v WHERE v.hash = assets.hash)
  AND NOT EXISTS (SELECT 1 FROM articles a WHERE a.lead_image = assets.hash)
  AND NOT EXISTS (SELECT 1 FROM prompts p WHERE p.image_hash = assets.hash)`
