import { useEffect } from 'react'
import { AppError } from '../../../shared/errors.ts'
import { useData } from '../../lib/use-data.ts'
import { useNotesBeside } from './notes-beside/use-notes-beside.ts'
import type { RoomProps } from './reader-props.ts'
import { useArticleCommands } from './use-article-commands.ts'
import { usePrinting } from './use-printing.ts'
import { useRoomCommands } from './use-room-commands.ts'
import { useRoomEvents } from './use-room-events.ts'
import { useRoomParts } from './use-room-parts.ts'
import { useTarget } from './use-target.ts'

/** The room around an open page: who is at work in it, and what commands and the page itself have them do. */
export function useReadingRoom(props: RoomProps) {
  const { articleId, target, version, settings, onBack } = props
  const { data: article, error } = useData('articles.get', { articleId })
  const room = useRoomParts(props)
  const { frame, marks } = room
  useRoomCommands(props, room)
  const printing = usePrinting(articleId)
  const { finish, restore } = useArticleCommands({ article, articleId, onTrashed: onBack })
  const { readingOn, scrolled } = useRoomEvents(room)
  useTarget({ frame, target, version, marks, places: room.places, find: room.find })

  // Focus is in the article from the start: space and arrows scroll, letters are commands.
  useEffect(() => {
    const at = document.activeElement
    if (frame && (at === null || at === document.body || at.tagName === 'MAIN')) frame.window.focus()
  }, [frame])

  const notesShown = marks.hasNotes && settings.marginNotes === 'auto'
  useNotesBeside(frame, notesShown, settings)

  return {
    ...room,
    article,
    isGone: error instanceof AppError && error.code === 'not-found',
    notesShown,
    printing,
    finish,
    restore,
    readingOn,
    scrolled
  }
}
