import { parseLinkUrl } from '../../../shared/links.ts'
import type { NotebookId } from '../../../shared/notebooks.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { invoke } from '../../lib/invoke.ts'
import { t } from '../../lib/messages.ts'
import type { ReaderTarget } from '../../lib/reader-target.ts'
import { useAction } from '../../lib/use-data.ts'
import { useToast } from '../../ui/Toast.tsx'

/** Follows a link of a notebook: to where it leads in the library, or, once asked, to the browser. */
export function useNotebookLink(to: {
  onOpenNotebook(id: NotebookId): void
  onOpen(articleId: ArticleId, target?: ReaderTarget): void
}): (url: string) => void {
  const openLink = useAction('app.openLink')
  const { show, showError } = useToast()
  return (url) => {
    const target = parseLinkUrl(url)
    if (!target) return void openLink({ url }).catch(showError)
    invoke('links.resolve', { targets: [target] }).then(([place]) => {
      if (place?.kind === 'notebook' && place.state === 'there') to.onOpenNotebook(place.id as NotebookId)
      else if (place?.articleId)
        to.onOpen(
          place.articleId,
          place.highlightId ? { kind: 'highlight', highlightId: place.highlightId } : undefined
        )
      else show({ message: t('links.goneToast') })
    }, showError)
  }
}
