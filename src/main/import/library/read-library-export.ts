import { AppError } from '../../../shared/errors.ts'
import { addAll } from '../../../shared/long-lists.ts'
import { decode } from '../source/decode.ts'
import { isZip, zipEntries, zipNames } from '../source/zip-entries.ts'
import { annotationSetXml } from './annotation-set-xml.ts'
import { goodLinksJson, linkwardenJson, pinboardJson } from './bookmark-json-formats.ts'
import {
  hypothesisCsv,
  instapaperCsv,
  pocketCsv,
  raindropCsv,
  readerCsv,
  readwiseCsv
} from './csv-formats.ts'
import { bookmarksHtml, opml, pocketHtml } from './html-list-formats.ts'
import { hypothesisJson, karakeepJson, wallabagJson } from './json-formats.ts'
import { kindleClippings } from './kindle-clippings.ts'
import { kindleNotebook } from './kindle-notebook.ts'
import type { LibraryExport, LibraryFormat } from './library-entry.ts'
import { isMatter, matterHighlights, matterHistory, readMatter } from './matter.ts'
import { isOmnivore, readOmnivore } from './omnivore.ts'
import { joinPocketHighlights, pocketHighlights } from './pocket-highlights.ts'
import { bibtex, cslJson, ris } from './references.ts'
import { webAnnotations } from './web-annotations.ts'

/** Every format, in the order in which contents are asked. */
const libraryFormats: readonly LibraryFormat[] = [
  pocketHtml,
  bookmarksHtml,
  kindleNotebook,
  annotationSetXml,
  opml,
  pocketCsv,
  pocketHighlights,
  instapaperCsv,
  readerCsv,
  readwiseCsv,
  raindropCsv,
  hypothesisCsv,
  matterHistory,
  matterHighlights,
  wallabagJson,
  karakeepJson,
  pinboardJson,
  goodLinksJson,
  linkwardenJson,
  webAnnotations,
  hypothesisJson,
  cslJson,
  ris,
  bibtex,
  kindleClippings
]

/** How much of a text is looked at to tell what it is. */
const HEAD = 65_536

/**
 * Reads what another app gave away of its library, or undefined when the bytes are no such thing.
 * @throws AppError `unreadable`, `too-large` or `unsupported`, naming the file
 */
export function readLibraryExport(bytes: Uint8Array, fileName: string): LibraryExport | undefined {
  if (isZip(bytes)) return isDocument(bytes) ? undefined : readArchive(bytes, fileName)
  const { text } = decode(bytes, fileName)
  return readText(text, fileName)
}

/**
 * The app whose export these bytes are, told by their beginning (for an archive: by the names in it), or
 * an empty string.
 */
export function recogniseLibraryExport(bytes: Uint8Array, fileName: string): string {
  if (isZip(bytes)) {
    if (isDocument(bytes)) return ''
    const names = zipNames(bytes)
    if (isOmnivore(names)) return 'Omnivore'
    if (isMatter(names)) return 'Matter'
    return names.some((name) => /(?:^|\/)part_\d+\.csv$/.test(name)) ? 'Pocket' : ''
  }
  if (!/\.(?:csv|json(?:ld)?|html?|txt|opml|xml|bib|bibtex|ris|ann|annotation|annot)$/i.test(fileName))
    return ''
  let head: string
  try {
    head = decode(bytes.subarray(0, HEAD), fileName).text
  } catch {
    return ''
  }
  return libraryFormats.find((one) => one.recognises(head, fileName))?.name ?? ''
}

/** Books and Office documents are archives, too; both say so in the name of their first file. */
function isDocument(bytes: Uint8Array): boolean {
  const first = Buffer.from(bytes.subarray(30, 60)).toString('latin1')
  return first.startsWith('mimetype') || first.startsWith('[Content_Types]')
}

function readText(text: string, fileName: string): LibraryExport | undefined {
  const head = text.slice(0, HEAD)
  const format = libraryFormats.find((one) => one.recognises(head, fileName))
  if (!format) return undefined
  try {
    return format.read(text)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError(
      'unreadable',
      'errors.libraryImport.cutShort',
      { name: fileName, app: format.name },
      { cause: error }
    )
  }
}

function readArchive(bytes: Uint8Array, fileName: string): LibraryExport | undefined {
  const files = zipEntries(
    bytes,
    fileName,
    (name) => /\.(?:json(?:ld)?|csv|html?|md|txt|bib|ris|opml)$/i.test(name),
    'errors.libraryImport.damagedArchive'
  )
  if (isOmnivore(files.keys())) return readOmnivore(files)
  if (isMatter(files.keys())) return readMatter(files)
  let whole: LibraryExport | undefined
  for (const [name, content] of [...files].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const part = readText(decode(content, name).text, name)
    if (!part) continue
    if (!whole) whole = part
    else if (whole.app === part.app) {
      addAll(whole.entries, part.entries)
      addAll(whole.unreadable, part.unreadable)
    }
  }
  if (whole?.app === pocketHighlights.name) whole.entries = joinPocketHighlights(whole.entries)
  return whole
}
