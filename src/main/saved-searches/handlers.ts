import type { Contract, HandlersOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { MAX_SAVED_SEARCHES, type SavedSearch } from '../../shared/saved-searches.ts'
import type { Context } from '../context.ts'
import type { SearchService } from '../search/search-service.ts'
import {
  deleteSavedSearch,
  getSavedSearch,
  insertSavedSearch,
  listSavedSearches,
  moveSavedSearch,
  renameSavedSearch
} from './repository.ts'

type Methods = Extract<keyof Contract, `savedSearches.${string}`>
/** The longest a number may be out of date because of counting itself. */
const MAX_REST_MS = 3000
type Counts = { id: SavedSearch['id']; count: number | null }[]

export function savedSearchHandlers(
  { db, now, deviceId }: Context,
  search: SearchService
): HandlersOf<Methods> {
  const stamp = () => ({ now: now(), deviceId })
  const require = (id: string): SavedSearch => {
    const found = getSavedSearch(db, id)
    if (!found) throw new AppError('not-found', 'errors.savedSearches.gone')
    return found
  }

  let running: Promise<Counts> | undefined
  let next: Promise<Counts> | undefined
  let took = 0
  async function count(): Promise<Counts> {
    const counts: Counts = []
    for (const { id, query } of listSavedSearches(db)) {
      // One that cannot be counted leaves the others their numbers.
      counts.push({ id, count: await search.countArticles(query).catch(() => null) })
    }
    return counts
  }
  /** Of many calls during one count only one more is made after it: it counts what all of them changed. */
  function countOnce(): Promise<Counts> {
    if (running) {
      const again = async () => {
        // While much is coming in, counting takes a fifth of the worker's time at most.
        await new Promise((resolve) => setTimeout(resolve, Math.min(MAX_REST_MS, 4 * took)))
        next = undefined
        return countOnce()
      }
      next ??= running.then(again, again)
      return next
    }
    const began = performance.now()
    running = count().finally(() => {
      running = undefined
      took = performance.now() - began
    })
    return running
  }

  return {
    'savedSearches.list': () => listSavedSearches(db),
    'savedSearches.counts': countOnce,
    'savedSearches.create': ({ id, name, query, index }) => {
      const existing = getSavedSearch(db, id)
      if (existing) return existing
      if (listSavedSearches(db).length >= MAX_SAVED_SEARCHES) {
        throw new AppError('invalid-input', 'errors.savedSearches.tooMany', { count: MAX_SAVED_SEARCHES })
      }
      insertSavedSearch(db, { id, name, query }, stamp())
      if (index !== undefined) moveSavedSearch(db, id, index, stamp())
      return require(id)
    },
    'savedSearches.rename': ({ id, name }) => {
      require(id)
      renameSavedSearch(db, id, name, stamp())
      return require(id)
    },
    'savedSearches.move': ({ id, index }) => {
      require(id)
      moveSavedSearch(db, id, index, stamp())
      return null
    },
    'savedSearches.delete': ({ id }) => {
      deleteSavedSearch(db, id)
      return null
    }
  }
}
