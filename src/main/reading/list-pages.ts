import type { Database } from 'better-sqlite3'
import type { PagePlace } from '../../shared/page-places.ts'
import { pagesIn } from '../import/body/page-places.ts'

/** The pages of a version in the order of its text; empty when its original had none. */
export function listPages(db: Database, versionId: string): PagePlace[] {
  const html = db
    .prepare<[string]>(
      `SELECT html FROM article_versions WHERE id = ? AND instr(html, '<a class="page"') > 0`
    )
    .pluck()
    .get(versionId) as string | undefined
  return html === undefined ? [] : pagesIn(html)
}
