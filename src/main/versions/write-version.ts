import type { Database } from 'better-sqlite3'
import type { Stamp } from '../db/stamp.ts'
import { type Body, textHash } from '../import/body/build-body.ts'
import type { StoredWarning } from './warnings.ts'

/** A version of an article as it is kept. */
export interface NewVersionRow {
  id: string
  articleId: string
  /** From 1 on; absent: one more than the article's newest. */
  number?: number
  standfirst?: string
  sourceLine?: string
  body: Body
  /** SHA-256 of the canonical text, where it is known already. */
  hash?: string
  /** What made it. */
  importer: string
  /** What was left out or uncertain. */
  warnings?: readonly StoredWarning[]
}

/** Writes a version, in the caller's transaction; its source and its pictures are the caller's. @returns its number */
export function writeVersion(db: Database, version: NewVersionRow, { now, deviceId }: Stamp): number {
  const { id, articleId, body, importer, standfirst = '', sourceLine = '', warnings = [] } = version
  const number = version.number ?? nextNumber(db, articleId)
  db.prepare(
    `INSERT INTO article_versions (id, article_id, number, standfirst, source_line, html, text, body_start, body_end,
       sections, outline, hash, word_count, importer, warnings, created_at, device_id)
     VALUES (@id, @articleId, @number, @standfirst, @sourceLine, @html, @text, @bodyStart, @bodyEnd, @sections,
       @outline, @hash, @wordCount, @importer, @warnings, @now, @deviceId)`
  ).run({
    id,
    articleId,
    number,
    standfirst,
    sourceLine,
    html: body.html,
    text: body.text,
    bodyStart: body.bodyStart,
    bodyEnd: body.bodyEnd,
    sections: JSON.stringify(body.sections),
    outline: JSON.stringify(body.outline),
    hash: version.hash ?? textHash(body.text),
    wordCount: body.wordCount,
    importer,
    warnings: JSON.stringify(warnings),
    now,
    deviceId
  })
  return number
}

/** The number the article's next version gets. */
export function nextNumber(db: Database, articleId: string): number {
  return db
    .prepare<[string], number>(
      'SELECT coalesce(max(number), 0) + 1 FROM article_versions WHERE article_id = ?'
    )
    .pluck()
    .get(articleId)!
}
