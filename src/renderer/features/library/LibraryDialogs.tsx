import type { ArticleId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { EditDialog } from './EditDialog.tsx'
import { TagDialog } from './TagDialog.tsx'

/** What a list asks of its reader. */
export type Asking =
  | { about: 'tags' | 'purge'; articleIds: ArticleId[] }
  | { about: 'facts'; articleId: ArticleId }

/** The dialog that is open over a list, if any. */
export function LibraryDialogs({
  asking,
  onClose,
  onPurge
}: {
  asking: Asking | null
  onClose(): void
  onPurge(articleIds: ArticleId[]): void
}) {
  const purging = asking?.about === 'purge' ? asking.articleIds : []
  return (
    <>
      {asking?.about === 'tags' ? <TagDialog articleIds={asking.articleIds} onClose={onClose} /> : null}
      {asking?.about === 'facts' ? <EditDialog articleId={asking.articleId} onClose={onClose} /> : null}
      <ConfirmDialog
        open={asking?.about === 'purge'}
        title={t('library.purgeAsk.title', { count: purging.length })}
        description={t('library.purgeAsk.text')}
        action={t('library.purgeAsk.action')}
        onClose={onClose}
        onConfirm={() => onPurge(purging)}
      />
    </>
  )
}
