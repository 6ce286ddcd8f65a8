import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import SQLite, { type Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import type { StopFlag } from '../answer-job.ts'
import { promptRecords, reviewRecords } from '../cards/card-records.ts'
import { readMeta } from '../db/meta.ts'
import { couldNotWrite } from '../files/could-not-write.ts'
import { partFile } from '../files/part-file.ts'
import { safeName } from '../files/safe-name.ts'
import { untaken } from '../files/untaken.ts'
import { notebookRecords } from '../notebooks/notebook-records.ts'
import { readingTimeRecords } from '../statistics/repository.ts'
import { articleAnnotations } from './article-jsonld.ts'
import { articleMarkdown } from './article-markdown.ts'
import { articlePage } from './article-page.ts'
import type { ArticleRecord } from './article-record.ts'
import { articleIds, htmlHash, libraryHasher, readStoredSettings } from './library-hash.ts'
import {
  type ArticleFile,
  type AssetRecord,
  FORMAT_VERSION,
  imageExtensions,
  LibraryManifest
} from './library-manifest.ts'
import { quotedArticle } from './quoted-article.ts'
import { readArticleRecord } from './read-article-record.ts'
import { readSavedSearchRecords } from './saved-search-records.ts'
import { openZip } from './zip-reader.ts'
import { type ZipWriter, zipWriter } from './zip-writer.ts'

const decompress = promisify(inflate)

/** A manifest names every article and image: about 200 bytes each. */
export const MAX_MANIFEST = 512 * 1024 * 1024

export interface SavedLibrary {
  articles: number
  /** See library-hash.ts. */
  contentHash: string
}

interface SaveOptions {
  lectern: string
  now: () => number
  signal?: StopFlag | undefined
  /** Articles and pictures written, of how many. */
  onStep?: ((done: number, total: number) => void) | undefined
}

/**
 * Writes the whole library as one zip of open files (docs/open-formats.md). It reads one moment of the
 * library on a connection of its own, holds one article in memory, writes beside `target` under another
 * name, reads the directory and manifest back, and only then gives the file its name.
 *
 * @throws AppError `cancelled`, `disk-full`, `unreadable`; `target` is as it was before then.
 */
export async function saveLibraryZip(
  libraryFile: string,
  target: string,
  options: SaveOptions
): Promise<SavedLibrary> {
  const temporary = partFile(target)
  const db = new SQLite(libraryFile, { readonly: true, fileMustExist: true, timeout: 10_000 })
  let file: FileHandle | undefined
  try {
    db.exec('BEGIN')
    file = await open(temporary, 'wx')
    const saved = await writeLibrary(db, zipWriter(file, new Date(options.now())), options)
    await file.sync()
    await file.close()
    file = undefined
    await check(temporary, saved)
    await rename(temporary, target)
    await syncFolder(dirname(target))
    return { articles: saved.articles, contentHash: saved.contentHash }
  } catch (error) {
    await file?.close().catch(() => undefined)
    await rm(temporary, { force: true }).catch(() => undefined)
    throw couldNotWrite(error)
  } finally {
    db.close()
  }
}

async function writeLibrary(
  db: Database,
  zip: ZipWriter,
  { lectern, now, signal, onStep }: SaveOptions
): Promise<SavedLibrary & { entries: number }> {
  const hasher = libraryHasher()
  const assets = listAssets(db)
  const imagePath = new Map(assets.map((asset) => [asset.hash, `../../${asset.file}`]))
  const folders = new Set<string>()
  const articles: LibraryManifest['articles'] = []
  const json = (value: unknown) => Buffer.from(`${JSON.stringify(value, null, 2)}\n`)

  const ids = articleIds(db)
  const total = ids.length + assets.length
  for (const id of ids) {
    onStep?.(articles.length, total)
    if (signal?.aborted) throw new AppError('cancelled', 'errors.export.cancelled')
    const article = readArticleRecord(db, id)
    const folder = `articles/${folderName(article, folders)}`
    hasher.add(article, await writeArticle(db, zip, folder, article, (hash) => imagePath.get(hash)))
    articles.push({ id, folder })
  }
  const readBytes = db.prepare('SELECT bytes FROM assets WHERE hash = ?').pluck()
  for (const [at, { hash, file }] of assets.entries()) {
    onStep?.(ids.length + at, total)
    if (signal?.aborted) throw new AppError('cancelled', 'errors.export.cancelled')
    await zip.add(file, readBytes.get(hash) as Buffer, { store: true })
  }
  const study = { cards: [] as string[], reviews: [] as string[], readingTime: [] as string[] }
  for (const [kind, parts] of [
    ['cards', promptRecords(db)],
    ['reviews', reviewRecords(db)],
    ['readingTime', readingTimeRecords(db)]
  ] as const) {
    for (const records of parts) {
      if (signal?.aborted) throw new AppError('cancelled', 'errors.export.cancelled')
      const name = kind === 'readingTime' ? 'reading-time' : kind
      const file = `study/${name}-${String(study[kind].length + 1).padStart(4, '0')}.json`
      study[kind].push(file)
      hasher.addStudy(records)
      await zip.add(file, json(records))
    }
  }
  const notebooks: LibraryManifest['notebooks'] = []
  const names = new Set<string>()
  for (const record of notebookRecords(db)) {
    if (signal?.aborted) throw new AppError('cancelled', 'errors.export.cancelled')
    const { body, ...named } = record
    const file = `notebooks/${untaken(`${safeName(record.title, 'Notebook')}.md`, names)}`
    notebooks.push({ ...named, file })
    hasher.addStudy([record])
    await zip.add(file, Buffer.from(body, 'utf8'))
  }
  const settings = readStoredSettings(db)
  await zip.add('settings.json', json(settings))
  const savedSearches = readSavedSearchRecords(db)
  await zip.add('saved-searches.json', json(savedSearches))
  await zip.add('README.txt', Buffer.from(readme))
  const manifest: LibraryManifest = {
    format: 'lectern-library',
    formatVersion: FORMAT_VERSION,
    lectern,
    exportedAt: new Date(now()).toISOString(),
    libraryId: readMeta(db, 'library_id') ?? '',
    contentHash: hasher.finish(settings, savedSearches),
    articles,
    assets,
    ...study,
    notebooks,
    settings: 'settings.json',
    savedSearches: 'saved-searches.json'
  }
  await zip.add('manifest.json', json(manifest))
  return { articles: articles.length, contentHash: manifest.contentHash, entries: await zip.finish() }
}

/** Returns the hashes of the stored HTML, for the library's hash. */
async function writeArticle(
  db: Database,
  zip: ZipWriter,
  folder: string,
  article: ArticleRecord,
  imagePath: (hash: string) => string | undefined
): Promise<string[]> {
  const text = (path: string, content: string) => zip.add(`${folder}/${path}`, Buffer.from(content, 'utf8'))
  const htmlHashes: string[] = []
  const versions: ArticleFile['versions'] = []
  for (const version of article.versions) {
    const row = db
      .prepare<[string], { html: string; text: string }>(
        'SELECT html, text FROM article_versions WHERE id = ?'
      )
      .get(version.id)!
    htmlHashes.push(htmlHash(row.html))
    const files = {
      id: version.id,
      html: `versions/${version.number}.html`,
      text: `versions/${version.number}.txt`,
      source: version.source && `versions/${version.number}-source.${extension(version.source.fileName)}`
    }
    versions.push(files)
    await text(files.html, row.html)
    await text(files.text, row.text)
    if (files.source) {
      const bytes = db.prepare('SELECT bytes FROM sources WHERE version_id = ?').pluck().get(version.id)
      await zip.add(`${folder}/${files.source}`, await decompress(bytes as Buffer))
    }
    if (version.id === article.currentVersionId) {
      await text('article.html', articlePage(article, version, row.html, imagePath))
    }
  }
  await text('highlights.md', articleMarkdown(quotedArticle(db, article)))
  await text('annotations.jsonld', `${JSON.stringify(articleAnnotations(article), null, 2)}\n`)
  const metadata: ArticleFile = {
    format: 'lectern-article',
    formatVersion: FORMAT_VERSION,
    article,
    versions
  }
  await text('metadata.json', `${JSON.stringify(metadata, null, 2)}\n`)
  return htmlHashes
}

/** The images that some article has. */
function listAssets(db: Database): AssetRecord[] {
  const rows = db
    .prepare<[], Omit<AssetRecord, 'file'>>(
      `SELECT hash, media_type AS mediaType, width, height, size, created_at AS createdAt FROM assets
       WHERE hash IN (SELECT hash FROM version_assets UNION SELECT lead_image FROM articles
         UNION SELECT image_hash FROM prompts) ORDER BY hash`
    )
    .all()
  return rows.map((row) => ({
    ...row,
    file: `assets/${row.hash}.${imageExtensions[row.mediaType] ?? 'bin'}`
  }))
}

/** Date and title, unique also where upper and lower case are one. */
function folderName(article: ArticleRecord, taken: Set<string>): string {
  const day = new Date(article.addedAt).toISOString().slice(0, 10)
  const name = `${day} ${safeName(article.title, 'Article')}`
  for (let number = 1; ; number++) {
    const unique = number === 1 ? name : `${name} (${number})`
    const key = unique.toLowerCase()
    if (taken.has(key)) continue
    taken.add(key)
    return unique
  }
}

/** Extensions of texts only: nothing in the zip is opened as a program by a double click. */
function extension(fileName: string): string {
  const found = /\.(html?|xhtml|md|markdown|txt|text)$/i.exec(fileName)?.[1]
  return found?.toLowerCase() ?? 'bin'
}

async function check(path: string, saved: SavedLibrary & { entries: number }): Promise<void> {
  const zip = await openZip(path)
  try {
    const manifest = LibraryManifest.parse(
      JSON.parse((await zip.read('manifest.json', MAX_MANIFEST)).toString('utf8'))
    )
    const isWhole =
      zip.names.size === saved.entries &&
      manifest.articles.length === saved.articles &&
      manifest.articles.every(({ folder }) => zip.names.has(`${folder}/metadata.json`)) &&
      manifest.assets.every(({ file }) => zip.names.has(file))
    if (!isWhole) throw new AppError('unreadable', 'errors.export.notReadBack')
  } finally {
    await zip.close()
  }
}

/** Makes the new name durable; some systems cannot open a folder, and then there is nothing to do. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

const readme = `This is a Lectern library in open files.

articles/    one folder to an article:
  article.html         the article, for any browser
  highlights.md        your highlights and notes, as Markdown
  annotations.jsonld   the same, as W3C Web Annotations
  metadata.json        everything Lectern knows about it
  versions/            each version's text, and the file it was made from
assets/      images, named by their SHA-256
study/       your cards, the log of your reviews, and how long you read
notebooks/   your notebooks, as Markdown
settings.json, saved-searches.json, manifest.json

Lectern brings all of it back: choose "Restore library" in its menu, or run: lectern restore <this zip>
`
