import type { Database } from 'better-sqlite3'
import { type PagePlace, pagesOfSpan } from '../../shared/page-places.ts'
import { withoutNoteSigns } from '../highlights/note-signs.ts'
import { listPages } from '../reading/list-pages.ts'
import type { CitedArticle } from './csl-item.ts'
import type { Quotation } from './write-quotations.ts'

/** Cited is what an extract was taken from (through extracts of extracts), as long as that is here. */
const citedId = `(WITH RECURSIVE up (id, depth) AS (
    SELECT @id, 0 UNION
    SELECT e.source_article_id, up.depth + 1 FROM up JOIN extracts e ON e.article_id = up.id
      JOIN articles s ON s.id = e.source_article_id WHERE up.depth < 50
  ) SELECT id FROM up ORDER BY depth DESC LIMIT 1)`

/** What citations need of articles, each once; those that are gone are left out. */
export function listCitedArticles(db: Database, ids: readonly string[]): CitedArticle[] {
  const get = db.prepare<[{ id: string }], CitedArticle>(
    `SELECT id, title, byline, site, url, published, licence, language, added_at AS addedAt FROM articles WHERE id = ${citedId}`
  )
  const cited = new Map(ids.flatMap((id) => get.get({ id }) ?? []).map((one) => [one.id, one]))
  return [...cited.values()]
}

/** The article that is cited for one: itself, or what it is an extract of. */
export function citedIdOf(db: Database, articleId: string): string {
  return db.prepare(`SELECT ${citedId}`).pluck().get({ id: articleId }) as string
}

/** Quotations of highlights, in the order given; those that are gone are left out. */
export function listQuotations(db: Database, highlightIds: readonly string[]): Quotation[] {
  const get = db.prepare<[string], Row>(
    `SELECT h.article_id AS articleId, a.language, h.exact, h.version_id AS versionId, h.text_start AS start, h.text_end AS "end"
     FROM highlights h JOIN articles a ON a.id = h.article_id WHERE h.id = ?`
  )
  const pages = new Map<string, readonly PagePlace[]>()
  return highlightIds.flatMap((id) => {
    const row = get.get(id)
    if (!row) return []
    const { versionId, start, end, ...quotation } = row
    const known = pages.get(versionId) ?? listPages(db, versionId)
    pages.set(versionId, known)
    return {
      ...quotation,
      exact: withoutNoteSigns(db, versionId, start, quotation.exact),
      articleId: citedIdOf(db, quotation.articleId),
      page: pagesOfSpan(known, start, end)
    }
  })
}

type Row = Quotation & { versionId: string; start: number; end: number }
