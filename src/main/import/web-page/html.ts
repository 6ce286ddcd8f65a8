import type { Block } from '../../../shared/blocks.ts'
import { AppError } from '../../../shared/errors.ts'
import { blockText, inlineText } from '../article/block-text.ts'
import { finishArticle, line } from '../article/finish-article.ts'
import { type ImportedArticle, MAX_TITLE } from '../article/imported-article.ts'
import type { DirectImporter, ImportSource } from '../article/importer.ts'
import { statedLanguage } from '../article/language.ts'
import { sameWords } from '../article/same-words.ts'
import { webAddress } from '../article/web-address.ts'
import { blocksFromHtml } from '../blocks/blocks-from-html.ts'
import { drawingsAsPictures } from '../drawings/page-drawings.ts'
import { attribute, bodyOf, childElements, isElement, type ParentNode, parseHtml } from '../html/html-tree.ts'
import { numberingStated } from '../html/list-numbering.ts'
import { styleStated, textStyles } from '../html/styles-stated.ts'
import { declaredEncoding, decode, normalise } from '../source/decode.ts'
import { htmlExtensions } from '../source/known-extensions.ts'
import { type FrontMatter, readFrontMatter } from '../text/front-matter.ts'
import { backgroundsAsPictures } from './background-pictures.ts'
import { cleanBlocks } from './clean-blocks.ts'
import { conversationIn } from './conversation.ts'
import { customElementsPlain } from './custom-elements.ts'
import { disclosuresOpen } from './disclosures.ts'
import { embedsAsFrames } from './embeds-as-frames.ts'
import { factsAsTables } from './facts-as-tables.ts'
import { findArticle } from './find-article.ts'
import { findStandfirst } from './find-standfirst.ts'
import { headingsAlone } from './heading-links.ts'
import { readMetadata } from './html-metadata.ts'
import { inlineNotesBelow } from './inline-notes.ts'
import { mainPart } from './main-part.ts'
import { numberedRowsAsParagraphs } from './numbered-rows.ts'
import { formulasOnce } from './page-formulas.ts'
import { sheetsOfPage } from './page-sheets.ts'
import { paintedImages } from './painted-images.ts'
import { sizesOfPictures } from './picture-sizes.ts'
import { picturesOnce } from './pictures-once.ts'
import { picturesThatCame } from './pictures-that-came.ts'
import { picturesWithoutScripts } from './pictures-without-scripts.ts'
import { printedPagesAsMarks } from './printed-pages.ts'
import { savedAt, savedFrom } from './saved-page.ts'
import { shadowRootsInPlace } from './shadow-roots.ts'
import { shownLater } from './shown-later.ts'
import { statedText } from './stated-text.ts'
import { tabPanelsOpen } from './tab-panels.ts'
import { teaserRemark } from './teaser.ts'
import { undrawnFormulas } from './undrawn-formulas.ts'

/** Web pages and pieces of HTML. */
export const importHtml: DirectImporter = {
  name: 'html/1',
  extensions: htmlExtensions,
  recognises: (head) =>
    /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:---\r?\n[\s\S]{0,3000}?\n---\s*)?(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]/i.test(
      head
    ),
  run(source) {
    const { bytes, fileName } = source
    const { text, encoding, guessed } = decode(bytes, fileName, source.charset || declaredEncoding(bytes))
    const { matter, body } = readFrontMatter(text)
    const common = {
      importer: this.name,
      mediaType: 'text/html',
      encoding,
      guessed,
      addedAt: matter.addedAt ?? savedAt(body)
    }
    const from = {
      fileName,
      address: webAddress(matter.url) || savedFrom(body) || webAddress(source.address),
      resource: source.resource,
      whole: source.whole
    }
    const article = isPage(body) ? importPage(body, common, from) : importFragment(body, common, from)
    return withFrontMatter(article, matter)
  }
}

