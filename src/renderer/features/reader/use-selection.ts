import { useCallback, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { TextSpan } from '../../../shared/anchoring/quote.ts'
import type { ReadingFrame } from './reading-frame.ts'

/** What is selected in the article, as canonical offsets; null when nothing is. */
export function useSelection(frame: ReadingFrame | null): {
  selection: TextSpan | null
  /** False while a pointer button is down: a selection is still being made. */
  settled: boolean
  clear(): void
  catchUp(): void
} {
  const [selection, setSelection] = useState<TextSpan | null>(null)
  const [settled, setSettled] = useState(true)
  useEffect(() => {
    if (!frame) return
    let down = false
    const read = () => setSelection((before) => sameOr(before, spanSelected(frame)))
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
  /**
   * Makes the state what the page has selected at this moment: a key may arrive before the browser has told
   * of the selection it is meant for.
   */
  const catchUp = useCallback(() => {
    if (!frame) return
    const now = spanSelected(frame)
    if (sameOr(selection, now) !== selection) flushSync(() => setSelection(now))
  }, [frame, selection])
  return { selection, settled, clear, catchUp }
}

/** No article has as much white space in one place, UTF-16 units. */
const LONG = 10_000

function spanSelected(frame: ReadingFrame): TextSpan | null {
  const current = frame.document.getSelection()
  const range = current && current.rangeCount > 0 && !current.isCollapsed ? current.getRangeAt(0) : undefined
  const span = range && frame.map.spanOf(range)
  if (!span) return null
  // Only a short one can be all white space, and the words of a whole book are not asked for at every move.
  if (span.end - span.start < LONG && range.toString().trim() === '') return null
  return span
}

/** The span known before when it is the same, so that nothing is rendered for nothing. */
function sameOr(before: TextSpan | null, now: TextSpan | null): TextSpan | null {
  return before && now && before.start === now.start && before.end === now.end ? before : now
}
