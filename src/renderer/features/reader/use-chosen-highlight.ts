import { useCallback, useMemo, useState } from 'react'
import type { Highlight } from '../../../shared/highlights.ts'
import type { HighlightId, VersionId } from '../../../shared/values.ts'
import type { PopoverFocus } from './HighlightPopover.tsx'

/** Which highlight is open, and all that lie at its place. */
export interface OpenHighlight {
  id: HighlightId
  at: HighlightId[]
  focus: PopoverFocus
}

/** A highlight just made, and the list that does not hold it yet. */
export interface FreshHighlight {
  on: readonly Highlight[]
  made: Highlight
}

/** The highlights of the version on screen, the one that is chosen, and the one whose popover is open. */
export function useChosenHighlight(stored: readonly Highlight[], versionId: VersionId) {
  // A new highlight is painted at once; the list with it in comes a moment later.
  const [fresh, setFresh] = useState<FreshHighlight | null>(null)
  const highlights = useMemo(() => {
    const known = stored.filter((highlight) => highlight.versionId === versionId)
    return fresh?.on === stored ? [...known, fresh.made] : known
  }, [stored, versionId, fresh])
  const [chosen, setChosen] = useState<HighlightId | undefined>(undefined)
  const [popover, setPopover] = useState<OpenHighlight | null>(null)
  const byId = useCallback((id: HighlightId | undefined) => highlights.find((h) => h.id === id), [highlights])

  return { highlights, byId, chosen, setChosen, popover, setPopover, setFresh }
}
