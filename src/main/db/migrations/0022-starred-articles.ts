import type { Migration } from '../migrate.ts'

/**
 * The starred articles have an index, as those of a state have one: every list's count is taken from indexes,
 * at the start and after every change. With 100,000 articles counting took a tenth of a second without.
 */
export const starredArticles: Migration = {
  version: 22,
  name: 'starred-articles',
  up(db) {
    db.exec('CREATE INDEX articles_starred ON articles (trashed_at, added_at) WHERE starred = 1;')
  }
}
