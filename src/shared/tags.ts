import { z } from 'zod'
import { mutation, query } from './define.ts'
import { HighlightFilter } from './highlights.ts'
import { ArticleId, Done, HighlightId, Nothing, TagName } from './values.ts'

export const tagContract = {
  /** Every tag in use outside the Trash, most used first. */
  'tags.list': query(
    Nothing,
    z.array(z.strictObject({ tag: z.string(), articleCount: z.int(), highlightCount: z.int() }))
  ),
  /** The tags that any of these articles have, and how many of them have each; those most of them have first. */
  'tags.ofArticles': query(
    z.strictObject({ articleIds: z.array(ArticleId).max(1_000_000) }),
    z.array(z.strictObject({ tag: z.string(), count: z.int() }))
  ),
  /** The same of the highlights outside the Trash that fit a filter, but for those in `except`. */
  'tags.ofHighlights': query(
    z.strictObject({ filter: HighlightFilter, except: z.array(HighlightId).max(10_000) }),
    z.array(z.strictObject({ tag: z.string(), count: z.int() }))
  ),
  /** Takes a tag off everything that has it, also in the Trash; the things themselves stay. */
  'tags.delete': mutation(z.strictObject({ tag: TagName }), Done, {
    changes: ['tags', 'articles', 'highlights', 'cards', 'search'],
    undo: 'undo.deleteTag'
  }),
  /**
   * Renames a tag everywhere, saved searches that ask for it included; onto an existing name it merges the two. Answers
   * how it is spelled now, and whether there were two.
   */
  'tags.rename': mutation(
    z.strictObject({ from: TagName, to: TagName }),
    z.strictObject({ tag: z.string(), isMerged: z.boolean() }),
    {
      changes: ['tags', 'articles', 'highlights', 'cards', 'search', 'savedSearches'],
      undo: 'undo.renameTag'
    }
  )
}
