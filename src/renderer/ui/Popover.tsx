import { Popover as Base } from '@base-ui/react/popover'
import type { KeyboardEvent, ReactElement, ReactNode } from 'react'
import { useMedia } from '../lib/use-media.ts'

export interface PopoverProps {
  /** Its name for screen readers; shown as a heading when `showTitle`. */
  title: string
  showTitle?: boolean
  children: ReactNode
  /** A button element that opens it. */
  trigger?: ReactElement
  /** Without a trigger: where it stands. A rectangle works too, such as a selection's. */
  anchor?: Element | { getBoundingClientRect(): DOMRect } | null
  open?: boolean
  onOpenChange?(open: boolean): void
  /** What Escape does instead of closing it. */
  onEscape?: (() => void) | undefined
  side?: 'top' | 'bottom' | 'left' | 'right'
  align?: 'start' | 'center' | 'end'
  className?: string
  /** Where the focus goes at opening: false leaves it where it is, a function puts it there itself, before the next key. */
  initialFocus?: boolean | (() => void)
  /** Where the focus goes at closing; false leaves it where it is. */
  finalFocus?: boolean
  /** Pixels between it and what it is about. */
  gap?: number
  /** Keys pressed anywhere in it. */
  onKeyDown?(event: KeyboardEvent): void
}

/** Neither above nor below what it is about is there room for it: better over that than out of the window. */
const LOW = '(max-height: 420px)'

/** A small non-modal panel beside what it is about. */
export function Popover(props: PopoverProps) {
  const low = useMedia(LOW)
  return (
    <Base.Root
      {...(props.open === undefined ? {} : { open: props.open })}
      onOpenChange={(open, details) => {
        if (details.reason === 'escape-key' && props.onEscape) {
          details.cancel()
          props.onEscape()
        } else props.onOpenChange?.(open)
      }}
    >
      {props.trigger ? <Base.Trigger render={props.trigger} /> : null}
      <Base.Portal>
        <Base.Positioner
          className="layer"
          sideOffset={props.gap ?? 8}
          collisionPadding={8}
          {...(low ? { collisionAvoidance: { side: 'shift', align: 'shift' } as const } : {})}
          side={props.side ?? 'bottom'}
          align={props.align ?? 'center'}
          {...(props.anchor ? { anchor: props.anchor } : {})}
        >
          <Base.Popup
            className={`popup popover ${props.className ?? ''}`}
            initialFocus={ownFocus(props.initialFocus ?? true)}
            finalFocus={props.finalFocus ?? true}
            {...(props.onKeyDown ? { onKeyDown: props.onKeyDown } : {})}
          >
            <Base.Title className={props.showTitle ? 'popover-title' : 'visually-hidden'}>
              {props.title}
            </Base.Title>
            {props.children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function ownFocus(wanted: boolean | (() => void)): boolean | (() => false) {
  if (typeof wanted === 'boolean') return wanted
  return () => {
    wanted()
    return false
  }
}
