import { useCallback, useLayoutEffect, useMemo, useRef } from 'react'
import type { TextSpan } from '../../../../shared/anchoring/quote.ts'
import { type Highlight, MAX_EXACT } from '../../../../shared/highlights.ts'
import { endOf, shorten } from '../../../../shared/shorten.ts'
import type { HighlightId } from '../../../../shared/values.ts'
import { t } from '../../../lib/messages.ts'
import { newId } from '../../../lib/new-id.ts'
import { shownQuote } from '../../../lib/shown-quote.ts'
import { useAction } from '../../../lib/use-data.ts'
import { useToast } from '../../../ui/Toast.tsx'
import { arrowMove } from '../caret/arrow-move.ts'
import { moveEdge } from '../caret/keyboard-selection.ts'
import { runsOf } from '../caret/use-keyboard-selecting.ts'
import type { ReadingFrame } from '../page/reading-frame.ts'
import { chainOf } from './chain-of-highlights.ts'
import type { HighlightPainter } from './highlight-painter.ts'
import type { useMarking } from './use-marking.ts'

/** As many as one call takes. */
const MOST_MERGED = 10_000
/** Longest quote read aloud, UTF-16 units. */
const SPOKEN = 200

/** Gives highlights another shape: moves their edges, merges those that touch, splits one in two. */
export function useShaping(room: {
  frame: ReadingFrame | null
  painter: HighlightPainter | null
  marking: ReturnType<typeof useMarking>
  language: string
  /** Changes when other highlights are painted, or are in other places. */
  painted: number
  /** The highlight that is chosen or open. */
  chosen: Highlight | undefined
  selection: TextSpan | null
  setChosen(id: HighlightId | undefined): void
  clear(): void
  stopSelecting(): void
  say(sentence: string): void
}) {
  const { frame, painter, painted, marking, language, chosen, selection } = room
  const { setChosen, clear, stopSelecting, say } = room
  const mergeHighlights = useAction('highlights.merge')
  const splitHighlight = useAction('highlights.split')
  const { show, showError } = useToast()
  // Hands and keys are faster than the library answers and is asked again: where the edges are going is kept while
  // answers are waited for (`count`), and until a row has come that is no older than the last of them (`updatedAt`).
  const going = useRef<{ id: HighlightId; span: TextSpan; count: number; updatedAt: number } | undefined>(
    undefined
  )
  const latest = useRef(chosen)
  useLayoutEffect(() => {
    latest.current = chosen
    const kept = going.current
    if (!chosen || kept?.id !== chosen.id || kept.count > 0) return
    if (chosen.start === kept.span.start && chosen.end === kept.span.end) going.current = undefined
  })

  /** Where the edges of a highlight are, or are going. */
  const spanOf = useCallback((highlight: Highlight): TextSpan => {
    const kept = going.current
    if (kept?.id !== highlight.id) return highlight
    return kept.count > 0 || highlight.updatedAt < kept.updatedAt ? kept.span : highlight
  }, [])

  const resizeTo = useCallback(
    async (id: HighlightId, span: TextSpan) => {
      const before = going.current?.id === id ? going.current : undefined
      const mine = { id, span, count: (before?.count ?? 0) + 1, updatedAt: before?.updatedAt ?? 0 }
      going.current = mine
      try {
        const resized = await marking.resize(id, span)
        const kept = going.current
        if (kept?.id === id) {
          kept.count--
          if (resized) kept.updatedAt = Math.max(kept.updatedAt, resized.updatedAt)
          // As it is stored: whole letters, no white space at the edges.
          if (kept === mine) kept.span = resized ?? latest.current ?? span
        }
        if (resized) say(t('reader.live.resized', { quote: endOf(shownQuote(resized), SPOKEN) }))
      } catch (error) {
        if (going.current?.id === id) going.current = undefined
        showError(error)
      }
    },
    [marking, say, showError]
  )

  const moveChosenEdge = useCallback(
    (edge: 'start' | 'end', by: 1 | -1, arrow: string | undefined) => {
      if (!frame || !chosen) return
      const now = spanOf(chosen)
      const isRightToLeft = frame.isRightToLeft(edge === 'end' ? now.end - 1 : now.start)
      const way = (arrow && arrowMove(arrow, frame.axis.writing, isRightToLeft)?.by) || by
      const span = moveEdge(runsOf(frame), now, edge, way, language)
      if (!span) return say(t('reader.live.edge'))
      void resizeTo(chosen.id, span)
      void frame.reveal(
        edge === 'end' ? { start: span.end - 1, end: span.end } : { start: span.start, end: span.start + 1 }
      )
    },
    [frame, chosen, language, spanOf, resizeTo, say]
  )

  /** The chosen highlight and those that overlap it or have only white space between, until there are `most`. */
  const mergeable = useCallback(
    (most: number): Highlight[] =>
      chosen && painter && frame
        ? chainOf(
            chosen,
            {
              touching: (span) => painter.highlightsIn(span),
              isBlank: (span) => frame.map.textOf(span).trim() === ''
            },
            most
          )
        : [],
    [chosen, painter, frame]
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: `painted` says that those around may be others now
  const canMerge = useMemo(() => mergeable(2).length > 1, [mergeable, painted])

  const merge = useCallback(() => {
    const together = mergeable(MOST_MERGED)
    if (!chosen) return
    if (together.length < 2) {
      show({ message: t('reader.live.touchesNone') })
      return
    }
    mergeHighlights({ highlightIds: together.map((one) => one.id), color: chosen.color })
      .then((merged) => {
        setChosen(merged.id)
        say(t('reader.live.merged', { quote: shorten(shownQuote(merged), SPOKEN) }))
      })
      .catch(showError)
  }, [chosen, mergeable, mergeHighlights, setChosen, say, show, showError])

  /** The highlight that the selection lies in and would split. */
  // biome-ignore lint/correctness/useExhaustiveDependencies: `painted`, as above
  const splittable = useMemo(() => {
    if (!selection || !painter || selection.end - selection.start > MAX_EXACT) return undefined
    const around = painter
      .highlightsIn(selection)
      .filter((one) => one.start < selection.start && one.end > selection.start)
    return around.find((one) => one.id === chosen?.id) ?? (around.length === 1 ? around[0] : undefined)
  }, [selection, painter, painted, chosen])

  const split = useCallback(() => {
    if (!selection || !splittable) {
      show({ message: t('reader.live.whereToSplit') })
      return
    }
    splitHighlight({ highlightId: splittable.id, newId: newId<HighlightId>(), at: selection.start })
      .then(([first, second]) => {
        clear()
        stopSelecting()
        setChosen(second.id)
        const words = (one: Highlight) => shorten(shownQuote(one), SPOKEN)
        say(t('reader.live.split', { first: words(first), second: words(second) }))
      })
      .catch(showError)
  }, [selection, splittable, splitHighlight, clear, stopSelecting, setChosen, say, show, showError])

  return { spanOf, resizeTo, moveEdge: moveChosenEdge, canMerge, merge, splittable, split }
}

export type Shaping = ReturnType<typeof useShaping>
