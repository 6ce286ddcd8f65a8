import { useState } from 'react'
import type { ArticleId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import { useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TagInput } from '../../ui/TagInput.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { useChangeArticles } from './use-change-articles.ts'

/** Tags one article, or adds tags to many. Each tag is kept as soon as it is entered. */
export function TagDialog(props: { articleIds: ArticleId[]; onClose(): void }) {
  const { articleIds } = props
  const only = articleIds.length === 1 ? articleIds[0] : undefined
  const article = useData('articles.get', { articleId: articleIds[0]! }, { enabled: only !== undefined }).data
  const known = (useData('tags.list', {}).data ?? []).map(({ tag }) => tag)
  const [added, setAdded] = useState<readonly string[]>([])
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
        tags={only ? (article?.tags ?? []) : added}
        known={known}
        onAdd={(tag) => {
          change(articleIds, { kind: 'addTag', tag }).then(
            () => setAdded((before) => [...before, tag]),
            toast.showError
          )
        }}
        onRemove={(tag) => {
          change(articleIds, { kind: 'removeTag', tag }).then(
            () => setAdded((before) => before.filter((one) => one !== tag)),
            toast.showError
          )
        }}
      />
    </Dialog>
  )
}
