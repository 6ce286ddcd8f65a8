import { strFromU8, strToU8, zipSync } from 'fflate'
import mammoth from 'mammoth'
import { defaultTreeAdapter, html as names } from 'parse5'
import { AppError } from '../../../shared/errors.ts'
import { finishArticle } from '../article/finish-article.ts'
import type { ImportedArticle } from '../article/imported-article.ts'
import type { Importer } from '../article/importer.ts'
import { blocksFromHtml } from '../blocks/blocks-from-html.ts'
import {
  elementsOf,
  hasClass,
  lineOf,
  type ParentNode,
  parseHtml,
  remove,
  textOf
} from '../html/html-tree.ts'
import { docxExtensions } from '../source/known-extensions.ts'
import { zipEntries } from '../source/zip-entries.ts'
import { headingAsTitle } from '../web-page/html.ts'
import { CAPTION_CLASS, captionsInPlace } from './docx-captions.ts'
import { DISPLAYED_STYLE, FORMULA_STYLE, formulasAsRuns } from './docx-formulas.ts'
import { parseXhtml } from './epub-xhtml.ts'

const SUBTITLE_CLASS = 'subtitle'

/** What mammoth does not know by itself, by the names Word gives its styles in every language, and Pandoc its own. */
const styles = [
  "p[style-name='Title'] => h1:fresh",
  `p[style-name='Subtitle'] => p.${SUBTITLE_CLASS}:fresh`,
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Intense Quote'] => blockquote > p:fresh",
  "p[style-name='HTML Preformatted'] => pre:separator('\\n')",
  "p[style-name='Code'] => pre:separator('\\n')",
  "p[style-name='Source Code'] => pre:separator('\\n')",
  "p[style-name='Block Text'] => blockquote > p:fresh",
  "p[style-name='Definition Term'] => dl > dt:fresh",
  "p[style-name='Definition'] => dl > dd:fresh",
  ...['caption', 'Image Caption', 'Table Caption'].map(
    (name) => `p[style-name='${name}'] => p.${CAPTION_CLASS}:fresh`
  ),
  `r.${FORMULA_STYLE} => span.${FORMULA_STYLE}:fresh`,
  `r.${DISPLAYED_STYLE} => span.${DISPLAYED_STYLE}:fresh`,
  "r[style-name='HTML Code'] => code",
  "r[style-name='Verbatim Char'] => code",
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
    for (const name of withFormulas) {
      const part = files.get(name)
      if (part) files.set(name, strToU8(fieldsOpen(formulasAsRuns(strFromU8(part)))))
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
    formulasOf(root)
    captionsInPlace(root)
    const standfirst = subtitleOf(root)
    const content = blocksFromHtml(root)
    const facts = readFacts(files.get('docProps/core.xml'))
    const fallback = headingAsTitle(content.blocks)
    const lead = content.assets[0]
    return finishArticle(
      {
        title: fallback.title || facts.title,
        standfirst,
        // Word divides authors by semicolons.
        byline: facts.creator.split(/\s*;\s*/).join(', '),
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

/** What fields show, a number or a name that Word keeps up to date, as the words they are: mammoth leaves simple ones out. */
const fieldsOpen = (xml: string) => xml.replace(/<\/?w:fldSimple\b[^>]*>/g, '')

/** The line below the title. It is taken out of the tree. */
function subtitleOf(root: ParentNode): string {
  for (const one of elementsOf(root)) {
    if (/^h[2-6]$/.test(one.tagName)) break
    if (!hasClass(one, SUBTITLE_CLASS)) continue
    remove(one)
    return lineOf(one)
  }
  return ''
}

/** The parts of a document that hold its text. */
const withFormulas = ['word/document.xml', 'word/footnotes.xml', 'word/endnotes.xml']

/** Formulas as pages hold them. The tree is changed. */
function formulasOf(root: ParentNode): void {
  for (const run of [...elementsOf(root)]) {
    const isDisplayed = hasClass(run, DISPLAYED_STYLE)
    const parent = run.parentNode
    if (!parent || !(isDisplayed || hasClass(run, FORMULA_STYLE))) continue
    const display = isDisplayed ? [{ name: 'display', value: 'block' }] : []
    const math = defaultTreeAdapter.createElement('math', names.NS.MATHML, display)
    const annotation = defaultTreeAdapter.createElement('annotation', names.NS.MATHML, [
      { name: 'encoding', value: 'application/x-tex' }
    ])
    defaultTreeAdapter.insertText(annotation, textOf(run))
    defaultTreeAdapter.appendChild(math, annotation)
    defaultTreeAdapter.insertBefore(parent, math, run)
    remove(run)
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
