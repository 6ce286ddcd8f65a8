import { useState } from 'react'
import type { HighlightId } from '../../shared/values.ts'
import { readerPlace } from '../lib/places.ts'
import { AddToNotebook, Highlights } from './lazy-features.ts'
import { useNavigation } from './navigation.tsx'

/** Every highlight, and the way from there into a notebook. */
export function HighlightsPlace() {
  const { go } = useNavigation()
  const [gathering, setGathering] = useState<HighlightId[] | null>(null)
  return (
    <>
      <Highlights
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
