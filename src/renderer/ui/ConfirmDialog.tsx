import { useRef } from 'react'
import { t } from '../lib/messages.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'

/** Asks before what is much, or cannot be undone. The focus starts on the harmless answer. */
export function ConfirmDialog(props: {
  open: boolean
  title: string
  description: string
  action: string
  /** What loses nothing does not warn. */
  look?: 'danger' | 'primary'
  onConfirm(): void
  onClose(): void
}) {
  const cancel = useRef<HTMLButtonElement>(null)
  return (
    <Dialog
      kind="alert"
      open={props.open}
      onClose={props.onClose}
      title={props.title}
      description={props.description}
      initialFocus={cancel}
      actions={
        <>
          <Button ref={cancel} onClick={props.onClose}>
            {t('ui.cancel')}
          </Button>
          <Button
            look={props.look ?? 'danger'}
            onClick={() => {
              props.onClose()
              props.onConfirm()
            }}
          >
            {props.action}
          </Button>
        </>
      }
    />
  )
}
