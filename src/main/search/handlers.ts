import type { HandlersOf } from '../../shared/contract.ts'
import type { SearchService } from './search-service.ts'

/** One window types into one box: a newer query ends the older one, which then answers with nothing. */
export function searchHandlers(
  search: SearchService
): HandlersOf<'search.query' | 'search.related' | 'search.status' | 'search.startAgain'> {
  const query = newestOnly()
  const related = newestOnly()
  return {
    'search.query': (request) => query((signal) => search.query(request, { signal })),
    'search.related': (request) => related((signal) => search.related(request, { signal })),
    'search.status': () => search.status(),
    'search.startAgain': async () => {
      await search.startAgain()
      return null
    }
  }
}

/** Runs work so that each call ends the one before it. */
function newestOnly(): <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T> {
  let running: AbortController | undefined
  return async (work) => {
    running?.abort()
    const controller = new AbortController()
    running = controller
    try {
      return await work(controller.signal)
    } finally {
      if (running === controller) running = undefined
    }
  }
}
