import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement } from 'react'
import { Shortcut } from './Shortcut.tsx'

/** Names a control on hover and focus. The control must carry its name itself (`aria-label`). */
export function Tooltip({
  label,
  shortcut,
  children
}: {
  label: string
  shortcut?: string
  children: ReactElement
}) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
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
