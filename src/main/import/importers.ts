import { AppError } from '../../shared/errors.ts'
import { normalise } from './decode.ts'
import { importEpub } from './epub.ts'
import { finishArticle } from './finish-article.ts'
import { importHtml, importPastedHtml } from './html.ts'
import { importPlainText } from './import-plain-text.ts'
import type { ImportedArticle } from './imported-article.ts'
import type { Importer, ImportSource } from './importer.ts'
import { importMarkdown } from './markdown.ts'
import { structureText } from './plain-text.ts'
import { extensionOf, sniffBinary } from './sniff.ts'
import { isZip } from './zip-entries.ts'

/** Every format that can be read, in the order in which contents are asked. */
export const importers: readonly Importer[] = [importEpub, importHtml, importMarkdown, importPlainText]

/** Chooses by content first, then by name; what is neither is read as plain text. */
export function importBytes(source: ImportSource): ImportedArticle {
  if (source.bytes.length === 0) {
    throw new AppError('unreadable', 'errors.import.empty', { name: source.fileName })
  }
  const start = Buffer.from(source.bytes.subarray(0, 300)).toString('latin1')
  if (importEpub.recognises?.(start) || (isZip(source.bytes) && extensionOf(source.fileName) === '.epub'))
    return importEpub.run(source)
  const other = sniffBinary(source.bytes)
  if (other) {
    throw new AppError('unsupported', 'errors.import.notAText', {
      name: source.fileName,
      what: { key: other }
    })
  }
  const head = Buffer.from(source.bytes.buffer, source.bytes.byteOffset, Math.min(source.bytes.length, 4096))
  // Two-byte encodings show their tags with NULs between.
  const text = head.toString('latin1').replaceAll('\0', '')
  const extension = extensionOf(source.fileName)
  const importer =
    importers.find((one) => one.recognises?.(text)) ??
    importers.find((one) => one.extensions.includes(extension)) ??
    importPlainText
  return importer.run(source)
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
