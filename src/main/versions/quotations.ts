import type { Database } from 'better-sqlite3'
import { v7 as uuidv7 } from 'uuid'
import type { TextSpan } from '../../shared/anchoring/quote.ts'
import type { Block } from '../../shared/blocks.ts'
import type { ArticleId, VersionId } from '../../shared/values.ts'
import type { Stamp } from '../db/stamp.ts'
import { buildBody } from '../import/body/build-body.ts'
import { ENTRY_IMPORTER, quotedBlocks } from '../import/library/quoted-blocks.ts'
import { nextQuotation } from './next-quotation.ts'
import { writeVersion } from './write-version.ts'

/** Written beside a version that holds nothing but what another app quoted. */
export const QUOTATIONS_IMPORTER = 'quotations/1'

/**
 * Keeps quotations that the article's text does not say, or says otherwise, as a version of the article: the
 * one place where such highlights stand for certain, until the reader says where they belong. The article's
 * text stays the current one.
 *
 * @returns where each quotation stands in it; undefined for one without a word
 */
export function keepQuotations(
  db: Database,
  articleId: ArticleId,
  quotations: readonly string[],
  stamp: Stamp
): { versionId: VersionId; text: string; spans: (TextSpan | undefined)[] } {
  const blocks: Block[] = quotations.map((words) => ({ type: 'quote', blocks: quotedBlocks(words) }))
  const body = buildBody(blocks)
  const versionId = uuidv7() as VersionId
  writeVersion(db, { id: versionId, articleId, body, importer: QUOTATIONS_IMPORTER }, stamp)
  let after = 0
  const spans = quotations.map((words) => {
    const span = nextQuotation(body.text, words, after)
    if (span) after = span.end
    return span
  })
  return { versionId, text: body.text, spans }
}

/**
 * True when a version was made of another app's quotations: of such a text nothing but its quotations is
 * known of the article, so they are looked for one by one.
 */
export function isMadeOfQuotations(db: Database, versionId: string): boolean {
  return Boolean(
    db
      .prepare(
        `SELECT 1 FROM article_versions v LEFT JOIN sources s ON s.version_id = v.id
         WHERE v.id = ? AND (v.importer = ? OR (v.importer = ? AND s.media_type = 'application/json'))`
      )
      .get(versionId, QUOTATIONS_IMPORTER, ENTRY_IMPORTER)
  )
}

/** Every quotation an article has kept, white space as one space. */
export function keptQuotations(db: Database, articleId: ArticleId): Set<string> {
  const kept = db
    .prepare<[{ articleId: string; importer: string }], string>(
      `SELECT h.exact FROM highlights h JOIN article_versions v ON v.id = h.version_id
       WHERE h.article_id = @articleId AND v.importer = @importer
       UNION SELECT p.exact FROM highlight_places p JOIN article_versions v ON v.id = p.version_id
       WHERE v.article_id = @articleId AND v.importer = @importer`
    )
    .pluck()
    .all({ articleId, importer: QUOTATIONS_IMPORTER })
  return new Set(kept.map(flat))
}

/** Words in one line, so that another wrapping makes no other quotation. */
export const flat = (words: string): string => words.replace(/\s+/gu, ' ').trim()
