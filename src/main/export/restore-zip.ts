import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { deflate } from 'node:zlib'
import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import type { MessageKey } from '../../shared/messages/en.ts'
import { MAX_NOTEBOOK } from '../../shared/notebooks.ts'
import type { Sentence } from '../../shared/sentence.ts'
import { Settings } from '../../shared/settings.ts'
import type { VersionId } from '../../shared/values.ts'
import type { StopFlag } from '../answer-job.ts'
import { toAppError } from '../db/sqlite-errors.ts'
import { type Body, buildBody, textHash } from '../import/body/build-body.ts'
import { imageFromBytes } from '../import/pictures/image-bytes.ts'
import { blocksOf } from '../imports/stored-blocks.ts'
import { insertNotebookRecord, NotebookBody } from '../notebooks/notebook-records.ts'
import type { ArticleRecord, VersionRecord } from './article-record.ts'
import { insertArticle, type RestoredArticle } from './insert-article.ts'
import { ArticleFile, type AssetRecord, LibraryManifest } from './library-manifest.ts'
import { MAX_MANIFEST } from './library-zip.ts'
import { parseJson, untrue } from './read-part.ts'
import { articlesWithCards, restoreStudy } from './restore-study.ts'
import { restoreSavedSearches, SavedSearchFile } from './saved-search-records.ts'
import { openZip, type ZipReader } from './zip-reader.ts'

const compress = promisify(deflate)

// Bytes of one file of each kind, unpacked. A text of 100 MB can be 600 MB of HTML when it is all quotes.
const MAX_METADATA = 512 * 1024 * 1024
const MAX_HTML = 640 * 1024 * 1024
const MAX_SOURCE = 256 * 1024 * 1024
const MAX_ASSET = 50 * 1024 * 1024
const MAX_SETTINGS = 8 * 1024 * 1024
const MAX_NOTEBOOK_FILE = 4 * MAX_NOTEBOOK

export interface RestoreResult {
  added: number
  alreadyHere: number
  failed: number
  /** The first hundred that failed: which folder of the zip, and why. */
  failures: { name: string; sentence: Sentence }[]
  /** What the zip says a library restored from it must have; see library-hash.ts. */
  contentHash: string
}

/**
 * Brings an exported library back into `db`: adds what is not here and changes nothing that is. One
 * transaction to an article; what is broken or untrue is counted and named, and the rest goes on. The zip
 * is as untrusted as any file: its names never become paths, its HTML is built anew from checked blocks,
 * its hashes are compared.
 *
 * @throws AppError `unreadable`, `damaged`, `unsupported`, `cancelled` when nothing can be restored at all
 */
