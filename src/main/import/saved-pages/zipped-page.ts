import { AppError } from '../../../shared/errors.ts'
import type { ImportedArticle } from '../article/imported-article.ts'
import type { DirectImporter } from '../article/importer.ts'
import { isZip, zipEntries, zipNames } from '../source/zip-entries.ts'
import { importHtml } from '../web-page/html.ts'

/** What a page is called among the files that belong to it. */
const PAGE = 'index.html'
/** What of the rest is asked for. */
const shown = /^index\.html$|\.(?:css|png|jpe?g|gif|webp|avif|svg|bin)$/i

/**
 * A page and what it shows in one archive, as SingleFile writes it: a zip, or a page that begins as HTML, holds the zip
 * behind that, and would unpack itself if its program were run. Nothing is run here.
 */
export const importZippedPage: DirectImporter = {
  name: 'zipped-page/1',
  extensions: ['.zip'],
  binary: true,
  recognises: (head) =>
    /^(?:\xef\xbb\xbf)?\s*(?:<!doctype[^>]{0,300}>\s*)?<html[^>]{0,300}\sdata-sfz[\s=>]/i.test(head),
  run(source): ImportedArticle {
    const { bytes, fileName, address } = source
    // A page that has unpacked itself and was saved again says of itself what it was.
    if (!holdsArchive(bytes)) return importHtml.run(source)
    // Of an archive of anything, nothing is unpacked.
    if (isZip(bytes) && !zipNames(bytes).includes(PAGE))
      throw new AppError('unsupported', 'errors.import.notAText', {
        name: fileName,
        what: { key: 'errors.fileKind.zip' }
      })
    const files = zipEntries(bytes, fileName, (name) => shown.test(name), 'errors.import.damagedFile')
    const page = files.get(PAGE)
    if (!page) throw new AppError('unsupported', 'errors.import.noPage', { name: fileName })
    return {
      ...importHtml.run({
        bytes: page,
        fileName,
        address,
        resource: (reference) => files.get(nameOf(reference))
      }),
      importer: this.name,
      mediaType: 'application/zip'
    }
  }
}

const holdsArchive = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('PK\x03\x04', 0, 'latin1')

/** A reference of the page as a name in the archive. */
function nameOf(reference: string): string {
  const bare = reference.replace(/[?#].*$/s, '').replace(/^(?:\.\/)+/, '')
  try {
    return decodeURIComponent(bare)
  } catch {
    return bare
  }
}
