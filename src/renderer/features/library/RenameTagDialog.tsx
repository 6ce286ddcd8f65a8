import { useState } from 'react'
import { t } from '../../lib/messages.ts'
import { undoAction } from '../../lib/undo-action.ts'
import { useAction, useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useToast } from '../../ui/Toast.tsx'

/** Another name for a tag, everywhere, or none: `onRenamed` is told how it is spelled now, `onDeleted` that it is gone. */
export function RenameTagDialog(props: {
  tag: string
  onClose(): void
  onRenamed(tag: string): void
  onDeleted(): void
}) {
  const [name, setName] = useState(props.tag)
  const rename = useAction('tags.rename')
  const remove = useAction('tags.delete')
  const toast = useToast()
  const to = name.normalize('NFC').replace(/\s+/gu, ' ').trim()
  const known = useData('tags.list', {}).data
  const other = to.toLowerCase() === props.tag.toLowerCase() ? undefined : known?.find(isCalled(to))
  const save = () => {
    props.onClose()
    if (!to || to === props.tag) return
    rename({ from: props.tag, to }).then(({ tag, isMerged }) => {
      const names = { from: props.tag, to: tag }
      const message = isMerged ? t('library.tagsMerged', names) : t('library.tagRenamed', names)
      toast.show({ message, action: undoAction() })
      props.onRenamed(tag)
    }, toast.showError)
  }
  const deleteIt = () => {
    props.onClose()
    remove({ tag: props.tag }).then(() => {
      toast.show({ message: t('library.tagDeleted', { tag: props.tag }), action: undoAction() })
      props.onDeleted()
    }, toast.showError)
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('library.renameTag')}
      description={t('library.renameTagText')}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <TextField
          label={t('library.newName')}
          value={name}
          maxLength={100}
          dir="auto"
          onChange={(event) => setName(event.target.value)}
        />
        <p className="dialog-told" role="status">
          {other
            ? t('library.tagTaken', {
                tag: other.tag,
                articles: t('library.articles', { count: other.articleCount }),
                highlights: t('library.highlights', { count: other.highlightCount })
              })
            : ''}
        </p>
        <div className="dialog-actions">
          <Button className="dialog-aside" onClick={deleteIt}>
            {t('library.deleteTag')}
          </Button>
          <Button onClick={props.onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" type="submit" disabled={to === ''}>
            {other ? t('library.mergeTags') : t('ui.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

const isCalled =
  (name: string) =>
  ({ tag }: { tag: string }) =>
    tag.toLowerCase() === name.toLowerCase()
