import type { Database } from 'better-sqlite3'
import type { CitedArticle } from './csl-item.ts'
import type { Quotation } from './write-quotations.ts'

/** What citations need of articles; those that are gone are left out. */
export function listCitedArticles(db: Database, ids: readonly string[]): CitedArticle[] {
  const get = db.prepare<[string], CitedArticle>(
    'SELECT id, title, byline, site, url, published, language, added_at AS addedAt FROM articles WHERE id = ?'
  )
  return ids.flatMap((id) => get.get(id) ?? [])
}

/** Quotations of highlights, in the order given; those that are gone are left out. */
export function listQuotations(db: Database, highlightIds: readonly string[]): Quotation[] {
  const get = db.prepare<[string], Quotation>(
    `SELECT h.article_id AS articleId, a.language, h.exact
     FROM highlights h JOIN articles a ON a.id = h.article_id WHERE h.id = ?`
  )
  return highlightIds.flatMap((id) => get.get(id) ?? [])
}
