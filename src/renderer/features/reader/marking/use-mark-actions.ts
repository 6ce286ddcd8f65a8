import type { TextSpan } from '../../../../shared/anchoring/quote.ts'
import type { CardSource } from '../../../../shared/cards.ts'
import { type Highlight, type HighlightColor, quoteOf } from '../../../../shared/highlights.ts'
import type { ArticleId, HighlightId } from '../../../../shared/values.ts'
import { useCiting } from '../../../lib/use-citing.ts'
import { useAction } from '../../../lib/use-data.ts'
import { useToast } from '../../../ui/Toast.tsx'
import type { KeyboardSelecting } from '../caret/use-keyboard-selecting.ts'
import type { Find } from '../find/use-found.ts'
import { wordsOf } from '../page/note-mentions.ts'
import type { ReadingFrame } from '../page/reading-frame.ts'
import type { HighlightWork } from './use-highlight-work.ts'
import type { MarkActions } from './use-mark-commands.ts'
import type { Shaping } from './use-shaping.ts'

/** Letters of the selection that are looked for: more than anybody would type. */
const SEARCHED = 300

/** What the commands of marking do: each to the selection where there is one, else to a highlight. */
export function useMarkActions(room: {
  frame: ReadingFrame | null
  articleId: ArticleId
  lastColor: HighlightColor
  selection: TextSpan | null
  chosen: HighlightId | undefined
  /** The highlight whose popover is open, else the chosen one. */
  currentId: HighlightId | undefined
  byId(id: HighlightId | undefined): Highlight | undefined
  find: Find
  keyboard: KeyboardSelecting
  work: HighlightWork
  shaping: Shaping
  copy(selection: TextSpan | null): void
  extract(selection: TextSpan | null, highlight: Highlight | undefined): Promise<unknown>
  closePopover(): void
  selectAll(): void
  say(sentence: string): void
  onSearch(text: string): void
  onMakeCard(source: CardSource, words: string): void
  onGather(id: HighlightId): void
}): MarkActions {
  const { frame, articleId, selection, chosen, currentId, find, keyboard, work, shaping, closePopover } = room
  const current = room.byId(currentId)
  const setColor = useAction('highlights.setColor')
  const citing = useCiting()
  const { showError } = useToast()

  /** The selection as a highlight of the last colour; where nothing is selected, the current one. */
  const taken = async () => {
    const highlight = selection ? await work.mark(room.lastColor) : current
    if (highlight) closePopover()
    return highlight
  }

  return {
    color(color) {
      if (selection) void work.mark(color)
      else if (chosen) setColor({ highlightIds: [chosen], color }).catch(showError)
    },
    note() {
      // Where a search led, n goes on to the next place, unless there is something to write a note on.
      if (!selection && !chosen && find.found) find.step(1)
      else work.markAndOpen('note')
    },
    tag: () => work.markAndOpen('tags'),
    async card() {
      const highlight = await taken()
      if (!highlight) return
      const { id: highlightId, start, end, exact, versionId } = highlight
      room.onMakeCard({ articleId, versionId, highlightId, start, end, exact }, quoteOf(highlight))
    },
    async gather() {
      const highlight = await taken()
      if (highlight) room.onGather(highlight.id)
    },
    extract() {
      closePopover()
      void room.extract(selection, selection ? undefined : current)
    },
    copy: () => room.copy(selection),
    search() {
      if (!frame || !selection) return
      room.onSearch(wordsOf(frame.map, selection).replace(/\s+/gu, ' ').trim().slice(0, SEARCHED))
    },
    resize: work.resize,
    selectAll() {
      keyboard.stop()
      room.selectAll()
    },
    select: () => keyboard.start(selection),
    walk: work.walkHighlights,
    openChosen() {
      const highlight = room.byId(chosen)
      if (highlight) work.open(highlight, 'color')
    },
    deleteChosen() {
      if (current) work.remove(current)
    },
    moveEdge: shaping.moveEdge,
    quote() {
      if (currentId) citing.quote([currentId])
      else citing.reference(articleId)
    },
    merge: shaping.merge,
    split: shaping.split
  }
}
