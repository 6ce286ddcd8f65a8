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
  const how = isPointed(event) ? { pointerType: 'mouse', button: 2 } : {}
  const init = { clientX, clientY, ...how, bubbles: true, cancelable: true }
  button.dispatchEvent(new PointerEvent('contextmenu', init))
}

/**
 * Whether something points there. Chromium says of the keyboard's request that it is a mouse's, too, but one with no
 * button; with Control a Mac's mouse has none either.
 */
export function isPointed(event: MouseEvent): boolean {
  const { pointerType } = event as Partial<PointerEvent>
  if (!pointerType) return false
  return pointerType !== 'mouse' || event.button === 2 || event.ctrlKey
}
