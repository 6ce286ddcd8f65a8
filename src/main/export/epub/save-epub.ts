import type { Database } from 'better-sqlite3'
import { AppError } from '../../../shared/errors.ts'
import { writeWhole } from '../../files/write-whole.ts'
import type { ArticleRecord } from '../article-record.ts'
import { readArticleRecord } from '../read-article-record.ts'
import { type ZipWriter, zipWriter } from '../zip-writer.ts'
import { container, navigation, packageDocument, style, titlePage, xhtmlPage } from './package.ts'
import { contentsOf, itemsOf, pagesOf, readBook } from './read-book.ts'
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

async function writeBook(
  db: Database,
  zip: ZipWriter,
  article: ArticleRecord,
  signal: AbortSignal | undefined
): Promise<void> {
  const book = readBook(db, article)
  const { facts, chapters, pictures, places } = book
  const add = (name: string, text: string) => zip.add(name, Buffer.from(text))
  // First and unpacked: what tells the file's kind by its first bytes (EPUB 3.3, section 4.2).
  await zip.add('mimetype', Buffer.from('application/epub+zip'), { store: true })
  await add('META-INF/container.xml', container)
  const spine = chapters.map(({ id }) => id)
  await add('EPUB/package.opf', packageDocument(facts, itemsOf(book, article.leadImage), spine))
  await add('EPUB/nav.xhtml', xhtmlPage(facts, article.title, navigation(contentsOf(book), pagesOf(book))))
  await add('EPUB/style.css', style)
  await add('EPUB/title.xhtml', xhtmlPage(facts, article.title, titlePage(facts)))
  for (const { file, headings, html } of chapters) {
    if (signal?.aborted) throw new AppError('cancelled', 'errors.export.cancelled')
    const title = headings[0]?.text ?? article.title
    await add(`EPUB/${file}`, xhtmlPage(facts, title, xhtmlOf(html, file, places)))
  }
  const bytes = db.prepare<[string], Buffer>('SELECT bytes FROM assets WHERE hash = ?').pluck()
  for (const { hash, file } of pictures) {
    if (signal?.aborted) throw new AppError('cancelled', 'errors.export.cancelled')
    await zip.add(`EPUB/${file}`, bytes.get(hash)!, { store: true })
  }
  await zip.finish()
}
