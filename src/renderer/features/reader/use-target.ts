import { useEffect, useRef } from 'react'
import type { ReadingVersion } from '../../../shared/reading.ts'
import type { ReaderTarget } from '../../lib/reader-target.ts'
import type { Find } from './find/use-found.ts'
import type { Marks } from './marking/use-marks.ts'
import type { ReadingFrame } from './page/reading-frame.ts'
import type { Places } from './versions/use-places.ts'

/**
 * Goes where the reader was sent (a highlight, the places a search found), once the page is there; to the question
 * about a highlight that is not sure to be in this version.
 */
export function useTarget(room: {
  frame: ReadingFrame | null
  target: ReaderTarget | undefined
  version: ReadingVersion
  marks: Marks
  places: Places
  find: Find
}): void {
  const { frame, target, version, find } = room
  const { ask } = room.places
  const { painter, byId, setChosen } = room.marks
  const reached = useRef<ReaderTarget | undefined>(undefined)
  useEffect(() => {
    if (!frame || !painter || !target || reached.current === target) return
    if (target.kind === 'occurrences') {
      reached.current = target
      find.openOccurrences(target, version.textLength)
      return
    }
    const highlight = byId(target.highlightId)
    if (!highlight) {
      if (ask(target.highlightId)) reached.current = target
      return
    }
    reached.current = target
    setChosen(highlight.id)
    void frame.reveal(highlight)
  }, [frame, painter, target, find.openOccurrences, version.textLength, byId, setChosen, ask])
}
