import type { Database } from 'better-sqlite3'
import { v7 as uuidv7 } from 'uuid'
import type { Block } from '../../shared/blocks.ts'
import { AppError } from '../../shared/errors.ts'
import type { Stamp } from '../db/stamp.ts'
import { withoutNoteSigns } from '../highlights/note-signs.ts'
import { blocksFromStored } from '../import/body/blocks-from-stored.ts'
import { buildBody } from '../import/body/build-body.ts'
import { writeVersion } from '../versions/write-version.ts'
import { cutBlocks } from './cut-blocks.ts'
import { extractTitle } from './extract-title.ts'

interface Source {
  html: string
  text: string
  bodyStart: number
  bodyEnd: number
  title: string
  byline: string
  site: string
  published: string
  language: string
  direction: string
}

/**
 * Writes an article made of the words between two offsets of a version, formatting and pictures included, in
 * the caller's transaction. It has no address of its own: the same address again is no new version of it.
 *
 * @returns its title
 */
export function createExtractArticle(
  db: Database,
  id: string,
  from: { articleId: string; versionId: string; start: number; end: number; exact: string },
  stamp: Stamp
): string {
  const source = db
    .prepare<[string, string], Source>(
      `SELECT v.html, v.text, v.body_start AS bodyStart, v.body_end AS bodyEnd, a.title, a.byline, a.site, a.published,
         a.language, a.direction
       FROM article_versions v JOIN articles a ON a.id = v.article_id WHERE v.id = ? AND a.id = ?`
    )
    .get(from.versionId, from.articleId)
  if (!source) throw new AppError('not-found', 'errors.library.noVersion')
  const cut = buildBody(blocksOf(source, from.start, from.end))
  // Words that stand where no block can be cut are kept as they are.
  const body =
    cut.text.trim() === ''
      ? buildBody([{ type: 'paragraph', children: [{ type: 'text', text: from.exact }] }])
      : cut
  const title = extractTitle(withoutNoteSigns(db, from.versionId, from.start, from.exact))
  const versionId = uuidv7()
  db.prepare(
    `INSERT INTO articles (id, current_version_id, title, byline, site, url, published, language, direction, state,
       word_count, added_at, updated_at, device_id)
     VALUES (@id, @versionId, @title, @byline, @site, '', @published, @language, @direction, 'reading',
       @wordCount, @now, @now, @deviceId)`
  ).run({
    id,
    versionId,
    title,
    byline: source.byline,
    site: source.site,
    published: source.published,
    language: source.language,
    direction: source.direction,
    wordCount: body.wordCount,
    ...stamp
  })
  writeVersion(db, { id: versionId, articleId: id, body, importer: 'extract' }, stamp)
  const hasAsset = db.prepare('SELECT 1 FROM assets WHERE hash = ?')
  const keep = db.prepare('INSERT OR IGNORE INTO version_assets (version_id, hash) VALUES (?, ?)')
  for (const [, hash] of body.html.matchAll(/<img src="asset:\/\/image\/([0-9a-f]{64})"/g)) {
    if (hasAsset.get(hash)) keep.run(versionId, hash)
  }
  return title
}

/** The words as blocks: of the standfirst, the body and the source line, whichever the range touches. */
function blocksOf(source: Source, start: number, end: number): Block[] {
  const line = (from: number, to: number): Block[] => {
    const text = source.text.slice(Math.max(from, start), Math.min(to, end)).trim()
    return text === '' || start >= to || end <= from
      ? []
      : [{ type: 'paragraph', children: [{ type: 'text', text }] }]
  }
  const standfirst = line(0, Math.max(0, source.bodyStart - 2))
  const body =
    start < source.bodyEnd && end > source.bodyStart
      ? cutBlocks(blocksFromStored(source.html), source.html, start, end)
      : []
  return [...standfirst, ...body, ...line(source.bodyEnd, source.text.length)]
}
