import type { Database } from 'better-sqlite3'
import { withoutNoteSigns } from '../highlights/note-signs.ts'
import type { ArticleRecord, HighlightRecord } from './article-record.ts'

/**
 * A highlight for people to read: `quote` is its words without the raised signs of notes, which lead nowhere from it.
 * `exact` is what the text says, by which programs find the place.
 */
export type QuotedHighlight = HighlightRecord & { quote: string }

/** An article with the words of its highlights as they are quoted. */
export type QuotedArticle = Omit<ArticleRecord, 'highlights'> & { highlights: QuotedHighlight[] }

export function quotedArticle(db: Database, article: ArticleRecord): QuotedArticle {
  const highlights = article.highlights.map((one) => ({
    ...one,
    quote: withoutNoteSigns(db, one.versionId, one.start, one.exact)
  }))
  return { ...article, highlights }
}
