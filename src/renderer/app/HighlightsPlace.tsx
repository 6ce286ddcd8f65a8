import { useState } from 'react'
import type { HighlightId } from '../../shared/values.ts'
import { type Place, readerPlace } from '../lib/places.ts'
import { AddToNotebook, Highlights } from './lazy-features.ts'
import { useNavigation } from './navigation.tsx'

/** Every highlight, and the way from there into a notebook. */
export function HighlightsPlace({ place }: { place: Extract<Place, { name: 'highlights' }> }) {
  const { go } = useNavigation()
  const [gathering, setGathering] = useState<HighlightId[] | null>(null)
  return (
    <>
      <Highlights
        key={place.tag ?? ''}
        tag={place.tag}
        visit={place}
        onGather={setGathering}
        onOpen={(articleId, target) => go(readerPlace(articleId, target))}
      />
      {gathering ? (
        <AddToNotebook
          highlightIds={gathering}
          onClose={() => setGathering(null)}
          onOpen={(id) => go({ name: 'notebooks', id })}
        />
      ) : null}
    </>
  )
}
