import { useCallback, useEffect, useMemo } from 'react'
import type { TextSpan } from '../../../../shared/anchoring/quote.ts'
import type { CardSource } from '../../../../shared/cards.ts'
import type { ReadingVersion } from '../../../../shared/reading.ts'
import type { Settings } from '../../../../shared/settings.ts'
import type { ArticleId, HighlightId } from '../../../../shared/values.ts'
import { t } from '../../../lib/messages.ts'
import { useKeyboardSelecting } from '../caret/use-keyboard-selecting.ts'
import type { Find } from '../find/use-found.ts'
import type { ReadingFrame } from '../page/reading-frame.ts'
import { useCopyWords } from '../page/use-copy-words.ts'
import { useArticleHighlights } from './use-article-highlights.ts'
import { useChosenHighlight } from './use-chosen-highlight.ts'
import { useExtracting } from './use-extracting.ts'
import { useHighlightWork } from './use-highlight-work.ts'
import { useMarkActions } from './use-mark-actions.ts'
import { useNotedHighlights } from './use-noted-highlights.ts'
import { usePainter } from './use-painter.ts'
import { usePointing } from './use-pointing.ts'
import { useSelection } from './use-selection.ts'
import { useShaping } from './use-shaping.ts'

/** A selection that stands for so long may be marked next: sooner than a hand finds the key. */
const ASK_AFTER_MS = 80

/**
 * What is selected and marked in the open version: its state, and everything one can do with it. What the commands do
 * is in use-mark-actions.ts, what the pointer does in use-pointing.ts.
 */
export function useMarks(room: {
  frame: ReadingFrame | null
  articleId: ArticleId
  version: ReadingVersion
  settings: Settings
  find: Find
  /** A place in question, marked as what is found is. */
  proposed: TextSpan | undefined
  /** Where the reader is, canonical offset. */
  offset: number
  focusText(): void
  /** Tells a screen reader. */
  say(sentence: string): void
  onSearch(text: string): void
  onMakeCard(source: CardSource, words: string): void
  onOpenArticle(id: ArticleId): void
  onGather(id: HighlightId): void
}) {
  const { frame, articleId, version, settings, find, offset, focusText, say } = room
  const stored = useArticleHighlights(articleId)
  const { highlights, byId, chosen, setChosen, popover, setPopover, opened, isGone } = useChosenHighlight(
    stored,
    version.id
  )
  const currentId = popover?.id ?? chosen

  const { selection, settled, clear, catchUp, select, selectAll } = useSelection(frame, version.textLength)
  const { proposed } = room
  const found = useMemo(() => (proposed ? [proposed] : find.spans), [proposed, find.spans])
  const { painter, painted } = usePainter(frame, {
    highlights,
    chosen: currentId,
    found,
    current: proposed ?? find.current
  })
  const keyboard = useKeyboardSelecting(frame, version.language, say)

  const work = useHighlightWork({
    frame,
    painter,
    articleId,
    versionId: version.id,
    highlights,
    chosen,
    selection,
    offset,
    lastColor: settings.lastColor,
    wholeWords: settings.snapToWords ? version.language : undefined,
    setChosen,
    setPopover,
    setSpoken: say,
    clear,
    select,
    stopSelecting: keyboard.stop,
    focusText
  })

  const { open, remove, resizable, marking } = work
  const { askAhead } = marking
  useEffect(() => {
    if (!selection || !settled) return
    // Not for every letter a drag or a held key goes over.
    const timer = setTimeout(() => askAhead(selection), ASK_AFTER_MS)
    return () => clearTimeout(timer)
  }, [selection, settled, askAhead])

  const shaping = useShaping({
    frame,
    painter,
    marking,
    language: version.language,
    painted,
    chosen: byId(currentId),
    selection,
    setChosen,
    clear,
    stopSelecting: keyboard.stop,
    say
  })

  const extracting = useExtracting({
    marking,
    articleId,
    versionId: version.id,
    color: settings.lastColor,
    onOpen: room.onOpenArticle,
    onDone() {
      clear()
      keyboard.stop()
    }
  })

  const copying = useCopyWords(frame, version.id)
  const closePopover = () => setPopover(null)
  const actions = useMarkActions({
    frame,
    articleId,
    lastColor: settings.lastColor,
    selection,
    chosen,
    currentId,
    byId,
    find,
    keyboard,
    work,
    shaping,
    copy: copying.copy,
    extract: extracting,
    closePopover,
    selectAll,
    say,
    onSearch: room.onSearch,
    onMakeCard: room.onMakeCard,
    onGather: room.onGather
  })
  const pointing = usePointing({ frame, painter, open, setChosen, closePopover, keyboard })
  const { near, hasNotes } = useNotedHighlights(articleId, highlights, painter, painted)

  const leavePopover = () => {
    setPopover(null)
    if (popover?.from?.isConnected) popover.from.focus({ preventScroll: true })
    else focusText()
  }
  const leaveGone = useCallback(() => {
    setPopover(null)
    focusText()
    say(t('reader.highlight.removed'))
  }, [setPopover, focusText, say])

  const openById = useCallback(
    (id: HighlightId) => {
      const highlight = byId(id)
      if (highlight) open(highlight, 'color')
      return highlight !== undefined
    },
    [byId, open]
  )

  /** Escape, first step: ends selecting, or closes what is open at a highlight; true when there was something. */
  const letGo = () => {
    if (keyboard.selecting || selection) {
      keyboard.stop()
      clear()
    } else if (popover) setPopover(null)
    else return false
    return true
  }
  /** Escape, later: no highlight is chosen any more; true when one was. */
  const unchoose = () => {
    setChosen(undefined)
    return chosen !== undefined
  }

  return {
    stored,
    byId,
    chosen,
    setChosen,
    popover,
    setPopover,
    opened,
    isGone,
    leavePopover,
    leaveGone,
    painter,
    selection,
    settled,
    keyboard,
    resizable,
    canMerge: shaping.canMerge,
    splittable: shaping.splittable,
    spanOf: shaping.spanOf,
    resizeTo: shaping.resizeTo,
    catchUp,
    open,
    openById,
    remove,
    actions,
    letGo,
    unchoose,
    onCopy: (event: ClipboardEvent) => copying.onCopy(event, selection),
    ...pointing,
    near,
    hasNotes
  }
}

export type Marks = ReturnType<typeof useMarks>
