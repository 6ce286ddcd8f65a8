/** The browser types line by line, each in more time than the one before: of more than this it would be for minutes. */
const MOST_TYPED = 20_000

/**
 * Replaces a range of a field as if it were typed, so that the field's own undo takes it back; a very long one is put
 * there at once, which that undo knows nothing of.
 *
 * @param caret where the caret stands then; behind the new words when absent
 */
export function typeInto(
  field: HTMLTextAreaElement | HTMLInputElement,
  start: number,
  end: number,
  text: string,
  caret?: number
): void {
  if (document.activeElement !== field) field.focus()
  field.setSelectionRange(start, end)
  if (text.length > MOST_TYPED || !document.execCommand?.('insertText', false, text)) {
    field.setRangeText(text, start, end, 'end')
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  if (caret !== undefined) field.setSelectionRange(caret, caret)
}

/** The place in a field's text that is under a point of the window; where the caret is when that is not known. */
export function offsetAt(field: HTMLTextAreaElement, x: number, y: number): number {
  const place = document.caretPositionFromPoint?.(x, y)
  return place?.offsetNode === field ? place.offset : field.selectionEnd
}

/** Types a paragraph of its own at `at`, wherever that is. */
export function typeParagraph(text: HTMLTextAreaElement, at: number, markdown: string): void {
  const before = text.value.slice(0, at)
  const behind = text.value.slice(at)
  const lead = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n'
  const tail = behind.startsWith('\n\n') ? '' : behind.startsWith('\n') ? '\n' : '\n\n'
  typeInto(text, at, at, lead + markdown + tail)
}
