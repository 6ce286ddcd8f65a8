import { useCallback, useEffect, useState } from 'react'
import type { PagePlace } from '../../../../shared/page-places.ts'
import type { ReadingVersion } from '../../../../shared/reading.ts'
import { useCommand } from '../../../lib/use-command.ts'
import { useData } from '../../../lib/use-data.ts'
import type { ReadingFrame } from '../page/reading-frame.ts'

const none: readonly PagePlace[] = []

/** Where the original's pages begin; none before the whole text has come, which goes first. */
function usePagePlaces(frame: ReadingFrame | null, version: ReadingVersion): readonly PagePlace[] {
  const [whole, setWhole] = useState(false)
  useEffect(() => {
    if (!frame) return
    const look = () => setWhole(frame.complete)
    look()
    return frame.onArrival(look)
  }, [frame])
  const { data } = useData('reading.pages', { versionId: version.id }, { enabled: whole })
  return data ?? none
}

/** Whether the original's pages stand beside the text, and the commands for pages. */
export function useOriginalPages(frame: ReadingFrame | null, version: ReadingVersion, focusText: () => void) {
  const pages = usePagePlaces(frame, version)
  // A scan has nothing else to show.
  const [shown, setShown] = useState(version.hasOriginalPages && version.wordCount === 0)
  const [asking, setAsking] = useState(false)
  const close = useCallback(() => {
    setShown(false)
    focusText()
  }, [focusText])
  const stopAsking = useCallback(() => {
    setAsking(false)
    focusText()
  }, [focusText])
  const toggle = useCallback(() => setShown((before) => !before), [])
  useCommand('reader.originalPages', toggle, { enabled: version.hasOriginalPages })
  useCommand('reader.goToPage', () => setAsking(true), { enabled: pages.length > 0 })
  return { pages, shown, toggle, close, asking, stopAsking }
}

export type Originals = ReturnType<typeof useOriginalPages>
