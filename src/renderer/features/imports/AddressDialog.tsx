import { useRef, useState } from 'react'
import { typedAddress } from '../../../shared/web-address.ts'
import { t } from '../../lib/messages.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'

/**
 * Asks for a web address, or about one that was pasted or handed over, and says what fetching it means. The
 * one place from which the window lets main use the network.
 */
export function AddressDialog(props: {
  open: boolean
  /** What the field begins with. */
  address: string
  onClose(): void
  onAdd(address: string): void
}) {
  return (
    <Dialog
      wide
      open={props.open}
      onClose={props.onClose}
      title={t('imports.address.title')}
      description={t('imports.address.text')}
    >
      {props.open ? <Field key={props.address} {...props} /> : null}
    </Dialog>
  )
}

function Field(props: { address: string; onClose(): void; onAdd(address: string): void }) {
  const [typed, setTyped] = useState(props.address)
  const [isWrong, setWrong] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  return (
    <form
      className="address-form"
      onSubmit={(event) => {
        event.preventDefault()
        const address = typedAddress(typed)
        if (address) {
          props.onClose()
          props.onAdd(address)
        } else {
          setWrong(true)
          field.current?.focus()
        }
      }}
    >
      <TextField
        ref={field}
        label={t('imports.address.field')}
        placeholder={t('imports.address.placeholder')}
        inputMode="url"
        dir="ltr"
        maxLength={8000}
        autoFocus
        value={typed}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? 'address-wrong' : undefined}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          setTyped(event.target.value)
          setWrong(false)
        }}
      />
      {isWrong ? (
        <p id="address-wrong" className="field-error" role="alert">
          {t('imports.address.wrong')}
        </p>
      ) : null}
      <div className="dialog-actions">
        <Button onClick={props.onClose}>{t('ui.cancel')}</Button>
        <Button look="primary" type="submit" disabled={typed.trim() === ''}>
          {t('imports.address.add')}
        </Button>
      </div>
    </form>
  )
}
