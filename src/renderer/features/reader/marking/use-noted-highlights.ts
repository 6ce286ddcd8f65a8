import { useCallback, useMemo } from 'react'
import type { Highlight } from '../../../../shared/highlights.ts'
import type { ArticleId } from '../../../../shared/values.ts'
import { useData } from '../../../lib/use-data.ts'
import type { HighlightPainter } from './highlight-painter.ts'

/**
 * The highlights that have something to show beside their words: a note, tags, or that they were extracted.
 * @param painted changes when other highlights are painted
 */
export function useNotedHighlights(
  articleId: ArticleId,
  highlights: readonly Highlight[],
  painter: HighlightPainter | null,
  painted: unknown
) {
  const { data: extracts } = useData('extracts.ofArticle', { articleId })
  const isNoted = useCallback(
    (h: Highlight) =>
      h.note !== '' || h.tags.length > 0 || (extracts?.some((one) => one.highlightId === h.id) ?? false),
    [extracts]
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: `painted` says that other highlights are near now
  const near = useMemo(() => painter?.nearHighlights(isNoted) ?? [], [painter, painted, isNoted])
  const hasNotes = useMemo(() => highlights.some(isNoted), [highlights, isNoted])
  return {
    /** Those near the screen, in document order. */
    near,
    /** Whether there is any, wherever it stands. */
    hasNotes
  }
}
