import { type InputHTMLAttributes, type Ref, useId } from 'react'

export interface TextFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string
  /** Hides the label from sight, not from screen readers. */
  labelHidden?: boolean
  ref?: Ref<HTMLInputElement>
}

/** A field for one line, with its label above it. What is typed is never completed or corrected. */
export function TextField({ label, labelHidden, className = '', ...rest }: TextFieldProps) {
  const id = useId()
  return (
    <div className={`text-field ${className}`}>
      <label htmlFor={id} className={labelHidden ? 'visually-hidden' : ''}>
        {label}
      </label>
      <input type="text" autoComplete="off" spellCheck={false} {...rest} id={id} />
    </div>
  )
}
