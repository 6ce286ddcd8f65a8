import type { QueryClient } from '@tanstack/react-query'
import type { ArticleId } from '../../shared/values.ts'
import { invoke } from './invoke.ts'
import { dataQuery } from './use-data.ts'

/**
 * Asks for an article that is about to be shown, before its place is drawn. The reader waits for this same
 * answer when it comes; nothing is kept when it does not.
 */
export function openAhead(client: QueryClient, articleId: ArticleId): void {
  void client.prefetchQuery({
    ...dataQuery('reading.open', { articleId }),
    queryFn: () => invoke('reading.open', { articleId, ahead: true }),
    gcTime: 0
  })
}
