import { zipSync } from 'fflate'
import mammoth from 'mammoth'
import { AppError } from '../../../shared/errors.ts'
import { finishArticle } from '../article/finish-article.ts'
import type { ImportedArticle } from '../article/imported-article.ts'
import type { Importer } from '../article/importer.ts'
import { blocksFromHtml } from '../blocks/blocks-from-html.ts'
import { elementsOf, lineOf, parseHtml } from '../html/html-tree.ts'
import { docxExtensions } from '../source/known-extensions.ts'
import { zipEntries } from '../source/zip-entries.ts'
import { headingAsTitle } from '../web-page/html.ts'
import { parseXhtml } from './epub-package.ts'

/** What mammoth does not know by itself, by the names Word gives its styles in every language. */
const styles = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Subtitle'] => p:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Intense Quote'] => blockquote > p:fresh",
  "p[style-name='HTML Preformatted'] => pre:separator('\\n')",
  "p[style-name='Code'] => pre:separator('\\n')",
  "r[style-name='HTML Code'] => code",
  'u => u'
]

/** Word documents (ECMA-376), by mammoth: headings, lists, tables, footnotes and pictures; no layout. */
export const importDocx: Importer = {
  name: 'docx/1',
  extensions: docxExtensions,
  binary: true,
  recognises: (head) =>
    /^PK\x03\x04[\s\S]{26}(?:\[Content_Types\]\.xml|_rels\/\.rels|docProps\/|word\/)/.test(head),
  async run({ bytes, fileName }): Promise<ImportedArticle> {
    const files = zipEntries(
      bytes,
      fileName,
      (name) => /^(?:\[Content_Types\]\.xml|_rels\/|docProps\/|word\/)/i.test(name),
      'errors.import.damagedFile'
    )
    if (!files.has('word/document.xml')) {
      const isOffice = files.has('[Content_Types].xml')
      throw isOffice
        ? new AppError('unsupported', 'errors.import.notAText', {
            name: fileName,
            what: { key: 'errors.fileKind.officeDocument' }
          })
        : new AppError('unreadable', 'errors.import.damagedFile', { name: fileName })
    }
    // Packed anew without compression from what was counted while unpacking, so that nothing is unpacked uncounted.
    const counted = zipSync(Object.fromEntries(files), { level: 0 })
    let html: string
    try {
      const { value } = await mammoth.convertToHtml(
        { buffer: Buffer.from(counted.buffer, counted.byteOffset, counted.byteLength) },
        { styleMap: styles, externalFileAccess: false }
      )
      html = value
    } catch (error) {
      throw new AppError('unreadable', 'errors.import.damagedFile', { name: fileName }, { cause: error })
    }
    const { root, warnings } = parseHtml(html, 'fragment')
    const content = blocksFromHtml(root)
    const facts = readFacts(files.get('docProps/core.xml'))
    const fallback = headingAsTitle(content.blocks)
    const lead = content.assets[0]
    return finishArticle(
      {
        title: fallback.title || facts.title,
        byline: facts.creator,
        published: facts.created,
        language: facts.language,
        tags: facts.keywords,
        blocks: fallback.blocks,
        assets: content.assets,
        leadImage: lead?.hash ?? null,
        importer: importDocx.name,
        mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        encoding: 'utf-8',
        guessed: false,
        warnings: [...warnings, ...content.warnings]
      },
      fileName
    )
  }
}

/** What the document says of itself (Dublin Core). */
function readFacts(core: Uint8Array | undefined) {
  const facts = new Map<string, string>()
  if (core) {
    for (const one of elementsOf(parseXhtml(core, 'core.xml').root)) {
      const name = one.tagName.replace(/^.*:/, '')
      if (!facts.has(name)) facts.set(name, lineOf(one))
    }
  }
  const get = (name: string) => facts.get(name) ?? ''
  return {
    title: get('title'),
    creator: get('creator'),
    created: /^\d{4}-\d{2}-\d{2}/.exec(get('created'))?.[0] ?? '',
    language: get('language'),
    keywords: get('keywords')
      .split(/[,;]/)
      .map((word) => word.trim())
      .filter(Boolean)
  }
}
