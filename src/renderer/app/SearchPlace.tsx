import { useState } from 'react'
import { SaveSearchDialog } from '../features/saved-searches/SaveSearchDialog.tsx'
import { Search } from '../features/search/Search.tsx'
import { type Place, readerPlace } from '../lib/places.ts'
import { useNavigation } from './navigation.tsx'

/** Search, and keeping what is looked for. */
export function SearchPlace({ place }: { place: Extract<Place, { name: 'search' }> }) {
  const { go, back } = useNavigation()
  const [saving, setSaving] = useState<string | null>(null)
  return (
    <>
      <Search
        query={place.query ?? ''}
        visit={place}
        onBack={back}
        onSave={setSaving}
        onQuery={(query) => go({ name: 'search', query })}
        onOpenNotebook={(id) => go({ name: 'notebooks', id })}
        onOpen={(articleId, target) => go(readerPlace(articleId, target))}
      />
      {saving ? <SaveSearchDialog query={saving} onClose={() => setSaving(null)} /> : null}
    </>
  )
}
