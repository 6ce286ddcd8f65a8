const notTyped = new Set([
  'button',
  'checkbox',
  'radio',
  'range',
  'submit',
  'reset',
  'color',
  'file',
  'image'
])

/** Whether keys pressed there write. */
export function isField(target: EventTarget | null): boolean {
  // By name and not by instanceof: the article's frame has classes of its own.
  const element = target as HTMLElement | null
  if (!element || typeof element.closest !== 'function') return false
  if (element.isContentEditable || element.tagName === 'TEXTAREA' || element.tagName === 'SELECT') return true
  return element.tagName === 'INPUT' && !notTyped.has((element as HTMLInputElement).type)
}
