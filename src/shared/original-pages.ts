import { z } from 'zod'
import { query } from './define.ts'
import { VersionId } from './values.ts'

/** What may be asked of the originals that have pages of their own (PDF), as their pages look. */

const MAX_ORIGINAL_PAGE = 1_000_000
/** Quotes that are looked for on one page at once. */
const MOST_QUOTES = 200

/** A rectangle on a page, as shares of its width and height from the upper left corner. */
export const PageRect = z.strictObject({
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number()
})
export type PageRect = z.infer<typeof PageRect>

/** Counted from 1, as the file has them; what a page is called is its label. */
export const PageNumber = z.int().min(1).max(MAX_ORIGINAL_PAGE)

export const originalPagesContract = {
  /**
   * How many pages the original has and how large its first one is, in points. The pages themselves are
   * pictures at `/original/<versionId>/<page>/<pixels wide>` (see main/protocol.ts).
   */
  'originals.open': query(
    z.strictObject({ versionId: VersionId }),
    z.strictObject({
      count: z.int().min(1).max(MAX_ORIGINAL_PAGE),
      width: z.number().positive(),
      height: z.number().positive()
    })
  ),
  /** Where words stand on a page, line by line; empty for what is not found there. */
  'originals.find': query(
    z.strictObject({
      versionId: VersionId,
      page: PageNumber,
      quotes: z.array(z.string().max(100_000)).max(MOST_QUOTES)
    }),
    z.strictObject({ places: z.array(z.array(PageRect)) })
  )
}
