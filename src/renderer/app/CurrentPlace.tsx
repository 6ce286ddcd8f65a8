import { lazy, Suspense } from 'react'
import { Highlights } from '../features/highlights/Highlights.tsx'
import { Library } from '../features/library/Library.tsx'
import { Search } from '../features/search/Search.tsx'
import { SettingsPage } from '../features/settings/SettingsPage.tsx'
import { useNavigation } from './navigation.tsx'

// The reader is the heaviest part and the first screen does not need it.
const Reader = lazy(async () => ({ default: (await import('../features/reader/Reader.tsx')).Reader }))

export function CurrentPlace() {
  const { place, go, back } = useNavigation()
  switch (place.name) {
    case 'library':
      return (
        <Library
          key={`${place.list ?? 'all'} ${place.tag ?? ''}`}
          list={place.list ?? 'all'}
          tag={place.tag}
          visit={place}
          onShow={(list) => go({ name: 'library', list })}
          onShowTag={(tag) => go({ name: 'library', tag })}
          onOpenArticle={(articleId) => go({ name: 'reader', articleId })}
          onSearch={(query) => go({ name: 'search', query })}
        />
      )
    case 'reader':
      return (
        <Suspense>
          <Reader
            key={place.articleId}
            articleId={place.articleId}
            {...(place.target ? { target: place.target } : {})}
            onBack={back}
            onOpenArticle={(articleId) => go({ name: 'reader', articleId })}
            onSearch={(query) => go({ name: 'search', query })}
          />
        </Suspense>
      )
    case 'highlights':
      return (
        <Highlights
          onOpen={(articleId, target) => go({ name: 'reader', articleId, ...(target ? { target } : {}) })}
        />
      )
    case 'search':
      return (
        <Search
          query={place.query ?? ''}
          onQuery={(query) => go({ name: 'search', query })}
          onOpen={(articleId, target) => go({ name: 'reader', articleId, ...(target ? { target } : {}) })}
        />
      )
    case 'settings':
      return (
        <SettingsPage
          section={place.section ?? 'reading'}
          onSection={(section) => go({ name: 'settings', section })}
        />
      )
  }
}
