import { z } from 'zod'
import { text } from '../../../shared/values.ts'

/** What another app kept of one passage. */
export const EntryHighlight = z.strictObject({
  /** The marked words as the app wrote them down. */
  exact: text(1_000_000).min(1),
  /** What stood directly before and after, where the app kept it; else empty. */
  prefix: text(10_000),
  suffix: text(10_000),
  /** The reader's own words on it, Markdown; empty when there are none. */
  note: text(1_000_000),
  color: z.enum(['yellow', 'green', 'blue', 'pink', 'purple']),
  tags: z.array(text(100).min(1)).max(1000),
  /** Milliseconds since 1970, or null when the app does not say. */
  createdAt: z.int().nullable(),
  /** The id it has in the Lectern that wrote it, and where it stood there (UTF-16); null from other apps. */
  id: z.uuid().nullable(),
  start: z.int().min(0).nullable()
})
export type EntryHighlight = z.infer<typeof EntryHighlight>

/** One thing another app kept: an article, a bookmark, a book with clippings. */
export const LibraryEntry = z.strictObject({
  /** Where it stands in the file, from 1: what a report can point to. */
  row: z.int().min(1),
  /** The id the article has in the Lectern that wrote it; null from other apps. */
  articleId: z.uuid().nullable(),
  /** http or https address, or empty. */
  url: z.string().max(8192),
  /** Empty when the app kept none. */
  title: text(1000),
  byline: text(1000),
  site: text(500),
  /** As the app states it (ISO date or date-time), or empty. */
  published: text(40),
  /** When the text was last changed, as the app states it; not when the reader touched its row. */
  modified: text(40),
  /** Name or address of the licence, or the sentence about rights. */
  licence: text(500),
  /** Web address of the picture that stands for it; nothing is fetched. */
  leadImageUrl: z.string().max(8192),
  /** As the app states it, or empty. */
  language: text(40),
  tags: z.array(text(100).min(1)).max(1000),
  state: z.enum(['later', 'reading', 'finished']),
  starred: z.boolean(),
  /** Milliseconds since 1970, or null when the app does not say. */
  addedAt: z.int().nullable(),
  /** The reader's words on the whole, Markdown. */
  note: text(1_000_000),
  /** A description that came with it; what is shown while nothing else is there. */
  excerpt: text(100_000),
  /** The article itself, where the app gives it away. */
  content: z.strictObject({ kind: z.enum(['html', 'markdown', 'text']), text: z.string() }).nullable(),
  highlights: z.array(EntryHighlight).max(200_000)
})
export type LibraryEntry = z.infer<typeof LibraryEntry>

/** Everything one file of another app holds. */
export interface LibraryExport {
  /** Name of the app or format as its makers write it, for example `Pocket`. */
  app: string
  entries: LibraryEntry[]
  /** Rows that hold nothing Lectern can keep, each with its reason. */
  unreadable: { row: number; title: string; reason: UnreadableReason }[]
}

/** Why a row cannot be kept: a key of the message catalogue. */
export type UnreadableReason = (typeof unreadableReasons)[number]
export const unreadableReasons = [
  'noAddress',
  'noWords',
  'notARecord',
  'feedOnly',
  /** The Kindle writes no more of a book down than its publisher allows. */
  'clippingLimit',
  /** A place in a book that is not here. */
  'bookmarkOnly'
] as const

/** One format: told by its contents, never by its name alone. */
export interface LibraryFormat {
  name: string
  /** Whether these bytes, decoded, are surely this format. `head` is the beginning of the text. */
  recognises(head: string, fileName: string): boolean
  read(text: string): LibraryExport
}
