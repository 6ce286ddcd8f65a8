import type { Block } from '../../../shared/blocks.ts'
import { AppError } from '../../../shared/errors.ts'
import { blockText } from '../article/block-text.ts'
import { finishArticle } from '../article/finish-article.ts'
import type { ImportedArticle } from '../article/imported-article.ts'
import { statedLanguage } from '../article/language.ts'
import { importMarkdown } from '../markdown/markdown.ts'
import { normalise } from '../source/decode.ts'
import { structureText } from '../text/plain-text.ts'
import { importPastedHtml } from '../web-page/html.ts'
import type { LibraryEntry } from './library-entry.ts'
import { oneLine } from './make-entry.ts'
import { ENTRY_IMPORTER, quotedBlocks } from './quoted-blocks.ts'

/**
 * The article of an entry: its own text where the app gave it away, else what is known of it (description,
 * marked passages, address). What the app says of title, author and dates goes before what the text says.
 */
export function importEntry(entry: LibraryEntry): ImportedArticle {
  const text = withText(entry)
  const article = text ?? withoutText(entry)
  return {
    ...article,
    title: entry.title || article.title,
    byline: entry.byline || article.byline,
    site: entry.site || article.site,
    url: entry.url || article.url,
    published: entry.published || article.published,
    modified: entry.modified || article.modified,
    licence: entry.licence || article.licence,
    leadImageUrl: entry.leadImageUrl || article.leadImageUrl,
    language: statedLanguage(entry.language) || article.language,
    standfirst: article.standfirst || (text ? descriptionOf(entry, text) : ''),
    tags: entry.tags,
    importer: ENTRY_IMPORTER
  }
}

/** A standfirst is a sentence or two. */
const STANDFIRST = 500

/** What an app says a text is about is its standfirst, unless the text says it itself: it is often its beginning. */
function descriptionOf({ excerpt }: LibraryEntry, { blocks }: ImportedArticle): string {
  const said = excerpt.replace(/\s+/gu, ' ').trim()
  if (!said || said.length > STANDFIRST) return ''
  const start = said.replace(/\s*(?:…|\.{3})$/u, '').slice(0, 60)
  return blocks.slice(0, 20).some((block) => oneLine(blockText(block), 4000).includes(start)) ? '' : said
}

/** The bytes an entry is kept as: its text, or itself without its place in the file. */
export function entryBytes({ row: _, ...entry }: LibraryEntry): Uint8Array {
  return Buffer.from(entry.content?.text ?? JSON.stringify(entry))
}

function withText({ content, url }: LibraryEntry): ImportedArticle | undefined {
  if (!content) return undefined
  try {
    if (content.kind === 'html') return importPastedHtml(content.text, url || undefined)
    if (content.kind === 'markdown')
      return importMarkdown.run({ bytes: Buffer.from(content.text), fileName: '' })
    return finishArticle(
      { ...structureText(normalise(content.text)), ...common, mediaType: 'text/plain' },
      ''
    )
  } catch (error) {
    // A page without a word in it; the address is still worth keeping.
    if (error instanceof AppError) return undefined
    throw error
  }
}

const common = { importer: ENTRY_IMPORTER, encoding: 'utf-8', guessed: false }

function withoutText(entry: LibraryEntry): ImportedArticle {
  const blocks: Block[] = quotedBlocks(entry.excerpt)
  for (const highlight of entry.highlights) {
    blocks.push({ type: 'quote', blocks: quotedBlocks(highlight.exact) })
  }
  if (entry.url) {
    blocks.push({
      type: 'paragraph',
      children: [{ type: 'link', href: entry.url, children: [{ type: 'text', text: shown(entry.url) }] }]
    })
  }
  const title = entry.title || shown(entry.url)
  if (blocks.length === 0) blocks.push(...quotedBlocks(title))
  return finishArticle({ ...common, title, blocks, mediaType: 'application/json' }, '')
}

/** An address without what every address has. */
const shown = (url: string) => url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '')
