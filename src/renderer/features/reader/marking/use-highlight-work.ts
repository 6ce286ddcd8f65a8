import { useQueryClient } from '@tanstack/react-query'
import { type Dispatch, type SetStateAction, useCallback, useMemo } from 'react'
import { flushSync } from 'react-dom'
import type { TextSpan } from '../../../../shared/anchoring/quote.ts'
import { type Highlight, type HighlightColor, MAX_EXACT } from '../../../../shared/highlights.ts'
import { shorten } from '../../../../shared/shorten.ts'
import type { ArticleId, HighlightId, VersionId } from '../../../../shared/values.ts'
import { takeBack, takeInChange } from '../../../lib/known-highlights.ts'
import { t } from '../../../lib/messages.ts'
import { shownQuote } from '../../../lib/shown-quote.ts'
import { typedAhead } from '../../../lib/typed-ahead.ts'
import { undoAction } from '../../../lib/undo-action.ts'
import { useAction } from '../../../lib/use-data.ts'
import { useToast } from '../../../ui/Toast.tsx'
import type { ReadingFrame } from '../page/reading-frame.ts'
import type { HighlightPainter } from './highlight-painter.ts'
import type { OpenHighlight, PopoverFocus } from './use-chosen-highlight.ts'
import { useMarking } from './use-marking.ts'

/** Longest quote read aloud, UTF-16 units. */
const SPOKEN = 200

const inPanel = (element: Element | null) =>
  element instanceof HTMLElement && element.closest('.side-panel') ? element : undefined

