import { useCallback, useMemo, useState } from 'react'
import type { Highlight } from '../../../../shared/highlights.ts'
import type { HighlightId, VersionId } from '../../../../shared/values.ts'
import type { PopoverFocus } from './HighlightPopover.tsx'

/** Which highlight is open, and all that lie at its place. */
export interface OpenHighlight {
  id: HighlightId
  at: HighlightId[]
  focus: PopoverFocus
}

/** The highlights of the version on screen, the one that is chosen, and the one whose popover is open. */
export function useChosenHighlight(stored: readonly Highlight[], versionId: VersionId) {
  const highlights = useMemo(
    () => stored.filter((highlight) => highlight.versionId === versionId),
    [stored, versionId]
  )
  const [chosen, setChosen] = useState<HighlightId | undefined>(undefined)
  const [popover, setPopover] = useState<OpenHighlight | null>(null)
  const byId = useCallback((id: HighlightId | undefined) => highlights.find((h) => h.id === id), [highlights])

  return { highlights, byId, chosen, setChosen, popover, setPopover }
}
