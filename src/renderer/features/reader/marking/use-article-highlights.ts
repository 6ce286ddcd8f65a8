import { useQuery } from '@tanstack/react-query'
import type { Highlight } from '../../../../shared/highlights.ts'
import type { ArticleId } from '../../../../shared/values.ts'
import { askHighlights, isSame } from '../../../lib/known-highlights.ts'

const none: readonly Highlight[] = []
/** After more deletions than this in one place, what follows counts as new: it is painted again, and all is well. */
const AHEAD = 64

/** Every highlight of an article, in document order. */
export function useArticleHighlights(articleId: ArticleId): readonly Highlight[] {
  const { data } = useQuery({
    // Named after the method, so that changes of highlights make it stale.
    queryKey: ['highlights.listByArticle', { articleId }],
    queryFn: ({ client, queryKey, signal }) => askHighlights(client, queryKey, articleId, signal),
    structuralSharing: (before, now) => sameWhereEqual(before as Highlight[] | undefined, now as Highlight[])
  })
  return data ?? none
}

/**
 * The list with every highlight that is as before kept as it was, so that nothing is painted again for it; the
 * list before when all are. What TanStack Query does for any data, ten times as fast for thousands of these.
 */
function sameWhereEqual(before: Highlight[] | undefined, now: Highlight[]): Highlight[] {
  if (!before || before === now) return now
  // Both are in document order: what is the same stands at the same place but for what came and went before it.
  let at = 0
  const joined = now.map((one) => {
    let there = at
    while (there < before.length && there < at + AHEAD && before[there]!.id !== one.id) there++
    const old = before[there]
    if (old?.id !== one.id) return one
    at = there + 1
    return isSame(old, one) ? old : one
  })
  return joined.length === before.length && joined.every((one, at) => one === before[at]) ? before : joined
}
