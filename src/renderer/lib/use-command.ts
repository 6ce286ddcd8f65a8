import { useLayoutEffect, useRef, useState } from 'react'
import { type CommandId, commands, findCommand, SELECT_ALL } from '../../shared/commands.ts'
import { isField } from './is-field.ts'
import { matchesKey } from './keys.ts'
import { isModalOpen } from './modal.ts'
import { typedAhead } from './typed-ahead.ts'
import { isTypingOn } from './typing-on.ts'

interface Registration {
  id: CommandId
  /** Rises from outer to inner: parents render before their children. */
  order: number
  enabled: boolean
  run: (event?: KeyboardEvent) => void
}

const registrations = new Set<Registration>()
let rendered = 0

/**
 * This component does the command while it is mounted, whether it comes from the keyboard, the menu or
 * the palette. When several could, the innermost (the one rendered last) does it.
 */
export function useCommand(
  id: CommandId,
  handler: (event?: KeyboardEvent) => void,
  options: { enabled?: boolean } = {}
): void {
  const [order] = useState(() => ++rendered)
  const latest = useRef(handler)
  const enabled = options.enabled ?? true
  useLayoutEffect(() => {
    latest.current = handler
  })
  // With what is drawn: a key may come before the browser has a moment for what follows a drawing.
  useLayoutEffect(() => {
    const registration: Registration = { id, order, enabled, run: (event) => latest.current(event) }
    registrations.add(registration)
    return () => {
      registrations.delete(registration)
    }
  }, [id, order, enabled])
}

function handlerOf(id: CommandId): Registration | undefined {
  let found: Registration | undefined
  for (const registration of registrations) {
    if (registration.id !== id || !registration.enabled) continue
    if (!found || registration.order > found.order) found = registration
  }
  return found
}

/** Can anything on screen do this now? */
export function canRun(id: CommandId): boolean {
  return handlerOf(id) !== undefined
}

/** Runs a command; false when nothing on screen does it. */
export function runCommand(id: CommandId, event?: KeyboardEvent): boolean {
  const registration = handlerOf(id)
  registration?.run(event)
  return registration !== undefined
}

/** What Edit › Select all means in each place; elsewhere it is all that is on the page. */
const selectingAll = commands.map(({ id }) => id).filter((id) => id.endsWith('.selectAll'))

/** What a shortcut still does while a dialog is open: take back what was done there, and close the palette. */
const overDialogs: ReadonlySet<string> = new Set(['history.undo', 'history.redo', 'palette.open'])
/** What the browser does there by itself, with the words of the dialog. */
const ofTheBrowser = /\.(copy|selectAll)$/

/**
 * Runs a command chosen in the menu. In a text field, undo, redo and selecting all are the field's own, and as with
 * keys, an open dialog is not left behind by it.
 */
export function runFromMenu(id: string): boolean {
  if (id === SELECT_ALL) {
    const here = selectingAll.find(canRun)
    if (here && !isField(document.activeElement) && !isModalOpen()) return runCommand(here)
    return document.execCommand('selectAll')
  }
  const command = findCommand(id)
  if (!command) return false
  if (command.yieldsToFields && isField(document.activeElement)) {
    if (id === 'history.undo') return document.execCommand('undo')
    if (id === 'history.redo') return document.execCommand('redo')
    return document.execCommand(id.endsWith('.selectAll') ? 'selectAll' : 'copy')
  }
  if (isModalOpen() && !overDialogs.has(id)) return false
  return runCommand(command.id)
}

/** What Edit › Copy means where no words are selected in the window itself. */
const copying = commands.map(({ id }) => id).filter((id) => id.endsWith('.copy'))

/** Edit › Copy, in a place that has something chosen which the browser does not know of. */
export function handleCopy(event: ClipboardEvent): void {
  const hasWords = !(document.getSelection()?.isCollapsed ?? true)
  if (event.defaultPrevented || hasWords || isField(event.target) || isModalOpen()) return
  const here = copying.find(canRun)
  if (!here) return
  event.preventDefault()
  runCommand(here)
}

const OVER = '[role="dialog"],[role="alertdialog"],[role="menu"],[role="listbox"]'

/**
 * Whether a key was pressed in something that is on its way out. The focus leaves it a few frames later, and who
 * closed it means what is behind.
 */
export function isLeaving(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null
  if (!element || typeof element.closest !== 'function') return false
  return element.closest(OVER)?.hasAttribute('data-ending-style') ?? false
}

/** What arrow keys walk or move by themselves. */
const WALKED =
  '[role="slider"],[role="radiogroup"],[role="tablist"],[role="toolbar"],input:not([type="checkbox"])'

/** Keys that mean something to the control they are pressed on. */
function controlWants(key: string, target: EventTarget | null): boolean {
  const element = target as HTMLElement | null
  if (!element || typeof element.closest !== 'function') return false
  if (element.closest(OVER)) return true
  if (key === 'Enter' || key === ' ')
    return element.closest('button,a[href],summary,[role="button"]') !== null
  // A box that is ticked has no use for them: they go on through the list it stands in.
  if (key.startsWith('Arrow')) return element.closest(WALKED) !== null
  return false
}

/**
 * Gives a key press to the command it belongs to; true when one took it. The window's own presses arrive
 * by themselves; the reader forwards those of the article's frame.
 */
export function handleKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return false
  // Escape again is meant for what one was about to leave.
  const leaving = event.key !== 'Escape' && isLeaving(event.target)
  const field = !leaving && isField(event.target)
  const plain = !(event.ctrlKey || event.metaKey || event.altKey)
  const typing = plain && !/^F\d+$/.test(event.key)
  if (!field && typedAhead.onKey(event)) {
    event.preventDefault()
    return true
  }
  // Before the button that has the focus since: a space would press it.
  if (!field && isTypingOn(event)) {
    event.preventDefault()
    return true
  }
  if (typing && !leaving && (field || controlWants(event.key, event.target))) return false
  const isBehind = isModalOpen()
  let taken: Registration | undefined
  for (const command of commands) {
    if (!('keys' in command) || !command.keys.some((key) => matchesKey(event, key))) continue
    if (field && 'yieldsToFields' in command) continue
    if (isBehind && !overDialogs.has(command.id)) {
      // Kept from the menu as well, which listens to the same keys.
      if (handlerOf(command.id) && !ofTheBrowser.test(command.id)) event.preventDefault()
      continue
    }
    const candidate = handlerOf(command.id)
    if (candidate && (!taken || candidate.order > taken.order)) taken = candidate
  }
  if (!taken) return event.defaultPrevented
  event.preventDefault()
  // Who cannot let go of a key quickly means it once.
  if (!event.repeat || findCommand(taken.id)?.repeats) taken.run(event)
  return true
}
