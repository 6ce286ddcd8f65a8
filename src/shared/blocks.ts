import { z } from 'zod'
import { Direction, LanguageTag, Sha256, text } from './values.ts'

/**
 * The typed model of an article's body. Importers produce it, main validates it, and stored HTML is
 * built from it and from nothing else (see main/import/body/build-body.ts). It has no place for scripts,
 * styles, frames, forms, ids or event handlers: what cannot be said here cannot be stored.
 */

const MAX_TEXT = 20_000_000
/** Longest name of a page, characters. */
export const MAX_PAGE_LABEL = 40

/** http, https and mailto only; anything else is kept as text by importers. */
export const LinkUrl = z
  .string()
  .max(8192)
  .regex(/^(?:https?:\/\/|mailto:)[^\s\0]+$/iu)

export type Inline =
  | { type: 'text'; text: string }
  | { type: 'break' }
  | { type: 'mark'; mark: InlineMark; children: Inline[] }
  | { type: 'link'; href: string; title?: string | undefined; children: Inline[] }
  /** In-article link (footnotes, tables of contents); `to` names an anchor of this body. */
  | { type: 'jump'; to: string; children: Inline[] }
  /** A place to jump to. */
  | { type: 'anchor'; name: string }
  /** Where a page of the printed or paged original begins. It is no text: a word may go on around it. */
  | PageMark
  | { type: 'image'; image: ImageRef }
  | { type: 'ruby'; base: string; reading: string }

/** What words can be marked as; each is the HTML element of that name. */
export const inlineMarks = [
  'strong',
  'em',
  'u',
  's',
  'code',
  'kbd',
  'samp',
  'var',
  'sub',
  'sup',
  'small',
  'mark',
  'q',
  'cite',
  'abbr',
  'dfn',
  'ins',
  'del',
  'time'
] as const
export type InlineMark = (typeof inlineMarks)[number]

/** `number` counts the original's pages from 1; `label` is what the page itself is called ("xii", "A-3"). */
export interface PageMark {
  type: 'page'
  number: number
  label: string
}

/** An image. `asset` is present when its bytes are kept; `url` is where it came from (never fetched by the reader). */
export interface ImageRef {
  asset?: string | undefined
  url?: string | undefined
  alt: string
  width?: number | undefined
  height?: number | undefined
}

/** Letters or Roman numerals, small or capital, as HTML's `type` names them. */
export const listNumberings = ['a', 'A', 'i', 'I'] as const
export type ListNumbering = (typeof listNumberings)[number]

/** One cell of a table; spans count rows and columns, 1 where it spans none. */
export interface TableCell {
  header: boolean
  colspan: number
  rowspan: number
  align?: 'left' | 'center' | 'right' | undefined
  blocks: Block[]
}

export type Block =
  | { type: 'paragraph'; children: Inline[]; dir?: Direction | undefined; lang?: string | undefined }
  | { type: 'heading'; level: 1 | 2 | 3 | 4 | 5 | 6; children: Inline[]; dir?: Direction | undefined }
  | {
      type: 'list'
      ordered: boolean
      start?: number | undefined
      /** How its items are counted, where not in digits; only of an ordered list. */
      numbering?: ListNumbering | undefined
      items: Block[][]
    }
  | { type: 'definitions'; items: { terms: Inline[][]; definitions: Block[][] }[] }
  | { type: 'quote'; blocks: Block[]; cite?: Inline[] | undefined }
  | { type: 'code'; text: string; language?: string | undefined }
  | { type: 'verse'; children: Inline[] }
  | {
      type: 'figure'
      image?: ImageRef | undefined
      caption: Inline[]
      credit: Inline[]
      blocks?: Block[] | undefined
    }
  | { type: 'table'; caption: Inline[]; rows: TableCell[][] }
  | { type: 'math'; tex: string; display: boolean }
  | { type: 'rule' }

/** As `ImageRef`, checked: main believes nothing of what the import process says. */
export const ImageRefSchema: z.ZodType<ImageRef> = z.strictObject({
  asset: Sha256.optional(),
  url: z
    .string()
    .max(8192)
    .regex(/^https?:\/\//iu)
    .optional(),
  alt: text(10_000),
  width: z.int().min(1).max(100_000).optional(),
  height: z.int().min(1).max(100_000).optional()
})

const AnchorName = text(200).min(1)

/** As `Inline`, checked. */
export const InlineSchema: z.ZodType<Inline> = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('text'), text: text(MAX_TEXT) }),
    z.strictObject({ type: z.literal('break') }),
    z.strictObject({ type: z.literal('mark'), mark: z.enum(inlineMarks), children: z.array(InlineSchema) }),
    z.strictObject({
      type: z.literal('link'),
      href: LinkUrl,
      title: text(1000).optional(),
      children: z.array(InlineSchema)
    }),
    z.strictObject({ type: z.literal('jump'), to: AnchorName, children: z.array(InlineSchema) }),
    z.strictObject({ type: z.literal('anchor'), name: AnchorName }),
    z.strictObject({
      type: z.literal('page'),
      number: z.int().min(1).max(1_000_000),
      label: text(MAX_PAGE_LABEL).min(1)
    }),
    z.strictObject({ type: z.literal('image'), image: ImageRefSchema }),
    z.strictObject({ type: z.literal('ruby'), base: text(1000), reading: text(1000) })
  ])
)
const Inlines = z.array(InlineSchema)

/** As `Block`, checked. */
export const BlockSchema: z.ZodType<Block> = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('paragraph'),
      children: Inlines,
      dir: Direction.optional(),
      lang: LanguageTag.optional()
    }),
    z.strictObject({
      type: z.literal('heading'),
      level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(6)]),
      children: Inlines,
      dir: Direction.optional()
    }),
    z.strictObject({
      type: z.literal('list'),
      ordered: z.boolean(),
      numbering: z.enum(listNumberings).optional(),
      start: z.int().min(-1_000_000_000).max(1_000_000_000).optional(),
      items: z.array(z.array(BlockSchema))
    }),
    z.strictObject({
      type: z.literal('definitions'),
      items: z.array(z.strictObject({ terms: z.array(Inlines), definitions: z.array(z.array(BlockSchema)) }))
    }),
    z.strictObject({ type: z.literal('quote'), blocks: z.array(BlockSchema), cite: Inlines.optional() }),
    z.strictObject({
      type: z.literal('code'),
      text: text(MAX_TEXT),
      language: z
        .string()
        .regex(/^[\w+#.-]{1,40}$/)
        .optional()
    }),
    z.strictObject({ type: z.literal('verse'), children: Inlines }),
    z.strictObject({
      type: z.literal('figure'),
      image: ImageRefSchema.optional(),
      caption: Inlines,
      credit: Inlines,
      blocks: z.array(BlockSchema).optional()
    }),
    z.strictObject({
      type: z.literal('table'),
      caption: Inlines,
      rows: z.array(
        z.array(
          z.strictObject({
            header: z.boolean(),
            colspan: z.int().min(1).max(1000),
            rowspan: z.int().min(1).max(1000),
            align: z.enum(['left', 'center', 'right']).optional(),
            blocks: z.array(BlockSchema)
          })
        )
      )
    }),
    z.strictObject({ type: z.literal('math'), tex: text(100_000), display: z.boolean() }),
    z.strictObject({ type: z.literal('rule') })
  ])
)
