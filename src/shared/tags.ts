import { z } from 'zod'
import { mutation, query } from './define.ts'
import { Nothing, TagName } from './values.ts'

export const tagContract = {
  /** Every tag in use outside the Trash, most used first. */
  'tags.list': query(
    Nothing,
    z.array(z.strictObject({ tag: z.string(), articleCount: z.int(), highlightCount: z.int() }))
  ),
  /** Renames a tag everywhere; onto an existing name it merges the two. Answers how it is spelled now. */
  'tags.rename': mutation(
    z.strictObject({ from: TagName, to: TagName }),
    z.strictObject({ tag: z.string() }),
    {
      changes: ['tags', 'articles', 'highlights', 'cards', 'search'],
      undo: 'undo.renameTag'
    }
  )
}