export async function restoreLibraryZip(
  db: Database,
  path: string,
  options: {
    signal?: StopFlag | undefined
    /** Articles looked at, of how many. */
    onStep?: ((done: number, total: number) => void) | undefined
  } = {}
): Promise<RestoreResult> {
  const zip = await openZip(path).catch((error: unknown) => {
    throw couldNotOpen(error)
  })
  try {
    const { manifest, base } = await readManifest(zip)
    const result: RestoreResult = {
      added: 0,
      alreadyHere: 0,
      failed: 0,
      failures: [],
      contentHash: manifest.contentHash
    }
    const fail = (name: string, error: unknown) => {
      const known = toAppError(error, db)
      // A full disk or a library that cannot be written stops everything; the rest concerns one part.
      if (known instanceof AppError && ['disk-full', 'read-only', 'busy'].includes(known.code)) throw known
      result.failed++
      if (result.failures.length < 100) result.failures.push({ name, sentence: sentenceOf(error) })
    }
    const assets = new Map(manifest.assets.map((asset) => [asset.hash, asset]))
    const addedNow = new Set<string>()
    const withCards = await articlesWithCards(zip, base, manifest)
    for (const [at, { id, folder }] of manifest.articles.entries()) {
      options.onStep?.(at, manifest.articles.length)
      if (options.signal?.aborted) {
        throw new AppError('cancelled', 'errors.restore.stopped', { count: result.added })
      }
      try {
        if (isHere(db, id)) {
          result.alreadyHere++
          continue
        }
        const file = parseJson(ArticleFile, await zip.read(`${base}${folder}/metadata.json`, MAX_METADATA))
        if (file.article.id !== id) throw untrue('errors.restore.otherId')
        if (isCopy(db, file.article, addedNow, withCards)) {
          result.alreadyHere++
          continue
        }
        const restored = await readArticle(db, zip, `${base}${folder}/`, base, file, assets)
        db.transaction(() => {
          removeUntouchedCopies(db, file.article, addedNow)
          insertArticle(db, restored)
        }).immediate()
        addedNow.add(id)
        result.added++
      } catch (error) {
        fail(folder, error)
      }
    }
    await restoreStudy(db, zip, base, manifest, assets, { fail, signal: options.signal })
    await restoreNotebooks(db, zip, base, manifest, fail)
    try {
      restoreSettings(db, await zip.read(base + manifest.settings, MAX_SETTINGS))
    } catch (error) {
      fail(manifest.settings, error)
    }
    if (manifest.savedSearches) {
      try {
        const bytes = await zip.read(base + manifest.savedSearches, MAX_SETTINGS)
        restoreSavedSearches(db, parseJson(SavedSearchFile, bytes))
      } catch (error) {
        fail(manifest.savedSearches, error)
      }
    }
    return result
  } finally {
    await zip.close()
  }
}

/** Adds the notebooks that are not here. */
async function restoreNotebooks(
  db: Database,
  zip: ZipReader,
  base: string,
  manifest: LibraryManifest,
  fail: (name: string, error: unknown) => void
): Promise<void> {
  for (const { file, ...record } of manifest.notebooks) {
    try {
      const body = NotebookBody.safeParse((await zip.read(base + file, MAX_NOTEBOOK_FILE)).toString('utf8'))
      if (!body.success) throw untrue('errors.restore.foreignText')
      insertNotebookRecord(db, { ...record, body: body.data })
    } catch (error) {
      fail(file, error)
    }
  }
}

async function readManifest(zip: ZipReader): Promise<{ manifest: LibraryManifest; base: string }> {
  // Packed again by hand, everything is often inside one more folder.
  const name = zip.names.has('manifest.json')
    ? 'manifest.json'
    : [...zip.names].find((one) => /^(?!__MACOSX\/)[^/]+\/manifest\.json$/.test(one))
  if (!name) {
    throw new AppError('unsupported', 'errors.restore.noManifest')
  }
  const bytes = await zip.read(name, MAX_MANIFEST)
  let json: unknown
  try {
    json = JSON.parse(bytes.toString('utf8'))
  } catch (error) {
    throw new AppError('damaged', 'errors.restore.manifestUnreadable', undefined, {
      cause: error
    })
  }
  const parsed = LibraryManifest.safeParse(json)
  if (parsed.success) return { manifest: parsed.data, base: name.slice(0, -'manifest.json'.length) }
  const version = z.object({ formatVersion: z.int().min(2) }).safeParse(json)
  throw version.success
    ? new AppError('unsupported', 'errors.restore.newer')
    : new AppError('damaged', 'errors.restore.manifestForeign')
}

function isHere(db: Database, id: string): boolean {
  return db.prepare('SELECT 1 FROM articles WHERE id = ?').get(id) !== undefined
}

/**
 * True for a text that the library has under another id (imported on both machines), when the zip's copy
 * holds nothing of the reader's that the library's has not. A file can bring tags, so both may have the
 * same ones without anybody's doing. Two copies that came in one zip are both kept.
 */
