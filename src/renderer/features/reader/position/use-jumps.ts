import { useCallback, useState } from 'react'
import { READING_LINE, type ReadingFrame } from '../page/reading-frame.ts'

/** Most places remembered on the way. */
const REMEMBERED = 20

/** Going somewhere in the article and back again to the line one came from. */
export function useJumps(frame: ReadingFrame | null, offset: number, focusText: () => void) {
  const [from, setFrom] = useState<readonly number[]>([])

  const goTo = useCallback(
    (place: number) => {
      if (!frame) return
      setFrom((before) => [...before.slice(-REMEMBERED), offset])
      void frame.bringTo(place, READING_LINE + 24)
      focusText()
    },
    [frame, offset, focusText]
  )
  /** To the line of the last jump; false when there was none. */
  const goBack = useCallback(() => {
    const last = from.at(-1)
    if (last === undefined) return false
    void frame?.bringTo(last, READING_LINE)
    setFrom(from.slice(0, -1))
    return true
  }, [frame, from])
  /** To an anchor of the article, its id. */
  const jump = useCallback(
    (name: string) => {
      const place = frame?.document.getElementById(name)
      const to = place && frame?.map.offsetOf({ node: place, offset: 0 }, 'after')
      if (to != null) goTo(to)
    },
    [frame, goTo]
  )
  return { goTo, goBack, jump }
}
