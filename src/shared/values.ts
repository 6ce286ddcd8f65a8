import { z } from 'zod'

/** Well-formed text without NUL, at most `max` UTF-16 units. SQLite would change anything else silently. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => value.isWellFormed() && !value.includes('\0'), 'Text must be well-formed')

const uuid = z.uuid()

/** Time-ordered ids (UUIDv7), made by whoever creates the thing, so that a repeated write is harmless. */
export const ArticleId = uuid.brand<'ArticleId'>()
export type ArticleId = z.infer<typeof ArticleId>
export const VersionId = uuid.brand<'VersionId'>()
export type VersionId = z.infer<typeof VersionId>
export const HighlightId = uuid.brand<'HighlightId'>()
export type HighlightId = z.infer<typeof HighlightId>
export const NoteId = uuid.brand<'NoteId'>()
export type NoteId = z.infer<typeof NoteId>

/** A change of very many rows, while it is on its way. */
export const WorkId = uuid.brand<'WorkId'>()
export type WorkId = z.infer<typeof WorkId>

/** SHA-256, lower-case hex. Names an asset. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** Milliseconds since 1970, UTC, integer. */
export const Time = z.int().min(0).max(8_640_000_000_000_000)
export type Time = z.infer<typeof Time>

/** UTF-16 offset into the canonical text of a version. */
export const Offset = z.int().min(0).max(0x7fffffff)

/** A tag: no line breaks, trimmed, NFC. */
export const TagName = text(100)
  .transform((value) => value.normalize('NFC').replace(/\s+/gu, ' ').trim())
  .refine((value) => value.length > 0, 'A tag cannot be empty')

/** BCP 47, or empty when unknown. */
export const LanguageTag = text(35)
/** Which way lines run. */
export const Direction = z.enum(['ltr', 'rtl'])
export type Direction = z.infer<typeof Direction>

/** A window on a long list. */
export const Page = z.strictObject({ offset: z.int().min(0).max(10_000_000), limit: z.int().min(1).max(500) })
/** The input of a method that needs none. */
export const Nothing = z.strictObject({})
/** The answer of a method that has nothing to tell but that it is done. */
export const Done = z.null()
