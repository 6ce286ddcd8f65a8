import { useCallback, useSyncExternalStore } from 'react'

/** Whether a media query holds now, such as `(min-width: 50rem)`. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const media = window.matchMedia(query)
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    [query]
  )
  const matches = () => window.matchMedia(query).matches
  // The same where it is drawn as text: that is done in the window, too.
  return useSyncExternalStore(subscribe, matches, matches)
}
