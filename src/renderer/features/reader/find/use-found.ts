import { useCallback, useMemo, useRef, useState } from 'react'
import type { TextSpan } from '../../../../shared/anchoring/quote.ts'
import type { ReaderTarget } from '../../../lib/reader-target.ts'
import type { ReadingFrame } from '../page/reading-frame.ts'
import { titleElement } from '../page/title-span.ts'

export interface Found {
  /** `find` was typed here, `search` was brought along from the search place. */
  from: 'find' | 'search'
  query: string
  spans: readonly TextSpan[]
  index: number
}

const nothing: readonly TextSpan[] = []
const modulo = (index: number, count: number) => ((index % count) + count) % count

/** The words found and marked in the article, and walking them. */
export function useFound(frame: ReadingFrame | null) {
  const [found, setFound] = useState<Found | null>(null)

  const show = useCallback(
    (next: Found) => {
      setFound(next)
      const span = next.spans[next.index]
      if (frame && span) void frame.reveal(span)
    },
    [frame]
  )

  /** The last wish to find, with words to begin with: another one each time. */
  const [request, setRequest] = useState({ query: '' })
  // Where one stood when one began to look, or walked to: typing on does not wander off from there.
  const origin = useRef(0)
  const openFind = useCallback(
    (query: string) => {
      const title = frame && titleElement(frame.document)
      const isTitleShown = title ? frame.axis.end(title.getBoundingClientRect()) > 0 : false
      origin.current = isTitleShown ? Number.NEGATIVE_INFINITY : (frame?.firstVisibleOffset() ?? 0)
      setRequest({ query })
      setFound((before) =>
        before?.from === 'find' ? before : { from: 'find', query, spans: nothing, index: 0 }
      )
    },
    [frame]
  )

  const onQuery = useCallback(
    (query: string, spans: TextSpan[], steps: number) => {
      const next = spans.findIndex((span) => span.start >= origin.current)
      const index = spans.length === 0 ? 0 : modulo(Math.max(0, next) + steps, spans.length)
      const span = spans[index]
      if (steps !== 0 && span) origin.current = span.start
      show({ from: 'find', query, spans, index })
    },
    [show]
  )

  const openOccurrences = useCallback(
    (target: Extract<ReaderTarget, { kind: 'occurrences' }>, textLength: number) => {
      const wanted = target.occurrences[target.index]
      const spans = target.occurrences
        .filter(({ start, end }) => start < end && end <= textLength)
        .toSorted((a, b) => a.start - b.start)
      if (spans.length === 0) return
      const index = Math.max(
        0,
        spans.findIndex((span) => span.start === wanted?.start && span.end === wanted.end)
      )
      show({ from: 'search', query: target.query, spans, index })
    },
    [show]
  )

  const step = useCallback(
    (by: 1 | -1) => {
      if (!found || found.spans.length === 0) return
      const index = modulo(found.index + by, found.spans.length)
      origin.current = found.spans[index]!.start
      show({ ...found, index })
    },
    [found, show]
  )

  const close = useCallback(() => setFound(null), [])
  const spans = found?.spans ?? nothing
  return useMemo(
    () => ({
      found,
      spans,
      current: found?.spans[found.index],
      request,
      openFind,
      onQuery,
      openOccurrences,
      step,
      close
    }),
    [found, spans, request, openFind, onQuery, openOccurrences, step, close]
  )
}

export type Find = ReturnType<typeof useFound>
