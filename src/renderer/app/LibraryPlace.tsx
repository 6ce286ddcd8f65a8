import type { ArticleId } from '../../shared/values.ts'
import { Library } from '../features/library/Library.tsx'
import { type Place, readerPlace } from '../lib/places.ts'
import { useData } from '../lib/use-data.ts'
import { useNavigation } from './navigation.tsx'
import { SavedSearchPlace } from './SavedSearchPlace.tsx'

/** The library: one of its lists, the articles with a tag, or what a saved search finds. */
export function LibraryPlace({ place }: { place: Extract<Place, { name: 'library' }> }) {
  const { list = 'all', tag, savedSearch } = place
  const { go } = useNavigation()
  const isGreeting = useData('app.info', {}).data?.isGreeting ?? false
  const leads = {
    visit: place,
    onShowHighlights: (withTag: string) => go({ name: 'highlights', tag: withTag }),
    onOpenArticle: (articleId: ArticleId) => go(readerPlace(articleId)),
    onSearch: (query: string) => go({ name: 'search', query })
  }
  const showAll = () => go({ name: 'library', list: 'all' })
  if (savedSearch)
    return <SavedSearchPlace key={savedSearch} id={savedSearch} onShowAll={showAll} {...leads} />
  return <Library key={`${list} ${tag ?? ''}`} list={list} tag={tag} isFilling={isGreeting} {...leads} />
}
