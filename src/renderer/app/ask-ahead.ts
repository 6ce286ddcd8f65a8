import type { QueryClient } from '@tanstack/react-query'
import type { Start } from '../../shared/app.ts'
import type { Settings } from '../../shared/settings.ts'
import { listQuestion } from '../features/library/list-question.ts'
import { invoke } from '../lib/invoke.ts'
import { dataQuery } from '../lib/use-data.ts'
import { pageQuery } from '../lib/use-pages.ts'

/**
 * Asks main for what the first screen shows, so that it is rendered once and not again with every answer. An
 * answer that fails is asked for again by the part that shows it.
 * @returns whether the library is open
 */
export async function askAhead(client: QueryClient): Promise<Start> {
  const start = invoke('app.start', {})
  const settings = dataQuery('settings.get', {})
  const list = client
    .fetchQuery<Settings>(settings)
    .then((chosen) =>
      client.prefetchQuery(
        pageQuery('articles.list', listQuestion('all', undefined, undefined, '', chosen), 0)
      )
    )
  await Promise.allSettled([
    list,
    ...(['app.info', 'articles.counts', 'tags.list', 'savedSearches.list', 'notices.list'] as const).map(
      (method) => client.prefetchQuery(dataQuery(method, {}))
    )
  ])
  const answer = await start
  // What could not be answered without a library is forgotten.
  if (answer.isUpdating || answer.trouble) client.clear()
  return answer
}