/** Rich text from the clipboard: converted as it is, since the reader has chosen what to copy. */
export function importPastedHtml(html: string, baseUrl?: string): ImportedArticle {
  const common = { importer: importHtml.name, mediaType: 'text/html', encoding: 'utf-8', guessed: false }
  // Windows puts a header before the fragment and comments around it.
  const fragment = /<!--StartFragment-->([\s\S]*?)<!--EndFragment-->/i.exec(html)?.[1] ?? html
  const article = importFragment(normalise(fragment), common, { fileName: '', address: baseUrl ?? '' })
  // Of a picture that was copied alone, only the address would be kept.
  if (article.assets.length === 0 && !article.blocks.some((block) => blockText(block).trim()))
    throw new AppError('unreadable', 'errors.import.pictureAlone')
  return article
}

interface Common {
  importer: string
  mediaType: string
  encoding: string
  guessed: boolean
  addedAt?: number | undefined
}

function isPage(text: string): boolean {
  return /<(?:!doctype|html|head|body|title|meta)[\s>]/i.test(text.slice(0, 20_000))
}

/** Where a page came from and what came along. */
interface From {
  fileName: string
  /** http or https, or empty. */
  address: string
  resource?: ImportSource['resource']
  whole?: boolean | undefined
}

function importFragment(
  text: string,
  common: Common,
  { fileName, address, resource }: From
): ImportedArticle {
  const { root, warnings } = parseHtml(text, 'fragment')
  embedsAsFrames(root)
  customElementsPlain(root)
  formulasOnce(root)
  picturesWithoutScripts(root)
  picturesOnce(root, sizesOfPictures(address, resource))
  warnings.push(...drawingsAsPictures(root, { baseUrl: address, resource }))
  const content = blocksFromHtml(root, { ...(address && { baseUrl: address }), resource })
  const { title, blocks } = headingAsTitle(content.blocks)
  return finishArticle(
    {
      ...common,
      title,
      url: address,
      blocks,
      assets: content.assets,
      warnings: [...warnings, ...content.warnings]
    },
    fileName
  )
}

function importPage(
  text: string,
  common: Common,
  { fileName, address, resource, whole }: From
): ImportedArticle {
  const { root, warnings } = parseHtml(text, 'document')
  shadowRootsInPlace(root)
  embedsAsFrames(root)
  customElementsPlain(root)
  headingsAlone(root)
  shownLater(root)
  numberedRowsAsParagraphs(root)
  const meta = readMetadata(root, address)
  const shown = findStandfirst(root, { title: meta.heading, description: meta.description })
  undrawnFormulas(root)
  formulasOnce(root)
  printedPagesAsMarks(root)
  inlineNotesBelow(root)
  const sheets = sheetsOfPage(root, meta.baseUrl, resource)
  const sizeOf = sizesOfPictures(meta.baseUrl, resource)
  paintedImages(root, sheets)
  picturesThatCame(root, sizeOf)
  picturesWithoutScripts(root)
  picturesOnce(root, sizeOf)
  backgroundsAsPictures(root, { sheets, leadImageUrl: meta.leadImageUrl, sizeOf })
  styleStated(root, textStyles(sheets.texts))
  numberingStated(root)
  warnings.push(...drawingsAsPictures(root, { baseUrl: meta.baseUrl, resource }))
  factsAsTables(root, meta.title)
  tabPanelsOpen(root)
  disclosuresOpen(root)
  const said = whole ? undefined : conversationIn(root, meta)
  const found = whole || said ? undefined : findArticle(root, meta.url, meta.heading)
  const shows = said?.root ?? found ?? (whole ? undefined : mainPart(root)) ?? bodyOf(root) ?? root
  const body = statedText(meta.text, shows) ?? shows
  const content = blocksFromHtml(body, { baseUrl: meta.baseUrl, language: meta.language, resource })
  const cleaned = found ? cleanBlocks(content.blocks, meta) : content.blocks
  const fallback = !meta.title ? headingAsTitle(cleaned) : undefined
  const title = meta.title || fallback?.title || ''
  const { blocks, standfirst } = withoutMasthead(
    fallback?.blocks ?? cleaned,
    title,
    // Whoever asks begins to speak at once.
    said ? '' : shown,
    // Who speaks first may speak again.
    said ? '' : meta.byline
  )
  const first = blocks.slice(0, 6).find((block) => block.type === 'figure' && block.image?.asset)
  return finishArticle(
    {
      ...common,
      ...meta,
      title,
      byline: said?.begunBy || meta.byline,
      standfirst,
      blocks,
      direction: directionStated(root),
      assets: content.assets,
      leadImage: (first?.type === 'figure' && first.image?.asset) || null,
      warnings: [...warnings, ...content.warnings, ...teaserRemark(meta, blocks)]
    },
    fileName
  )
}

