import { useCallback, useEffect, useRef, useState } from 'react'
import { useCommand } from '../../../lib/use-command.ts'
import { READING_LINE, type ReadingFrame } from '../page/reading-frame.ts'

/** A move further than this many screens of text at once is a jump, not reading. */
const JUMP = 2
/** Shorter is no reading, ms. */
const GLANCE_MS = 700
/** Most lines remembered. */
const REMEMBERED = 20

interface Left {
  /** The line that was being read. */
  line: number
  /** Where the jump led. */
  to: number
  /** Text on one screen there, UTF-16 units. */
  screen: number
}

/**
 * "Return to my line": whatever carries the reader far away (the End key, the scrollbar, find, a highlight, a
 * link), the line that was being read is remembered.
 *
 * @param offset the line being read now; it changes once for every jump.
 * @param sent true when the page is brought somewhere at once: that is where reading begins, not a jump.
 */
export function useReturnToLine(frame: ReadingFrame | null, offset: number, sent: boolean) {
  const [left, setLeft] = useState<readonly Left[]>([])
  const [jumped, setJumped] = useState(false)
  const last = useRef<{ offset: number; since: number; shown: number } | undefined>(undefined)
  /** Where the page is being brought back to; what lies on the way is no jump. */
  const returning = useRef<number | 'anywhere' | undefined>(sent ? 'anywhere' : undefined)

  useEffect(() => {
    if (!frame) return
    const before = last.current
    const now = performance.now()
    const shown = (frame.lastVisibleOffset() ?? offset) - offset
    last.current = { offset, since: now, shown }
    if (!before || before.offset === offset) return
    // A screen may hold little more than a picture.
    const screen = Math.max(400, shown, before.shown)
    if (returning.current !== undefined) {
      const there = returning.current === 'anywhere' || Math.abs(offset - returning.current) < screen
      if (there) returning.current = undefined
      return
    }
    if (Math.abs(offset - before.offset) <= JUMP * screen) return
    const jump = { line: before.offset, to: offset, screen }
    setJumped(true)
    setLeft((all) => {
      const latest = all.at(-1)
      // A jump may take several steps: a line seen for a moment only was not being read.
      if (latest?.to === before.offset && now - before.since < GLANCE_MS) {
        return [...all.slice(0, -1), { ...jump, line: latest.line }]
      }
      return [...all.slice(-REMEMBERED), jump]
    })
  }, [frame, offset])

  const place = left.at(-1)
  const goBack = useCallback(() => {
    if (!frame || !place) return
    returning.current = place.line
    setJumped(false)
    setLeft((all) => all.slice(0, -1))
    void frame.bringTo(place.line, READING_LINE)
    frame.window.focus()
  }, [frame, place])
  useCommand('reader.returnToLine', goBack, { enabled: place !== undefined })

  // Offered while one has not read on from where the jump led.
  const offered = jumped && place !== undefined && Math.abs(offset - place.to) < place.screen
  return { offered, goBack }
}
