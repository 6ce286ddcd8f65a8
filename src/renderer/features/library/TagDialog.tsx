import type { ArticleId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import { TagsOfManyDialog } from '../../lib/TagsOfManyDialog.tsx'
import { useData } from '../../lib/use-data.ts'
import { useToast } from '../../ui/Toast.tsx'
import { useChangeArticles } from './use-change-articles.ts'

/** Tags one article or many. */
export function TagDialog(props: { articleIds: ArticleId[]; onClose(): void }) {
  const { articleIds } = props
  const total = articleIds.length
  const change = useChangeArticles()
  const toast = useToast()
  return (
    <TagsOfManyDialog
      title={t('library.tagDialog', { count: total })}
      label={t('library.tags')}
      total={total}
      tags={useData('tags.ofArticles', { articleIds }, { keepPrevious: true }).data ?? []}
      onSome={(count) => t('library.tagOnSome', { count, total })}
      onAdd={(tag) => void change(articleIds, { kind: 'addTag', tag }).catch(toast.showError)}
      onRemove={(tag) => void change(articleIds, { kind: 'removeTag', tag }).catch(toast.showError)}
      onClose={props.onClose}
    />
  )
}
