import { useEffect, useState } from 'react'
import type { ReadingFrame } from './reading-frame.ts'

/**
 * Counts up whenever the page has scrolled or its lines have moved. What uses it is drawn anew for every
 * frame of scrolling, so it belongs to the small parts that must follow, not to the room around them.
 */
export function useMoved(frame: ReadingFrame): number {
  const [moved, setMoved] = useState(0)
  useEffect(() => frame.onMove(() => setMoved((count) => count + 1)), [frame])
  return moved
}
