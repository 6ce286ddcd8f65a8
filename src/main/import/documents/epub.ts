import { strFromU8 } from 'fflate'
import { defaultTreeAdapter } from 'parse5'
import type { Block } from '../../../shared/blocks.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Sentence } from '../../../shared/sentence.ts'
import { blockText } from '../article/block-text.ts'
import { finishArticle } from '../article/finish-article.ts'
import type { ImportedArticle } from '../article/imported-article.ts'
import type { DirectImporter } from '../article/importer.ts'
import { directionOf, statedLanguage } from '../article/language.ts'
import { sameWords } from '../article/same-words.ts'
import { WarningSet } from '../article/warning-set.ts'
import { blocksFromHtml } from '../blocks/blocks-from-html.ts'
import { drawingsAsPictures } from '../drawings/page-drawings.ts'
import { attribute, bodyOf, elementsOf, isElement, moveChildren, type ParentNode } from '../html/html-tree.ts'
import { type SheetStyles, sheetsIn } from '../html/sheet-styles.ts'
import { styleStated, textStyles } from '../html/styles-stated.ts'
import { epubExtensions } from '../source/known-extensions.ts'
import { zipEntries } from '../source/zip-entries.ts'
import { bookMarkupPlain } from './epub-markup.ts'
import { decodeId } from './epub-own.ts'
import { type EpubPackage, readPackage } from './epub-package.ts'
import { markPages } from './epub-pages.ts'
import { makeElement, titleOf, titleOfPart } from './epub-titles.ts'
import { parseXhtml, resolveName } from './epub-xhtml.ts'

type Files = ReadonlyMap<string, Uint8Array>

/** EPUB 2 and 3: a book is one reading, its chapters one after the other. */
export const importEpub: DirectImporter = {
  name: 'epub/1',
  extensions: epubExtensions,
  binary: true,
  recognises: (head) => /^PK\x03\x04[\s\S]{0,80}?mimetypeapplication\/epub\+zip/.test(head),
  run({ bytes, fileName }): ImportedArticle {
    const files = zipEntries(
      bytes,
      fileName,
      (name) => /^META-INF\/|\.(?:opf|ncx|css|x?html?|xml|png|jpe?g|gif|webp|avif|svgz?)$/i.test(name),
      'errors.import.damagedBook'
    )
    if (isLocked(files)) throw new AppError('unsupported', 'errors.import.lockedBook', { name: fileName })
    const book = readPackage(files)
    if (!book || book.chapters.length === 0)
      throw new AppError('unreadable', 'errors.import.damagedBook', { name: fileName })
    const { root, warnings } = joinChapters(files, book)
    const resource = (reference: string) => files.get(/^book:(.*)$/s.exec(reference)?.[1] ?? '')
    warnings.push(...drawingsAsPictures(root, { resource }))
    const content = blocksFromHtml(root, { language: book.language, resource })
    const cover = content.assets.find((asset) => sameBytes(asset.bytes, files.get(book.cover)))
    // Our own books say it when a picture stands for the article; of others the first does.
    const lead = cover ?? (book.own ? undefined : content.assets[0])
    return finishArticle(
      {
        title: book.title,
        byline: book.creators.join(', '),
        site: book.publisher,
        published: book.date,
        modified: book.modified,
        licence: book.rights,
        url: book.source,
        standfirst: isSaidAbove(book.description, book.title, content.blocks) ? '' : book.description,
        ...book.own,
        language: book.language,
        direction: directionStated(book),
        tags: book.subjects,
        blocks: book.own ? content.blocks : withoutTitle(content.blocks, book.title),
        assets: content.assets,
        leadImage: lead?.hash ?? null,
        importer: this.name,
        mediaType: 'application/epub+zip',
        encoding: 'utf-8',
        guessed: false,
        warnings: [...remarksOn(book), ...warnings, ...content.warnings]
      },
      fileName
    )
  }
}

/** Only of a language that is written from the right does the turning of pages say how lines run. */
function directionStated({ own, progression, language }: EpubPackage): 'ltr' | 'rtl' | undefined {
  if (own) return progression
  return progression === 'rtl' && directionOf(statedLanguage(language), '') === 'rtl' ? 'rtl' : undefined
}

/** A description that is the title, or that the book's first page shows. */
function isSaidAbove(description: string, title: string, blocks: readonly Block[]): boolean {
  return [title, ...blocks.slice(0, 6).map(blockText)].some((text) => sameWords(text, description))
}

/** The title that a book's first page says again goes; what leads to it leads to the words below it. */
function withoutTitle(blocks: Block[], title: string): Block[] {
  const at = blocks.slice(0, 3).findIndex((block) => block.type === 'heading')
  const [heading, below] = [blocks[at], blocks[at + 1]]
  if (heading?.type !== 'heading' || !sameWords(blockText(heading), title)) return blocks
  if (below?.type !== 'paragraph' && below?.type !== 'heading') return blocks
  const places = heading.children.filter(({ type }) => type === 'anchor')
  return blocks.toSpliced(at, 2, { ...below, children: [...places, ...below.children] })
}

/** A book that names chapters it does not hold is read without them, one of laid out pages or recordings without those. */
function remarksOn({ missing, isFixed, isRecorded }: EpubPackage): Sentence[] {
  return [
    ...(missing > 0
      ? [{ key: 'imports.warnings.missingChapters', values: { count: missing } } as const]
      : []),
    ...(isFixed ? [{ key: 'imports.warnings.fixedLayout' } as const] : []),
    ...(isRecorded ? [{ key: 'imports.warnings.recordings' } as const] : [])
  ]
}

