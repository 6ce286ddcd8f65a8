import { useId } from 'react'
import { clozeNumbers, hide } from '../../../shared/cloze.ts'
import { fieldDirection } from '../../lib/field-direction.ts'
import { t } from '../../lib/messages.ts'
import { Button } from '../../ui/Button.tsx'

/** A text in which words are hidden by selecting them. */
export function ClozeField(props: {
  value: string
  inputRef: React.RefObject<HTMLTextAreaElement | null>
  onChange(value: string): void
}) {
  const id = useId()
  const numbers = clozeNumbers(props.value)
  const hideSelected = (number?: number) => {
    const field = props.inputRef.current
    if (!field || field.selectionStart === field.selectionEnd) {
      field?.focus()
      return
    }
    const { text, end } = hide(props.value, field.selectionStart, field.selectionEnd, number)
    props.onChange(text)
    requestAnimationFrame(() => {
      field.focus()
      field.setSelectionRange(end, end)
    })
  }
  return (
    <div className="text-field">
      <label htmlFor={id}>{t('study.editor.text')}</label>
      <textarea
        ref={props.inputRef}
        id={id}
        className="paste-field"
        dir={fieldDirection(props.value)}
        rows={5}
        value={props.value}
        aria-describedby={`${id}-hint`}
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={(event) => {
          // As in Anki: another number, or with Alt the same one.
          const isHide = event.code === 'KeyC' && event.shiftKey && (event.ctrlKey || event.metaKey)
          if (!isHide) return
          event.preventDefault()
          event.stopPropagation()
          hideSelected(event.altKey ? numbers.at(-1) : undefined)
        }}
      />
      <div className="card-form-row">
        <Button aria-keyshortcuts="Control+Shift+C" onClick={() => hideSelected()}>
          {t('study.editor.hide')}
        </Button>
        {numbers.length > 0 ? (
          <Button
            look="quiet"
            aria-keyshortcuts="Control+Alt+Shift+C"
            onClick={() => hideSelected(numbers.at(-1))}
          >
            {t('study.editor.hideSame')}
          </Button>
        ) : null}
        <span className="place-count" role="status">
          {t('study.editor.cards', { count: numbers.length })}
        </span>
      </div>
      <p id={`${id}-hint`} className="field-hint">
        {t('study.editor.hideHint')}
      </p>
    </div>
  )
}
