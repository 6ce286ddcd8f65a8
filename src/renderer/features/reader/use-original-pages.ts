import { useCallback, useState } from 'react'
import type { ReadingVersion } from '../../../shared/reading.ts'
import { useCommand } from '../../lib/use-command.ts'

/** Whether the original's pages stand beside the text, and the commands for pages. */
export function useOriginalPages(version: ReadingVersion, focusText: () => void) {
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
  useCommand('reader.goToPage', () => setAsking(true), { enabled: version.pages.length > 0 })
  return { shown, toggle, close, asking, stopAsking }
}
