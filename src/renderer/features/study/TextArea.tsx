import { useId } from 'react'
import { fieldDirection } from '../../lib/field-direction.ts'

/** A field of some lines, with its name and perhaps a hint. */
export function TextArea(props: {
  label: string
  hint?: string
  value: string
  inputRef?: React.Ref<HTMLTextAreaElement>
  onChange(value: string): void
}) {
  const id = useId()
  return (
    <div className="text-field">
      <label htmlFor={id}>{props.label}</label>
      <textarea
        ref={props.inputRef}
        id={id}
        className="paste-field"
        dir={fieldDirection(props.value)}
        rows={3}
        value={props.value}
        aria-describedby={props.hint ? `${id} hint` : undefined}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {props.hint ? (
        <p id={`${id} hint`} className="field-hint">
          {props.hint}
        </p>
      ) : null}
    </div>
  )
}
