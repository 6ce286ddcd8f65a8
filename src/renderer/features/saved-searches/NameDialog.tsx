import { type ReactNode, useState } from 'react'
import { t } from '../../lib/messages.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'

/** Asks for the name of a saved search. */
export function NameDialog(props: {
  title: string
  description?: string
  name: string
  children?: ReactNode
  onClose(): void
  onName(name: string): void
}) {
  const [typed, setTyped] = useState(props.name)
  const name = typed.normalize('NFC').replace(/\s+/gu, ' ').trim()
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={props.title}
      {...(props.description ? { description: props.description } : {})}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          props.onClose()
          if (name) props.onName(name)
        }}
      >
        {props.children}
        <TextField
          label={t('savedSearches.name')}
          value={typed}
          maxLength={200}
          dir="auto"
          onFocus={(event) => event.target.select()}
          onChange={(event) => setTyped(event.target.value)}
        />
        <div className="dialog-actions">
          <Button onClick={props.onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" type="submit" disabled={name === ''}>
            {t('ui.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
