import type { ArticleFilterInput } from '../../../shared/articles.ts'
import type { Settings } from '../../../shared/settings.ts'
import type { LibraryList } from '../../lib/places.ts'

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
