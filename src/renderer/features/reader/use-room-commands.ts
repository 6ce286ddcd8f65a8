import { useCommand } from '../../lib/use-command.ts'
import { useMarkCommands } from './marking/use-mark-commands.ts'
import { beginningOf } from './page/beginning-of.ts'
import type { RoomProps } from './reader-props.ts'
import { stepBack } from './step-back.ts'
import { usePageCommands } from './use-page-commands.ts'
import type { RoomParts } from './use-room-parts.ts'

/** What is asked for by key, menu or palette goes to the one who does it. Escape is in step-back.ts. */
export function useRoomCommands({ version, settings, onBack, onPictureCard }: RoomProps, room: RoomParts) {
  const { frame, find, panels, marks, places, caret } = room
  const { selection } = marks
  useMarkCommands(marks.actions, {
    hasSelection: selection !== null,
    hasChosen: marks.chosen !== undefined,
    isPlacing: places.placing !== undefined,
    canResize: marks.resizable !== undefined,
    canSplit: marks.splittable !== undefined,
    hasFound: find.spans.length > 0
  })
  useCommand('reader.pictureCard', onPictureCard)
  useCommand('reader.caret', () => {
    marks.keyboard.stop()
    caret.toggle()
  })
  usePageCommands({
    settings,
    panels,
    find,
    hasSelection: selection !== null,
    turn: room.aids.turn,
    onPicture: room.extras.openNearest,
    canBeVertical: room.canBeVertical,
    say: room.say,
    onFind: () => find.openFind(selection && frame ? frame.map.textOf(beginningOf(selection, 100)) : ''),
    onBack: () =>
      stepBack({
        marks,
        stopCaret: caret.stop,
        places,
        find,
        closeFind: room.closeFind,
        originals: room.originals,
        hasText: version.wordCount > 0,
        panels,
        aloud: room.aloud,
        whereabouts: room.whereabouts,
        leave: onBack
      })
  })
}
