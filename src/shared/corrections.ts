import { z } from 'zod'
import { query, task } from './define.ts'
import { ArticleId, Sha256, text, VersionId } from './values.ts'
import { VerdictCounts } from './versions.ts'

/** A piece of the original: a paragraph, a heading, a picture, as it would stand in the article. */
export const Piece = z.strictObject({
  /** Its place in the list; what `corrections.save` names it by. */
  index: z.int(),
  kept: z.boolean(),
  kind: z.enum(['paragraph', 'heading', 'list', 'quote', 'code', 'picture', 'table', 'other']),
  /** Its words, cut where they are very many; a list's items behind their signs and numbers. */
  text: z.string(),
  level: z.int().optional(),
  /** A picture that is kept with the article. */
  asset: Sha256.optional()
})
export type Piece = z.infer<typeof Piece>

/** Articles that can become one; more of them would be no text that anybody reads. */
export const MOST_JOINED = 500

/** What extracting anew came to, or would come to. */
export const Extraction = z.strictObject({
  articleId: ArticleId,
  title: z.string(),
  /**
   * `same`: nothing differs. `changed`: there is, or would be, a new version. `corrected`: the reader's own
   * corrections stand and were left alone. `unavailable`: the original is not of a kind that can be read again.
   * `failed`: it was tried; `message` says why not.
   */
  status: z.enum(['same', 'changed', 'corrected', 'unavailable', 'failed']),
  message: z.string(),
  wordsBefore: z.int(),
  wordsAfter: z.int(),
  /** Fields of the article that were empty and are, or would be, filled. */
  filled: z.array(z.enum(['byline', 'site', 'published', 'modified', 'licence', 'url'])),
  /** The new version's number; null when none was made. */
  number: z.int().nullable(),
  counts: VerdictCounts.nullable()
})
export type Extraction = z.infer<typeof Extraction>

const changes = ['articles', 'highlights', 'reading', 'versions', 'search', 'history'] as const
const added = z.strictObject({ versionId: VersionId, number: z.int(), counts: VerdictCounts })

export const correctionContract = {
  /** The article's pieces and, between them, those of the original that were left out. */
  'corrections.open': task(
    z.strictObject({ articleId: ArticleId }),
    z.strictObject({ versionId: VersionId, pieces: z.array(Piece), hasOriginal: z.boolean() })
  ),
  /** Makes a new version of the pieces named. Refused (`conflict`) unless `versionId` is still the current one. */
  'corrections.save': task(
    z.strictObject({
      articleId: ArticleId,
      versionId: VersionId,
      kept: z.array(z.int().min(0)).min(1).max(1_000_000)
    }),
    added,
    { changes }
  ),
  /** Sets the sentence under the title: a new version, since its words can be highlighted. */
  'corrections.setStandfirst': task(
    z.strictObject({ articleId: ArticleId, standfirst: text(100_000) }),
    added.nullable(),
    { changes }
  ),
  /**
   * Makes one article of several, in this order: the first gets a new version, the others go to the Trash,
   * and highlights, notes and cards come along. One step of undo. `too-large` for more than MOST_JOINED.
   */
  'corrections.join': task(
    z.strictObject({ articleIds: z.array(ArticleId).min(2).max(1_000_000) }),
    added.extend({ articleId: ArticleId }),
    // The others go to the Trash.
    { changes: [...changes, 'notes', 'links', 'tags', 'cards', 'sheets', 'notebooks', 'queue', 'extracts'] }
  ),
  /** Reads the kept original again with today's importer; a new version only where the result differs. */
  'corrections.extractAnew': task(z.strictObject({ articleId: ArticleId }), Extraction, { changes }),
  'corrections.standfirst': query(
    z.strictObject({ articleId: ArticleId }),
    z.strictObject({ standfirst: z.string() })
  )
}
