import { useCallback } from 'react'
import { isExactAt, type TextSpan } from '../../../shared/anchoring/quote.ts'
import { snapToGraphemes, trimSpan } from '../../../shared/anchoring/snap.ts'
import { snapToWords } from '../../../shared/anchoring/snap-words.ts'
import { AppError } from '../../../shared/errors.ts'
import { type HighlightColor, MAX_EXACT } from '../../../shared/highlights.ts'
import type { ArticleId, HighlightId, VersionId } from '../../../shared/values.ts'
import { invoke } from '../../lib/invoke.ts'
import { newId } from '../../lib/new-id.ts'
import { useAction } from '../../lib/use-data.ts'
import type { ReadingFrame } from './reading-frame.ts'

/** Text asked for on each side of a selection, so that its edges can be snapped; more than any cluster is long. */
const MARGIN = 512

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

  /** The selection as it will be kept: whole grapheme clusters, no white space at the edges, words as stored. */
  const stored = useCallback(
    async (selection: TextSpan): Promise<{ start: number; end: number; exact: string } | undefined> => {
      if (!frame) return undefined
      if (selection.end - selection.start > MAX_EXACT)
        throw new AppError('too-large', 'errors.highlights.tooLong', { most: MAX_EXACT })
      const from = Math.max(0, selection.start - MARGIN)
      const { text } = await invoke('reading.text', { versionId, start: from, end: selection.end + MARGIN })
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
    [frame, versionId, wholeWords]
  )

  const create = useCallback(
    async (selection: TextSpan, color: HighlightColor) => {
      const quote = await stored(selection)
      if (!quote) return undefined
      return createHighlight({ id: newId<HighlightId>(), articleId, versionId, color, ...quote })
    },
    [stored, createHighlight, articleId, versionId]
  )

  const resize = useCallback(
    async (highlightId: HighlightId, selection: TextSpan) => {
      const quote = await stored(selection)
      return quote && resizeHighlight({ highlightId, ...quote })
    },
    [stored, resizeHighlight]
  )

  return { create, resize, stored }
}
