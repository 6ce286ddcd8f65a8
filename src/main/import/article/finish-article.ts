import type { Block, Inline } from '../../../shared/blocks.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Sentence } from '../../../shared/sentence.ts'
import { shorten } from '../../../shared/shorten.ts'
import { titleFromName } from '../source/sniff.ts'
import { inlineText } from './block-text.ts'
import { headingsBelowTitle } from './headings-below-title.ts'
import { type ImportedArticle, MAX_TITLE } from './imported-article.ts'
import { detectLanguage, directionOf, statedLanguage } from './language.ts'
import { splitLongBlocks } from './split-long-blocks.ts'
import { webAddress } from './web-address.ts'

/** What an importer found; the rest is worked out the same way for every format. */
export interface Draft {
  title: string
  blocks: Block[]
  importer: string
  mediaType: string
  encoding: string
  /** The encoding was guessed from the bytes. */
  guessed: boolean
  standfirst?: string
  byline?: string
  site?: string
  url?: string
  published?: string
  modified?: string
  licence?: string
  leadImageUrl?: string
  /** As the source states it. */
  language?: string
  direction?: 'ltr' | 'rtl' | undefined
  sourceLine?: string
  assets?: ImportedArticle['assets']
  leadImage?: string | null
  tags?: string[]
  /** When the reader kept it elsewhere, milliseconds since 1970. */
  addedAt?: number | undefined
  warnings?: Sentence[]
}

/** Fills in what a draft leaves open, and holds every field to its limit. Refuses a text without content. */
export function finishArticle(draft: Draft, fileName: string): ImportedArticle {
  const warnings = [...(draft.warnings ?? [])]
  if (draft.guessed) {
    warnings.push({ key: 'imports.warnings.guessedEncoding', values: { encoding: draft.encoding } })
  }
  const sample = sampleText(draft.blocks, 8000)
  if (!sample.trim() && !hasPicture(draft.blocks)) {
    // What was pasted has no name.
    if (!fileName) throw new AppError('unreadable', 'errors.import.nothingToPaste')
    throw new AppError('unreadable', 'errors.import.noText', { name: fileName })
  }
  headingsBelowTitle(draft.blocks)
  const split = splitLongBlocks(draft.blocks)
  if (split.count > 0) {
    warnings.push({ key: 'imports.warnings.longParagraph' })
  }
  const language = statedLanguage(draft.language) || detectLanguage(sample)
  return {
    title: titleOf(draft.title, fileName, sample, warnings),
    standfirst: line(draft.standfirst, 100_000),
    byline: line(draft.byline, 1000),
    site: line(draft.site, 500),
    url: webAddress(draft.url),
    published: line(draft.published, 40),
    modified: line(draft.modified, 40),
    licence: line(draft.licence, 500),
    leadImageUrl: webAddress(draft.leadImageUrl),
    language,
    direction: draft.direction ?? directionOf(language, sample),
    sourceLine: line(draft.sourceLine, 10_000),
    blocks: split.blocks,
    assets: draft.assets ?? [],
    leadImage: isDrawing(draft) ? null : (draft.leadImage ?? null),
    tags: tagsOf(draft.tags ?? []),
    ...(draft.addedAt !== undefined && { addedAt: draft.addedAt }),
    importer: draft.importer,
    encoding: draft.encoding,
    mediaType: draft.mediaType,
    warnings: warnings.slice(0, 100)
  }
}

/** A drawing stands for an article badly: cut to a small picture it says nothing, and on a dark page its lines are gone. */
function isDrawing({ assets = [], leadImage }: Draft): boolean {
  return assets.some(({ hash, mediaType }) => hash === leadImage && mediaType === 'image/svg+xml')
}

function titleOf(stated: string, fileName: string, sample: string, warnings: Sentence[]): string {
  const title = line(stated, Number.POSITIVE_INFINITY)
  if (title.length > MAX_TITLE) warnings.push({ key: 'imports.warnings.longTitle' })
  if (title) return cut(title, MAX_TITLE)
  return cut(line(titleFromName(fileName), 300), 300) || cut(line(sample, 400), 80) || 'Untitled'
}

/** One line of plain text: direction overrides removed, white space collapsed. */
export function line(text: string | undefined, max: number): string {
  const clean = (text ?? '')
    .toWellFormed()
    .replace(/[\0-\x08\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/\s+/gu, ' ')
    .trim()
  return cut(clean, max)
}

function cut(text: string, max: number): string {
  return text.length <= max ? text : shorten(text, max - 1)
}

function tagsOf(stated: string[]): string[] {
  const seen = new Map<string, string>()
  for (const tag of stated.slice(0, 1000)) {
    const clean = line(tag.normalize('NFC').replace(/^#/, ''), 100)
    if (clean && !seen.has(clean.toLowerCase())) seen.set(clean.toLowerCase(), clean)
  }
  return [...seen.values()]
}

/** Prose from the beginning and the middle of the body, without code: what language and direction are read from. */
function sampleText(blocks: readonly Block[], length: number): string {
  const parts: string[] = []
  let size = 0
  const take = (inlines: readonly Inline[]) => {
    const text = inlineText(inlines).slice(0, length)
    if (text.trim()) {
      parts.push(text)
      size += text.length
    }
  }
  const walk = (list: readonly Block[]): void => {
    for (const block of list) {
      if (size >= length) return
      switch (block.type) {
        case 'paragraph':
        case 'heading':
        case 'verse':
          take(block.children)
          break
        case 'list':
          for (const item of block.items) walk(item)
          break
        case 'definitions':
          for (const item of block.items) {
            for (const term of item.terms) take(term)
            for (const definition of item.definitions) walk(definition)
          }
          break
        case 'quote':
          walk(block.blocks)
          break
        case 'figure':
          take(block.caption)
          if (block.blocks) walk(block.blocks)
          break
        case 'table':
          for (const row of block.rows) for (const cell of row) walk(cell.blocks)
          break
        case 'code':
        case 'math':
        case 'rule':
      }
    }
  }
  walk(blocks)
  if (parts.length) return parts.join('\n')
  return blocks
    .map((block) =>
      block.type === 'code' ? block.text.slice(0, length) : block.type === 'math' ? block.tex : ''
    )
    .join('\n')
}

function hasPicture(blocks: readonly Block[]): boolean {
  return blocks.some(
    (block) =>
      (block.type === 'figure' && block.image !== undefined) ||
      (block.type === 'paragraph' && block.children.some((inline) => inline.type === 'image'))
  )
}
