import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { TextSpan } from '../../../../shared/anchoring/quote.ts'
import type { CardSource } from '../../../../shared/cards.ts'
import type { Highlight } from '../../../../shared/highlights.ts'
import type { ReadingVersion } from '../../../../shared/reading.ts'
import type { Settings } from '../../../../shared/settings.ts'
import type { ArticleId, HighlightId } from '../../../../shared/values.ts'
import { t } from '../../../lib/messages.ts'
import { useCiting } from '../../../lib/use-citing.ts'
import { useAction, useData } from '../../../lib/use-data.ts'
import { useToast } from '../../../ui/Toast.tsx'
import { useKeyboardSelecting } from '../caret/use-keyboard-selecting.ts'
import type { Find } from '../find/use-found.ts'
import type { ReadingFrame } from '../page/reading-frame.ts'
import { useArticleHighlights } from './use-article-highlights.ts'
import { useChosenHighlight } from './use-chosen-highlight.ts'
import { useExtracting } from './use-extracting.ts'
import { useHighlightWork } from './use-highlight-work.ts'
import type { MarkActions } from './use-mark-commands.ts'
import { highlightsAtPoint, usePainter } from './use-painter.ts'
import { useSelection } from './use-selection.ts'
import { useShaping } from './use-shaping.ts'

/** Clicks no further apart than this are at one place, pixels. */
const SAME_PLACE = 6
/** A selection that stands for so long may be marked next: sooner than a hand finds the key. */
const ASK_AFTER_MS = 80

/** What is selected and marked in the open version: its state, and everything one can do with it. */
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
  onMakeCard(source: CardSource): void
  onOpenArticle(id: ArticleId): void
  onGather(id: HighlightId): void
}) {
  const { frame, articleId, version, settings, find, offset, focusText, say, onSearch, onMakeCard } = room
  const stored = useArticleHighlights(articleId)
  const { highlights, byId, chosen, setChosen, popover, setPopover } = useChosenHighlight(stored, version.id)
  const setColor = useAction('highlights.setColor')
  const copy = useAction('app.copy')
  const citing = useCiting()
  const { show, showError } = useToast()
  const clicked = useRef<{ ids: string; x: number; y: number; turn: number } | undefined>(undefined)

  const { selection, settled, clear, catchUp, select, selectAll } = useSelection(frame, version.textLength)
  const { proposed } = room
  const found = useMemo(() => (proposed ? [proposed] : find.spans), [proposed, find.spans])
  const { painter, painted } = usePainter(frame, {
    highlights,
    chosen: popover?.id ?? chosen,
    found,
    current: proposed ?? find.current
  })
  const keyboard = useKeyboardSelecting(frame, version.language)

  const { open, mark, markAndOpen, remove, resizable, resize, walkHighlights, marking } = useHighlightWork({
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
    chosen: byId(popover?.id ?? chosen),
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

  const copySelection = useCallback(() => {
    if (!frame || !selection) return
    copy({ text: frame.map.textOf(selection).trim().toWellFormed() })
      .then(() => show({ message: t('reader.copied') }))
      .catch(showError)
  }, [frame, selection, copy, show, showError])

  const actions: MarkActions = {
    color(color) {
      if (selection) void mark(color)
      else if (chosen) setColor({ highlightIds: [chosen], color }).catch(showError)
    },
    note() {
      // Where a search led, n goes on to the next place, unless there is something to write a note on.
      if (!selection && !chosen && find.found) find.step(1)
      else void markAndOpen('note')
    },
    tag: () => void markAndOpen('tags'),
    async card() {
      const highlight = selection ? await mark(settings.lastColor) : byId(popover?.id ?? chosen)
      if (!highlight) return
      setPopover(null)
      const { id: highlightId, start, end, exact, versionId } = highlight
      onMakeCard({ articleId, versionId, highlightId, start, end, exact })
    },
    async gather() {
      const highlight = selection ? await mark(settings.lastColor) : byId(popover?.id ?? chosen)
      if (!highlight) return
      setPopover(null)
      room.onGather(highlight.id)
    },
    extract() {
      const highlight = selection ? undefined : byId(popover?.id ?? chosen)
      setPopover(null)
      void extracting(selection, highlight)
    },
    copy: copySelection,
    search: () =>
      frame && selection && onSearch(frame.map.textOf(selection).replace(/\s+/gu, ' ').trim().slice(0, 300)),
    resize,
    selectAll() {
      keyboard.stop()
      selectAll()
    },
    select() {
      if (keyboard.start(selection)) say(t('reader.live.selecting'))
    },
    walk: walkHighlights,
    openChosen() {
      const highlight = byId(chosen)
      if (highlight) open(highlight, 'color')
    },
    deleteChosen() {
      const highlight = byId(popover?.id ?? chosen)
      if (highlight) remove(highlight)
    },
    moveEdge: shaping.moveEdge,
    quote() {
      const one = popover?.id ?? chosen
      if (one) citing.quote([one])
      else citing.reference(articleId)
    },
    merge: shaping.merge,
    split: shaping.split
  }

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
  const at = (x: number, y: number) => (frame && painter ? highlightsAtPoint(frame, painter, x, y) : [])
  /** A click on no link, at a point of the frame's viewport. */
  const onClick = (x: number, y: number) => {
    const here = at(x, y)
    // Again at the same place: the next of those that lie over each other.
    const ids = here.map((highlight) => highlight.id).join()
    const before = clicked.current
    const turn =
      before?.ids === ids && Math.hypot(before.x - x, before.y - y) < SAME_PLACE ? before.turn + 1 : 0
    clicked.current = { ids, x, y, turn }
    const one = here[turn % here.length]
    if (one) open(one, 'color', here)
    else setChosen(undefined)
  }
  /** Shows which highlight a click would open; false when there is none. */
  const onHover = (x: number, y: number) => {
    const here = at(x, y)
    painter?.setHovered(here.length > 1 ? here[0] : undefined)
    return here.length > 0
  }
  const onPress = () => {
    setPopover(null)
    if (keyboard.selecting) keyboard.stop()
  }

  const { data: extracts } = useData('extracts.ofArticle', { articleId })
  /** Has something to show beside its words: a note, tags, or that it was extracted. */
  const isBeside = useCallback(
    (h: Highlight) =>
      h.note !== '' || h.tags.length > 0 || (extracts?.some((one) => one.highlightId === h.id) ?? false),
    [extracts]
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: `painted` says that other highlights are near now
  const near = useMemo(() => painter?.nearHighlights(isBeside) ?? [], [painter, painted, isBeside])
  const hasNotes = useMemo(() => highlights.some(isBeside), [highlights, isBeside])

  return {
    stored,
    byId,
    chosen,
    setChosen,
    popover,
    setPopover,
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
    onClick,
    onHover,
    onPress,
    /** Highlights with a note or tags, near the screen, in document order. */
    near,
    hasNotes
  }
}

export type Marks = ReturnType<typeof useMarks>
