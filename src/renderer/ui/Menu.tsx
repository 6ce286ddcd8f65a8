import { Menu as Base } from '@base-ui/react/menu'
import type { ReactElement, ReactNode } from 'react'
import { ariaKeys } from '../lib/keys.ts'
import { Check } from './icons.ts'
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
  | MenuChoice

/** One of several, of which one holds: it is ticked. Choices that follow each other belong together. */
export interface MenuChoice {
  kind: 'choice'
  label: string
  icon?: ReactNode
  checked: boolean
  onSelect(): void
}

type MenuPart = Exclude<MenuItem, MenuChoice> | { choices: MenuChoice[] }

/** The items in their order, with choices that follow each other as one part. */
function partsOf(items: readonly MenuItem[]): MenuPart[] {
  const parts: MenuPart[] = []
  for (const item of items) {
    const last = parts.at(-1)
    if (item.kind !== 'choice') parts.push(item)
    else if (last && 'choices' in last) last.choices.push(item)
    else parts.push({ choices: [item] })
  }
  return parts
}

const labelOf = (item: MenuPart | MenuItem | undefined) => (item && 'label' in item ? item.label : '')
const lastOf = (part: MenuPart | undefined) => labelOf(part && 'choices' in part ? part.choices.at(-1) : part)

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
            {partsOf(items).map((item, index, parts) => {
              if ('choices' in item) return <Choices key={labelOf(item.choices[0])} choices={item.choices} />
              if (item.kind === 'separator')
                return <Base.Separator key={`after ${lastOf(parts[index - 1])}`} className="menu-separator" />
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

function Choices({ choices }: { choices: readonly MenuChoice[] }) {
  return (
    <Base.RadioGroup value={choices.findIndex(({ checked }) => checked)}>
      {choices.map((choice, index) => (
        <Base.RadioItem
          key={choice.label}
          className="menu-item"
          value={index}
          // Also the one that holds: a list sorted by it anew begins in its own direction.
          onClick={choice.onSelect}
          closeOnClick
        >
          <span className="menu-icon">{choice.checked ? <Check aria-hidden="true" /> : choice.icon}</span>
          <span className="menu-label">{choice.label}</span>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  )
}
