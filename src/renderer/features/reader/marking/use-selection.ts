import { useCallback, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { TextSpan } from '../../../../shared/anchoring/quote.ts'
import type { ReadingFrame } from '../page/reading-frame.ts'

/**
 * Text that the browser selects as a whole without delay, UTF-16 units. To select is to lay out: half a million
 * elements took it seventeen seconds.
 */
const SELECTED_AT_ONCE = 200_000

/** What is selected in the article, as canonical offsets; null when nothing is. */
export function useSelection(
  frame: ReadingFrame | null,
  textLength: number
): {
  selection: TextSpan | null
  /** False while a pointer button is down: a selection is still being made. */
  settled: boolean
  clear(): void
  catchUp(): void
  /** Selects words of the article. */
  select(span: TextSpan): void
  /** Selects everything, also where the browser would keep everybody waiting. */
  selectAll(): void
} {
  const [selection, setSelection] = useState<TextSpan | null>(null)
  const [settled, setSettled] = useState(true)
  /** A whole long article, selected without the page's own selection. */
  const whole = useRef<TextSpan | null>(null)
  const now = useCallback((shown: ReadingFrame) => {
    const own = spanSelected(shown)
    if (own) {
      whole.current = null
      showWhole(shown, false)
    }
    return own ?? whole.current
  }, [])
  useEffect(() => {
    if (!frame) return
    let down = false
    const read = () => setSelection((before) => sameOr(before, now(frame)))
    const press = (event: PointerEvent) => {
      if (event.button !== 0) return
      whole.current = null
      showWhole(frame, false)
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
      whole.current = null
      setSelection(null)
      setSettled(true)
    }
  }, [frame, now])
  const clear = useCallback(() => {
    whole.current = null
    if (frame) showWhole(frame, false)
    frame?.document.getSelection()?.removeAllRanges()
    setSelection(null)
  }, [frame])
  /**
   * Makes the state what the page has selected at this moment: a key may arrive before the browser has told
   * of the selection it is meant for.
   */
  const catchUp = useCallback(() => {
    if (!frame) return
    const found = now(frame)
    if (sameOr(selection, found) !== selection) flushSync(() => setSelection(found))
  }, [frame, selection, now])
  const select = useCallback(
    (span: TextSpan) => {
      const range = frame?.map.rangeOf(span)
      const own = frame?.document.getSelection()
      if (!range || !own) return
      own.removeAllRanges()
      own.addRange(range)
    },
    [frame]
  )
  /** Everything; of a long article, or one still coming, without asking the browser, which would walk through every letter. */
  const selectAll = useCallback(() => {
    if (!frame) return
    frame.window.focus()
    // The page's own selection ends where the text has come to.
    const isHere = frame.complete || frame.map.loadedTo >= textLength
    if (isHere && textLength < SELECTED_AT_ONCE) {
      frame.document.getSelection()?.selectAllChildren(frame.document.body)
      return
    }
    frame.document.getSelection()?.removeAllRanges()
    whole.current = { start: 0, end: textLength }
    showWhole(frame, true)
    setSelection(whole.current)
  }, [frame, textLength])
  return { selection, settled, clear, catchUp, select, selectAll }
}

/** The look of a selection over everything: public/reading.css. */
function showWhole({ document }: ReadingFrame, on: boolean): void {
  document.documentElement.toggleAttribute('data-all-selected', on)
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