function isCopy(
  db: Database,
  article: ArticleRecord,
  addedNow: ReadonlySet<string>,
  withCards: ReadonlySet<string>
): boolean {
  const holdsWork =
    article.highlights.length > 0 ||
    article.note !== null ||
    withCards.has(article.id) ||
    article.sheet.length > 0 ||
    article.queue !== null ||
    article.extract !== null ||
    article.versions.length > 1 ||
    article.state !== 'later' ||
    article.starred
  if (holdsWork) return false
  const same = db.prepare('SELECT article_id FROM article_versions WHERE hash = ?').pluck()
  const tagsOf = db.prepare('SELECT tag FROM article_tags WHERE article_id = ?').pluck()
  return (same.all(article.versions[0]!.hash) as string[]).some((id) => {
    if (addedNow.has(id)) return false
    const tags = new Set(tagsOf.all(id))
    return article.tags.every(({ tag }) => tags.has(tag))
  })
}

/**
 * Before the zip's copy of a text comes in, the library's own copies go that nobody has touched: never
 * opened, marked, starred, tagged by hand, moved or waiting in undo (the welcome article of a new library).
 */
function removeUntouchedCopies(db: Database, article: ArticleRecord, addedNow: ReadonlySet<string>): void {
  const untouched = db
    .prepare(
      `SELECT a.id FROM articles a JOIN article_versions v ON v.article_id = a.id
       WHERE v.hash = @hash AND a.state = 'later' AND a.starred = 0 AND a.trashed_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM highlights h WHERE h.article_id = a.id)
         AND NOT EXISTS (SELECT 1 FROM notes n WHERE n.article_id = a.id)
         AND NOT EXISTS (SELECT 1 FROM prompts q WHERE q.article_id = a.id)
         AND NOT EXISTS (SELECT 1 FROM sheet_entries s WHERE s.article_id = a.id)
         AND NOT EXISTS (SELECT 1 FROM queue_entries w WHERE w.article_id = a.id)
         AND NOT EXISTS (SELECT 1 FROM extracts x WHERE x.article_id = a.id)
         AND NOT EXISTS (SELECT 1 FROM reading_positions p WHERE p.article_id = a.id)
         AND NOT EXISTS (SELECT 1 FROM article_versions o WHERE o.article_id = a.id AND o.number > 1)
         AND NOT EXISTS (SELECT 1 FROM article_tags t WHERE t.article_id = a.id
                         AND t.tag NOT IN (SELECT value FROM json_each(@tags)))
         AND NOT EXISTS (SELECT 1 FROM undo_rows u WHERE u.table_name = 'articles'
                         AND coalesce(u.after_row, u.before_row) ->> '$.id' = a.id)`
    )
    .pluck()
    .all({
      hash: article.versions[0]!.hash,
      tags: JSON.stringify(article.tags.map(({ tag }) => tag))
    }) as string[]
  for (const id of untouched) {
    if (!addedNow.has(id)) db.prepare('DELETE FROM articles WHERE id = ?').run(id)
  }
}

async function readArticle(
  db: Database,
  zip: ZipReader,
  folder: string,
  base: string,
  { article, versions: files }: ArticleFile,
  assets: ReadonlyMap<string, AssetRecord>
): Promise<RestoredArticle> {
  const bodies = new Map<string, { body: Body; compressedSource: Buffer | null }>()
  for (const version of article.versions) {
    const file = files.find(({ id }) => id === version.id)
    if (!file) throw untrue('errors.restore.noFiles')
    const body = rebuild(version, (await zip.read(folder + file.html, MAX_HTML)).toString('utf8'))
    let compressedSource: Buffer | null = null
    if (version.source) {
      if (file.source === null) throw untrue('errors.restore.noSource')
      const bytes = await zip.read(folder + file.source, MAX_SOURCE)
      if (bytes.length !== version.source.size || sha256(bytes) !== version.source.sha256) {
        throw untrue('errors.restore.otherSource')
      }
      compressedSource = await compress(bytes)
    }
    bodies.set(version.id, { body, compressedSource })
  }
  checkRecord(article, bodies)
  const wanted = new Set(article.versions.flatMap((version) => version.assets))
  if (article.leadImage) wanted.add(article.leadImage)
  const here = db.prepare('SELECT 1 FROM assets WHERE hash = ?')
  const kept: RestoredArticle['assets'][number][] = []
  for (const hash of wanted) {
    if (here.get(hash)) continue
    const asset = assets.get(hash)
    if (!asset) throw untrue('errors.restore.noImage')
    const bytes = await zip.read(base + asset.file, MAX_ASSET)
    const image = imageFromBytes(bytes)
    if (!('asset' in image) || image.asset.hash !== hash || image.asset.mediaType !== asset.mediaType) {
      throw untrue('errors.restore.otherImage')
    }
    kept.push({ ...asset, size: bytes.length, bytes })
  }
  return { article, bodies, assets: kept }
}

