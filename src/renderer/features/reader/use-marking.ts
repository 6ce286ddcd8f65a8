import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef } from 'react'
import { isExactAt, type TextSpan } from '../../../shared/anchoring/quote.ts'
import { snapToGraphemes, trimSpan } from '../../../shared/anchoring/snap.ts'
import { snapToWords } from '../../../shared/anchoring/snap-words.ts'
import { AppError } from '../../../shared/errors.ts'
import { CONTEXT_LENGTH, type Highlight, type HighlightColor, MAX_EXACT } from '../../../shared/highlights.ts'
import type { ArticleId, HighlightId, VersionId } from '../../../shared/values.ts'
import { invoke } from '../../lib/invoke.ts'
import { takeInChange } from '../../lib/known-highlights.ts'
import { newId } from '../../lib/new-id.ts'
import { refetchStale } from '../../lib/query-client.ts'
import { useAction } from '../../lib/use-data.ts'
import type { ReadingFrame } from './reading-frame.ts'

/** Text asked for on each side of a selection, so that its edges can be snapped; more than any cluster is long. */
const MARGIN = 512
/** The longest selection whose words are asked for before it is marked, UTF-16 units. */
const MOST_AHEAD = 10_000

/** Words of an article with what stands around them; `from` is the offset of its first unit. */
export interface Passage {
  text: string
  from: number
}

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
  const asked = useRef<{ key: string; passage: Promise<Passage> }>(null)

  /** The stored words of a selection and around it. Those asked for last are kept. */
  const passageAt = useCallback(
    (selection: TextSpan): Promise<Passage> => {
      const key = `${versionId} ${selection.start} ${selection.end}`
      if (asked.current?.key === key) return asked.current.passage
      const from = Math.max(0, selection.start - MARGIN)
      const passage = invoke('reading.text', { versionId, start: from, end: selection.end + MARGIN }).then(
        ({ text }) => ({ text, from })
      )
      asked.current = { key, passage }
      // What failed is asked for again.
      passage.catch(() => {
        if (asked.current?.passage === passage) asked.current = null
      })
      return passage
    },
    [versionId]
  )

  /** Asks for the words of a selection that may be marked next, so that the mark is drawn with the key. */
  const askAhead = useCallback(
    (selection: TextSpan) => {
      if (selection.end - selection.start <= MOST_AHEAD) void passageAt(selection).catch(() => {})
    },
    [passageAt]
  )

  /** The selection as it will be kept: whole grapheme clusters, no white space at the edges, words as stored. */
  const stored = useCallback(
    async (
      selection: TextSpan
    ): Promise<{ start: number; end: number; exact: string; passage: Passage } | undefined> => {
      if (!frame) return undefined
      if (selection.end - selection.start > MAX_EXACT)
        throw new AppError('too-large', 'errors.highlights.tooLong', { most: MAX_EXACT })
      const passage = await passageAt(selection)
      const { text, from } = passage
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
      return { ...global, exact, passage }
    },
    [frame, passageAt, wholeWords]
  )

  const create = useCallback(
    async (selection: TextSpan, color: HighlightColor) => {
      const quote = await stored(selection)
      if (!quote) return undefined
      const { passage, ...place } = quote
      const made = { id: newId<HighlightId>(), articleId, versionId, color, ...place }
      // On the page with the key; off it again should it not be kept.
      takeInChange(client, 'highlights.create', made, {
        ...made,
        ...contextOf(place, passage),
        ...untouched()
      })
      try {
        return await createHighlight(made)
      } catch (error) {
        refetchStale(client, ['highlights'])
        throw error
      }
    },
    [stored, client, createHighlight, articleId, versionId]
  )

  const resize = useCallback(
    async (highlightId: HighlightId, selection: TextSpan) => {
      const quote = await stored(selection)
      if (!quote) return undefined
      const { start, end, exact } = quote
      return resizeHighlight({ highlightId, start, end, exact })
    },
    [stored, resizeHighlight]
  )

  return { askAhead, create, resize, stored }
}

/** What stands before and after a place, as it is kept with a highlight. */
function contextOf({ start, end }: TextSpan, { text, from }: Passage): Pick<Highlight, 'prefix' | 'suffix'> {
  return {
    prefix: text.slice(Math.max(0, start - from - CONTEXT_LENGTH), start - from),
    suffix: text.slice(end - from, end - from + CONTEXT_LENGTH)
  }
}

function untouched(): Pick<Highlight, 'note' | 'tags' | 'createdAt' | 'updatedAt'> {
  const now = Date.now()
  return { note: '', tags: [], createdAt: now, updatedAt: now }
}
