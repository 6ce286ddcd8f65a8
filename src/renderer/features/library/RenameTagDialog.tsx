import { useState } from 'react'
import { t } from '../../lib/messages.ts'
import { undoAction } from '../../lib/undo-action.ts'
import { useAction } from '../../lib/use-data.ts'
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
  const save = () => {
    props.onClose()
    if (to && to !== props.tag)
      rename({ from: props.tag, to }).then(({ tag }) => props.onRenamed(tag), toast.showError)
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
        <div className="dialog-actions">
          <Button className="dialog-aside" onClick={deleteIt}>
            {t('library.deleteTag')}
          </Button>
          <Button onClick={props.onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" type="submit" disabled={to === ''}>
            {t('ui.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
