import { AppError } from '../../shared/errors.ts'
import { finishArticle } from './article/finish-article.ts'
import type { ImportedArticle } from './article/imported-article.ts'
import type { DirectImporter, Importer, ImportSource } from './article/importer.ts'
import { importDocx } from './documents/docx.ts'
import { importEpub } from './documents/epub.ts'
import { importMarkdown } from './markdown/markdown.ts'
import { importPdf } from './pdf/pdf.ts'
import { importMhtml } from './saved-pages/mhtml.ts'
import { importWarc } from './saved-pages/warc.ts'
import { importWebarchive } from './saved-pages/webarchive.ts'
import { importZippedPage } from './saved-pages/zipped-page.ts'
import { normalise } from './source/decode.ts'
import { extensionOf, sniffBinary } from './source/sniff.ts'
import { isZip } from './source/zip-entries.ts'
import { importPlainText } from './text/import-plain-text.ts'
import { structureText } from './text/plain-text.ts'
import { importHtml, importPastedHtml } from './web-page/html.ts'
import { shownText } from './web-page/shown-text.ts'

/** The formats that are read without waiting for anything, in the order in which contents are asked. */
const directImporters: readonly DirectImporter[] = [
  importEpub,
  importWebarchive,
  importWarc,
  importZippedPage,
  importHtml,
  importMarkdown,
  importPlainText
]

/** Every format that can be read, in the order in which contents are asked. */
export const importers: readonly Importer[] = [importPdf, importDocx, importMhtml, ...directImporters]

/** Reads any format. Chooses by content first, then by name; what is neither is read as plain text. */
export async function importFile(source: ImportSource): Promise<ImportedArticle> {
  const [importer, given] = chosenFor(importers, source)
  return withNameTold(await importer.run(given), importer, given)
}

/** The same for the formats that need not wait. */
export function importBytes(source: ImportSource): ImportedArticle {
  const [importer, given] = chosenFor(directImporters, source)
  return withNameTold(importer.run(given), importer, given)
}

/** Who reads a source, and what they are given of it: of a browser's page about a text, the text. */
function chosenFor<T extends Importer>(from: readonly T[], source: ImportSource): [T, ImportSource] {
  const importer = choose(from, source)
  const text = importer.name === importHtml.name ? shownText(source) : undefined
  return text ? [choose(from, text), text] : [importer, source]
}

/**
 * A book, PDF or archive by its name that holds something else, as when a server answered with a page of its own: it
 * is read as what it is, and whoever expected the other is told.
 */
function withNameTold(
  article: ImportedArticle,
  chosen: Importer,
  { fileName }: ImportSource
): ImportedArticle {
  const extension = extensionOf(fileName)
  const isPromised = importers.some((one) => one.binary && one.extensions.includes(extension))
  if (!isPromised || chosen.extensions.includes(extension)) return article
  return {
    ...article,
    warnings: [...article.warnings, { key: 'imports.warnings.otherKind', values: { extension } }]
  }
}

/** @throws AppError when the bytes are none of the formats and no text either */
function choose<T extends Importer>(from: readonly T[], source: ImportSource): T {
  if (source.bytes.length === 0) {
    throw new AppError('unreadable', 'errors.import.empty', { name: source.fileName })
  }
  const head = Buffer.from(source.bytes.buffer, source.bytes.byteOffset, Math.min(source.bytes.length, 4096))
  // Two-byte encodings show their tags with NULs between.
  const raw = head.toString('latin1')
  const text = raw.replaceAll('\0', '')
  const extension = extensionOf(source.fileName)
  const named = (one: T) => one.extensions.includes(extension)
  const chosen =
    from.find((one) => one.binary && one.recognises?.(raw)) ??
    (isZip(source.bytes) ? from.find((one) => one.binary && named(one)) : undefined)
  if (chosen) return chosen
  const other = sniffBinary(source.bytes)
  if (other === 'errors.fileKind.rtf')
    throw new AppError('unsupported', 'errors.import.rtf', { name: source.fileName })
  const written = ofWordProcessor(raw, extension)
  if (written) {
    throw new AppError('unsupported', 'errors.import.wordProcessor', {
      name: source.fileName,
      what: { key: written }
    })
  }
  if (other) {
    throw new AppError('unsupported', 'errors.import.notAText', {
      name: source.fileName,
      what: { key: other }
    })
  }
  const texts = from.filter((one) => !one.binary)
  const found = texts.find((one) => one.recognises?.(text)) ?? texts.find(named) ?? texts.at(-1)
  if (!found) throw new Error('There is no importer for plain text')
  return found
}

/** A text of a word processor in a format that is not read, which the program can save in one that is. */
function ofWordProcessor(head: string, extension: string) {
  if (/^PK\x03\x04[\s\S]{26}mimetypeapplication\/vnd\.oasis\.opendocument\.text/.test(head))
    return 'errors.fileKind.openDocument' as const
  return /^\.do[ct]$/.test(extension) && head.startsWith('\xd0\xcf\x11\xe0')
    ? ('errors.fileKind.oldOffice' as const)
    : undefined
}

/** What came from the clipboard: rich text when there is any, else plain. */
export function importPaste(paste: { text: string; html?: string | undefined }): ImportedArticle {
  if (paste.html?.trim()) return importPastedHtml(paste.html)
  if (!paste.text.trim()) throw new AppError('unreadable', 'errors.import.nothingToPaste')
  return finishArticle(
    {
      ...structureText(normalise(paste.text)),
      importer: importPlainText.name,
      mediaType: 'text/plain',
      encoding: 'utf-8',
      guessed: false
    },
    ''
  )
}
