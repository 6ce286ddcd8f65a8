import { isField } from './is-field.ts'

/**
 * A key that is held down goes on where it was pressed, and nowhere else: not as letters in the field that it has
 * opened, nor as a press of the button that has the focus since. Who is slow to let go would write `nnn` into a note,
 * answer a question before it is read, or delete the next row after the one that was meant.
 * @returns the function that stops
 */
export function followHeldKeys(view: Window): () => void {
  let down: { code: string; target: EventTarget | null } | undefined
  const press = (event: KeyboardEvent) => {
    if (!event.repeat) {
      down = { code: event.code, target: event.target }
      return
    }
    // Pressed in the article's frame, it was not heard of here.
    const isHere = down?.code === event.code && down.target === event.target
    if (isHere || !isMeant(event)) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  const release = () => {
    down = undefined
  }
  view.addEventListener('keydown', press, { capture: true })
  view.addEventListener('keyup', release, { capture: true })
  return () => {
    view.removeEventListener('keydown', press, { capture: true })
    view.removeEventListener('keyup', release, { capture: true })
  }
}

const acting = new Set(['Enter', ' ', 'Delete', 'Backspace'])

/** Whether the key writes, presses or deletes something there. Keys that walk take the focus along, and go on. */
function isMeant({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (acting.has(key)) return true
  return !(ctrlKey || metaKey || altKey) && isField(target) && [...key].length === 1
}
