import { useQuery } from '@tanstack/react-query'
import { type Highlight, MOST_AT_ONCE } from '../../../shared/highlights.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { invoke } from '../../lib/invoke.ts'

const none: readonly Highlight[] = []

/**
 * Every highlight of an article, in document order. They are asked for in parts, so that main answers others
 * in between however many there are; most articles have one part.
 */
export function useArticleHighlights(articleId: ArticleId): readonly Highlight[] {
  const { data } = useQuery({
    // Named after the method, so that changes of highlights make it stale.
    queryKey: ['highlights.listByArticle', { articleId }],
    queryFn: async ({ signal }) => {
      const all: Highlight[] = []
      for (;;) {
        const page = { offset: all.length, limit: MOST_AT_ONCE }
        const part = await invoke('highlights.listByArticle', { articleId, page })
        for (const one of part) all.push(one)
        if (part.length < MOST_AT_ONCE || signal.aborted) return all
      }
    }
  })
  return data ?? none
}
