import type { ButtonHTMLAttributes, Ref } from 'react'
import { ariaKeys } from '../lib/keys.ts'
import { Shortcut } from './Shortcut.tsx'

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `quiet` has no box until pointed at; `primary` is the one thing to do here; `danger` cannot be undone. */
  look?: 'plain' | 'quiet' | 'primary' | 'danger'
  /** Shown after its words, as `Mod+K`. */
  shortcut?: string | undefined
  ref?: Ref<HTMLButtonElement>
}

/** A button with words. One without is an `IconButton`. */
export function Button({ look = 'plain', className = '', shortcut, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      aria-keyshortcuts={shortcut ? ariaKeys(shortcut) : undefined}
      {...rest}
      className={`button button-${look} ${className}`}
    >
      {children}
      {shortcut ? <Shortcut keys={shortcut} /> : null}
    </button>
  )
}
