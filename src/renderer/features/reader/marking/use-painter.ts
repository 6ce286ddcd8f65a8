import { useEffect, useState } from 'react'
import type { TextSpan } from '../../../../shared/anchoring/quote.ts'
import type { Highlight } from '../../../../shared/highlights.ts'
import type { HighlightId } from '../../../../shared/values.ts'
import type { ReadingFrame } from '../page/reading-frame.ts'
import { HighlightPainter } from './highlight-painter.ts'
import { byLikelihood } from './span-index.ts'

/** Keeps the page painted. `painted` changes when what is near the screen has changed. */
export function usePainter(
  frame: ReadingFrame | null,
  what: {
    highlights: readonly Highlight[]
    chosen: HighlightId | undefined
    found: readonly TextSpan[]
    current: TextSpan | undefined
  }
): { painter: HighlightPainter | null; painted: number } {
  const { highlights, chosen, found, current } = what
  const [painter, setPainter] = useState<HighlightPainter | null>(null)
  const [painted, setPainted] = useState(0)
  useEffect(() => {
    if (!frame) return
    const made = new HighlightPainter(frame, () => setPainted((count) => count + 1))
    setPainter(made)
    return () => {
      made.close()
      setPainter(null)
    }
  }, [frame])
  useEffect(() => painter?.setHighlights(highlights), [painter, highlights])
  useEffect(() => painter?.setChosen(chosen), [painter, chosen])
  useEffect(() => painter?.setFound(found, current), [painter, found, current])
  return { painter, painted }
}

/** Painted highlights under a point of the frame's viewport, the likeliest first. */
export function highlightsAtPoint(
  frame: ReadingFrame,
  painter: HighlightPainter,
  x: number,
  y: number
): Highlight[] {
  const offset = frame.offsetAtPoint(x, y)
  if (offset === undefined) return []
  const here = painter.highlightsAt(offset).filter((highlight) => {
    // The caret snaps to the nearest letter: a click in the empty end of a line is on no highlight.
    const span = { start: Math.max(highlight.start, offset - 1), end: Math.min(highlight.end, offset + 1) }
    const rects = span.start < span.end ? frame.map.rangeOf(span)?.getClientRects() : undefined
    return Array.from(rects ?? []).some(
      (rect) => x >= rect.left - 1 && x <= rect.right + 1 && y >= rect.top - 2 && y <= rect.bottom + 2
    )
  })
  return byLikelihood(here)
}