/** What is done with highlights: make, open, resize, delete, walk from one to the next. */
export function useHighlightWork(room: {
  frame: ReadingFrame | null
  painter: HighlightPainter | null
  articleId: ArticleId
  versionId: VersionId
  highlights: readonly Highlight[]
  chosen: HighlightId | undefined
  selection: TextSpan | null
  offset: number
  lastColor: HighlightColor
  /** Language of the article when highlights are to take whole words. */
  wholeWords: string | undefined
  setChosen(id: HighlightId | undefined): void
  setPopover: Dispatch<SetStateAction<OpenHighlight | null>>
  setSpoken(sentence: string): void
  clear(): void
  select(span: TextSpan): void
  stopSelecting(): void
  focusText(): void
}) {
  const { frame, painter, articleId, versionId, highlights, chosen, selection, offset, lastColor } = room
  const { setChosen, setPopover, setSpoken, clear, select, stopSelecting, focusText } = room
  const marking = useMarking(frame, articleId, versionId, room.wholeWords)
  const setSettings = useAction('settings.set')
  const deleteHighlights = useAction('highlights.delete')
  const client = useQueryClient()
  const toast = useToast()
  const { showError } = toast

  /** Opens it with its field, for which letters may have been typed already. */
  const show = useCallback(
    (highlight: Highlight, focus: PopoverFocus, at: readonly Highlight[] = [highlight]) => {
      setChosen(highlight.id)
      const from = inPanel(document.activeElement)
      void frame?.reveal(highlight).then((there) => {
        // Who has gone elsewhere meanwhile, and written nothing, does not want it any more.
        if (!there && !typedAhead.hasText) return typedAhead.end()
        const { id } = highlight
        // Its field is there before the next key, which may begin a letter of an input method: such a letter can only
        // be written in a field.
        flushSync(() =>
          setPopover((before) => ({
            id,
            at: at.map((h) => h.id),
            focus,
            from: from ?? (before?.id === id ? before.from : undefined)
          }))
        )
      })
    },
    [frame, setPopover, setChosen]
  )
  const open = useCallback(
    (highlight: Highlight, focus: PopoverFocus, at?: readonly Highlight[]) => {
      if (focus !== 'color') typedAhead.begin(focus === 'note')
      show(highlight, focus, at)
    },
    [show]
  )

  const mark = useCallback(
    async (color: HighlightColor, onDrawn?: (drawn: Highlight) => void): Promise<Highlight | undefined> => {
      if (!selection) return undefined
      try {
        const created = await marking.create(selection, color, (drawn) => {
          clear()
          stopSelecting()
          setChosen(drawn.id)
          onDrawn?.(drawn)
        })
        if (!created) return undefined
        setSpoken(
          t('reader.live.created', {
            color: t(`ui.color.${color}`),
            quote: shorten(shownQuote(created), SPOKEN)
          })
        )
        if (color !== lastColor) void setSettings({ lastColor: color }).catch(() => {})
        return created
      } catch (error) {
        // As it was, so that the same key tries again.
        setChosen(undefined)
        select(selection)
        showError(error)
        return undefined
      }
    },
    [
      selection,
      marking,
      clear,
      select,
      stopSelecting,
      lastColor,
      setSettings,
      showError,
      setChosen,
      setSpoken
    ]
  )

  /**
   * A note or tag belongs to a highlight: the selection becomes one when it is none yet. Its field is there as soon
   * as the highlight is on the page; what is typed until then is written there, too.
   */
  const markAndOpen = useCallback(
    (focus: 'note' | 'tags') => {
      const highlight = highlights.find((h) => h.id === chosen)
      if (selection) {
        typedAhead.begin(focus === 'note')
        void mark(lastColor, (drawn) => show(drawn, focus)).then((made) => made ?? typedAhead.end())
      } else if (highlight) open(highlight, focus)
    },
    [selection, mark, lastColor, highlights, chosen, open, show]
  )

  const remove = useCallback(
    (highlight: Highlight) => {
      setPopover(null)
      setChosen(undefined)
      focusText()
      const gone = { highlightIds: [highlight.id] }
      // Off the page with the key; back on it should it still be in the library.
      takeInChange(client, 'highlights.delete', gone, null)
      deleteHighlights(gone)
        .then(() =>
          toast.show({
            message: t('reader.highlight.removed'),
            action: undoAction()
          })
        )
        .catch((error: unknown) => {
          takeBack(client)
          setChosen(highlight.id)
          showError(error)
        })
    },
    [client, deleteHighlights, focusText, toast, showError, setChosen, setPopover]
  )

  const resizable = useMemo(() => {
    if (!selection || !painter || selection.end - selection.start > MAX_EXACT) return undefined
    const touched = painter.highlightsIn(selection)
    const one = touched.find((h) => h.id === chosen) ?? (touched.length === 1 ? touched[0] : undefined)
    return one && (one.start !== selection.start || one.end !== selection.end) ? one : undefined
  }, [selection, painter, chosen])

  const resize = useCallback(() => {
    if (!selection || !resizable) return
    marking
      .resize(resizable.id, selection)
      .then((resized) => {
        if (!resized) return
        clear()
        stopSelecting()
        setChosen(resized.id)
        setSpoken(t('reader.live.resized', { quote: shorten(shownQuote(resized), SPOKEN) }))
      })
      .catch(showError)
  }, [selection, resizable, marking, clear, stopSelecting, showError, setSpoken, setChosen])

  const walkHighlights = useCallback(
    (by: 1 | -1) => {
      const sorted = highlights.toSorted((a, b) => a.start - b.start || b.end - a.end)
      const at = sorted.findIndex((h) => h.id === chosen)
      const here = frame?.firstVisibleOffset() ?? offset
      const next =
        at !== -1
          ? sorted[(at + by + sorted.length) % sorted.length]
          : by === 1
            ? (sorted.find((h) => h.start >= here) ?? sorted[0])
            : (sorted.findLast((h) => h.start < here) ?? sorted.at(-1))
      if (!next) return setSpoken(t('reader.live.noMore'))
      setPopover(null)
      setChosen(next.id)
      void frame?.reveal(next)
      const words = { color: t(`ui.color.${next.color}`), quote: shorten(shownQuote(next), SPOKEN) }
      setSpoken(
        next.note
          ? t('reader.live.chosenWithNote', { ...words, note: shorten(next.note, SPOKEN) })
          : t('reader.live.chosen', words)
      )
    },
    [highlights, chosen, frame, offset, setPopover, setSpoken, setChosen]
  )

  return {
    open,
    mark,
    markAndOpen,
    remove,
    resizable,
    resize,
    walkHighlights,
    marking
  }
}

export type HighlightWork = ReturnType<typeof useHighlightWork>
