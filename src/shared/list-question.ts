import type { ArticleFilterInput, ArticleSort } from './articles.ts'
import type { Settings } from './settings.ts'

export const libraryLists = ['all', 'later', 'reading', 'finished', 'starred', 'extracts', 'trash'] as const
/** A list of the library that is always there. */
export type LibraryList = (typeof libraryLists)[number]

function filterOf(
  list: LibraryList,
  tag: string | undefined,
  query: string | undefined,
  contains: string
): ArticleFilterInput {
  return {
    trashed: list === 'trash',
    ...(list === 'later' || list === 'reading' || list === 'finished' ? { state: list } : {}),
    ...(list === 'starred' ? { starred: true } : {}),
    // Extracts are a list of their own; with a tag, a star or a search they are articles like any other.
    ...(list === 'extracts' ? { extracts: true } : {}),
    ...(tag || query !== undefined || list === 'starred' || list === 'trash' || list === 'extracts'
      ? {}
      : { extracts: false }),
    ...(tag ? { tag } : {}),
    ...(query === undefined ? {} : { query }),
    ...(contains.trim() ? { contains: contains.trim() } : {})
  }
}

/** Rows asked for at once: a few screens of them. */
export const PAGE_SIZE = 100

/** How a list is sorted. */
export interface ListOrder {
  sort: ArticleSort
  descending: boolean
}

/** What a list of the library asks main for, but for the page. */
export const listQuestion = (
  list: LibraryList,
  tag: string | undefined,
  query: string | undefined,
  contains: string,
  { sort, descending }: ListOrder
) => ({ filter: filterOf(list, tag, query, contains), sort, descending })

type OrderSettings = Pick<
  Settings,
  'librarySort' | 'librarySortDescending' | 'trashSort' | 'trashSortDescending'
>

/** The order the reader chose for a list: the Trash has one of its own. */
export const orderOf = (list: LibraryList, settings: OrderSettings): ListOrder =>
  list === 'trash'
    ? { sort: settings.trashSort, descending: settings.trashSortDescending }
    : { sort: settings.librarySort, descending: settings.librarySortDescending }

/** The settings that keep this order for a list. */
export function settingsOfOrder(list: LibraryList, { sort, descending }: ListOrder): Partial<OrderSettings> {
  if (list === 'trash') return { trashSort: sort, trashSortDescending: descending }
  // Only the Trash knows when something was thrown away.
  if (sort === 'trashed') return {}
  return { librarySort: sort, librarySortDescending: descending }
}
