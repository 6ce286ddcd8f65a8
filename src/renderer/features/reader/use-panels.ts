import { useCallback, useState } from 'react'
import type { PanelName } from './ReaderBar.tsx'

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
  const close = useCallback(() => {
    setPanel(null)
    focusText()
  }, [focusText])

  return { panel, setPanel, focus, typography, setTypography, toggle, showArticle, close }
}

export type Panels = ReturnType<typeof usePanels>
