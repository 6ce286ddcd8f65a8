import type { ButtonHTMLAttributes, Ref } from 'react'

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `quiet` has no box until pointed at; `primary` is the one thing to do here; `danger` cannot be undone. */
  look?: 'plain' | 'quiet' | 'primary' | 'danger'
  ref?: Ref<HTMLButtonElement>
}

export function Button({ look = 'plain', className = '', ...rest }: ButtonProps) {
  return <button type="button" {...rest} className={`button button-${look} ${className}`} />
}
