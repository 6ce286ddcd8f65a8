import { z } from 'zod'
import { mutation, query } from './define.ts'
import { PagePlace } from './page-places.ts'
import { ArticleId, Direction, Done, Offset, VersionId } from './values.ts'

/**
 * What the reader needs to show a version. The text itself comes as a stream from
 * `app://lectern/read/<versionId>` (see main/protocol.ts).
 */
export const ReadingVersion = z.strictObject({
  id: VersionId,
  articleId: ArticleId,
  number: z.int(),
  title: z.string(),
  /** All that the page says of the article beside the text, in one string: where it changes, the page is another. */
  masthead: z.string(),
  standfirst: z.string(),
  language: z.string(),
  direction: Direction,
  wordCount: z.int(),
  /** Length of the canonical text in UTF-16 units. */
  textLength: z.int(),
  outline: z.array(z.strictObject({ level: z.int().min(1).max(6), text: z.string(), offset: Offset })),
  /** Whether the original's pages can be seen as they are (see original-pages.ts). */
  hasOriginalPages: z.boolean(),
  /** Pictures that are kept with it: those that were missing may be fetched later. */
  pictures: z.int()
})
export type ReadingVersion = z.infer<typeof ReadingVersion>

/** Where the reader was: the canonical offset of the first fully visible line. */
export const ReadingPosition = z.strictObject({
  versionId: VersionId,
  offset: Offset,
  progress: z.number().min(0).max(1)
})
export type ReadingPosition = z.infer<typeof ReadingPosition>

export const readingContract = {
  /** With `ahead`, main reads the text while the window makes room for it: its page is asked for next. */
  'reading.open': query(
    z.strictObject({ articleId: ArticleId, ahead: z.boolean().optional() }),
    z.strictObject({ version: ReadingVersion, position: ReadingPosition.nullable() })
  ),
  /** One version of an article, also one that is no longer its text. */
  'reading.version': query(z.strictObject({ versionId: VersionId }), ReadingVersion),
  /**
   * Where the pages of a paged original begin, in the order of the text; empty for others. Main looks through all
   * of the text for it, so it is asked for once the text is on screen.
   */
  'reading.pages': query(z.strictObject({ versionId: VersionId }), z.array(PagePlace)),
  /**
   * Canonical text between two offsets, for checking that the page shows what is stored. `signs`, where asked for:
   * places in it of the raised signs of notes, `[start, end]`, in order.
   */
  'reading.text': query(
    z.strictObject({ versionId: VersionId, start: Offset, end: Offset, withSigns: z.boolean().optional() }),
    z.strictObject({ text: z.string(), signs: z.array(z.tuple([z.int(), z.int()])).optional() })
  ),
  /** Notes that the article was opened: `later` becomes `reading`. */
  'reading.opened': mutation(z.strictObject({ articleId: ArticleId }), Done, {
    changes: ['articles', 'reading'],
    incidental: true
  }),
  'reading.savePosition': mutation(
    z.strictObject({
      articleId: ArticleId,
      versionId: VersionId,
      offset: Offset,
      progress: z.number().min(0).max(1)
    }),
    Done,
    { changes: ['reading'], incidental: true }
  )
}
