import { escapeHtml } from '../../../shared/escape-html.ts'
import { textFromStored } from '../../import/body/stored-text.ts'
import { encodeId } from '../../import/documents/epub-own.ts'

/** How the files of one book are named, and what has been written of it. */
export interface Places {
  /** The file an anchor stands in. */
  fileOf(anchor: string): string | undefined
  /** Path of a picture by its hash, or undefined when it is not in the library. */
  picture(hash: string): string | undefined
}

/**
 * Stored HTML as the XHTML of EPUB 3. It is the same elements written as XML, so that importing it gives the
 * same blocks; what XHTML does not allow is said in another way that the importer knows
 * (import/documents/epub-own.ts). Stored text holds no unescaped angle or quote: the patterns match markup alone.
 *
 * @param file the name of the file it will be
 */
export function xhtmlOf(html: string, file: string, places: Places): string {
  return (
    withoutIllegal(html)
      .replace(/^<(h[2-6])((?: dir="[a-z]+")?) data-at="(\d+)">/gm, '<$1 id="h-$3"$2>')
      // The importer knows mathematics by it.
      .replace(/( class="math")? data-at="\d+"/g, (_all, math?: string) =>
        math ? `${math} data-at="0"` : ''
      )
      .replace(
        /<a class="anchor" id="a-([^"]*)"><\/a>/g,
        (_all, name: string) => `<a id="${encodeId(textFromStored(name))}"></a>`
      )
      .replace(/<a class="jump" href="#a-([^"]*)">/g, (_all, name: string) => {
        const there = places.fileOf(textFromStored(name))
        if (there === undefined) return '<a>'
        return `<a href="${there === file ? '' : there}#${encodeId(textFromStored(name))}">`
      })
      .replace(
        /<a class="page" (id="p-\d+") data-label="([^"]*)"><\/a>/g,
        '<span class="page" $1 data-label="$2" epub:type="pagebreak" role="doc-pagebreak" aria-label="$2"></span>'
      )
      .replace(
        /<img src="asset:\/\/image\/([0-9a-f]{64})"([^>]*) loading="lazy" decoding="async">/g,
        (_all, hash: string, rest: string) => `<img src="${places.picture(hash) ?? ''}"${rest}/>`
      )
      .replace(/<(br|hr)>/g, '<$1/>')
      // A `time` without a date must be one itself.
      .replace(/<time>/g, '<span data-mark="time">')
      .replace(/<\/time>/g, '</span>')
      // A list of definitions begins with a term and ends with a definition.
      .replace(/<dl><dd/g, '<dl><dt></dt><dd')
      .replace(/<\/dt><\/dl>/g, '</dt><dd></dd></dl>')
  )
}

/** Text for XML: escaped, without the characters it cannot hold. */
export const xml = (text: string) => escapeHtml(withoutIllegal(text))

/** XML 1.0, production 2. */
function withoutIllegal(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
}
