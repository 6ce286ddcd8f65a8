import { useRef } from 'react'
import type { Highlight } from '../../../../shared/highlights.ts'
import type { HighlightId } from '../../../../shared/values.ts'
import type { KeyboardSelecting } from '../caret/use-keyboard-selecting.ts'
import type { ReadingFrame } from '../page/reading-frame.ts'
import type { HighlightPainter } from './highlight-painter.ts'
import { highlightsAtPoint } from './use-painter.ts'

/** Clicks no further apart than this are at one place, pixels. */
const SAME_PLACE = 6

/** What the pointer does to highlights in the page; points are of the frame's viewport. */
export function usePointing(room: {
  frame: ReadingFrame | null
  painter: HighlightPainter | null
  open(highlight: Highlight, focus: 'color', at: readonly Highlight[]): void
  setChosen(id: HighlightId | undefined): void
  closePopover(): void
  keyboard: KeyboardSelecting
}) {
  const { frame, painter } = room
  const clicked = useRef<{ ids: string; x: number; y: number; turn: number } | undefined>(undefined)
  const at = (x: number, y: number) => (frame && painter ? highlightsAtPoint(frame, painter, x, y) : [])
  return {
    /** A click on no link. */
    onClick(x: number, y: number) {
      const here = at(x, y)
      // Again at the same place: the next of those that lie over each other.
      const ids = here.map((highlight) => highlight.id).join()
      const before = clicked.current
      const turn =
        before?.ids === ids && Math.hypot(before.x - x, before.y - y) < SAME_PLACE ? before.turn + 1 : 0
      clicked.current = { ids, x, y, turn }
      const one = here[turn % here.length]
      if (one) room.open(one, 'color', here)
      else room.setChosen(undefined)
    },
    /** Shows which highlight a click would open; false when there is none. */
    onHover(x: number, y: number) {
      const here = at(x, y)
      painter?.setHovered(here.length > 1 ? here[0] : undefined)
      return here.length > 0
    },
    onPress() {
      room.closePopover()
      if (room.keyboard.selecting) room.keyboard.stop()
    }
  }
}
