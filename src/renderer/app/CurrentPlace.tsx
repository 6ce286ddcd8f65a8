import { Suspense, useEffect } from 'react'
import { SHOWN_MS } from '../lib/first-drawing.ts'
import { type Place, readerPlace } from '../lib/places.ts'
import { HighlightsPlace } from './HighlightsPlace.tsx'
import { LibraryPlace } from './LibraryPlace.tsx'
import { loadSoon, NamePage, NotebookPage, Notebooks, SettingsPage, Study, Today } from './lazy-features.ts'
import { useNavigation } from './navigation.tsx'
import { ReaderPlace } from './ReaderPlace.tsx'
import { SearchPlace } from './SearchPlace.tsx'

/** What is shown beside the sidebar: the place one is in. The first screen waits for nothing. */
export function CurrentPlace() {
  const { place } = useNavigation()
  // Once the first screen is there and nothing else is to do.
  useEffect(() => {
    let idle = 0
    // The window is idle already while its first drawing is on its way to the screen.
    const shown = setTimeout(() => {
      idle = requestIdleCallback(() => void loadSoon(), { timeout: 3000 })
    }, SHOWN_MS)
    return () => {
      clearTimeout(shown)
      cancelIdleCallback(idle)
    }
  }, [])
  if (place.name === 'library') return <LibraryPlace place={place} />
  if (place.name === 'search') return <SearchPlace place={place} />
  return (
    <Suspense fallback={<div aria-busy="true" />}>
      <LaterPlace place={place} />
    </Suspense>
  )
}

/** A place that comes when it is needed, and where its ways lead. */
function LaterPlace({ place }: { place: Exclude<Place, { name: 'library' | 'search' }> }) {
  const { go, back } = useNavigation()
  switch (place.name) {
    case 'reader':
      return <ReaderPlace place={place} />
    case 'highlights':
      return <HighlightsPlace place={place} />
    case 'mentions':
      return (
        <NamePage
          key={`${place.kind} ${place.label}`}
          kind={place.kind}
          name={place.label}
          onBack={back}
          onOpen={(articleId, target) => go(readerPlace(articleId, target))}
        />
      )
    case 'notebooks':
      return place.id ? (
        <NotebookPage
          key={place.id}
          id={place.id}
          fresh={place.fresh ?? false}
          onBack={() => go({ name: 'notebooks' })}
          onOpenNotebook={(id) => go({ name: 'notebooks', id })}
          onOpen={(articleId, target) => go(readerPlace(articleId, target))}
        />
      ) : (
        <Notebooks onOpen={(id) => go({ name: 'notebooks', id })} />
      )
    case 'today':
      return (
        <Today
          view={place.view ?? 'today'}
          onView={(view) => go({ name: 'today', view })}
          onRead={(articleId) => go({ ...readerPlace(articleId), session: true })}
          onCards={() => go({ name: 'study', view: 'session' })}
          onOpen={(articleId, highlightId) =>
            go(readerPlace(articleId, highlightId && { kind: 'highlight', highlightId }))
          }
        />
      )
    case 'study':
      return (
        <Study
          view={place.view ?? 'today'}
          only={place.only}
          visit={place}
          onView={(view) => go({ name: 'study', view })}
          onStudy={(only) => go({ name: 'study', view: 'session', only })}
          onBack={back}
          onOpen={(articleId, target) => go(readerPlace(articleId, target))}
        />
      )
    case 'settings':
      return (
        <SettingsPage
          section={place.section ?? 'reading'}
          onSection={(section) => go({ name: 'settings', section })}
          onBack={back}
        />
      )
  }
}
