import { z } from 'zod'
import { mutation, query } from './define.ts'
import { HighlightColor, MAX_EXACT } from './highlights.ts'
import { ArticleId, HighlightId, Offset, text, VersionId } from './values.ts'

/** An extract as its source shows it. */
export const Extract = z.strictObject({
  articleId: ArticleId,
  title: z.string(),
  /** The highlight in the source that marks its words; it may be gone. */
  highlightId: HighlightId
})
export type Extract = z.infer<typeof Extract>

/** Where an extract was taken from, as that stands today. */
export const ExtractSource = z.strictObject({
  articleId: ArticleId,
  /** Empty when it is gone. */
  title: z.string(),
  state: z.enum(['there', 'trashed', 'gone']),
  /** The words' highlight, when it is there and sure of its place in the current version. */
  highlightId: HighlightId.nullable(),
  /** Without a highlight: where the current version says exactly these words, when that is one place. */
  span: z.strictObject({ start: Offset, end: Offset }).nullable(),
  exact: z.string()
})
export type ExtractSource = z.infer<typeof ExtractSource>

export const extractContract = {
  /**
   * Makes an article of its own from words of another one, marks them there, and puts it into the queue.
   * `conflict` when the words are not there, or the id is another article's. The same call again is harmless.
   */
  'extracts.create': mutation(
    z.strictObject({
      /** Of the new article. */
      id: ArticleId,
      articleId: ArticleId,
      versionId: VersionId,
      /** Marks the words; made when it is not there yet. */
      highlightId: HighlightId,
      color: HighlightColor,
      start: Offset,
      end: Offset,
      exact: text(MAX_EXACT)
    }),
    Extract,
    { changes: ['articles', 'highlights', 'queue', 'extracts', 'search'], undo: 'undo.createExtract' }
  ),
  /** The extracts of an article outside the Trash, oldest first. */
  'extracts.ofArticle': query(z.strictObject({ articleId: ArticleId }), z.array(Extract)),
  /** Null when the article is no extract. */
  'extracts.source': query(z.strictObject({ articleId: ArticleId }), ExtractSource.nullable())
}
