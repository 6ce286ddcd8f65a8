import { useCallback, useEffect, useState } from 'react'
import type { TextSpan } from '../../../shared/anchoring/quote.ts'
import type { ReadingFrame } from './reading-frame.ts'

/** What is selected in the article, as canonical offsets; null when nothing is. */
export function useSelection(frame: ReadingFrame | null): {
  selection: TextSpan | null
  /** False while a pointer button is down: a selection is still being made. */
  settled: boolean
  clear(): void
} {
  const [selection, setSelection] = useState<TextSpan | null>(null)
  const [settled, setSettled] = useState(true)
  useEffect(() => {
    if (!frame) return
    let down = false
    const read = () => {
      const current = frame.document.getSelection()
      const range =
        current && current.rangeCount > 0 && !current.isCollapsed ? current.getRangeAt(0) : undefined
      const span = range && range.toString().trim() !== '' ? frame.map.spanOf(range) : undefined
      setSelection((before) => {
        if (!span) return null
        return before?.start === span.start && before.end === span.end ? before : span
      })
    }
    const press = (event: PointerEvent) => {
      if (event.button !== 0) return
      down = true
      setSettled(false)
    }
    const release = () => {
      if (!down) return
      down = false
      setSettled(true)
      read()
    }
    const page = frame.document
    page.addEventListener('selectionchange', read)
    page.addEventListener('pointerdown', press)
    page.addEventListener('pointerup', release)
    page.addEventListener('pointercancel', release)
    // The button may be let go outside of the frame.
    window.addEventListener('pointerup', release)
    return () => {
      page.removeEventListener('selectionchange', read)
      page.removeEventListener('pointerdown', press)
      page.removeEventListener('pointerup', release)
      page.removeEventListener('pointercancel', release)
      window.removeEventListener('pointerup', release)
      setSelection(null)
      setSettled(true)
    }
  }, [frame])
  const clear = useCallback(() => {
    frame?.document.getSelection()?.removeAllRanges()
    setSelection(null)
  }, [frame])
  return { selection, settled, clear }
}
