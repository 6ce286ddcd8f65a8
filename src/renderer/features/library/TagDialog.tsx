import type { ArticleId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import { useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TagInput } from '../../ui/TagInput.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { useChangeArticles } from './use-change-articles.ts'

/** Tags one article or many; of many, also what only some of them have. Each change is kept at once. */
export function TagDialog(props: { articleIds: ArticleId[]; onClose(): void }) {
  const { articleIds } = props
  const total = articleIds.length
  const tags = useData('tags.ofArticles', { articleIds }, { keepPrevious: true }).data ?? []
  const known = (useData('tags.list', {}).data ?? []).map(({ tag }) => tag)
  const change = useChangeArticles()
  const toast = useToast()
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('library.tagDialog', { count: articleIds.length })}
      actions={<Button onClick={props.onClose}>{t('ui.close')}</Button>}
    >
      <TagInput
        label={t('library.tags')}
        tags={tags.map(({ tag }) => tag)}
        partly={
          new Map(
            tags
              .filter(({ count }) => count < total)
              .map(({ tag, count }) => [tag, t('library.tagOnSome', { count, total })])
          )
        }
        known={known}
        onAdd={(tag) => void change(articleIds, { kind: 'addTag', tag }).catch(toast.showError)}
        onRemove={(tag) => void change(articleIds, { kind: 'removeTag', tag }).catch(toast.showError)}
      />
    </Dialog>
  )
}
