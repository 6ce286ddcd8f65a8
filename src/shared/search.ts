import { z } from 'zod'
import { query, task } from './define.ts'
import { HighlightColor } from './highlights.ts'
import { NotebookId } from './notebooks.ts'
import { ArticleId, HighlightId, Nothing, Offset, TagName } from './values.ts'

export const SearchKind = z.enum(['article', 'highlight', 'note', 'notebook'])
export type SearchKind = z.infer<typeof SearchKind>

/** Longest query that is read; the rest is cut and `cut` says so. */
export const MAX_QUERY = 500

/** One thing that was found, with the words that found it. */
export const SearchHit = z.strictObject({
  kind: SearchKind,
  /** Null for notebooks. */
  articleId: ArticleId.nullable(),
  /** Present for notebooks. */
  notebookId: NotebookId.nullable(),
  /** Title of the article, or of the notebook. */
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

/** What is searched for, and among what; what is absent narrows nothing. */
export const SearchRequest = z.strictObject({
  /** Anything the reader typed. Never an error, a regular expression or SQL. */
  query: z.string().max(20_000_000),
  kinds: z.array(SearchKind).max(4).optional(),
  tags: z.array(TagName).max(50).optional(),
  colors: z.array(HighlightColor).max(5).optional(),
  articleId: ArticleId.optional(),
  limit: z.int().min(1).max(1000).default(50)
})
export type SearchRequest = z.input<typeof SearchRequest>

export const SearchAnswer = z.strictObject({
  hits: z.array(SearchHit),
  /** True when the query was longer than MAX_QUERY, or asked for so much that only part of it was looked at. */
  cut: z.boolean(),
  /** Words to offer when nothing was found as typed. */
  corrected: z.string().nullable(),
  /** Changes not in the index yet; 0 when it is complete. */
  pending: z.int(),
  tookMs: z.number()
})
export type SearchAnswer = z.infer<typeof SearchAnswer>

/** How far the index is behind the library. `pending` and `indexed` count things. */
export const SearchStatus = z.strictObject({
  /** `failed`: the index cannot take in what is new. `down`: what searches ended by itself, and starts again by itself. */
  state: z.enum(['ready', 'indexing', 'failed', 'down']),
  pending: z.int(),
  indexed: z.int()
})
export type SearchStatus = z.infer<typeof SearchStatus>

/** How many similar articles are asked for when nothing is said. */
const RELATED = 5

export const RelatedRequest = z.strictObject({
  articleId: ArticleId,
  limit: z.int().min(1).max(20).default(RELATED)
})
export type RelatedRequest = z.input<typeof RelatedRequest>

/** An article that tells of the same as another. */
export const RelatedArticle = z.strictObject({
  articleId: ArticleId,
  title: z.string(),
  byline: z.string(),
  /** The site as stated, else the host of its address; or empty. */
  source: z.string(),
  /** BCP 47. */
  language: z.string(),
  wordCount: z.int(),
  /** How alike the two are: 0 to 1, where 1 is a copy. */
  similarity: z.number().min(0).max(1),
  /** Up to three telling words both have, as the given article writes them; the most telling first. */
  sharedWords: z.array(z.string())
})
export type RelatedArticle = z.infer<typeof RelatedArticle>

export const searchContract = {
  /** A newer query from the same window makes an older one answer with no hits (`cancelled`). */
  'search.query': query(SearchRequest, SearchAnswer),
  /**
   * The articles most like a given one, best first; empty when none is alike, or the article is not in
   * the index (yet). A newer call ends an older one, which then answers with nothing.
   */
  'search.related': query(RelatedRequest, z.array(RelatedArticle)),
  'search.status': query(Nothing, SearchStatus),
  /** Starts what searches anew, at once; for when it is `failed` or `down`. */
  'search.startAgain': task(Nothing, z.null(), { changes: ['search'] })
}
