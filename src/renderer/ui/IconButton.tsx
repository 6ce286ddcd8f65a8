import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { Tooltip } from './Tooltip.tsx'

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label'> {
  /** Its name for everyone: shown as a tooltip, read aloud. */
  label: string
  /** Shortcut shown in the tooltip, as `Mod+K`. */
  shortcut?: string
  children: ReactNode
  ref?: Ref<HTMLButtonElement>
}

/** A button that is only a sign; its name is in the tooltip and for screen readers. */
export function IconButton({ label, shortcut, children, className = '', ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label} {...(shortcut ? { shortcut } : {})}>
      <button type="button" {...rest} aria-label={label} className={`icon-button ${className}`}>
        {children}
      </button>
    </Tooltip>
  )
}
