import type { LibraryList } from '../../../shared/list-question.ts'
import type { SavedSearch } from '../../../shared/saved-searches.ts'
import type { ArticleId } from '../../../shared/values.ts'

/** Which articles are listed. */
export interface ShownList {
  list: LibraryList
  tag?: string | undefined
  /** Narrows the list to what it finds. */
  savedSearch?: SavedSearch
  /** The same object when one comes back to a list, another when one goes to it anew. */
  visit: object
}

export interface LibraryProps extends ShownList {
  /** Its first articles are on their way: it is not called empty yet. */
  isFilling?: boolean
  /** Those with a tag. */
  onShowHighlights(tag: string): void
  onOpenArticle(articleId: ArticleId): void
  onSearch(query: string): void
}
