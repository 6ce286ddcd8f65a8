import { z } from 'zod'
import type { ArticleRecord } from '../export/article-record.ts'

/**
 * What of an article may be edited in the Markdown folder: what both sides agreed on when they last met, and
 * what a file says now. Notes are Markdown with line feeds, without white space at their ends.
 */
export const VaultArticle = z.object({
  title: z.string(),
  author: z.string(),
  site: z.string(),
  published: z.string(),
  tags: z.array(z.string()),
  note: z.string(),
  /** By the id of the highlight. */
  highlights: z.record(
    z.string(),
    z.object({ color: z.string(), tags: z.array(z.string()), note: z.string() })
  )
})
export type VaultArticle = z.infer<typeof VaultArticle>

/** A note as it is compared: how a file ends its lines and pads its ends is not the reader's writing. */
export function plainNote(body: string): string {
  return body.replace(/\r\n?/g, '\n').replace(/^\n+/, '').trimEnd()
}

/** What the library says of an article. */
export function vaultArticleOf(article: ArticleRecord): VaultArticle {
  return {
    title: article.title.trim(),
    author: article.byline.trim(),
    site: article.site.trim(),
    published: article.published.trim(),
    tags: article.tags.map(({ tag }) => tag),
    note: plainNote(article.note?.body ?? ''),
    highlights: Object.fromEntries(
      article.highlights.map((one) => [
        one.id,
        { color: one.color, tags: one.tags.map(({ tag }) => tag), note: plainNote(one.note?.body ?? '') }
      ])
    )
  }
}
