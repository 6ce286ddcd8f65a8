import type { Database } from 'better-sqlite3'
import { AppError } from '../../../shared/errors.ts'
import { writeWhole } from '../../files/write-whole.ts'
import { textFromStored } from '../../import/body/stored-text.ts'
import { TITLE_PAGE } from '../../import/documents/epub-own.ts'
import { imageExtensions } from '../library-manifest.ts'
import { readArticleRecord } from '../read-article-record.ts'
import { type ZipWriter, zipWriter } from '../zip-writer.ts'
import { chaptersOf } from './chapters.ts'
import {
  type BookFacts,
  type BookItem,
  container,
  type NavEntry,
  navigation,
  packageDocument,
  style,
  titlePage,
  xhtmlPage
} from './package.ts'
import { xhtmlOf } from './xhtml.ts'

/**
 * Writes an article as an EPUB 3 that any reading program opens, and that comes back into Lectern as an equal
 * article. One picture at a time is in memory. The file is whole or not there.
 * @throws AppError `not-found`, `cancelled`, or a sentence about the place
 */
export async function saveEpub(
  db: Database,
  articleId: string,
  target: string,
  signal?: AbortSignal
): Promise<void> {
  const article = readArticleRecord(db, articleId)
  await writeWhole(target, (file) =>
    writeBook(db, zipWriter(file, new Date(article.updatedAt)), article, signal)
  )
}

interface Picture {
  hash: string
  mediaType: keyof typeof imageExtensions
}

async function writeBook(
  db: Database,
  zip: ZipWriter,
  article: ReturnType<typeof readArticleRecord>,
  signal: AbortSignal | undefined
): Promise<void> {
  const version = article.versions.find((one) => one.id === article.currentVersionId)!
  const html = db
    .prepare<[string], string>('SELECT html FROM article_versions WHERE id = ?')
    .pluck()
    .get(version.id) as string
  const facts: BookFacts = {
    ...article,
    standfirst: version.standfirst,
    sourceLine: version.sourceLine,
    tags: article.tags.map(({ tag }) => tag),
    changedAt: article.updatedAt
  }
  const pictures = db
    .prepare<[string], Picture>(
      `SELECT a.hash, a.media_type AS mediaType FROM assets a JOIN version_assets v ON v.hash = a.hash
       WHERE v.version_id = ? ORDER BY a.hash`
    )
    .all(version.id)
    .filter(({ hash }) => html.includes(`asset://image/${hash}`))
  const pathOf = new Map(
    pictures.map(({ hash, mediaType }) => [hash, `images/${hash}.${imageExtensions[mediaType]}`])
  )

  const chapters = chaptersOf(html, version.importer.startsWith('epub/'))
  const files = chapters.map((_one, index) => `chapter-${index + 1}.xhtml`)
  const fileOf = new Map<string, string>()
  chapters.forEach((chapter, index) => {
    for (const [, name] of chapter.html.matchAll(/<a class="anchor" id="a-([^"]*)">/g))
      fileOf.set(textFromStored(name!), files[index]!)
  })
  const places = {
    fileOf: (anchor: string) => fileOf.get(anchor),
    picture: (hash: string) => pathOf.get(hash)
  }
  const contents: NavEntry[] = [{ href: 'title.xhtml', text: article.title, level: 1 }]
  const pages: NavEntry[] = []
  chapters.forEach(({ html, headings }, index) => {
    for (const { text, level, offset } of headings)
      contents.push({ href: `${files[index]}#h-${offset}`, text, level })
    for (const [, number, label] of html.matchAll(/<a class="page" id="p-(\d+)" data-label="([^"]*)">/g))
      pages.push({ href: `${files[index]}#p-${number}`, text: textFromStored(label!), level: 1 })
  })

  const items: BookItem[] = [
    { id: 'nav', href: 'nav.xhtml', mediaType: 'application/xhtml+xml', properties: 'nav' },
    { id: 'style', href: 'style.css', mediaType: 'text/css' },
    { id: TITLE_PAGE, href: 'title.xhtml', mediaType: 'application/xhtml+xml' },
    ...files.map((href, index) => ({
      id: `chapter-${index + 1}`,
      href,
      mediaType: 'application/xhtml+xml'
    })),
    ...pictures.map(({ hash, mediaType }) => ({
      id: `image-${hash}`,
      href: pathOf.get(hash)!,
      mediaType,
      ...(hash === article.leadImage && { properties: 'cover-image' }),
      // The one kind that EPUB does not count among those every program shows.
      ...(mediaType === 'image/avif' && { fallback: TITLE_PAGE })
    }))
  ]
  const add = (name: string, text: string) => zip.add(name, Buffer.from(text))
  // First and unpacked: what tells the file's kind by its first bytes (EPUB 3.3, section 4.2).
  await zip.add('mimetype', Buffer.from('application/epub+zip'), { store: true })
  await add('META-INF/container.xml', container)
  await add(
    'EPUB/package.opf',
    packageDocument(
      facts,
      items,
      files.map((_one, index) => `chapter-${index + 1}`)
    )
  )
  await add('EPUB/nav.xhtml', xhtmlPage(facts, article.title, navigation(contents, pages)))
  await add('EPUB/style.css', style)
  await add('EPUB/title.xhtml', xhtmlPage(facts, article.title, titlePage(facts)))
  for (const [index, chapter] of chapters.entries()) {
    if (signal?.aborted) throw new AppError('cancelled', 'errors.export.cancelled')
    const file = files[index]!
    const title = chapter.headings[0]?.text ?? article.title
    await add(`EPUB/${file}`, xhtmlPage(facts, title, xhtmlOf(chapter.html, file, places)))
  }
  const bytes = db.prepare<[string], Buffer>('SELECT bytes FROM assets WHERE hash = ?').pluck()
  for (const { hash } of pictures) {
    if (signal?.aborted) throw new AppError('cancelled', 'errors.export.cancelled')
    await zip.add(`EPUB/${pathOf.get(hash)}`, bytes.get(hash)!, { store: true })
  }
  await zip.finish()
}
