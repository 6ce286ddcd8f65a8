import { QueryClient } from '@tanstack/react-query'
import type { Noun } from '../../shared/define.ts'
import { onEvent } from './invoke.ts'

/** Beyond its own noun, what makes a method's answer stale. */
const alsoDependsOn: Record<string, readonly Noun[]> = {
  // Whether a new library's first articles have come.
  app: ['articles'],
  // Progress and last-opened are shown in the library.
  articles: ['reading'],
  // A corrected title is shown in the reader.
  reading: ['articles'],
  // A sheet shows the article's title and depends on its day of publication.
  sheets: ['articles'],
  exports: ['articles', 'highlights', 'notes', 'tags'],
  savedSearches: ['articles', 'highlights', 'notes', 'tags', 'reading'],
  history: ['articles', 'highlights', 'notes', 'tags', 'cards', 'reviews'],
  // Cards show the title of their article, and rest while it is in the Trash.
  cards: ['articles', 'highlights', 'reviews', 'settings'],
  reviews: ['cards', 'articles', 'settings'],
  // What became of highlights goes away with them; a list counts them.
  versions: ['highlights', 'articles'],
  // What comes back is shown with titles and progress, and leaves when it is finished or in the Trash.
  queue: ['articles', 'reading', 'settings'],
  extracts: ['articles', 'highlights'],
  statistics: ['articles', 'queue', 'cards', 'reviews', 'settings'],
  // A notebook shows the highlights it gathers as they are now.
  notebooks: ['highlights', 'notes', 'articles'],
  meetings: ['highlights', 'notes', 'articles', 'tags', 'settings']
}

function isStale([key, input]: readonly unknown[], nouns: ReadonlySet<string>): boolean {
  const method = String(key)
  // A list that a query narrows changes with the index, too.
  const { filter } = (input ?? {}) as { filter?: { query?: unknown } }
  if (nouns.has('search') && filter?.query !== undefined) return true
  const noun = method.slice(0, method.indexOf('.'))
  // The reader itself moves the reading position, every second: asking back what it just told is waste.
  if (noun !== 'reading' && nouns.has(noun)) return true
  return (alsoDependsOn[noun] ?? []).some((other) => nouns.has(other))
}

/** Keeps main’s answers while they are shown, and a minute longer. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The data is on this machine: answers are fresh until main says otherwise.
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 60_000,
        retry: false,
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false
      }
    }
  })
}

const waiting = new WeakMap<QueryClient, Set<string>>()

/** Refetches what these nouns made stale. Calls within one moment are joined. */
export function refetchStale(client: QueryClient, nouns: readonly Noun[]): void {
  const known = waiting.get(client)
  if (known) {
    for (const noun of nouns) known.add(noun)
    return
  }
  const batch = new Set<string>(nouns)
  waiting.set(client, batch)
  setTimeout(() => {
    waiting.delete(client)
    void client.invalidateQueries({ predicate: (query) => isStale(query.queryKey, batch) })
  }, 5)
}

/** Follows changes, made here or elsewhere: by undo, by imports, by the command line. Returns the function that stops. */
export function followChanges(client: QueryClient): () => void {
  return onEvent('data.changed', ({ nouns }) => refetchStale(client, nouns))
}
