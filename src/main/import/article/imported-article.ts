import { z } from 'zod'
import type { Block } from '../../../shared/blocks.ts'
import type { Sentence } from '../../../shared/sentence.ts'
import { SentenceSchema } from '../../../shared/sentence-schema.ts'
import { Direction, LanguageTag, Sha256, text } from '../../../shared/values.ts'
import { inertSvgSize } from '../svg/check-svg.ts'

/** What can be kept as a picture. A drawing (SVG) only as `svg/rebuild-svg.ts` writes it. */
export const imageTypes = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/svg+xml'
] as const

/** An image whose bytes came with the article. */
export interface ImportedAsset {
  /** SHA-256 of `bytes`, lower-case hex. */
  hash: string
  /** By the bytes' own magic number, never by what the page said. */
  mediaType: string
  bytes: Uint8Array
  /** Pixels, read from the header without decoding; absent when the header does not say. */
  width?: number | undefined
  height?: number | undefined
}

/** What an importer makes of one file or one paste. Importers know nothing of the database. */
export interface ImportedArticle {
  /** Plain text, one line, never empty. */
  title: string
  standfirst: string
  byline: string
  site: string
  /** Canonical http or https address, or empty. */
  url: string
  /** ISO date or date-time exactly as stated by the source, or empty: never guessed. */
  published: string
  /** When the text was last changed, as stated; empty when it is not. */
  modified: string
  /** Name or address of the licence, or the sentence about rights, as stated; empty when there is none. */
  licence: string
  /** Web address of the picture that stands for the article; nothing is fetched. Empty when it is not stated. */
  leadImageUrl: string
  /** BCP 47, or empty when unsure. */
  language: string
  direction: Direction
  /** End matter such as "Source: …", kept word for word, or empty. */
  sourceLine: string
  blocks: Block[]
  assets: ImportedAsset[]
  /** Hash of the asset that stands for the article in a list, or null. */
  leadImage: string | null
  tags: string[]
  /** When the reader kept it elsewhere, milliseconds since 1970; absent when the source does not say. */
  addedAt?: number | undefined
  /** Name and version of the importer, for example `plain-text/1`. */
  importer: string
  /** Name of the character encoding the bytes were read with, lower case. */
  encoding: string
  mediaType: string
  /** What the reader is told about what was left out or uncertain. */
  warnings: Sentence[]
}

/** Everything but the body, which follows in batches. */
export type ImportedHead = Omit<ImportedArticle, 'blocks'>

/** Thrown sizes of one article; beyond them an importer shortens and says so. */
export const MAX_TITLE = 1000

const WebAddress = z.union([
  z.literal(''),
  z
    .string()
    .max(8192)
    .regex(/^https?:\/\/[^\s\0]+$/iu)
])

/** What main checks before it believes the process that parsed a stranger's file. */
export const ImportedHeadSchema: z.ZodType<ImportedHead> = z.strictObject({
  title: text(MAX_TITLE).min(1),
  standfirst: text(100_000),
  byline: text(1000),
  site: text(500),
  url: WebAddress,
  published: text(40),
  modified: text(40),
  licence: text(500),
  leadImageUrl: WebAddress,
  language: LanguageTag,
  direction: Direction,
  sourceLine: text(10_000),
  assets: z
    .array(
      z
        .strictObject({
          hash: Sha256,
          mediaType: z.enum(imageTypes),
          bytes: z.instanceof(Uint8Array),
          width: z.int().min(1).max(100_000).optional(),
          height: z.int().min(1).max(100_000).optional()
        })
        // A drawing could hold a program: it has to be of our own writing to the letter.
        .refine(({ mediaType, bytes }) => mediaType !== 'image/svg+xml' || inertSvgSize(bytes) !== undefined)
    )
    .max(5000),
  leadImage: Sha256.nullable(),
  tags: z.array(text(100).min(1)).max(1000),
  addedAt: z.int().min(0).optional(),
  importer: text(100),
  encoding: text(40),
  mediaType: text(100),
  warnings: z.array(SentenceSchema).max(100)
})
