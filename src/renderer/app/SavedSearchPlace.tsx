import type { ComponentProps } from 'react'
import type { SavedSearchId } from '../../shared/saved-searches.ts'
import { Library } from '../features/library/Library.tsx'
import { t } from '../lib/messages.ts'
import { useData } from '../lib/use-data.ts'
import { Button } from '../ui/Button.tsx'

/** The library, narrowed to what a saved search finds. */
export function SavedSearchPlace(
  props: Omit<ComponentProps<typeof Library>, 'list' | 'tag' | 'savedSearch'> & {
    id: SavedSearchId
    /** The whole library instead. */
    onShowAll(): void
  }
) {
  const { id, onShowAll, ...library } = props
  const searches = useData('savedSearches.list', {}).data
  const search = searches?.find((one) => one.id === id)
  if (search) return <Library {...library} key={search.query} list="all" savedSearch={search} />
  if (!searches) return null
  return (
    <div className="empty">
      <h1>{t('savedSearches.gone')}</h1>
      <p>{t('savedSearches.goneText')}</p>
      <Button onClick={onShowAll}>{t('savedSearches.toLibrary')}</Button>
    </div>
  )
}
