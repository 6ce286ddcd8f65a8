import { typedAhead } from '../../lib/typed-ahead.ts'
import { useFrameEvents } from './page/use-frame-events.ts'
import type { RoomParts } from './use-room-parts.ts'

/** What happens in the page goes to the one who knows what it means. */
export function useRoomEvents({
  frame,
  aids,
  caret,
  extras,
  marks,
  onLink,
  panels,
  places,
  toolbar
}: RoomParts) {
  const { keyboard } = marks
  return useFrameEvents(frame, {
    onPress: () => {
      marks.onPress()
      panels.setTypography(false)
      extras.dropFootnotes()
    },
    onClick(x, y) {
      if (!aids.onClick(x, y)) marks.onClick(x, y)
    },
    onMargin: aids.onClick,
    onLink,
    onJump: extras.onJump,
    onPicture: extras.openPicture,
    onCopy: marks.onCopy,
    onKey: (event) =>
      typedAhead.onKey(event) ||
      places.onKey(event) ||
      keyboard.onKey(event) ||
      caret.onKey(event) ||
      aids.onKey(event),
    onMenuKey() {
      const first = toolbar.current?.querySelector('button')
      if (first) first.focus()
      else marks.actions.openChosen()
      return first != null || marks.chosen !== undefined
    },
    onMenuAt(x, y) {
      // Where words are selected, what can be done with them is there already.
      if (marks.selection || !marks.onHover(x, y)) return false
      marks.onClick(x, y)
      return true
    },
    isOnHighlight: marks.onHover,
    onBeforeKey: marks.catchUp
  })
}
