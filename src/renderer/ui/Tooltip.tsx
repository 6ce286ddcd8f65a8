import { Tooltip as Base } from '@base-ui/react/tooltip'
import { type ReactElement, useState } from 'react'
import { ariaKeys } from '../lib/keys.ts'
import { Shortcut } from './Shortcut.tsx'

/** Names a control on hover and focus, and says its keys. The control must carry its name itself (`aria-label`). */
export function Tooltip({
  label,
  shortcut,
  disabled = false,
  children
}: {
  label: string
  shortcut?: string
  /** Its name is shown already. */
  disabled?: boolean
  children: ReactElement
}) {
  const [open, setOpen] = useState(false)
  return (
    <Base.Root
      disabled={disabled}
      open={open && !disabled}
      onOpenChange={(next, details) => {
        setOpen(next)
        if (details.reason !== 'escape-key') return
        // The name goes, and the key goes on: it means what the reader is in, a panel or a dialog.
        details.cancel()
        details.allowPropagation()
      }}
    >
      <Base.Trigger render={children} {...(shortcut ? { 'aria-keyshortcuts': ariaKeys(shortcut) } : {})} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} className="layer layer-tooltip">
          <Base.Popup className="tooltip" aria-hidden="true">
            {label}
            {shortcut ? <Shortcut keys={shortcut} /> : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/** Shares the delay: once one tooltip is open its neighbours open at once. */
export const TooltipProvider = Base.Provider
