import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { ariaKeys } from '../lib/keys.ts'
import { Shortcut } from './Shortcut.tsx'

export type MenuItem =
  | {
      kind?: 'item'
      label: string
      icon?: ReactNode
      shortcut?: string
      danger?: boolean
      disabled?: boolean
      onSelect(): void
    }
  | { kind: 'separator' }
  /** One of several: the current one is ticked. */
  | { kind: 'choice'; label: string; icon?: ReactNode; checked: boolean; onSelect(): void }

const labelOf = (item: MenuItem | undefined) => (item && 'label' in item ? item.label : '')

/** A menu that opens from `trigger` (a button element). */
export function Menu({
  trigger,
  items,
  align = 'start',
  defaultOpen = false
}: {
  trigger: ReactElement
  items: readonly MenuItem[]
  align?: 'start' | 'end'
  /** Whether it is open at once. */
  defaultOpen?: boolean
}) {
  return (
    <Base.Root defaultOpen={defaultOpen}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className="layer" sideOffset={4} align={align}>
          <Base.Popup className="popup menu">
            {items.map((item, index) => {
              if (item.kind === 'separator')
                return (
                  <Base.Separator key={`after ${labelOf(items[index - 1])}`} className="menu-separator" />
                )
              if (item.kind === 'choice')
                return (
                  <Base.CheckboxItem
                    key={item.label}
                    className="menu-item"
                    checked={item.checked}
                    onCheckedChange={item.onSelect}
                    closeOnClick
                  >
                    <span className="menu-icon">
                      {item.checked ? <Check aria-hidden="true" /> : item.icon}
                    </span>
                    <span className="menu-label">{item.label}</span>
                  </Base.CheckboxItem>
                )
              return (
                <Base.Item
                  key={item.label}
                  className={`menu-item ${item.danger ? 'menu-danger' : ''}`}
                  disabled={item.disabled ?? false}
                  aria-keyshortcuts={item.shortcut ? ariaKeys(item.shortcut) : undefined}
                  onClick={item.onSelect}
                >
                  <span className="menu-icon">{item.icon}</span>
                  <span className="menu-label">{item.label}</span>
                  {item.shortcut ? <Shortcut keys={item.shortcut} /> : null}
                </Base.Item>
              )
            })}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
