import type { TextSpan } from '../../../../shared/anchoring/quote.ts'
import { t } from '../../../lib/messages.ts'
import { useCommand } from '../../../lib/use-command.ts'
import { useToast } from '../../../ui/Toast.tsx'
import type { Find } from '../find/use-found.ts'
import { beginningOf } from '../page/beginning-of.ts'
import type { ReadingFrame } from '../page/reading-frame.ts'

/** What can be asked for by key or menu in a version that is only read. */
export function useOldVersionCommands(room: {
  frame: ReadingFrame | null
  find: Find
  /** Opens the picture on screen; false when there is none. */
  picture(): boolean
  /** To the next highlight or the one before. */
  walk(by: 1 | -1): void
  selection: TextSpan | null
  selectAll(): void
  /** Nothing is selected any more. */
  letGo(): void
  copy(selection: TextSpan | null): void
  toggleList(): void
  onClose(): void
}): void {
  const { frame, find, selection } = room
  const { show } = useToast()
  useCommand('reader.back', () => {
    if (selection) return room.letGo()
    if (!find.found) return room.onClose()
    find.close()
    frame?.window.focus()
  })
  useCommand('reader.highlights', room.toggleList)
  useCommand('reader.nextHighlight', () => room.walk(1))
  useCommand('reader.previousHighlight', () => room.walk(-1))
  useCommand('reader.picture', () => {
    if (!room.picture()) show({ message: t('page.picture.none') })
  })
  useCommand('reader.find', () =>
    find.openFind(selection && frame ? frame.map.textOf(beginningOf(selection, 100)) : '')
  )
  const hasFound = { enabled: find.spans.length > 0 }
  useCommand('reader.findNext', () => find.step(1), hasFound)
  useCommand('reader.findPrevious', () => find.step(-1), hasFound)
  // n and N, as in the current one.
  useCommand('reader.note', () => find.step(1), hasFound)
  useCommand('reader.articleNote', () => find.step(-1), hasFound)
  useCommand('reader.selectAll', room.selectAll)
  useCommand('reader.copy', () => room.copy(selection), { enabled: selection !== null })
}
