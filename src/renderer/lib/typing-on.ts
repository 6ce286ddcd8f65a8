import { isField } from './is-field.ts'
import { isCommandKey, silentKeys } from './silent-keys.ts'

/** Who pauses for longer has seen what became of the field, ms. */
const PAUSE = 1000

let last: { field: Element; at: number } | undefined

/**
 * Follows what is typed into the fields of a page, so that letters are not taken for commands should the field go
 * away under them: a row, a panel or a whole place that something else took away in that moment.
 * @returns the function that stops
 */
export function followTyping(page: Document): () => void {
  const press = (event: KeyboardEvent) => {
    if (silentKeys.has(event.key)) return
    const field = isField(event.target) ? (event.target as Element) : last?.field
    if (!field || !isWriting(event, field)) last = undefined
    else if (field === event.target) last = { field, at: performance.now() }
  }
  page.addEventListener('keydown', press, { capture: true })
  page.addEventListener('pointerdown', forgetTyping, { capture: true })
  return () => {
    page.removeEventListener('keydown', press, { capture: true })
    page.removeEventListener('pointerdown', forgetTyping, { capture: true })
    forgetTyping()
  }
}

/** Somebody has pointed elsewhere: keys are for that. */
export function forgetTyping(): void {
  last = undefined
}

/** Whether a key outside of any field goes on with what was being typed into one that is no longer there. */
export function isTypingOn(event: KeyboardEvent): boolean {
  if (!last || last.field.isConnected || !isWriting(event, last.field)) return false
  const now = performance.now()
  const isOver = now - last.at > PAUSE
  last = isOver ? undefined : { ...last, at: now }
  return !isOver
}

/** With Escape, and with Enter in a field of one line, one means to leave or to do something. */
function isWriting(event: KeyboardEvent, field: Element): boolean {
  const { key } = event
  if (event.isComposing) return true
  if (isCommandKey(event)) return false
  return [...key].length === 1 || key === 'Backspace' || key === 'Delete' || isNewLine(key, field)
}

const isNewLine = (key: string, field: Element) => key === 'Enter' && field.tagName === 'TEXTAREA'
