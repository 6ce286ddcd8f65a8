/** The button of a row's own menu. */
const BUTTON = 'button[aria-haspopup="menu"]'

/**
 * Opens the menu of the row that a right click, Shift+F10 or the menu key is meant for: the button that shows it is
 * told where. Rows without a menu, and everything that is no row, are left alone.
 */
export function openRowMenu(event: MouseEvent): void {
  const target = event.target as Element
  if (event.defaultPrevented || target.closest(BUTTON)) return
  const button = target.closest('[data-index]')?.querySelector(BUTTON)
  if (!button) return
  event.preventDefault()
  const { clientX, clientY } = event
  const pointerType = isPointed(event) ? 'mouse' : ''
  const init = { clientX, clientY, pointerType, bubbles: true, cancelable: true }
  button.dispatchEvent(new PointerEvent('contextmenu', init))
}

/** Whether something points there; the keyboard asks for a menu without. */
export function isPointed(event: MouseEvent): boolean {
  return Boolean((event as Partial<PointerEvent>).pointerType)
}
