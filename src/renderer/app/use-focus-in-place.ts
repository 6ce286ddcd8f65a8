import { type RefObject, useEffect, useRef } from 'react'
import { keepFocus } from '../lib/keep-focus.ts'
import { followTyping } from '../lib/typing-on.ts'

/** A place that takes the focus itself (a field, the row one was on) has done so by then, in milliseconds. */
const SETTLED_MS = 100

/**
 * Whether the focus is on a link of the sidebar that nobody walks to with keys: one that was clicked, or one that
 * leads elsewhere than one has gone since. Enter would press it again, and not do what the place offers.
 */
function isLeftBehind(element: Element | null): boolean {
  if (!element?.matches('.sidebar .sidebar-link')) return false
  return !element.hasAttribute('aria-current') || !element.matches(':focus-visible')
}

/**
 * The keyboard begins in what is shown: when a place has come and nothing there has the focus, its main part takes it.
 * So Tab goes on from there, a screen reader reads from there, and a dialog that closes has where to give it back.
 * The reader gives it to the article by itself, as soon as that is there. And wherever it is, it is not lost.
 */
export function useFocusInPlace(place: string, isReader: boolean): RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null)
  useEffect(() => keepFocus(document), [])
  useEffect(() => followTyping(document), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each place
  useEffect(() => {
    if (isReader) return
    const begin = () => main.current?.focus({ preventScroll: true })
    if (isLeftBehind(document.activeElement)) begin()
    const timer = setTimeout(() => {
      if (document.activeElement === document.body) begin()
    }, SETTLED_MS)
    return () => clearTimeout(timer)
  }, [place])
  return main
}
