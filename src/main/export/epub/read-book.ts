import type { Database } from 'better-sqlite3'
import { textFromStored } from '../../import/body/stored-text.ts'
import { TITLE_PAGE } from '../../import/documents/epub-own.ts'
import type { ArticleRecord } from '../article-record.ts'
import { imageExtensions } from '../library-manifest.ts'
import { type Chapter, chaptersOf } from './chapters.ts'
import type { BookFacts, BookItem, NavEntry } from './package.ts'
import type { Places } from './xhtml.ts'

/** A chapter and the file it will be. */
export interface BookChapter extends Chapter {
  id: string
  file: string
}

export interface BookPicture {
  hash: string
  mediaType: keyof typeof imageExtensions
  file: string
}

/** An article as the parts of a book. */
export interface Book {
  facts: BookFacts
  chapters: readonly BookChapter[]
  /** Those its text shows; their bytes are in the library. */
  pictures: readonly BookPicture[]
  places: Places
}

export function readBook(db: Database, article: ArticleRecord): Book {
  const version = article.versions.find((one) => one.id === article.currentVersionId)!
  const html = db
    .prepare<[string], string>('SELECT html FROM article_versions WHERE id = ?')
    .pluck()
    .get(version.id) as string
  const chapters = chaptersOf(html, version.importer.startsWith('epub/')).map((chapter, index) => ({
    ...chapter,
    id: `chapter-${index + 1}`,
    file: `chapter-${index + 1}.xhtml`
  }))
  const pictures = shownPictures(db, version.id, html)
  return {
    facts: {
      ...article,
      standfirst: version.standfirst,
      sourceLine: version.sourceLine,
      tags: article.tags.map(({ tag }) => tag),
      changedAt: article.updatedAt
    },
    chapters,
    pictures,
    places: placesIn(chapters, pictures)
  }
}

function shownPictures(db: Database, versionId: string, html: string): BookPicture[] {
  return db
    .prepare<[string], Omit<BookPicture, 'file'>>(
      `SELECT a.hash, a.media_type AS mediaType FROM assets a JOIN version_assets v ON v.hash = a.hash
       WHERE v.version_id = ? ORDER BY a.hash`
    )
    .all(versionId)
    .filter(({ hash }) => html.includes(`asset://image/${hash}`))
    .map((picture) => ({
      ...picture,
      file: `images/${picture.hash}.${imageExtensions[picture.mediaType]}`
    }))
}

function placesIn(chapters: readonly BookChapter[], pictures: readonly BookPicture[]): Places {
  const fileOfAnchor = new Map<string, string>()
  for (const { html, file } of chapters) {
    for (const [, name] of html.matchAll(/<a class="anchor" id="a-([^"]*)">/g))
      fileOfAnchor.set(textFromStored(name!), file)
  }
  const fileOfPicture = new Map(pictures.map(({ hash, file }) => [hash, file]))
  return {
    fileOf: (anchor) => fileOfAnchor.get(anchor),
    picture: (hash) => fileOfPicture.get(hash)
  }
}

/** The table of contents: the title page, then every heading. */
export const contentsOf = ({ facts, chapters }: Book): NavEntry[] => [
  { href: 'title.xhtml', text: facts.title, level: 1 },
  ...chapters.flatMap(({ file, headings }) =>
    headings.map(({ text, level, offset }) => ({ href: `${file}#h-${offset}`, text, level }))
  )
]

/** Where the pages of what it was made from begin. */
export const pagesOf = ({ chapters }: Book): NavEntry[] =>
  chapters.flatMap(({ file, html }) =>
    Array.from(html.matchAll(/<a class="page" id="p-(\d+)" data-label="([^"]*)">/g), ([, number, label]) => ({
      href: `${file}#p-${number}`,
      text: textFromStored(label!),
      level: 1
    }))
  )

/** Every file of the book, as its package lists them. @param cover hash of the picture that stands for it */
export const itemsOf = ({ chapters, pictures }: Book, cover: string | null): BookItem[] => [
  { id: 'nav', href: 'nav.xhtml', mediaType: 'application/xhtml+xml', properties: 'nav' },
  { id: 'style', href: 'style.css', mediaType: 'text/css' },
  { id: TITLE_PAGE, href: 'title.xhtml', mediaType: 'application/xhtml+xml' },
  ...chapters.map(({ id, file }) => ({ id, href: file, mediaType: 'application/xhtml+xml' })),
  ...pictures.map(({ hash, mediaType, file }) => ({
    id: `image-${hash}`,
    href: file,
    mediaType,
    ...(hash === cover && { properties: 'cover-image' }),
    // The one kind that EPUB does not count among those every program shows.
    ...(mediaType === 'image/avif' && { fallback: TITLE_PAGE })
  }))
]
