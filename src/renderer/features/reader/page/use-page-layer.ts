import { useLayoutEffect, useState } from 'react'
import type { ReadingFrame } from './reading-frame.ts'

/**
 * An element at the end of the article's page, for what the window draws there: it scrolls with the text without
 * delay, and lies outside of the article's own elements.
 * @param label how a screen reader names it; without one it is nothing to a screen reader
 */
export function usePageLayer(frame: ReadingFrame, className: string, label?: string): HTMLElement | null {
  const [layer, setLayer] = useState<HTMLElement | null>(null)
  useLayoutEffect(() => {
    const made = frame.document.createElement(label === undefined ? 'div' : 'aside')
    made.className = className
    if (label === undefined) made.setAttribute('aria-hidden', 'true')
    else made.setAttribute('aria-label', label)
    frame.document.body.append(made)
    setLayer(made)
    return () => made.remove()
  }, [frame, className, label])
  return layer
}
