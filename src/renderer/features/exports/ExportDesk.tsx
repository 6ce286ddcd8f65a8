import { lazy, Suspense, useState } from 'react'
import type { ArticleId } from '../../../shared/values.ts'
import { chosenArticles } from '../../lib/chosen-articles.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useVaultCommand } from './use-vault-sync.ts'

const ExportDialog = lazy(() => import('./ExportDialog.tsx'))

/** Takes things out of the library, wherever one is. */
export function ExportDesk(props: { openArticle: ArticleId | undefined }) {
  const [open, setOpen] = useState<{ chosen: readonly ArticleId[] } | null>(null)
  useCommand('export.open', () => setOpen({ chosen: chosenArticles() }))
  useVaultCommand()
  if (!open) return null
  return (
    <Suspense>
      <ExportDialog openArticle={props.openArticle} chosen={open.chosen} onClose={() => setOpen(null)} />
    </Suspense>
  )
}
