import { Dialog as Base } from '@base-ui/react/dialog'
import { type KeyboardEvent, type ReactNode, type RefObject, useLayoutEffect, useState } from 'react'
import { t } from '../lib/messages.ts'
import { isModalOpen } from '../lib/modal.ts'
import { X } from './icons.ts'

export interface DialogProps {
  open: boolean
  onClose(): void
  title: string
  description?: string
  children?: ReactNode
  /** Called when it is gone and the focus is back where it was. */
  onClosed?(): void
  /** Buttons at the end, the main one last. */
  actions?: ReactNode
  /** `alert` asks a question that must be answered. */
  kind?: 'dialog' | 'alert'
  wide?: boolean
  className?: string
  /** Has the focus before the next key is pressed. */
  initialFocus?: RefObject<HTMLElement | null>
  /** False leaves the focus at closing to the caller, as where it came from inside the article's frame. */
  finalFocus?: false
  /** Hides the title from sight, not from screen readers. */
  titleHidden?: boolean
}

/**
 * A modal dialog. Focus stays inside, Escape closes, and focus returns to where it was. Ctrl+Enter (⌘+Enter) does
 * what its main button does, from any field; a question that must be answered is answered by its buttons alone.
 */
export function Dialog(props: DialogProps) {
  const before = useFocusedBefore(props.open)
  // A place has several that are hardly ever opened: there is nothing of them until they are.
  const [wasOpen, setWasOpen] = useState(props.open)
  const [startsOpen] = useState(props.open)
  if (props.open && !wasOpen) setWasOpen(true)
  return wasOpen ? <OpenedDialog {...props} before={before} startsOpen={startsOpen} /> : null
}

/** `startsOpen`: it is there from the beginning, and does not come in. */
function OpenedDialog(props: DialogProps & { before: Element | null; startsOpen: boolean }) {
  const { before } = props
  const [mayOpen, setMayOpen] = useState(props.startsOpen)
  useLayoutEffect(() => setMayOpen(true), [])
  return (
    <Base.Root
      open={props.open && mayOpen}
      onOpenChange={(open) => !open && props.onClose()}
      onOpenChangeComplete={(open) => !open && props.onClosed?.()}
    >
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup
          className={`dialog ${props.wide ? 'dialog-wide' : ''} ${props.className ?? ''}`}
          data-modal=""
          role={props.kind === 'alert' ? 'alertdialog' : 'dialog'}
          onKeyDown={props.kind === 'alert' ? undefined : pressMain}
          {...(props.initialFocus ? { initialFocus: focusAtOnce(props.initialFocus) } : {})}
          // A dialog that was opened while this one faded away keeps the focus.
          finalFocus={props.finalFocus ?? (() => !isModalOpen() && backTo(before))}
        >
          <Base.Title className={props.titleHidden ? 'visually-hidden' : 'dialog-title'}>
            {props.title}
          </Base.Title>
          {props.description ? (
            <Base.Description className="dialog-description">{props.description}</Base.Description>
          ) : null}
          {props.children}
          {props.actions ? <div className="dialog-actions">{props.actions}</div> : null}
          {props.kind === 'alert' || props.titleHidden ? null : (
            <Base.Close className="icon-button dialog-close" aria-label={t('ui.close')}>
              <X aria-hidden="true" />
            </Base.Close>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

/** A field inside that has a use of its own for the keys has taken them by now. */
function pressMain(event: KeyboardEvent<HTMLElement>): void {
  const isAsked =
    event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey
  if (!isAsked || event.defaultPrevented || event.nativeEvent.isComposing) return
  const target = event.target as Element
  // React tells of the keys of a dialog above this one, too. A button that has the focus is the one that is meant;
  // a switch means only itself.
  if (!event.currentTarget.contains(target) || target.closest('button:not([role="switch"])')) return
  const main = event.currentTarget.querySelector<HTMLButtonElement>('.dialog-actions .button-primary')
  if (!main) return
  event.preventDefault()
  main.click()
}

/** What had the focus when `open` became true. */
function useFocusedBefore(open: boolean): Element | null {
  const [was, setWas] = useState<{ open: boolean; element: Element | null }>({ open: false, element: null })
  if (was.open !== open) setWas({ open, element: open ? document.activeElement : was.element })
  return was.element
}

/**
 * Base UI leads a focus that was on the place itself, or on a message that is gone by now, to the first field it finds,
 * where letters are no commands any more. What is gone has somebody else to take its place (keep-focus.ts).
 */
function backTo(before: Element | null): boolean {
  if (!(before instanceof HTMLElement)) return true
  if (!before.isConnected || before.closest('.toast')) return false
  if (before.tagName !== 'MAIN') return true
  before.focus({ preventScroll: true })
  return false
}

/** Left to itself Base UI waits for the next frame, and what is typed until then goes elsewhere. */
function focusAtOnce(wanted: RefObject<HTMLElement | null>): () => HTMLElement | true {
  return () => {
    wanted.current?.focus()
    return wanted.current ?? true
  }
}
