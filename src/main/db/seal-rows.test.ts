import SQLite, { type Database } from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ArticleId } from '../../shared/values.ts'
import { checkRows } from '../backups/check-rows.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'
import { sealMissing, sealMissingVersions } from './seal-rows.ts'

let test: TestApp
let articleId: ArticleId
let own: Database
let other: Database
beforeEach(async () => {
  test = testApp()
  articleId = await test.add('Tides\n\nThe sea comes and goes, and nobody asks it why.')
  own = new SQLite(test.app.libraryFile)
  other = new SQLite(test.app.libraryFile)
})
afterEach(() => {
  own.close()
  other.close()
  return test.close()
})

/** What another connection does between the texts being read and their seals being written. */
function meanwhile(change: () => void): void {
  const transaction = own.transaction.bind(own)
  own.transaction = ((work: () => void) => {
    change()
    own.transaction = transaction
    return transaction(work)
  }) as Database['transaction']
}

/** As pictures that are fetched later do. */
const rewrite = () => other.prepare("UPDATE article_versions SET html = html || '<p>A picture</p>'").run()
const damages = () => [...checkRows(other)].flatMap((step) => step.damages)

it.each([
  ['versions', () => sealMissingVersions(own, 100)],
  ['articles', () => sealMissing(own, 0, 100)]
])('seals no text that was changed while it was hashed: %s', (_what, seal) => {
  other.exec('DELETE FROM version_seals; DELETE FROM seals')
  meanwhile(rewrite)
  seal()
  expect(damages()).toEqual([])
  while (sealMissingVersions(own, 100) > 0);
  expect(other.prepare('SELECT count(*) FROM version_seals').pluck().get()).toBe(1)
  expect(damages()).toEqual([])
})

it('passes over a text that was deleted for good while it was hashed', () => {
  other.exec('DELETE FROM version_seals')
  meanwhile(() => other.prepare('DELETE FROM articles WHERE id = ?').run(articleId))
  expect(sealMissingVersions(own, 100)).toBe(1)
  expect(sealMissingVersions(own, 100)).toBe(0)
})
