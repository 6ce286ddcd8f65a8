import { useCallback, useMemo, useState } from 'react'
import type { Highlight } from '../../../../shared/highlights.ts'
import type { HighlightId, VersionId } from '../../../../shared/values.ts'

/** What of the popover has the focus when it opens. */
export type PopoverFocus = 'note' | 'tags' | 'color'

/** Which highlight is open, and all that lie at its place. */
export interface OpenHighlight {
  id: HighlightId
  at: HighlightId[]
  focus: PopoverFocus
  /** Where in the panel beside the page it was opened: the focus goes back there. */
  from?: HTMLElement | undefined
}

/** The highlights of the version on screen, the one that is chosen, and the one whose popover is open. */
export function useChosenHighlight(stored: readonly Highlight[], versionId: VersionId) {
  const highlights = useMemo(
    () => stored.filter((highlight) => highlight.versionId === versionId),
    [stored, versionId]
  )
  const [wanted, setChosen] = useState<HighlightId | undefined>(undefined)
  const [popover, setPopover] = useState<OpenHighlight | null>(null)
  const byId = useCallback((id: HighlightId | undefined) => highlights.find((h) => h.id === id), [highlights])
  // One that was taken back, or deleted elsewhere, is chosen no more: keys would be for nothing that can be seen.
  const chosen = useMemo(() => byId(wanted)?.id, [byId, wanted])

  const there = useMemo(() => byId(popover?.id), [byId, popover])
  const [last, setLast] = useState<Highlight | undefined>(undefined)
  if (there && there !== last) setLast(there)
  const opened = popover ? (there ?? (last?.id === popover.id ? last : undefined)) : undefined

  return {
    highlights,
    byId,
    chosen,
    setChosen,
    popover,
    setPopover,
    /** The one whose popover is open, as it was known last: what is being written on it outlives it. */
    opened,
    /** The open one is not in the library any more; one that went along to another version is. */
    isGone: opened !== undefined && !stored.some(({ id }) => id === opened.id)
  }
}
