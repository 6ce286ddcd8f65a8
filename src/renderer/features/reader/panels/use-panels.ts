import { useCallback, useState } from 'react'

export type PanelName = 'outline' | 'highlights' | 'sheet' | 'article' | 'versions'

/** Where a panel lies over the page instead of beside it: as in panels.css. */
export const PANEL_OVER_PAGE = '(max-width: 900px)'

/** Which panel stands beside the page, and whether the type popover is open. */
export function usePanels(focusText: () => void) {
  const [panel, setPanel] = useState<PanelName | null>(null)
  const [focus, setFocus] = useState<'note' | 'tags'>('note')
  const [typography, setTypography] = useState(false)

  const toggle = useCallback(
    (name: PanelName, wanted: 'note' | 'tags' = 'note') => {
      setFocus(wanted)
      setPanel((before) => (before === name && (name !== 'article' || wanted === focus) ? null : name))
    },
    [focus]
  )
  const showArticle = useCallback(() => {
    setFocus('note')
    setPanel('article')
  }, [])
  const showVersions = useCallback(() => setPanel('versions'), [])
  const close = useCallback(() => {
    setPanel(null)
    focusText()
  }, [focusText])

  /** The page gets the focus, and where the panel lies over it also the room. */
  const giveRoom = useCallback(() => {
    if (window.matchMedia(PANEL_OVER_PAGE).matches) setPanel(null)
    focusText()
  }, [focusText])

  return {
    panel,
    setPanel,
    focus,
    typography,
    setTypography,
    toggle,
    showArticle,
    showVersions,
    close,
    giveRoom
  }
}

export type Panels = ReturnType<typeof usePanels>
