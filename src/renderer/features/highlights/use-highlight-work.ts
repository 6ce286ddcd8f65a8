import { useMemo } from 'react'
import type { HighlightColor } from '../../../shared/highlights.ts'
import type { HighlightId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import { undoAction } from '../../lib/undo-action.ts'
import { useAction } from '../../lib/use-data.ts'
import { useToast } from '../../ui/Toast.tsx'
import { highlightsAsMarkdown, type ListedHighlight } from './highlights-as-markdown.ts'

/** What can be done with highlights from their list; errors become messages. */
export function useHighlightWork() {
  const setColor = useAction('highlights.setColor')
  const remove = useAction('highlights.delete')
  const addTag = useAction('highlights.addTag')
  const removeTag = useAction('highlights.removeTag')
  const copy = useAction('app.copy')
  const toast = useToast()
  return useMemo(
    () => ({
      recolor: (highlightIds: HighlightId[], color: HighlightColor) =>
        void setColor({ highlightIds, color }).catch(toast.showError),
      addTag: (highlightIds: HighlightId[], tag: string) =>
        void addTag({ highlightIds, tag }).catch(toast.showError),
      removeTag: (highlightIds: HighlightId[], tag: string) =>
        void removeTag({ highlightIds, tag }).catch(toast.showError),
      remove: (highlightIds: HighlightId[]) =>
        void remove({ highlightIds }).then(
          () =>
            toast.show({
              message: t('highlights.deleted', { count: highlightIds.length }),
              action: undoAction()
            }),
          toast.showError
        ),
      copy: (highlights: readonly ListedHighlight[]) =>
        void copy({ text: highlightsAsMarkdown(highlights) }).then(
          () => toast.show({ message: t('highlights.copied', { count: highlights.length }) }),
          toast.showError
        )
    }),
    [setColor, addTag, removeTag, remove, copy, toast]
  )
}
export type HighlightWork = ReturnType<typeof useHighlightWork>
