import type { Database } from 'better-sqlite3'
import type { Highlight, HighlightFilter, HighlightSort, ToldVerdict } from '../../shared/highlights.ts'
import type { HighlightId } from '../../shared/values.ts'
import { byArticle, byTime, narrowed, source, toldVerdicts } from './highlight-conditions.ts'
import { countHighlights, fromRow, type HighlightRow, highlightColumns } from './repository.ts'

type ListedHighlight = Highlight & { articleTitle: string; verdict: ToldVerdict | null }

/** So many whose words were looked through are listed as those that are named. */
const FEW_FOUND = 2000
/** Rows of one article that are sooner read in the order all rows lie in than by way of an index. */
const MANY_IN_ARTICLE = 5000

/**
 * The filter with the few it finds by their words named. Their words are looked through once then, and not again,
 * by way of the index, until a page of them is full: with few to be found that would be all of them, for seconds.
 */
function withFoundNamed(db: Database, filter: HighlightFilter): HighlightFilter {
  const { contains: words, articleId, ids } = filter
  if (words === undefined || words.trim() === '' || ids !== undefined) return filter
  const { where, values } = narrowed(filter)
  const inArticle = db.prepare('SELECT count(*) FROM highlights WHERE article_id = ?').pluck()
  const isThrough = articleId === undefined || (inArticle.get(articleId) as number) > MANY_IN_ARTICLE
  const found = db
    .prepare(
      `SELECT h.id FROM highlights h ${isThrough ? 'NOT INDEXED' : ''} WHERE ${where} LIMIT ${FEW_FOUND + 1}`
    )
    .pluck()
    .all(values) as HighlightId[]
  if (found.length > FEW_FOUND) return filter
  const { contains: _, ...others } = filter
  return { ...others, ids: found }
}

interface Page {
  offset: number
  limit: number
}

interface Listed {
  total: number
  items: ListedHighlight[]
}

/** What is listed of a highlight: its columns, and what became of it in the newest version of its article. */
const listedColumns = `${highlightColumns}, (
    SELECT p.verdict FROM articles b JOIN highlight_places p ON p.version_id = b.current_version_id
    WHERE b.id = h.article_id AND p.highlight_id = h.id AND p.verdict IN (${toldVerdicts})
  ) AS verdict`

/** Highlights outside the Trash that fit a filter. */
export function listAllHighlights(
  db: Database,
  asked: HighlightFilter,
  page: Page,
  sort: HighlightSort = 'article'
): Listed {
  const filter = withFoundNamed(db, asked)
  return sort === 'article' ? listByArticle(db, filter, page) : listByTime(db, filter, page, sort)
}

function listByTime(db: Database, filter: HighlightFilter, page: Page, sort: 'newest' | 'oldest'): Listed {
  const { where, values } = narrowed(filter)
  const way = sort === 'newest' ? 'DESC' : 'ASC'
  /** Few, which are not looked for among all. */
  const isNamed = filter.ids !== undefined || filter.verdicts !== undefined
  // The few in the Trash are looked up once, and not the article of each highlight; the page is cut before a row is read.
  const rows = db
    .prepare<[typeof values], HighlightRow & { verdict: ToldVerdict | null; title: string }>(
      `SELECT ${listedColumns}, (SELECT a.title FROM articles a WHERE a.id = h.article_id) AS title FROM (
         SELECT h.id FROM ${isNamed ? 'highlights h' : byTime}
         WHERE ${where} AND h.article_id NOT IN (SELECT id FROM articles WHERE trashed_at IS NOT NULL)
         ORDER BY h.created_at ${way}, h.id ${way} LIMIT @limit OFFSET @offset
       ) part CROSS JOIN highlights h ON h.id = part.id ORDER BY h.created_at ${way}, h.id ${way}`
    )
    .all({ ...values, ...page })
  const items = rows.map((row) => ({ ...fromRow(row), articleTitle: row.title, verdict: row.verdict }))
  return { total: countHighlights(db, filter).total, items }
}

/** The newest article first, in document order within one. */
function listByArticle(db: Database, filter: HighlightFilter, page: Page): Listed {
  const { where, values } = narrowed(filter)
  const few = narrowed(filter, 'few')
  const { from, group } = source(filter)
  // Counted first and joined then: an article is looked at once, however many highlights it has.
  const groups = db
    .prepare<[typeof values], { id: string; title: string; count: number }>(
      `SELECT a.id, a.title, g.count FROM (
         SELECT h.article_id, count(*) AS count FROM ${from} WHERE ${where} GROUP BY ${group}
       ) g JOIN articles a ON a.id = g.article_id WHERE a.trashed_at IS NULL ORDER BY a.added_at DESC, a.id`
    )
    .all(values)
  // Article by article: sorting every highlight of the library for each page would take a second at 200,000.
  const ofArticle = db.prepare<[typeof values], HighlightRow & { verdict: ToldVerdict | null }>(
    `SELECT ${listedColumns} FROM (
       SELECT h.id FROM ${from === 'highlights h' && !filter.contains ? from : byArticle}
       WHERE h.article_id = @group AND ${few.where}
       ORDER BY h.text_start, h.text_end, h.id LIMIT @limit OFFSET @offset
     ) part JOIN highlights h ON h.id = part.id ORDER BY h.text_start, h.text_end, h.id`
  )
  const items: ListedHighlight[] = []
  let skip = page.offset
  let total = 0
  for (const { id, title, count } of groups) {
    total += count
    const limit = page.limit - items.length
    if (skip < count && limit > 0) {
      for (const row of ofArticle.all({ ...values, group: id, limit, offset: skip }))
        items.push({ ...fromRow(row), articleTitle: title, verdict: row.verdict })
    }
    skip = Math.max(0, skip - count)
  }
  return { total, items }
}
