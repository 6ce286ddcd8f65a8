import type { ArticleFilterInput } from './articles.ts'
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

/** What a list of the library asks main for, but for the page. */
export const listQuestion = (
  list: LibraryList,
  tag: string | undefined,
  query: string | undefined,
  contains: string,
  settings: Pick<Settings, 'librarySort' | 'librarySortDescending'>
) => ({
  filter: filterOf(list, tag, query, contains),
  sort: settings.librarySort,
  descending: settings.librarySortDescending
})
