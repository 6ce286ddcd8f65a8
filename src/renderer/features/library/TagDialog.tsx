import { useState } from 'react'
import type { ArticleId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import { useAction, useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TagInput } from '../../ui/TagInput.tsx'
import { useToast } from '../../ui/Toast.tsx'

/** Tags one article, or adds tags to many. Each tag is kept as soon as it is entered. */
export function TagDialog(props: { articleIds: ArticleId[]; onClose(): void }) {
  const { articleIds } = props
  const only = articleIds.length === 1 ? articleIds[0] : undefined
  const article = useData('articles.get', { articleId: articleIds[0]! }, { enabled: only !== undefined }).data
  const known = (useData('tags.list', {}).data ?? []).map(({ tag }) => tag)
  const [added, setAdded] = useState<readonly string[]>([])
  const addTag = useAction('articles.addTag')
  const removeTag = useAction('articles.removeTag')
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
          addTag({ articleIds, tag }).then(() => setAdded((before) => [...before, tag]), toast.showError)
        }}
        onRemove={(tag) => {
          removeTag({ articleIds, tag }).then(
            () => setAdded((before) => before.filter((one) => one !== tag)),
            toast.showError
          )
        }}
      />
    </Dialog>
  )
}