/** What a block at the top of the file states comes before what the page says of itself. */
function withFrontMatter(article: ImportedArticle, matter: FrontMatter): ImportedArticle {
  const { title, byline, site, published, modified, licence, leadImageUrl, language } = matter
  return {
    ...article,
    ...(title && { title: line(title, MAX_TITLE) }),
    ...(byline && { byline: line(byline, 1000) }),
    ...(site && { site: line(site, 500) }),
    ...(published && { published: line(published, 40) }),
    ...(modified && { modified: line(modified, 40) }),
    ...(licence && { licence: line(licence, 500) }),
    ...(webAddress(leadImageUrl) && { leadImageUrl: webAddress(leadImageUrl) }),
    ...(statedLanguage(language) && { language: statedLanguage(language) }),
    tags: [...new Set([...article.tags, ...matter.tags.map((tag) => line(tag, 100)).filter(Boolean)])].slice(
      0,
      1000
    )
  }
}

/** A first heading of the highest level is the title of a text that has no other. */
export function headingAsTitle(blocks: Block[]): { title: string; blocks: Block[] } {
  const index = blocks.findIndex((block) => block.type === 'heading')
  const heading = blocks[index]
  if (heading?.type !== 'heading' || index > 2 || heading.level > 2) return { title: '', blocks }
  // Only one of its level: it stands for the whole, not for a part.
  const alone =
    heading.level === 1 ||
    !blocks.some(
      (block, other) => other !== index && block.type === 'heading' && block.level <= heading.level
    )
  const before = blocks.slice(0, index).every((block) => block.type === 'figure')
  if (!alone || !before) return { title: '', blocks }
  const title = inlineText(heading.children).replace(/\s+/gu, ' ').trim()
  return title ? { title, blocks: blocks.filter((_, other) => other !== index) } : { title: '', blocks }
}

/** Title, standfirst and byline that the page repeats above its text. */
function withoutMasthead(
  blocks: Block[],
  title: string,
  shown: string,
  byline: string
): { blocks: Block[]; standfirst: string } {
  const rest = [...blocks]
  for (let index = 0; index < Math.min(rest.length, 6); index += 1) {
    const block = rest[index] as Block
    if (block.type !== 'paragraph' && block.type !== 'heading') continue
    const text = blockText(block).replace(/\s+/gu, ' ').trim()
    if (
      sameWords(text, title) ||
      (byline && sameWords(text.replace(/^by\s+/i, ''), byline)) ||
      (shown && sameWords(text, shown))
    ) {
      rest.splice(index, 1)
      index -= 1
    }
  }
  return rest.length ? { blocks: rest, standfirst: shown } : { blocks, standfirst: '' }
}

function directionStated(root: ParentNode): 'ltr' | 'rtl' | undefined {
  const html = childElements(root).find((element) => element.tagName === 'html')
  // The inner statement is about the text; the outer one is often a template's.
  for (const element of [bodyOf(root), html]) {
    const dir = element && isElement(element) ? attribute(element, 'dir')?.toLowerCase() : undefined
    if (dir === 'rtl' || dir === 'ltr') return dir
  }
  return undefined
}
