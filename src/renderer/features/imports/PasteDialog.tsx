import { useRef, useState } from 'react'
import { fieldDirection } from '../../lib/field-direction.ts'
import { t } from '../../lib/messages.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { richTextOf } from './rich-text-of.ts'

/** More than this, UTF-16 units, no field lays out without delay: a whole book is added as soon as it is pasted. */
const LONGEST_SHOWN = 500_000

/** A field to paste an article into; keeps the rich form of what was pasted while its text stays as it came. */
export function PasteDialog(props: {
  open: boolean
  onClose(): void
  onAdd(text: string, html: string): void
}) {
  const [text, setText] = useState('')
  const rich = useRef({ text: '', html: '' })
  const field = useRef<HTMLTextAreaElement>(null)
  const close = () => {
    setText('')
    rich.current = { text: '', html: '' }
    props.onClose()
  }
  const add = () => {
    const html = text === rich.current.text ? rich.current.html : ''
    close()
    props.onAdd(text, html)
  }
  return (
    <Dialog
      wide
      open={props.open}
      onClose={close}
      title={t('imports.paste')}
      description={t('imports.pasteText')}
      initialFocus={field}
      actions={
        <>
          <Button onClick={close}>{t('ui.cancel')}</Button>
          <Button look="primary" disabled={text.trim() === ''} onClick={add}>
            {t('imports.pasteAdd')}
          </Button>
        </>
      }
    >
      <textarea
        ref={field}
        className="paste-field"
        aria-label={t('imports.pasteField')}
        rows={10}
        spellCheck={false}
        dir={fieldDirection(text)}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onPaste={(event) => {
          if (text !== '') return
          const plain = event.clipboardData.getData('text/plain')
          const html = richTextOf(event.clipboardData)
          if (plain.length > LONGEST_SHOWN) {
            event.preventDefault()
            close()
            props.onAdd(plain, html)
            return
          }
          // As the field will have it.
          rich.current = { text: plain.replace(/\r\n?/g, '\n'), html }
        }}
      />
    </Dialog>
  )
}
