import { useCallback } from 'react'
import { parseLinkUrl } from '../../../../shared/links.ts'
import type { NotebookId } from '../../../../shared/notebooks.ts'
import type { ArticleId, HighlightId } from '../../../../shared/values.ts'
import { invoke } from '../../../lib/invoke.ts'
import { t } from '../../../lib/messages.ts'
import { useAction } from '../../../lib/use-data.ts'
import { useToast } from '../../../ui/Toast.tsx'

/** Follows a link of a note: to a place of the library, or (asking first) out to the web. */
export function useLinks(room: {
  /** The article that is open; another one is opened. */
  articleId: ArticleId | undefined
  openHighlight(id: HighlightId): boolean
  openArticleNote(): void
  onOpenArticle(id: ArticleId, highlightId?: HighlightId): void
  onOpenNotebook(id: NotebookId): void
}): (url: string) => void {
  const { articleId, openHighlight, openArticleNote, onOpenArticle, onOpenNotebook } = room
  const openLink = useAction('app.openLink')
  const { show, showError } = useToast()
  return useCallback(
    (url: string) => {
      const target = parseLinkUrl(url)
      if (!target) {
        void openLink({ url }).catch(showError)
        return
      }
      invoke('links.resolve', { targets: [target] })
        .then(([place]) => {
          if (place?.kind === 'notebook' && place.state === 'there') {
            return onOpenNotebook(place.id as NotebookId)
          }
          if (!place?.articleId) return show({ message: t('links.goneToast') })
          if (place.articleId !== articleId) onOpenArticle(place.articleId, place.highlightId ?? undefined)
          else if (place.highlightId) openHighlight(place.highlightId)
          else if (target.kind === 'note') openArticleNote()
        })
        .catch(showError)
    },
    [articleId, openHighlight, openArticleNote, onOpenArticle, onOpenNotebook, openLink, show, showError]
  )
}