/** The stored HTML, written anew from blocks that passed the schema; refused when it says another text. */
function rebuild(version: VersionRecord, html: string): Body {
  let body: Body
  try {
    const blocks = blocksOf(html)
    body = buildBody(blocks, { standfirst: version.standfirst, sourceLine: version.sourceLine })
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) {
      throw untrue('errors.restore.foreignText')
    }
    throw error
  }
  if (textHash(body.text) !== version.hash) throw untrue('errors.restore.otherText')
  return body
}

/** What the database's own constraints cannot see. */
function checkRecord(article: ArticleRecord, bodies: ReadonlyMap<string, { body: Body }>): void {
  if (!bodies.has(article.currentVersionId)) throw untrue('errors.restore.noCurrentVersion')
  if (article.reading && !bodies.has(article.reading.versionId)) throw untrue('errors.restore.otherPosition')
  const isThere = (versionId: VersionId, start: number, end: number, exact: string) => {
    const text = bodies.get(versionId)?.body.text
    return text !== undefined && start < end && text.slice(start, end) === exact
  }
  for (const { versionId, start, end, exact, places } of article.highlights) {
    if (!isThere(versionId, start, end, exact)) throw untrue('errors.restore.otherHighlight')
    for (const place of places) {
      const isLost = place.start === null || place.end === null
      if (!bodies.has(place.versionId) || isLost !== (place.verdict === 'lost'))
        throw untrue('errors.restore.otherHighlight')
      if (place.start === null || place.end === null) continue
      if (!isThere(place.versionId, place.start, place.end, place.exact))
        throw untrue('errors.restore.otherHighlight')
    }
  }
}

/** Adds settings this library has no value for. */
function restoreSettings(db: Database, bytes: Buffer): void {
  const stated = parseJson(z.record(z.string().max(100), z.unknown()), bytes)
  const insert = db.prepare('INSERT OR IGNORE INTO settings (key, value) VALUES (?, ?)')
  db.transaction(() => {
    for (const [key, value] of Object.entries(stated)) {
      if (!Object.hasOwn(Settings.shape, key)) continue
      if (!Settings.shape[key as keyof Settings].safeParse(value).success) continue
      insert.run(key, JSON.stringify(value))
    }
  }).immediate()
}

function sentenceOf(error: unknown): Sentence {
  const known = toAppError(error)
  if (known instanceof AppError && known.sentence) return known.sentence
  const code = (error as { code?: unknown } | null)?.code
  if (typeof code === 'string' && code.startsWith('SQLITE_CONSTRAINT')) {
    return { key: 'errors.restore.sameId' }
  }
  return { key: 'errors.restore.mistake' }
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function couldNotOpen(error: unknown): unknown {
  if (error instanceof AppError) {
    const why = error.sentence ?? { key: 'errors.zip.notAZip' }
    return new AppError('damaged', 'errors.restore.zipUnreadable', { why }, { cause: error })
  }
  const code = (error as NodeJS.ErrnoException | null)?.code
  const say = (key: MessageKey) => new AppError('unreadable', key, undefined, { cause: error })
  const isNowhere = code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'ELOOP'
  if (isNowhere) return say('errors.restore.noFile')
  if (code === 'EACCES' || code === 'EPERM') return say('errors.restore.mayNotOpen')
  if (code === 'EISDIR') return say('errors.restore.folder')
  return error
}
