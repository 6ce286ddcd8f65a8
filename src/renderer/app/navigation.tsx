import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import { openAhead } from '../lib/open-ahead.ts'
import type { Place } from '../lib/places.ts'

export type { Place }

interface Navigation {
  place: Place
  go(place: Place): void
  /** To where one was before; to the library from the first place. */
  back(): void
}

const NavigationContext = createContext<Navigation | null>(null)

/** Places remembered for going back; more than anyone walks. */
const DEPTH = 50

/** Knows in which place one is, and the way back; around everything the window shows. */
export function NavigationProvider({ children }: { children: ReactNode }) {
  const [trail, setTrail] = useState<readonly Place[]>([{ name: 'library' }])
  const client = useQueryClient()
  const go = useCallback(
    (place: Place) => {
      // Asked for before the place is drawn; the reader, when it is there, waits for this same answer.
      if (place.name === 'reader') openAhead(client, place.articleId)
      setTrail((before) => {
        const last = before.at(-1)!
        const kept = isSamePlace(last, place) ? before.slice(0, -1) : before
        return [...kept.slice(-DEPTH), place]
      })
    },
    [client]
  )
  const back = useCallback(() => {
    setTrail((before) => (before.length > 1 ? before.slice(0, -1) : [{ name: 'library' }]))
  }, [])
  const navigation = useMemo(() => ({ place: trail.at(-1)!, go, back }), [trail, go, back])
  return <NavigationContext value={navigation}>{children}</NavigationContext>
}

/**
 * Another list, query, section or passage is not a step of its own, nor is the day's next reading; a session of
 * chosen cards is, so that its end leads back to where they were chosen.
 */
function isSamePlace(last: Place, next: Place): boolean {
  if (last.name === 'notebooks' && next.name === 'notebooks') return last.id === next.id
  if (last.name === 'reader' && next.name === 'reader')
    return (
      (last.session ?? false) === (next.session ?? false) &&
      (next.session || last.articleId === next.articleId)
    )
  if (last.name === 'study' && next.name === 'study')
    return (last.only === undefined) === (next.only === undefined)
  return last.name === next.name
}

export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext)
  if (!navigation) throw new Error('useNavigation needs a NavigationProvider')
  return navigation
}
