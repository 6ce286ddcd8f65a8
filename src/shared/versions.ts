import { z } from 'zod'
import { mutation, query, task } from './define.ts'
import { Highlight } from './highlights.ts'
import { ArticleId, HighlightId, Offset, Time, text, VersionId } from './values.ts'

/** What Lectern says about a highlight in a version: see anchoring/verdict.ts; and two that are the reader's own word. */
export const PlaceVerdict = z.enum(['made', 'exact', 'moved', 'changed', 'unsure', 'lost', 'confirmed'])
export type PlaceVerdict = z.infer<typeof PlaceVerdict>

/** Where a highlight stands in the article's current version. */
export const HighlightPlace = z.strictObject({
  highlightId: HighlightId,
  versionId: VersionId,
  verdict: PlaceVerdict,
  /** Absent when it is lost; a proposal when it is unsure. */
  start: Offset.nullable(),
  end: Offset.nullable(),
  /** What this version says there; empty when it is lost. */
  exact: z.string(),
  /** What the version before said: the words the reader marked. */
  was: z.string(),
  /** 0 to 1: quote and context together. */
  score: z.number().min(0).max(1)
})
export type HighlightPlace = z.infer<typeof HighlightPlace>

/** A version of an article as a list shows it. */
export const ArticleVersion = z.strictObject({
  id: VersionId,
  number: z.int(),
  isCurrent: z.boolean(),
  createdAt: Time,
  wordCount: z.int(),
  fileName: z.string(),
  highlightCount: z.int(),
  /** It holds what another app quoted, where the article says it otherwise or not at all; it was never the article. */
  isQuotations: z.boolean(),
  /** What was left out or is uncertain, in the reader's language. */
  remarks: z.array(z.string()),
  /** Pictures of which only the address is known; counted for the current version, else 0. */
  missingPictures: z.int()
})
export type ArticleVersion = z.infer<typeof ArticleVersion>

/** How many highlights got which verdict. */
export const VerdictCounts = z.strictObject({
  exact: z.int(),
  moved: z.int(),
  changed: z.int(),
  unsure: z.int(),
  lost: z.int()
})
export type VerdictCounts = z.infer<typeof VerdictCounts>

/** A stretch of two texts side by side; `moved` words stand elsewhere in the other one. */
export const Difference = z.strictObject({
  kind: z.enum(['same', 'removed', 'added']),
  text: z.string(),
  moved: z.boolean()
})
export type Difference = z.infer<typeof Difference>

const changes = ['articles', 'highlights', 'reading', 'versions', 'search', 'history'] as const

export const versionContract = {
  /** Newest first. */
  'versions.list': query(z.strictObject({ articleId: ArticleId }), z.array(ArticleVersion)),
  /** Of the highlights that were carried into the current version. */
  'versions.places': query(z.strictObject({ articleId: ArticleId }), z.array(HighlightPlace)),
  /** The highlights as they stand, or stood, in one version. */
  'versions.highlights': query(z.strictObject({ versionId: VersionId }), z.array(Highlight)),
  /** What changed between two versions, long stretches of the same shortened. */
  'versions.compare': query(
    z.strictObject({ fromId: VersionId, toId: VersionId }),
    z.strictObject({ changes: z.int(), pieces: z.array(Difference), isWhole: z.boolean() })
  ),
  /**
   * Makes the text of one article the new version of another and carries the highlights over; the article
   * it came with goes to the Trash. One step of undo.
   */
  'versions.adopt': task(
    z.strictObject({ articleId: ArticleId, fromArticleId: ArticleId }),
    z.strictObject({ versionId: VersionId, number: z.int(), counts: VerdictCounts }),
    // It brings notes, tags, cards, extracts and the study sheet along, and one article goes to the Trash.
    { changes: [...changes, 'notes', 'links', 'tags', 'cards', 'sheets', 'notebooks', 'queue', 'extracts'] }
  ),
  /** The proposed place is the right one. */
  'versions.accept': mutation(z.strictObject({ highlightId: HighlightId }), Highlight, {
    changes,
    undo: 'undo.acceptPlace'
  }),
  /** The reader shows where it belongs in the current version. Refused (`conflict`) unless `exact` is what it says there. */
  'versions.attach': mutation(
    z.strictObject({
      highlightId: HighlightId,
      versionId: VersionId,
      start: Offset,
      end: Offset,
      exact: text(1_000_000)
    }),
    Highlight,
    { changes, undo: 'undo.attachHighlight' }
  )
}
