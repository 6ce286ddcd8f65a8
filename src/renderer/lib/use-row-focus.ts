import type { Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { hasGoneToField } from './gone-to-field.ts'

/** Frames waited for a row that is drawn only once the list has scrolled to it. */
const FRAMES = 30

/**
 * The focus in a long list, on the row the keys are at. `at` is kept within the list, `selector` finds in a row what
 * takes the focus. Tab comes into the list at that row and, after what is in it, goes on below the list: the row's
 * buttons take `tabIndex(index)`, and whoever draws the list keeps the row drawn (its `stop`).
 */
export function useRowFocus(list: {
  scroller: RefObject<HTMLElement | null>
  virtualizer: Virtualizer<HTMLElement, Element>
  total: number
  selector: string
  /** The row at work, and what changes it. */
  row: readonly [number, (index: number) => void]
  /** Whether one comes back to that row from elsewhere. */
  isBack?: boolean
}) {
  const { scroller, virtualizer, total, selector } = list
  const [active, setActive] = list.row
  /** Raised to bring the row at work into view and focus. */
  const [asked, setAsked] = useState(list.isBack ? 1 : 0)
  const at = Math.max(0, Math.min(active, total - 1))
  const focusNow = useCallback(() => {
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${at}"] ${selector}`)
    row?.focus({ preventScroll: true })
    return row != null
  }, [at, scroller, selector])
  /** A button of the row that was pressed has the focus already, and keeps it. */
  const isThere = useCallback(
    () => scroller.current?.querySelector(`[data-index="${at}"]`)?.contains(document.activeElement) ?? false,
    [at, scroller]
  )
  /** The request answered last. A list that is narrowed has another row at work: whoever types there stays there. */
  const answered = useRef(0)
  useEffect(() => {
    if (asked === answered.current) return
    virtualizer.scrollToIndex(at, { align: 'auto' })
    const from = document.activeElement
    let frames = 0
    let request = requestAnimationFrame(function attempt() {
      if (hasGoneToField(from) || isThere() || focusNow() || ++frames >= FRAMES) answered.current = asked
      else request = requestAnimationFrame(attempt)
    })
    return () => cancelAnimationFrame(request)
  }, [asked, at, virtualizer, focusNow, isThere])
  const within = (index: number) => Math.max(0, Math.min(index, total - 1))
  return {
    at,
    setActive,
    tabIndex: (index: number): 0 | -1 => (index === at ? 0 : -1),
    /** Brings the focus to the row at work. */
    focus() {
      // At once where it is drawn: the next key is for the list, and no longer for the field one leaves.
      focusNow()
      setAsked((before) => before + 1)
    },
    /** The first step only shows where one is, unless one has come there by Tab or with the mouse. */
    moveTo(index: number) {
      setActive(asked === 0 && !isThere() ? at : within(index))
      setAsked((before) => before + 1)
    },
    /** Brings the focus to a row. */
    goTo(index: number) {
      setActive(within(index))
      setAsked((before) => before + 1)
    }
  }
}
