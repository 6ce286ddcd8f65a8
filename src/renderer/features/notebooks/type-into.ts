/**
 * Replaces a range of a field as if it were typed, so that the field's own undo takes it back.
 *
 * @param caret where the caret stands then; behind the new words when absent
 */
export function typeInto(
  field: HTMLTextAreaElement,
  start: number,
  end: number,
  text: string,
  caret?: number
): void {
  const before = field.value.slice(start, end)
  // A line's end that is typed at the very end of a field is lost in Chromium: what stays need not be typed.
  let same = 0
  while (
    same < Math.min(text.length, before.length) &&
    text.at(-1 - same) === '\n' &&
    before.at(-1 - same) === '\n'
  )
    same++
  const typed = text.slice(0, text.length - same)
  field.focus()
  field.setSelectionRange(start, end - same)
  if (!document.execCommand?.('insertText', false, typed)) {
    field.setRangeText(typed, start, end - same, 'end')
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const at = caret ?? start + text.length
  field.setSelectionRange(at, at)
}

/** The place in a field's text that is under a point of the window; where the caret is when that is not known. */
export function offsetAt(field: HTMLTextAreaElement, x: number, y: number): number {
  const place = document.caretPositionFromPoint?.(x, y)
  return place?.offsetNode === field ? place.offset : field.selectionEnd
}
