import { z } from 'zod'
import { query } from './define.ts'
import { HighlightColor } from './highlights.ts'
import { ArticleId, HighlightId, Nothing, Offset, TagName } from './values.ts'

export const SearchKind = z.enum(['article', 'highlight', 'note'])
export type SearchKind = z.infer<typeof SearchKind>

/** Longest query that is read; the rest is cut and `cut` says so. */
export const MAX_QUERY = 500

export const SearchHit = z.strictObject({
  kind: SearchKind,
  articleId: ArticleId,
  articleTitle: z.string(),
  /** Present for highlights and notes on highlights. */
  highlightId: HighlightId.nullable(),
  /** Present for highlights. */
  color: HighlightColor.nullable(),
  /** Higher is better; comparable within one answer only. */
  score: z.number(),
  /** Plain text around the best passage. */
  snippet: z.string(),
  /** UTF-16 ranges of `snippet` that matched. */
  marks: z.array(z.tuple([z.int(), z.int()])),
  /** Same for the title. */
  titleMarks: z.array(z.tuple([z.int(), z.int()])),
  /**
   * Where it matched in the canonical text of the article's current version: the best passage first,
   * at most 200. Empty when only the title, a tag or a note matched.
   */
  occurrences: z.array(z.strictObject({ start: Offset, end: Offset })),
  tags: z.array(z.string())
})
export type SearchHit = z.infer<typeof SearchHit>

export const SearchRequest = z.strictObject({
  /** Anything the reader typed. Never an error, a regular expression or SQL. */
  query: z.string().max(20_000_000),
  kinds: z.array(SearchKind).max(3).optional(),
  tags: z.array(TagName).max(50).optional(),
  colors: z.array(HighlightColor).max(5).optional(),
  articleId: ArticleId.optional(),
  limit: z.int().min(1).max(1000).default(50)
})
export type SearchRequest = z.input<typeof SearchRequest>

export const SearchAnswer = z.strictObject({
  hits: z.array(SearchHit),
  /** True when the query was longer than MAX_QUERY and was cut. */
  cut: z.boolean(),
  /** Words to offer when nothing was found as typed. */
  corrected: z.string().nullable(),
  /** Changes not in the index yet; 0 when it is complete. */
  pending: z.int(),
  tookMs: z.number()
})
export type SearchAnswer = z.infer<typeof SearchAnswer>

export const SearchStatus = z.strictObject({
  state: z.enum(['ready', 'indexing', 'failed']),
  pending: z.int(),
  indexed: z.int()
})
export type SearchStatus = z.infer<typeof SearchStatus>

export const searchContract = {
  /** A newer query from the same window makes an older one answer with no hits (`cancelled`). */
  'search.query': query(SearchRequest, SearchAnswer),
  'search.status': query(Nothing, SearchStatus)
}
