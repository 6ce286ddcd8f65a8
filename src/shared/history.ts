import { z } from 'zod'
import { query, task } from './define.ts'
import { ArticleId, Nothing } from './values.ts'

/** What was taken back or done again. `id` is a step's own for as long as it is kept; `label` is a message key such as `undo.deleteHighlight`. */
export const HistoryStep = z.strictObject({
  id: z.int(),
  label: z.string(),
  count: z.int(),
  articleId: ArticleId.nullable()
})
export type HistoryStep = z.infer<typeof HistoryStep>

const everything = [
  'articles',
  'highlights',
  'notes',
  'links',
  'tags',
  'versions',
  'search',
  'savedSearches',
  'sheets',
  'history',
  'reading',
  'cards',
  'reviews',
  'queue',
  'extracts',
  'meetings',
  'notebooks',
  'imports'
] as const

export const historyContract = {
  'history.state': query(
    Nothing,
    z.strictObject({ undo: HistoryStep.nullable(), redo: HistoryStep.nullable() })
  ),
  /** Takes back the newest change; null when there is none. `conflict` when the rows changed since by other means. */
  'history.undo': task(Nothing, HistoryStep.nullable(), { changes: everything }),
  'history.redo': task(Nothing, HistoryStep.nullable(), { changes: everything })
}
