import { useEffect } from 'react'
import type { ResolvedLink } from '../../shared/links.ts'
import type { NotebookId } from '../../shared/notebooks.ts'
import { invoke, onEvent } from '../lib/invoke.ts'
import { t } from '../lib/messages.ts'
import { afterModal } from '../lib/modal.ts'
import { type Place, readerPlace } from '../lib/places.ts'
import { useToast } from '../ui/Toast.tsx'
import { useNavigation } from './navigation.tsx'

/** Goes where a `lectern:` link of an export leads, which was followed in another program. */
export function useFollowedLink(): void {
  const { go } = useNavigation()
  const { show, showError } = useToast()
  useEffect(() => {
    const follow = async () => {
      const targets = await invoke('app.takeLink', {})
      if (targets.length === 0) return
      const links = await invoke('links.resolve', { targets })
      const place = links.map(placeOf).find((one) => one !== undefined)
      if (!place) return show({ message: t('links.goneToast') })
      await afterModal()
      go(place)
    }
    const now = () => void follow().catch(showError)
    // One that started the app was there before the window.
    now()
    return onEvent('link.followed', now)
  }, [go, show, showError])
}

/** Where a link leads now; undefined when that is gone. */
function placeOf({ kind, id, state, articleId, highlightId }: ResolvedLink): Place | undefined {
  if (kind === 'notebook') return state === 'there' ? { name: 'notebooks', id: id as NotebookId } : undefined
  if (!articleId) return undefined
  return readerPlace(articleId, highlightId ? { kind: 'highlight', highlightId } : undefined)
}
