import { useCallback, useEffect, useRef } from 'react'
import type { TextSpan } from '../../../../shared/anchoring/quote.ts'
import type { Highlight, HighlightColor } from '../../../../shared/highlights.ts'
import type { ArticleId, HighlightId, VersionId } from '../../../../shared/values.ts'
import { invoke } from '../../../lib/invoke.ts'
import { t } from '../../../lib/messages.ts'
import { newId } from '../../../lib/new-id.ts'
import { useAction } from '../../../lib/use-data.ts'
import { useToast } from '../../../ui/Toast.tsx'
import type { useMarking } from './use-marking.ts'

/** Makes a reading of its own of the selection, or of a highlight; the words are marked and the page stays. */
export function useExtracting(room: {
  marking: Pick<ReturnType<typeof useMarking>, 'stored'>
  articleId: ArticleId
  versionId: VersionId
  color: HighlightColor
  onOpen(id: ArticleId): void
  onDone(): void
}) {
  const create = useAction('extracts.create')
  const { show, showError } = useToast()
  const latest = useRef(room)
  useEffect(() => {
    latest.current = room
  })
  return useCallback(
    async (selection: TextSpan | null, highlight: Highlight | undefined) => {
      const { marking, articleId, versionId, color, onDone } = latest.current
      try {
        const before = highlight
          ? (await invoke('extracts.ofArticle', { articleId })).find(
              (one) => one.highlightId === highlight.id
            )
          : undefined
        if (before) {
          show({
            message: t('reader.extracts.already'),
            action: {
              label: t('reader.extracts.open'),
              onClick: () => latest.current.onOpen(before.articleId)
            }
          })
          return
        }
        const quote = selection ? await marking.stored(selection) : highlight
        if (!quote) return
        const { start, end, exact } = quote
        const made = await create({
          id: newId<ArticleId>(),
          articleId,
          versionId: selection ? versionId : (highlight?.versionId ?? versionId),
          highlightId: highlight?.id ?? newId<HighlightId>(),
          color: highlight?.color ?? color,
          start,
          end,
          exact
        })
        if (selection) onDone()
        show({
          message: t('reader.extracts.made', { title: made.title }),
          action: { label: t('reader.extracts.open'), onClick: () => latest.current.onOpen(made.articleId) }
        })
      } catch (error) {
        showError(error)
      }
    },
    [create, show, showError]
  )
}
