import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef } from 'react'
import { isExactAt, type TextSpan } from '../../../../shared/anchoring/quote.ts'
import { snapToGraphemes, trimSpan } from '../../../../shared/anchoring/snap.ts'
import { snapToWords } from '../../../../shared/anchoring/snap-words.ts'
import { AppError } from '../../../../shared/errors.ts'
import { type Highlight, type HighlightColor, MAX_EXACT } from '../../../../shared/highlights.ts'
import type { ArticleId, HighlightId, VersionId } from '../../../../shared/values.ts'
import { invoke } from '../../../lib/invoke.ts'
import { takeBack, takeInChange } from '../../../lib/known-highlights.ts'
import { newId } from '../../../lib/new-id.ts'
import { useAction } from '../../../lib/use-data.ts'
import type { ReadingFrame } from '../page/reading-frame.ts'

/** Text asked for on each side of a selection, so that its edges can be snapped; more than any cluster is long. */
const MARGIN = 512
/** The longest selection whose words are asked for before it is marked, UTF-16 units. */
const MOST_AHEAD = 10_000

/** Makes highlights from what is selected, always from the stored words and never from the page's. */
export function useMarking(
  frame: ReadingFrame | null,
  articleId: ArticleId,
  versionId: VersionId,
  /** Language of the article when highlights are to take whole words. */
  wholeWords: string | undefined
) {
  const createHighlight = useAction('highlights.create')
  const resizeHighlight = useAction('highlights.resize')
  const client = useQueryClient()
  const asked = useRef<{ key: string; text: Promise<string> }>(null)

  /** The stored words of a selection and MARGIN around it. Those asked for last are kept. */
  const textAround = useCallback(
    (selection: TextSpan): Promise<string> => {
      const key = `${versionId} ${selection.start} ${selection.end}`
      if (asked.current?.key === key) return asked.current.text
      const start = Math.max(0, selection.start - MARGIN)
      const text = invoke('reading.text', { versionId, start, end: selection.end + MARGIN }).then(
        (answer) => answer.text
      )
      asked.current = { key, text }
      // What failed is asked for again.
      text.catch(() => {
        if (asked.current?.text === text) asked.current = null
      })
      return text
    },
    [versionId]
  )

  /** Asks for the words of a selection that may be marked next, so that the mark is drawn with the key. */
  const askAhead = useCallback(
    (selection: TextSpan) => {
      if (selection.end - selection.start <= MOST_AHEAD) void textAround(selection).catch(() => {})
    },
    [textAround]
  )

  /** The selection as it will be kept: whole grapheme clusters, no white space at the edges, words as stored. */
  const stored = useCallback(
    async (selection: TextSpan): Promise<{ start: number; end: number; exact: string } | undefined> => {
      if (!frame) return undefined
      if (selection.end - selection.start > MAX_EXACT)
        throw new AppError('too-large', 'errors.highlights.tooLong', { most: MAX_EXACT })
      const from = Math.max(0, selection.start - MARGIN)
      const text = await textAround(selection)
      // All of a long text may be selected before all of it is here.
      await frame.arrived(selection.end - 1)
      const local = { start: selection.start - from, end: selection.end - from }
      const trimmed = trimSpan(text, local)
      const worded = wholeWords === undefined ? trimmed : snapToWords(text, trimmed, wholeWords)
      const span = trimSpan(text, snapToGraphemes(text, worded))
      if (span.start >= span.end) return undefined
      const exact = text.slice(span.start, span.end)
      const global = { start: from + span.start, end: from + span.end }
      if (!isExactAt(text, span, exact) || !frame.map.shows(global, exact)) {
        throw new AppError('conflict', 'reader.pageDiffers')
      }
      return { ...global, exact }
    },
    [frame, textAround, wholeWords]
  )

  /** `onDrawn` is told when it is on the page, which is before it is stored. */
  const create = useCallback(
    async (selection: TextSpan, color: HighlightColor, onDrawn: (drawn: Highlight) => void) => {
      const quote = await stored(selection)
      if (!quote) return undefined
      const made = { id: newId<HighlightId>(), articleId, versionId, color, ...quote }
      const createdAt = Date.now()
      const drawn = { ...made, prefix: '', suffix: '', note: '', tags: [], createdAt, updatedAt: createdAt }
      // On the page with the key, as far as the page needs it; off it again should it not be kept.
      takeInChange(client, 'highlights.create', made, drawn)
      onDrawn(drawn)
      try {
        return await createHighlight(made)
      } catch (error) {
        takeBack(client)
        throw error
      }
    },
    [stored, client, createHighlight, articleId, versionId]
  )

  const resize = useCallback(
    async (highlightId: HighlightId, selection: TextSpan) => {
      const quote = await stored(selection)
      return quote && resizeHighlight({ highlightId, ...quote })
    },
    [stored, resizeHighlight]
  )

  return { askAhead, create, resize, stored }
}
