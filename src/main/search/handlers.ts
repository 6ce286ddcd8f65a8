import type { HandlersOf } from '../../shared/contract.ts'
import type { SearchService } from './search-service.ts'

/** One window types into one box: a newer query ends the older one, which then answers with nothing. */
export function searchHandlers(search: SearchService): HandlersOf<'search.query' | 'search.status'> {
  let running: AbortController | undefined
  return {
    'search.query': async (request) => {
      running?.abort()
      const controller = new AbortController()
      running = controller
      try {
        return await search.query(request, { signal: controller.signal })
      } finally {
        if (running === controller) running = undefined
      }
    },
    'search.status': () => search.status()
  }
}