/** Obfuscated fonts are no lock; anything else that is encrypted is, and so are the shops' own marks. */
function isLocked(files: Files): boolean {
  if (
    files.has('META-INF/rights.xml') ||
    files.has('META-INF/sinf.xml') ||
    files.has('META-INF/license.lcpl')
  )
    return true
  const encryption = files.get('META-INF/encryption.xml')
  if (!encryption) return false
  const fonts = ['http://www.idpf.org/2008/embedding', 'http://ns.adobe.com/pdf/enc#rc']
  for (const element of elementsOf(parseXhtml(encryption, 'encryption.xml').root)) {
    if (!/(?:^|:)encryptionmethod$/.test(element.tagName)) continue
    if (!fonts.includes((attribute(element, 'algorithm') ?? '').toLowerCase())) return true
  }
  return false
}

/**
 * One tree of all chapters. Every id gets its chapter's number and every reference inside the book follows,
 * so that a footnote in another file is still found and still leads back; pictures are named by their files.
 */
function joinChapters(files: Files, book: EpubPackage): { root: ParentNode; warnings: Sentence[] } {
  const root = defaultTreeAdapter.createDocumentFragment()
  const numbers = new Map(book.chapters.map((name, index) => [name, index + 1]))
  const warnings = new WarningSet()
  const stylesOf = chapterStyles(files)
  for (const name of book.chapters) {
    const parsed = parseXhtml(files.get(name)!, name)
    for (const warning of parsed.warnings) warnings.add(warning)
    const body = bodyOf(parsed.root)
    if (!body) continue
    // Ours says in its markup all that there is to say.
    if (!book.own) styleStated(body, stylesOf(parsed.root, name))
    if (!book.own) {
      bookMarkupPlain(body)
      markPages(body, book.pages.get(name) ?? new Map())
    }
    rename(body, name, numbers, book.own !== undefined)
    const chapter = makeElement('section', [['id', `c${numbers.get(name)}`]])
    const label = book.own ? undefined : book.labels.get(name)
    const before = root.childNodes.at(-1)
    for (const part of label?.parts ?? []) {
      const made = titleOfPart(part, before && isElement(before) ? before : undefined, body)
      if (made) defaultTreeAdapter.appendChild(chapter, made)
    }
    const made = label && titleOf(body, label)
    if (made) defaultTreeAdapter.appendChild(chapter, made)
    moveChildren(body, chapter)
    defaultTreeAdapter.appendChild(root, chapter)
  }
  return { root, warnings: [...warnings] }
}

/** The style sheets that a chapter names, each set of them read once. */
function chapterStyles(files: Files): (chapter: ParentNode, name: string) => SheetStyles {
  const read = new Map<string, SheetStyles>()
  return (chapter, name) => {
    const sheets = sheetsIn(chapter)
    const named: string[] = []
    for (const one of elementsOf(chapter)) {
      if (one.tagName !== 'link' || !/stylesheet/i.test(attribute(one, 'rel') ?? '')) continue
      const sheet = resolveName(attribute(one, 'href') ?? '', name)
      if (files.has(sheet)) named.push(sheet)
    }
    const key = [...named, ...sheets].join('\n')
    const known = read.get(key)
    if (known) return known
    const styles = textStyles([...named.map((sheet) => strFromU8(files.get(sheet)!)), ...sheets])
    read.set(key, styles)
    return styles
  }
}

function rename(body: ParentNode, name: string, numbers: ReadonlyMap<string, number>, isOwn: boolean): void {
  const own = numbers.get(name)
  // Places of a book of ours have names that no other of its files has.
  const place = (number: number | undefined, id: string) => (isOwn ? decodeId(id) : `c${number}-${id}`)
  for (const one of [...elementsOf(body)]) {
    for (const stated of one.attrs) {
      if (stated.name === 'id' || (stated.name === 'name' && one.tagName === 'a'))
        stated.value = place(own, stated.value)
      else if (stated.name === 'href' && one.tagName === 'a')
        stated.value = follow(stated.value, name, numbers, place)
      else if (stated.name === 'src' && one.tagName === 'img')
        stated.value = `book:${resolveName(stated.value, name)}`
      else if (stated.name === 'srcset' && one.tagName === 'img') stated.value = ''
    }
    for (const stated of one.attrs) {
      const isReference =
        (one.tagName === 'image' && stated.name === 'href') ||
        (one.tagName === 'object' && stated.name === 'data') ||
        (one.tagName === 'embed' && stated.name === 'src')
      if (isReference && !/^data:/i.test(stated.value))
        stated.value = `book:${resolveName(stated.value, name)}`
    }
  }
}

function follow(
  reference: string,
  from: string,
  numbers: ReadonlyMap<string, number>,
  place: (number: number, id: string) => string
): string {
  const hash = reference.indexOf('#')
  const fragment = hash < 0 ? '' : reference.slice(hash + 1)
  const target = hash === 0 ? from : resolveName(reference, from)
  const number = numbers.get(target)
  if (number === undefined) return /^[a-z][a-z0-9+.-]*:/i.test(reference) ? reference : ''
  return fragment ? `#${place(number, fragment)}` : `#c${number}`
}

function sameBytes(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return b !== undefined && Buffer.compare(a, b) === 0
}
