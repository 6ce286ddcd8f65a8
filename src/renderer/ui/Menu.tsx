import { Menu as Base } from '@base-ui/react/menu'
import {
  type ButtonHTMLAttributes,
  cloneElement,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  type SyntheticEvent,
  useRef,
  useState
} from 'react'
import { flushSync } from 'react-dom'
import { ariaKeys } from '../lib/keys.ts'
import { isPointed } from '../lib/row-menu.ts'
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

/**
 * A menu that opens from `trigger` (a button element), and where its row is asked for one (`lib/row-menu.ts`). Until
 * somebody points at it or opens it there is only the button: what a menu needs to open costs more than all else in a
 * row of a list.
 */
export function Menu({
  trigger,
  items,
  align = 'start'
}: {
  trigger: ReactElement<LightTrigger>
  /** A function where they cost something to make. */
  items: readonly MenuItem[] | (() => readonly MenuItem[])
  align?: 'start' | 'end'
}) {
  const [isWanted, setWanted] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const [asked, setAsked] = useState<Asked | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const onContextMenu = (event: MouseEvent) => {
    event.stopPropagation()
    event.preventDefault()
    const { clientX: x, clientY: y, nativeEvent } = event
    const pointed = isPointed(nativeEvent)
    const at = pointed ? { getBoundingClientRect: () => new DOMRect(x, y, 0, 0) } : undefined
    flushSync(() => {
      setWanted(true)
      setAsked({ at, back: document.activeElement })
    })
    if (pointed) setOpen(true)
    // As the key that opens it at its first item.
    else pressDown(button.current)
  }
  if (!isWanted) {
    return cloneElement(trigger, {
      onContextMenu,
      ...lightTrigger(button, () => setWanted(true))
    })
  }
  return (
    <Base.Root
      open={isOpen}
      onOpenChange={setOpen}
      onOpenChangeComplete={(open) => {
        if (!open) setAsked(null)
      }}
    >
      <Base.Trigger ref={button} render={trigger} onContextMenu={onContextMenu} />
      <Base.Portal>
        <Base.Positioner
          className="layer"
          anchor={asked?.at}
          sideOffset={asked?.at ? 0 : 4}
          align={asked?.at ? 'start' : align}
        >
          <Base.Popup className="popup menu" finalFocus={() => backTo(asked)}>
            {partsOf(typeof items === 'function' ? items() : items).map((item, index, parts) => {
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

/** How a menu was asked for other than by its button. */
interface Asked {
  /** The point it opens at; undefined: at its button. */
  at: { getBoundingClientRect(): DOMRect } | undefined
  /** What had the focus, and has it again. */
  back: Element | null
}

/** Where the focus goes when the menu is closed; true is to its button. */
function backTo(asked: Asked | null): HTMLElement | true {
  const { back } = asked ?? {}
  return back instanceof HTMLElement && back.isConnected && back !== document.body ? back : true
}

function pressDown(button: HTMLElement | null): void {
  button?.focus()
  button?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }))
}

type LightTrigger = Pick<
  ButtonHTMLAttributes<HTMLButtonElement>,
  'aria-haspopup' | 'aria-expanded' | 'onContextMenu' | 'onPointerMove' | 'onClick' | 'onKeyDown'
>

/** A button that looks and sounds as the menu's own, and hands on to it what it is pressed by. */
function lightTrigger(
  button: { readonly current: HTMLButtonElement | null },
  prepare: () => void
): LightTrigger {
  const handOn = (event: SyntheticEvent, press: Event) => {
    event.stopPropagation()
    event.preventDefault()
    flushSync(prepare)
    button.current?.focus()
    button.current?.dispatchEvent(press)
  }
  return {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerMove: (event) => {
      // At once, and neither under a press nor under the focus: both would be lost.
      if (event.buttons === 0 && document.activeElement !== event.currentTarget) flushSync(prepare)
    },
    // Of what does not point first: a key, a screen reader, a finger.
    onClick: (event) =>
      handOn(event, new globalThis.MouseEvent('click', { bubbles: true, cancelable: true })),
    onKeyDown: (event) => {
      const { key } = event
      if (key === 'ArrowDown' || key === 'ArrowUp')
        handOn(event, new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    }
  }
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
