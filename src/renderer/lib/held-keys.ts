import { isField } from './is-field.ts'

/**
 * A key that is held down goes on where it was pressed, and nowhere else: not as letters in the field that it has
 * opened, nor as a press of the button that has the focus since. Who is slow to let go would write `nnn` into a note,
 * answer a question before it is read, or delete the next row after the one that was meant.
 * @returns the function that stops
 */
export function followHeldKeys(view: Window): () => void {
  /** Where each key that is down was pressed: another one may be let go of while the newest is held. */
  const down = new Map<string, EventTarget | null>()
  const press = (event: KeyboardEvent) => {
    if (!event.repeat) {
      down.set(event.code, event.target)
      return
    }
    // Pressed in the article's frame, it was not heard of here.
    const isHere = down.has(event.code) && down.get(event.code) === event.target
    if (isHere || !isMeant(event)) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  const release = (event: KeyboardEvent) => void down.delete(event.code)
  // What is let go of elsewhere is not heard of.
  const leave = () => down.clear()
  view.addEventListener('keydown', press, { capture: true })
  view.addEventListener('keyup', release, { capture: true })
  view.addEventListener('blur', leave)
  return () => {
    view.removeEventListener('keydown', press, { capture: true })
    view.removeEventListener('keyup', release, { capture: true })
    view.removeEventListener('blur', leave)
  }
}

const acting = new Set(['Enter', ' ', 'Delete', 'Backspace'])

/** Whether the key writes, presses or deletes something there. Keys that walk take the focus along, and go on. */
function isMeant({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (acting.has(key)) return true
  return !(ctrlKey || metaKey || altKey) && isField(target) && [...key].length === 1
}
