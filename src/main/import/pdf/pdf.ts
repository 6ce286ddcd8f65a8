import type { PDFDocumentProxy } from 'pdfjs-dist'
import type { Block, Inline } from '../../../shared/blocks.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Sentence } from '../../../shared/sentence.ts'
import { finishArticle } from '../article/finish-article.ts'
import type { ImportedArticle } from '../article/imported-article.ts'
import type { Importer } from '../article/importer.ts'
import { detectLanguage, statedLanguage } from '../article/language.ts'
import { pdfExtensions } from '../source/known-extensions.ts'
import { buildBlocks } from './build-blocks.ts'
import { readFacts } from './document-facts.ts'
import { isGarbled } from './garbled-text.ts'
import { layOut } from './lay-out.ts'
import { openPdf } from './open-pdf.ts'
import { pageNames } from './page-labels.ts'
import type { PdfPage } from './pdf-page.ts'
import { readPage } from './read-page.ts'
import { PictureReader } from './read-pictures.ts'
import { findTitle } from './title.ts'

/** More pages than any book; a file that states more does so to keep readers waiting. */
const MOST_PAGES = 20_000
/** Milliseconds of the import's minute that reading pages may take; the rest of the pages stay viewable. */
const READING_TIME = 25_000
/** Milliseconds after which pictures are left to the original's pages. */
const PICTURE_TIME = 12_000
/** So many pages in a row that cannot be read are no pages. */
const MOST_BROKEN = 50

/** PDF: its text layer as paragraphs in reading order, with a mark where each page begins. */
export const importPdf: Importer = {
  name: 'pdf/1',
  binary: true,
  extensions: pdfExtensions,
  // Some programs put a few bytes before the header (ISO 32000-2, annex I, allows a reader to look for it).
  recognises: (head) => /^[\s\S]{0,1020}%PDF-\d/.test(head) && !/^\s*<(?:!doctype|html|\?xml)/i.test(head),
  async run({ bytes, fileName }): Promise<ImportedArticle> {
    const document = await openPdf(bytes, fileName)
    try {
      return await read(document, bytes, fileName)
    } finally {
      await document.loadingTask.destroy().catch(() => undefined)
    }
  }
}

async function read(
  document: PDFDocumentProxy,
  bytes: Uint8Array,
  fileName: string
): Promise<ImportedArticle> {
  const facts = await readFacts(document)
  const { pages, count, warnings } = await readPages(document, bytes, fileName)
  const { parts, headings, captions, notes, joiner, printed, bodySize, text } = layOut(pages, facts.outline)
  const labels = pageNames(count, facts.labels, printed)
  const draft = {
    importer: importPdf.name,
    mediaType: 'application/pdf',
    encoding: 'binary',
    guessed: false,
    published: facts.published,
    url: facts.url,
    site: facts.site,
    tags: facts.keywords
  }
  if (!/[\p{L}\p{N}]/u.test(text)) {
    if (!pages.some((page) => page.isDrawn))
      throw new AppError('unreadable', 'errors.import.noText', { name: fileName })
    return finishArticle(
      {
        ...draft,
        title: facts.title,
        byline: facts.authors,
        blocks: placeholders(labels),
        language: facts.language,
        warnings: [...warnings, { key: 'imports.warnings.scanned' }]
      },
      fileName
    )
  }
  const { title, byline, rest } = findTitle(parts, { ...facts, bodySize })
  const silent = pages.filter((page) => page.runs.length === 0 && page.isPictured).length
  if (silent > 0)
    warnings.push({ key: 'imports.warnings.picturedPages', values: { count: silent, total: count } })
  if (isGarbled(text)) warnings.push({ key: 'imports.warnings.garbled' })
  if (facts.isForm && count <= 2 && /adobe|please wait/i.test(text))
    warnings.push({ key: 'imports.warnings.pdfForm' })
  const blocks = buildBlocks({ parts: rest, headings, captions, notes, joiner, labels })
  const used = picturesIn(blocks)
  const assets = pages.flatMap((page) => page.pictures.map((one) => one.asset))
  const kept = [...new Map(assets.filter((one) => used.has(one.hash)).map((one) => [one.hash, one])).values()]
  const detected = detectLanguage(text.slice(0, 8000))
  const stated = statedLanguage(facts.language)
  return finishArticle(
    {
      ...draft,
      title,
      byline,
      blocks,
      assets: kept,
      leadImage: kept.find((one) => (one.width ?? 0) >= 200)?.hash ?? null,
      // Programs state the language of their menus; what the words say counts more.
      language: detected && stated.split('-')[0] !== detected.split('-')[0] ? detected : stated,
      warnings
    },
    fileName
  )
}

async function readPages(
  first: PDFDocumentProxy,
  bytes: Uint8Array,
  fileName: string
): Promise<{ pages: PdfPage[]; count: number; warnings: Sentence[] }> {
  const began = performance.now()
  const warnings: Sentence[] = []
  const pictures = new PictureReader(bytes)
  const pages: PdfPage[] = []
  let document = first
  let broken = 0
  let inARow = 0
  let count = Math.min(first.numPages, MOST_PAGES)
  for (let index = 0; index < count; index++) {
    if (performance.now() - began > READING_TIME) {
      warnings.push({ key: 'imports.warnings.firstPages', values: { count: index, total: count } })
      break
    }
    if (document === first && pictures.spent > PICTURE_TIME) {
      // Opened again without them, since there is no other way to say so.
      document = await openPdf(bytes, fileName, { pictures: false })
      pictures.leftOut = true
    }
    try {
      pages.push(await readPage(document, index, pictures))
      inARow = 0
    } catch {
      broken++
      inARow++
      if (inARow > MOST_BROKEN) {
        count = index + 1 - inARow
        broken -= inARow
        break
      }
    }
  }
  if (document !== first) await document.loadingTask.destroy().catch(() => undefined)
  if (pages.length === 0) throw new AppError('unreadable', 'errors.import.damagedPdf', { name: fileName })
  if (broken > 0)
    warnings.push({ key: 'imports.warnings.brokenPages', values: { count: broken, total: count } })
  if (pictures.leftOut) warnings.push({ key: 'imports.warnings.morePictures' })
  return { pages, count, warnings }
}

/** A page without words still has its place: it can be gone to, and seen beside. */
function placeholders(labels: readonly string[]): Block[] {
  return labels.map(
    (label, index): Block => ({
      type: 'paragraph',
      children: [
        { type: 'page', number: index + 1, label },
        { type: 'image', image: { alt: label } }
      ] satisfies Inline[]
    })
  )
}

function picturesIn(blocks: readonly Block[]): Set<string> {
  return new Set(
    blocks.flatMap((block) => (block.type === 'figure' && block.image?.asset ? [block.image.asset] : []))
  )
}
